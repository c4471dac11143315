// The shape of a parameter file (data/scoring/*.yaml) and its reading into ScoringParameters. What the shape cannot say is in parameter-check.ts.
import { z } from 'zod';
import { firmKinds } from '../firms/firm.ts';
import { countyCode, parseCountyCode } from '../land/codes.ts';
import { decimalText, parseDecimal, type Decimal } from '../units.ts';
import { figureKeys } from './figures.ts';
import { knownIndicators } from './indicators.ts';
import {
  landSources,
  missingRules,
  shareRoundings,
  tenantModes,
  tieRules,
  zeroDenominatorRules,
  type ScoringParameters,
} from './parameters.ts';
import { triggerOperators } from './triggers.ts';

/** A number, or the same as text where more than fifteen digits are needed. */
const decimalValue = z.union([z.number(), z.string()]).transform((value, context): Decimal => {
  const parsed = parseDecimal(String(value));
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: `不是数字：${String(value)}` });
  return z.NEVER;
});
const limit = decimalValue.nullable().default(null);
const text = z.string().trim().min(1);
const industryMessage = '行业代码须写成加引号的二至四位数字';
const industryCode = z.string(industryMessage).regex(/^\d{2,4}$/, industryMessage);
const flag = z.boolean().nullable().default(null);

const trigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mark') }),
  z.strictObject({ kind: z.literal('fact'), fact: text, is: z.array(z.union([z.boolean(), z.number(), z.string()])).min(1) }),
  z.strictObject({ kind: z.literal('age'), fact: text, underYears: z.int().positive() }),
  z.strictObject({ kind: z.literal('industry'), codes: z.array(industryCode).min(1) }),
  z.strictObject({ kind: z.literal('landless') }),
  z.strictObject({ kind: z.literal('figure'), figure: z.enum(figureKeys), unit: text, op: z.enum(triggerOperators), value: decimalValue }),
  z.strictObject({ kind: z.literal('indicator'), indicator: text, op: z.enum(triggerOperators), value: decimalValue }),
  z.strictObject({ kind: z.literal('score'), op: z.enum(triggerOperators), value: decimalValue }),
]);
const triggers = z.array(trigger).min(1, '至少写一个条件');

const indicator = z
  .strictObject({
    id: text,
    name: text.optional(),
    numerator: z.enum(figureKeys).optional(),
    denominator: z.enum(figureKeys).optional(),
    unit: text.optional(),
    weight: decimalValue,
    base: decimalValue,
    cap: limit,
    floor: limit,
    missing: z.enum(missingRules),
    zeroDenominator: z.enum(zeroDenominatorRules).default('missing'),
  })
  .transform((given, context) => {
    const known = knownIndicators.find((each) => each.id === given.id);
    const [name, numerator] = [given.name ?? known?.name, given.numerator ?? known?.numerator];
    const [denominator, unit] = [given.denominator ?? known?.denominator, given.unit ?? known?.unit];
    if (name !== undefined && numerator && denominator && unit !== undefined) return { ...given, name, numerator, denominator, unit };
    context.addIssue({ code: 'custom', message: `指标 ${given.id} 不在常用指标之列，须写明 name、numerator、denominator、unit` });
    return z.NEVER;
  });

const selector = z
  .strictObject({
    aboveScale: flag,
    tenantOnly: flag,
    areaFrom: limit,
    areaBelow: limit,
    industries: z.array(industryCode).default([]),
    kinds: z.array(z.enum(firmKinds)).default([]),
  })
  .prefault({});

const cuts = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('share'),
    shares: z.array(z.strictObject({ class: text, percent: decimalValue })).min(1),
    rounding: z.enum(shareRoundings),
    ties: z.enum(tieRules),
    vetoed: z.enum(['ranked', 'apart']),
  }),
  z.strictObject({
    by: z.literal('score'),
    from: z.array(z.strictObject({ class: text, op: z.enum(['ge', 'gt']), score: decimalValue })).min(1),
  }),
]);

const group = z.strictObject({
  id: text,
  name: text,
  subject: z.enum(['firm', 'block']).default('firm'),
  when: selector,
  totalWeight: decimalValue,
  indicators: z.array(indicator).min(1),
  adjustments: z
    .array(z.strictObject({ id: text, name: text, kind: z.enum(['bonus', 'penalty']), points: decimalValue, when: triggers }))
    .default([]),
  bonusLimit: limit,
  penaltyLimit: limit,
  vetoes: z.array(z.strictObject({ id: text, name: text, atMost: text, when: triggers })).default([]),
  cuts,
  tieBreak: z.array(text).default([]),
});

const reason = z.strictObject({ id: text, name: text, when: triggers, unless: z.array(trigger).default([]) });

/** The file as a whole; reading it gives a parameter set whose parts still have to agree with each other. */
export const parameterFileSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '编号只用小写字母、数字和连字符'),
    county: z.union([z.string(), z.int()]).transform((value, context) => {
      const code = parseCountyCode(String(value));
      if (code) return code;
      context.addIssue({ code: 'custom', message: `不是六位县级区划代码：${String(value)}` });
      return z.NEVER;
    }),
    title: text,
    example: z.boolean(),
    basis: text,
    documentNumber: text.nullable().default(null),
    years: z.strictObject({ from: z.int().min(1990).max(2200), to: z.int().min(1990).max(2200) }),
    classes: z.array(z.strictObject({ id: text, name: text })).min(2),
    unrated: z.strictObject({ name: text, reasons: z.array(reason).default([]) }),
    land: z.array(z.enum(landSources)).min(1),
    prevails: z.enum(['imported', 'computed']),
    tenants: z.strictObject({
      mode: z.enum(tenantModes),
      aboveScaleApart: z.boolean().default(false),
      apartFrom: limit,
      memberMissing: z.enum(['unknown', 'leave-out']),
    }),
    groups: z.array(group).min(1),
  })
  .transform(({ years, unrated, ...rest }): ScoringParameters => ({
    ...rest,
    county: countyCode(rest.county),
    fromYear: years.from,
    toYear: years.to,
    unratedName: unrated.name,
    exemptions: unrated.reasons,
  }));

/** A set as it stands in a file: what reading it gives again (decimals as text). For templates and downloads. */
export function parameterFileOf(set: ScoringParameters): unknown {
  const { fromYear, toYear, unratedName, exemptions, ...rest } = set;
  return plain({ ...rest, years: { from: fromYear, to: toYear }, unrated: { name: unratedName, reasons: exemptions } });
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (isDecimal(value)) return decimalText(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

function isDecimal(value: object): value is Decimal {
  return 'digits' in value && 'scale' in value && 'approx' in value;
}
