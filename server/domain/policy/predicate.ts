// One test of one field in one year: true, false or unknown, with the evidence for it.
import { daysBetween, isoDate } from '../period.ts';
import type { Fact, NumberFact } from './facts.ts';
import { factName } from './facts.ts';
import type { Situation } from './fact-value.ts';
import { readFact, readTags } from './fact-value.ts';
import type { Field } from './fields.ts';
import { fieldOf } from './fields.ts';
import type { Rational } from './exact-number.ts';
import { compareNumber, compareRationals, distance, rationalOf, rationalOfDecimal, shownNumber, thresholdDecimal } from './exact-number.ts';
import type { Evidence, Truth } from './judgement.ts';
import { both, either } from './judgement.ts';
import type { Comparator, Predicate, Window } from './policy.ts';

/** What a test gave. `missing` only when unknown; evidence is made when it is asked for. */
export interface Test {
  readonly truth: Truth;
  readonly missing: readonly string[];
  evidence(): readonly Evidence[];
}

const nothing: readonly string[] = [];

type Found = readonly [Situation, Predicate, Field, number | null, Fact | null, Limit];

/** A test of one field in one year, with what its evidence is made of. */
class FieldTest implements Test {
  readonly truth: Truth;
  readonly missing: readonly string[];
  readonly #found: Found;
  constructor(truth: Truth, missing: readonly string[], found: Found) {
    this.truth = truth;
    this.missing = missing;
    this.#found = found;
  }
  evidence(): readonly Evidence[] {
    return [evidenceOf(...this.#found)];
  }
}

/** Years in which a predicate is tested, latest last; [null] for a field that has no years. */
export function yearsOf(
  predicate: Predicate,
  years: { readonly evaluationYear: number; readonly checkYear: number },
): readonly (number | null)[] {
  if (!fieldOf(predicate.field).yearly) return [null];
  const window: Window = predicate.window ?? { kind: 'at', anchor: 'evaluation_year' };
  const anchor = window.anchor === 'check_year' ? years.checkYear : years.evaluationYear;
  if (window.kind === 'at') return [anchor + (window.offset ?? 0)];
  return Array.from({ length: window.n }, (_, index) => anchor - window.n + 1 + index);
}

/** Tests one predicate in one year. */
export function testInYear(situation: Situation, predicate: Predicate, year: number | null): Test {
  const field = fieldOf(predicate.field);
  if (field.type === 'set') return testSet(situation, predicate, field);
  const value = readFact(situation, field, year);
  const limit = thresholdOf(situation, predicate, year);
  const open = [
    ...(value === undefined ? [factName(field.name, year)] : nothing),
    ...(limit.missing !== null && value !== null ? [limit.missing] : nothing),
  ];
  const truth = open.length > 0 ? 'unknown' : truthOfValue(predicate, field, value as Fact | null, limit.rational);
  const missing = truth === 'unknown' && open.length === 0 ? [factName(field.name, year)] : open;
  return new FieldTest(truth, missing, [situation, predicate, field, year, value ?? null, limit]);
}

/** What the test of a predicate in one year comes to, without reasons; the same as `testInYear` gives. */
export function truthInYear(situation: Situation, predicate: Predicate, year: number | null): Truth {
  const field = fieldOf(predicate.field);
  if (predicate.ref !== undefined) return testInYear(situation, predicate, year).truth;
  if (field.type === 'set') return setTruth(predicate.op, readTags(situation, field), wordsWanted(predicate));
  const value = readFact(situation, field, year);
  return value === undefined ? 'unknown' : truthOfValue(predicate, field, value, null);
}

interface Limit {
  readonly rational: Rational | null;
  readonly shown: Evidence['threshold'];
  readonly missing: string | null;
}

/** The threshold: the predicate's own value, or another field's value times a factor. */
function thresholdOf(situation: Situation, predicate: Predicate, year: number | null): Limit {
  const { value, ref } = predicate;
  if (ref !== undefined) {
    const other = fieldOf(ref);
    const otherYear = other.yearly ? (year ?? situation.evaluationYear) : null;
    const found = readFact(situation, other, otherYear);
    if (found === undefined || found === null) return { rational: null, shown: null, missing: factName(ref, otherYear) };
    const factor = rationalOfDecimal(thresholdDecimal(predicate.factor ?? 1));
    const base = rationalOf(found as NumberFact);
    const rational = { top: base.top * factor.top, bottom: base.bottom * factor.bottom };
    return { rational, shown: Number(rational.top) / Number(rational.bottom), missing: null };
  }
  const isNumber = fieldOf(predicate.field).type === 'number' && value !== undefined && !Array.isArray(value);
  const rational = isNumber ? rationalOfDecimal(thresholdDecimal(value as number | string)) : null;
  return { rational, shown: value ?? null, missing: null };
}

/** What is said of some domains only leaves the others unknown: one that fails decides, none that fails does not. */
export function anyDomainFails(field: Field, domains: { readonly [domain: string]: boolean }): Truth {
  if (Object.values(domains).includes(false)) return true;
  return (field.values ?? []).every((domain) => Object.hasOwn(domains, domain)) ? false : 'unknown';
}

function truthOfValue(predicate: Predicate, field: Field, value: Fact | null, limit: Rational | null): Truth {
  if (predicate.op !== 'any_false') return holds(predicate, field, value, limit);
  return value === null ? false : anyDomainFails(field, value as { [domain: string]: boolean });
}

function holds(predicate: Predicate, field: Field, value: Fact | null, limit: Rational | null): boolean {
  const { op } = predicate;
  if (op === 'is_null') return value === null;
  if (value === null) return false;
  switch (op) {
    case 'not_null':
    case 'manual':
      return true;
    case 'is_true':
      return value === true;
    case 'is_false':
      return value === false;
    case 'in':
      return (predicate.value as readonly string[]).includes(value as string);
    default:
      return orderHolds(op, orderOf(predicate, field, value, limit));
  }
}

function orderOf(predicate: Predicate, field: Field, value: Fact, limit: Rational | null): -1 | 0 | 1 {
  if (field.type !== 'number') {
    const text = value as string;
    const threshold = predicate.value as string;
    return text < threshold ? -1 : text > threshold ? 1 : 0;
  }
  if (predicate.ref === undefined) return compareNumber(value as NumberFact, thresholdDecimal(predicate.value as number | string));
  return compareRationals(rationalOf(value as NumberFact), limit as Rational);
}

/** Whether an order (value against threshold) satisfies a comparator. */
export function orderHolds(op: Comparator, order: -1 | 0 | 1): boolean {
  if (op === 'lt') return order < 0;
  if (op === 'le') return order <= 0;
  if (op === 'gt') return order > 0;
  if (op === 'ge') return order >= 0;
  if (op === 'eq') return order === 0;
  throw new RangeError(`not an order: ${op}`);
}

function testSet(situation: Situation, predicate: Predicate, field: Field): Test {
  const tags = readTags(situation, field);
  const wanted = wordsWanted(predicate);
  const truth = setTruth(predicate.op, tags, wanted);
  return {
    truth,
    missing: truth === 'unknown' ? [field.name] : [],
    evidence: () => [
      {
        field: field.name,
        value: tags ? [...new Set([...tags.shown, ...wanted.filter((tag) => tags.has(tag) === true)])] : null,
        op: predicate.op,
        threshold: (predicate.value as string | readonly string[] | undefined) ?? null,
        ...sourceOf(situation, field, null),
      },
    ],
  };
}

function wordsWanted(predicate: Predicate): readonly string[] {
  const { value } = predicate;
  return Array.isArray(value) ? (value as readonly string[]) : value === undefined ? [] : [String(value)];
}

function setTruth(op: Comparator, tags: ReturnType<typeof readTags>, wanted: readonly string[]): Truth {
  if (tags === undefined) return 'unknown';
  if (op === 'is_null') return tags === null;
  if (tags === null) return false;
  if (op === 'contains') return wanted.reduce<Truth>((found, tag) => both(found, tags.has(tag)), true);
  if (op === 'intersects') return wanted.reduce<Truth>((found, tag) => either(found, tags.has(tag)), false);
  return true;
}

function sourceOf(situation: Situation, field: Field, year: number | null): { source?: string } {
  const sources = situation.facts[field.level]?.sources;
  const source = sources?.[factName(field.key, year)] ?? sources?.[field.key];
  return source === undefined ? {} : { source };
}

function evidenceOf(
  situation: Situation,
  predicate: Predicate,
  field: Field,
  year: number | null,
  value: Fact | null,
  limit: Limit,
): Evidence {
  const base = {
    field: field.name,
    ...(year === null ? {} : { year }),
    op: predicate.op,
    threshold: limit.shown,
    ...sourceOf(situation, field, year),
  };
  if (value === null) return { ...base, value: null };
  if (field.type === 'number') {
    const number = value as NumberFact;
    return {
      ...base,
      value: shownNumber(number, limit.rational),
      ...(limit.rational ? { margin: distance(rationalOf(number), limit.rational) } : {}),
      ...('money' in number ? { exact: { moneyFen: number.money, areaMicroMu: number.area } } : {}),
    };
  }
  if (field.type === 'date' && typeof predicate.value === 'string') {
    return { ...base, value: value as string, margin: Math.abs(daysBetween(isoDate(predicate.value), isoDate(value as string))) };
  }
  if (field.type === 'domains') {
    const failed = Object.entries(value as { [domain: string]: boolean }).filter(([, meets]) => !meets);
    return { ...base, value: failed.map(([domain]) => domain) };
  }
  return { ...base, value: value as string | boolean };
}
