// "What if": a policy with single thresholds, comparators, windows or values changed, each addressed by a stable path.
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { decimalText } from '../units.ts';
import { LONGEST_WINDOW, thresholdFault } from './condition-schema.ts';
import { readDecimal } from './facts-json.ts';
import type { Field } from './fields.ts';
import { fieldOf } from './fields.ts';
import type { Comparator, Condition, Policy, Predicate } from './policy.ts';

/**
 * One place that can be changed. Paths: `<rule or gap id>.when`, then `.all[i]`, `.any[i]`, `.not` down the condition, then `.value`,
 * `.op` or `.window.n`; for the scope `scope.<limb id>.when…`. E.g. `SC-R13b.when.value`, `SC-R22b.when.all[1].value`,
 * `SC-R13b.when.window.n`, `scope.area.when.value`.
 */
export interface OverridePlace {
  readonly path: string;
  readonly part: 'value' | 'op' | 'window.n';
  readonly field: string;
  readonly unit: string | null;
  readonly current: number | string | readonly string[];
  /** Rule, gap or limb concerned. */
  readonly owner: string;
}

export interface OverrideFault {
  readonly path: string;
  readonly message: string;
}

interface Owner {
  readonly id: string;
  readonly prefix: string;
  readonly when: Condition;
}

function ownersOf(policy: Policy): readonly Owner[] {
  return [
    ...policy.scope.limbs.map((limb) => ({ id: limb.id, prefix: `scope.${limb.id}.when`, when: limb.when })),
    ...policy.rules.map((rule) => ({ id: rule.id, prefix: `${rule.id}.when`, when: rule.when })),
    ...policy.gaps.flatMap((gap) => (gap.when ? [{ id: gap.id, prefix: `${gap.id}.when`, when: gap.when }] : [])),
  ];
}

/** Every place of a policy that can be overridden, with its current value, in document order. */
export function overridePlaces(policy: Policy): readonly OverridePlace[] {
  return ownersOf(policy).flatMap((owner) => placesIn(owner.when, owner.prefix, owner.id));
}

function placesIn(condition: Condition, path: string, owner: string): readonly OverridePlace[] {
  if ('all' in condition) return condition.all.flatMap((part, index) => placesIn(part, `${path}.all[${index}]`, owner));
  if ('any' in condition) return condition.any.flatMap((part, index) => placesIn(part, `${path}.any[${index}]`, owner));
  if ('not' in condition) return placesIn(condition.not, `${path}.not`, owner);
  if ('rule' in condition) return [];
  const place = { field: condition.field, unit: condition.unit ?? null, owner };
  const years = windowLength(condition);
  // Lists of tags are not a threshold, and the columns of a county hold only the tags its policy asks about.
  const fixed = condition.value === undefined || fieldOf(condition.field).type === 'set';
  return [
    ...(fixed ? [] : [{ ...place, path: `${path}.value`, part: 'value' as const, current: condition.value }]),
    ...(familyOf(condition.op).length > 1 ? [{ ...place, path: `${path}.op`, part: 'op' as const, current: condition.op }] : []),
    ...(years === null ? [] : [{ ...place, path: `${path}.window.n`, part: 'window.n' as const, current: years, unit: '年' }]),
  ];
}

/** Years that a predicate looks at; null when its window cannot be stretched. */
function windowLength(predicate: Predicate): number | null {
  if (!fieldOf(predicate.field).yearly) return null;
  const { window } = predicate;
  if (window?.kind === 'last_consecutive') return window.n;
  return window?.offset ? null : 1;
}

const families: readonly (readonly Comparator[])[] = [
  ['lt', 'le', 'gt', 'ge', 'eq'],
  ['is_true', 'is_false'],
  ['is_null', 'not_null'],
];

/** Comparators that may stand in for one another: same field, same form of value. */
function familyOf(op: Comparator): readonly Comparator[] {
  return families.find((family) => family.includes(op)) ?? [op];
}

/** Comparators that may replace the current one at a place. */
export function comparatorChoices(field: Field, op: Comparator): readonly Comparator[] {
  const family = familyOf(op);
  return field.type === 'number' || field.type === 'date' || family.length === 2 ? family : [op];
}

/**
 * The policy with overrides applied: a record of path → value, or a list of {path, value}. Unknown paths, wrong types and values out of
 * range are refused, all of them named. An override that repeats what stands there leaves the policy as it is.
 */
export function applyOverrides(policy: Policy, overrides: unknown): Result<Policy, readonly OverrideFault[]> {
  const wanted = entriesOf(overrides);
  if (!wanted) return fail([{ path: '', message: '覆盖项应为“路径: 值”的对象，或 {path, value} 的数组' }]);
  const places = new Map(overridePlaces(policy).map((place) => [place.path, place]));
  const faults: OverrideFault[] = [];
  const changes = new Map<string, number | string | readonly string[]>();
  for (const [path, value] of wanted) {
    const place = places.get(path);
    const read = place ? readOverride(policy, place, value) : fail('没有这个路径');
    if (changes.has(path)) faults.push({ path, message: '同一路径写了两次' });
    else if (read.ok) changes.set(path, read.value);
    else faults.push({ path, message: read.error });
  }
  if (faults.length > 0) return fail(faults);
  if (changes.size === 0) return ok(policy);
  return ok({
    ...policy,
    scope: {
      ...policy.scope,
      limbs: policy.scope.limbs.map((limb) => ({ ...limb, when: rewrite(limb.when, `scope.${limb.id}.when`, changes) })),
    },
    rules: policy.rules.map((rule) => ({ ...rule, when: rewrite(rule.when, `${rule.id}.when`, changes) })),
    gaps: policy.gaps.map((gap) => ({ ...gap, when: gap.when && rewrite(gap.when, `${gap.id}.when`, changes) })),
  });
}

function entriesOf(overrides: unknown): readonly (readonly [string, unknown])[] | null {
  if (overrides === undefined || overrides === null) return [];
  if (typeof overrides !== 'object') return null;
  if (!Array.isArray(overrides)) return Object.entries(overrides);
  const rows = (overrides as readonly unknown[]).map((row): readonly [string, unknown] | null => {
    if (typeof row !== 'object' || row === null || !('path' in row) || !('value' in row) || typeof row.path !== 'string') return null;
    return [row.path, row.value];
  });
  return rows.every((row) => row !== null) ? rows : null;
}

function readOverride(policy: Policy, place: OverridePlace, value: unknown): Result<number | string | readonly string[], string> {
  const field = fieldOf(place.field);
  const op = opAt(policy, place);
  if (place.part === 'window.n') {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LONGEST_WINDOW;
    return fits ? ok(value) : fail(`年数应为 1 至 ${LONGEST_WINDOW} 的整数`);
  }
  if (place.part === 'op') {
    const choice = comparatorChoices(field, op).find((candidate) => candidate === value);
    return choice ? ok(choice) : fail(`比较符应为 ${comparatorChoices(field, op).join('、')} 之一`);
  }
  const message = thresholdFault(field, op, value);
  if (message !== null) return fail(message);
  return ok(field.type === 'number' ? plainest(value as number | string) : (value as string | readonly string[]));
}

/** A number where a JSON number says the same, else the decimal text. */
function plainest(value: number | string): number | string {
  const text = decimalText(readDecimal(value)!);
  const again = readDecimal(Number(text));
  return again && decimalText(again) === text ? Number(text) : text;
}

function opAt(policy: Policy, place: OverridePlace): Comparator {
  const base = place.path.slice(0, place.path.length - place.part.length - 1);
  const owner = ownersOf(policy).find((candidate) => base.startsWith(candidate.prefix))!;
  let found: Comparator = 'eq';
  visit(owner.when, owner.prefix, (predicate, path) => {
    if (path === base) found = predicate.op;
  });
  return found;
}

function visit(condition: Condition, path: string, act: (predicate: Predicate, path: string) => void): void {
  if ('all' in condition) condition.all.forEach((part, index) => visit(part, `${path}.all[${index}]`, act));
  else if ('any' in condition) condition.any.forEach((part, index) => visit(part, `${path}.any[${index}]`, act));
  else if ('not' in condition) visit(condition.not, `${path}.not`, act);
  else if (!('rule' in condition)) act(condition, path);
}

function rewrite(condition: Condition, path: string, changes: ReadonlyMap<string, number | string | readonly string[]>): Condition {
  if ('all' in condition) return { all: condition.all.map((part, index) => rewrite(part, `${path}.all[${index}]`, changes)) };
  if ('any' in condition) return { any: condition.any.map((part, index) => rewrite(part, `${path}.any[${index}]`, changes)) };
  if ('not' in condition) return { not: rewrite(condition.not, `${path}.not`, changes) };
  if ('rule' in condition) return condition;
  const value = changes.get(`${path}.value`);
  const op = changes.get(`${path}.op`) as Comparator | undefined;
  const years = changes.get(`${path}.window.n`) as number | undefined;
  return {
    ...condition,
    ...(value === undefined ? {} : { value }),
    ...(op === undefined ? {} : { op }),
    ...(years === undefined || years === windowLength(condition)
      ? {}
      : { window: { kind: 'last_consecutive' as const, n: years, anchor: condition.window?.anchor ?? 'evaluation_year' } }),
  };
}
