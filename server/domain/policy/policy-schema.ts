// The shape of a policy as data (the YAML files, the template in the page): every key named, nothing unknown let through.
import { z } from 'zod';
import { landMetricKinds } from '../ledger/entry.ts';
import { parseCountyCode } from '../land/codes.ts';
import { parseIsoDate } from '../period.ts';
import type { PolicyFault } from './condition-schema.ts';
import { readCondition } from './condition-schema.ts';
import type { Condition, Policy } from './policy.ts';
import { faultWords } from './fault-words.ts';
import { automations, classStyles, ruleKinds, ruleSubjects } from './policy.ts';

const text = z.string().trim().min(1);
const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, '编号应以字母开头，只含字母、数字和连字符');
const note = text.nullable().default(null);

const date = z.string().transform((value, context) => {
  const day = parseIsoDate(value);
  if (day) return day;
  context.issues.push({ code: 'custom', message: '应为 YYYY-MM-DD 形式的日期', input: value });
  return z.NEVER;
});

const county = z.string().transform((value, context) => {
  const code = parseCountyCode(value);
  if (code) return code;
  context.issues.push({ code: 'custom', message: '应为六位县级行政区代码', input: value });
  return z.NEVER;
});

/** A clause is cited by its number: 二(一)3, 附件2, 导语. */
const clause = z.string().regex(/^导语$|[一二三四五六七八九十\d]/, '应写明条款号');

const condition: z.ZodType<Condition> = z.unknown().transform((value, context) => {
  const faults: PolicyFault[] = [];
  const read = readCondition(value, [], faults);
  for (const fault of faults) context.issues.push({ code: 'custom', message: fault.message, path: [...fault.path], input: value });
  return read ?? z.NEVER;
});

const values = z.record(z.string(), z.unknown());
const exampleFacts = z
  .strictObject({ enterprise: values, parcel: values, block: values, project: values, county: values })
  .partial()
  .default({}) as unknown as z.ZodType<Policy['exampleBase']>;

const policyClass = z.strictObject({
  name: text,
  severity: z.int().min(1),
  style: z.enum(classStyles),
  colour: z.string().regex(/^#[0-9a-fA-F]{6}$/, '应为 #rrggbb 形式的颜色'),
});

const scope = z.strictObject({
  clause,
  wording: text,
  note,
  limbs: z.array(
    z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9_]*$/, '应为小写字母、数字和下划线'), wording: text, when: condition }),
  ),
});

const rule = z.strictObject({
  id,
  kind: z.enum(ruleKinds),
  subject: z.enum(ruleSubjects),
  category: text,
  clause,
  wording: text,
  when: condition,
  scopeWaivers: z.array(text).default([]),
  scoped: z.boolean().default(true),
  severity: z.int().min(0).default(0),
  automation: z.enum(automations),
  note,
  consequences: z.array(text).default([]),
  nextYear: z.strictObject({ field: text, value: z.union([z.number(), z.boolean(), text]) }).optional(),
});

const gap = z.strictObject({
  id,
  name: text,
  when: condition.nullable().default(null),
  missing: z.array(text).default([]),
  wording: text,
  result: text,
  scopeWaivers: z.array(text).default([]),
});

const target = z.strictObject({
  id,
  metric: z.string().regex(/^[a-z0-9_]+$/, '应为小写字母、数字和下划线'),
  name: text,
  value: z.number().nullable(),
  unit: z.string(),
  comparator: z.enum(['ge', 'gt']).nullable(),
  comparatorText: text.nullable().default(null),
  clause,
  periodStart: date,
  periodEnd: date,
  kind: z.enum(landMetricKinds).nullable().default(null),
  parent: text.nullable().default(null),
  headline: z.boolean().default(false),
  strength: text,
  extent: text,
  cumulative: z.boolean(),
  note,
});

const improvement = z.strictObject({ id, clause, appliesTo: text, wording: text, passWhen: condition.nullable(), note });
const process = z.strictObject({ id, clause, wording: text, when: condition.nullable().default(null), consequences: z.array(text), note });
const exemption = z.strictObject({ id, clause, wording: text, needs: z.array(text), effect: text, note });

const deadline = z.strictObject({
  id,
  clause,
  wording: text,
  who: note,
  start: date.nullable().default(null),
  due: date.nullable().default(null),
  days: z.int().positive().nullable().default(null),
  dayKind: z.enum(['calendar', 'working']).nullable().default(null),
  months: z.int().positive().nullable().default(null),
  startsFrom: note,
  recurs: note,
  note,
});

const example = z.strictObject({
  name: text,
  facts: exampleFacts,
  unset: z.array(text).default([]),
  expect: z.strictObject({
    matched: z.array(text),
    proposed: text.nullable().optional(),
    gaps: z.array(text).optional(),
    unknown: z.array(text).optional(),
    scope: z.enum(['in', 'out', 'unknown']).optional(),
  }),
});

/** The whole document. `checkPolicy` then checks what spans several places. */
export const policySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, '应为小写字母、数字和连字符'),
  version: text,
  title: text,
  jurisdiction: text,
  level: text,
  county,
  contains: z.array(text).default([]),
  documentNumber: note,
  status: text,
  statusNote: note,
  issued: date.nullable().default(null),
  periodStart: date,
  periodEnd: date,
  countingStart: date,
  countingStartBasis: text,
  evaluationYear: z.int().min(1900).max(2200),
  checkYear: z.int().min(1900).max(2200).nullable().default(null),
  evaluationYearBasis: text,
  taxThresholds: z.enum(['set', 'none']),
  taxThresholdsNote: note,
  classes: z.array(policyClass),
  precedenceBasis: text,
  scope,
  rules: z.array(rule).max(32, '一份政策至多 32 条规则'),
  gaps: z.array(gap).max(32).default([]),
  targets: z.array(target),
  improvementStandards: z.array(improvement).default([]),
  processRules: z.array(process).default([]),
  exemptions: z.array(exemption).default([]),
  deadlines: z.array(deadline).default([]),
  phases: z.array(z.strictObject({ name: text, start: date, end: date })).default([]),
  taxonomies: z.array(z.strictObject({ id, clause, subject: text, values: z.array(text) })).default([]),
  ambiguities: z.array(z.strictObject({ id, issue: text, reading: text })).default([]),
  exampleBase: exampleFacts,
  examples: z.array(example).default([]),
});

/** Reads a policy's shape; what is wrong is named by its path. */
export function readPolicyShape(data: unknown): { readonly policy: Policy | null; readonly faults: readonly PolicyFault[] } {
  const read = policySchema.safeParse(data, { error: faultWords });
  if (read.success) return { policy: read.data, faults: [] };
  const faults = read.error.issues.flatMap((issue): PolicyFault[] => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key], message: `未知的键 ${key}` }));
  });
  return { policy: null, faults };
}
