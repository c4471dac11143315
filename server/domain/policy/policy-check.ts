// Checks of a policy that span several places: references, duplicates, order of dates, and its worked examples.
import type { PlanPath, PolicyFault } from './condition-schema.ts';
import { compilePolicy } from './batch/compile-policy.ts';
import { packFacts } from './batch/pack-facts.ts';
import { predicatesOf } from './condition.ts';
import { factSetFromValues } from './facts-json.ts';
import { judge } from './judge.ts';
import { exampleFaults } from './policy-examples.ts';
import { readPolicyShape } from './policy-schema.ts';
import { factLevels, findField } from './fields.ts';
import type { Condition, Policy } from './policy.ts';
import { classOf } from './policy.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

/** A policy from plain data, or everything that is wrong with it. Pure: files, the page's template and stored versions all pass here. */
export function readPolicy(data: unknown): Result<Policy, readonly PolicyFault[]> {
  const { policy, faults } = readPolicyShape(data);
  if (!policy) return fail(faults);
  const found = checkPolicy(policy);
  return found.length > 0 ? fail(found) : ok(policy);
}

/** A policy that was taken once, read again by the checks of today. */
export interface RecordedPolicy {
  /** Null when it can no longer be judged by. */
  readonly policy: Policy | null;
  /** Why it would not be taken today; empty when it would. */
  readonly faults: readonly PolicyFault[];
}

/**
 * Reads a policy that the record holds. What earlier checks took and today's would refuse still judges as it did, as long as it can be
 * run at all; its faults say why it may not be put to new use.
 */
export function readRecordedPolicy(data: unknown): RecordedPolicy {
  const { policy, faults } = readPolicyShape(data);
  if (!policy) return { policy, faults };
  const stopped = whatStops(policy);
  if (stopped !== null) return { policy: null, faults: [{ path: [], message: `不能据以判定：${stopped}` }] };
  return { policy, faults: checkPolicy(policy) };
}

/** What keeps a policy from being run, in the program's words; null when nothing does. */
function whatStops(policy: Policy): string | null {
  try {
    judge({}, policy);
    compilePolicy(policy).run(packFacts([{}], policy));
    return null;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** What is wrong with a policy whose shape is right. Examples are run only when nothing else is wrong. */
export function checkPolicy(policy: Policy): readonly PolicyFault[] {
  const faults = [
    ...duplicates(policy),
    ...conditionFaults(policy),
    ...referenceFaults(policy),
    ...dateFaults(policy),
    ...classFaults(policy),
    ...categoryFaults(policy),
    ...thresholdFaults(policy),
    ...nextYearFaults(policy),
    ...exampleBaseFaults(policy),
  ];
  return faults.length > 0 ? faults : exampleFaults(policy);
}

const idLists = [
  'rules',
  'gaps',
  'targets',
  'improvementStandards',
  'processRules',
  'exemptions',
  'deadlines',
  'taxonomies',
  'ambiguities',
] as const;

function duplicates(policy: Policy): PolicyFault[] {
  const seen = new Set<string>();
  const faults: PolicyFault[] = [];
  const note = (id: string, path: PlanPath): void => {
    if (seen.has(id)) faults.push({ path, message: `编号 ${id} 重复` });
    seen.add(id);
  };
  for (const list of idLists) policy[list].forEach((entry, index) => note(entry.id, [list, index, 'id']));
  policy.scope.limbs.forEach((limb, index) => note(limb.id, ['scope', 'limbs', index, 'id']));
  policy.classes.forEach((entry, index) => note(entry.name, ['classes', index, 'name']));
  return faults;
}

/** Every condition of the policy with its place; `references` where other rules may be named, `batch` where it is judged in bulk. */
function conditionsOf(
  policy: Policy,
): { readonly condition: Condition; readonly path: PlanPath; readonly references: boolean; readonly batch: boolean }[] {
  const at = (condition: Condition | null, path: PlanPath, references = false, batch = true) =>
    condition ? [{ condition, path, references, batch }] : [];
  return [
    ...policy.scope.limbs.flatMap((limb, index) => at(limb.when, ['scope', 'limbs', index, 'when'])),
    ...policy.rules.flatMap((rule, index) => at(rule.when, ['rules', index, 'when'])),
    ...policy.gaps.flatMap((gap, index) => at(gap.when, ['gaps', index, 'when'], true)),
    ...policy.improvementStandards.flatMap((entry, index) => at(entry.passWhen, ['improvementStandards', index, 'passWhen'], false, false)),
    ...policy.processRules.flatMap((entry, index) => at(entry.when, ['processRules', index, 'when'], false, false)),
  ];
}

function conditionFaults(policy: Policy): PolicyFault[] {
  return conditionsOf(policy).flatMap(({ condition, path, references, batch }) => [
    ...(batch && predicatesOf(condition).some((predicate) => predicate.ref !== undefined)
      ? [{ path, message: '只有提升标准和程序规则可以用 ref 作阈值' }]
      : []),
    ...namedRules(condition).flatMap((name): PolicyFault[] => {
      if (!references) return [{ path, message: '只有空档检测可以引用规则' }];
      return policy.rules.some((rule) => rule.id === name) ? [] : [{ path, message: `没有规则 ${name}` }];
    }),
  ]);
}

function namedRules(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(namedRules);
  if ('any' in condition) return condition.any.flatMap(namedRules);
  if ('not' in condition) return namedRules(condition.not);
  return 'rule' in condition ? [condition.rule] : [];
}

function referenceFaults(policy: Policy): PolicyFault[] {
  const limbs = new Set(policy.scope.limbs.map((limb) => limb.id));
  const waiverFaults = (list: 'rules' | 'gaps'): PolicyFault[] =>
    policy[list].flatMap((entry, index) =>
      entry.scopeWaivers.flatMap((waiver, place) =>
        limbs.has(waiver) ? [] : [{ path: [list, index, 'scopeWaivers', place], message: `适用范围没有 ${waiver} 这一条件` }],
      ),
    );
  const gapFaults = policy.gaps.flatMap((gap, index): PolicyFault[] => {
    if ((gap.when === null) === (gap.missing.length === 0))
      return [{ path: ['gaps', index], message: '空档检测应有 when 或 missing 之一' }];
    return gap.missing.flatMap((name, place) =>
      findField(name) ? [] : [{ path: ['gaps', index, 'missing', place], message: `未知的字段 ${name}` }],
    );
  });
  const parentFaults = policy.targets.flatMap((target, index): PolicyFault[] =>
    target.parent === null || policy.targets.some((other) => other.id === target.parent && other.id !== target.id)
      ? []
      : [{ path: ['targets', index, 'parent'], message: `没有目标 ${target.parent}` }],
  );
  return [...waiverFaults('rules'), ...waiverFaults('gaps'), ...gapFaults, ...parentFaults];
}

function dateFaults(policy: Policy): PolicyFault[] {
  const backwards = (start: string, end: string, path: PlanPath): PolicyFault[] =>
    start > end ? [{ path, message: `止日 ${end} 早于起日 ${start}` }] : [];
  return [
    ...backwards(policy.periodStart, policy.periodEnd, ['periodEnd']),
    ...policy.targets.flatMap((target, index) => backwards(target.periodStart, target.periodEnd, ['targets', index, 'periodEnd'])),
    ...policy.phases.flatMap((phase, index) => backwards(phase.start, phase.end, ['phases', index, 'end'])),
  ];
}

function classFaults(policy: Policy): PolicyFault[] {
  const severities = new Set<number>();
  return policy.classes.flatMap((entry, index): PolicyFault[] => {
    const faults: PolicyFault[] = [];
    if (severities.has(entry.severity)) faults.push({ path: ['classes', index, 'severity'], message: '两个类别不能同样严' });
    severities.add(entry.severity);
    if (!policy.rules.some((rule) => classOf(policy, rule)?.name === entry.name)) {
      faults.push({ path: ['classes', index, 'name'], message: `没有规则认定“${entry.name}”` });
    }
    return faults;
  });
}

/** A rule that sorts by a figure must name a class that exists: a name spelt otherwise would catch and propose nothing. */
function categoryFaults(policy: Policy): PolicyFault[] {
  return policy.rules.flatMap((rule, index): PolicyFault[] => {
    if (rule.automation === 'manual' || (rule.kind !== 'classification' && rule.kind !== 'identification')) return [];
    if (classOf(policy, rule)) return [];
    return [{ path: ['rules', index, 'category'], message: `classes 里没有“${rule.category}”；只列出、不归类的规则，kind 写 process 等` }];
  });
}

/** The base of the examples is read like a request, also when no example uses it; what an example unsets must be a field. */
function exampleBaseFaults(policy: Policy): PolicyFault[] {
  const base = factLevels.flatMap((level): PolicyFault[] => {
    const values = policy.exampleBase[level];
    if (!values) return [];
    const read = factSetFromValues(level, values, policy.evaluationYear);
    const at = (field: string): PlanPath => ['exampleBase', level, field.slice(level.length + 1).replace(/\[\d+\]$/, '')];
    return read.ok ? [] : read.error.map(({ field, message }) => ({ path: at(field), message: `${field} ${message}` }));
  });
  const unset = policy.examples.flatMap((example, index) =>
    example.unset.flatMap((name, place): PolicyFault[] =>
      findField(name) ? [] : [{ path: ['examples', index, 'unset', place], message: `未知的字段 ${name}` }],
    ),
  );
  return [...base, ...unset];
}

function thresholdFaults(policy: Policy): PolicyFault[] {
  const used = policy.rules.some((rule) => predicatesOf(rule.when).some((predicate) => predicate.field === 'enterprise.taxPerMuWan'));
  if (policy.taxThresholds === 'set') {
    return used ? [] : [{ path: ['taxThresholds'], message: '没有规则用到亩均税收，应写 none' }];
  }
  if (used) return [{ path: ['taxThresholds'], message: '有规则用到亩均税收，应写 set' }];
  return policy.taxThresholdsNote === null ? [{ path: ['taxThresholds'], message: '未设亩均税收标准的，应在 taxThresholdsNote 说明' }] : [];
}

/** What a rule writes into the next year must be a yearly figure of the enterprise, and one that the field can have. */
function nextYearFaults(policy: Policy): PolicyFault[] {
  return policy.rules.flatMap((rule, index): PolicyFault[] => {
    if (!rule.nextYear) return [];
    const path = ['rules', index, 'nextYear'];
    const field = findField(rule.nextYear.field);
    if (!field) return [{ path: [...path, 'field'], message: `未知的字段 ${rule.nextYear.field}` }];
    if (!field.yearly || field.level !== 'enterprise') return [{ path: [...path, 'field'], message: `${field.label}不是企业的年度字段` }];
    const read = factSetFromValues(
      'enterprise',
      { [field.key]: { [policy.evaluationYear + 1]: rule.nextYear.value } },
      policy.evaluationYear,
    );
    return read.ok ? [] : read.error.map(({ message }) => ({ path: [...path, 'value'], message: `${field.label}${message}` }));
  });
}
