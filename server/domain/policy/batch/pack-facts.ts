// Lays facts of many subjects out as the columns that a policy asks about.
import type { Situation } from '../fact-value.ts';
import { readFact, readTags } from '../fact-value.ts';
import type { Fact, Facts, NumberFact } from '../facts.ts';
import type { FactLevel, Field } from '../fields.ts';
import { fieldOf } from '../fields.ts';
import type { JudgeOptions } from '../judge.ts';
import { situationOf } from '../judge.ts';
import type { Policy, Predicate } from '../policy.ts';
import { anyDomainFails, yearsOf } from '../predicate.ts';
import { predicatesOfPolicy } from '../thresholds.ts';
import type { FactColumn, FactColumns } from './fact-columns.ts';
import {
  ABSENT_CODE,
  ABSENT_DAY,
  ABSENT_TAGS,
  MOST_TAGS,
  PARTLY_KNOWN,
  UNKNOWN_CODE,
  UNKNOWN_DAY,
  UNKNOWN_TAGS,
  dayNumber,
} from './fact-columns.ts';

/** Tags of a set field that the policy asks about, in order of first mention. */
function tagsAsked(predicates: readonly Predicate[], field: Field): readonly string[] {
  const asked = predicates.filter((predicate) => predicate.field === field.name).flatMap((predicate) => predicate.value ?? []);
  const tags = [...new Set(asked.map(String))];
  if (tags.length > MOST_TAGS) throw new RangeError(`${field.name}: more than ${MOST_TAGS} tags`);
  return tags;
}

function wordsAsked(predicates: readonly Predicate[], field: Field): readonly string[] {
  if (field.values) return ['', ...field.values];
  return [
    '',
    ...new Set(
      predicates
        .filter((predicate) => predicate.field === field.name)
        .flatMap((predicate) => predicate.value ?? [])
        .map(String),
    ),
  ];
}

/** Writes one subject's value into a column; false when the column cannot hold it exactly. */
type Writer = (row: number, situation: Situation) => boolean;

/**
 * Packs facts for `compilePolicy`. Columns are made for the fields that the policy asks about and for every year that any subject
 * has facts of, so that other windows and evaluation years can be tried on the same columns.
 */
export function packFacts(facts: readonly Facts[], policy: Policy, options: JudgeOptions = {}): FactColumns {
  const base = situationOf({}, policy, options);
  const predicates = predicatesOfPolicy(policy);
  const names = [...new Set(predicates.map((predicate) => predicate.field))];
  const years = yearsIn(facts, predicates, base);
  const plain = new Map<string, FactColumn>();
  const yearly = new Map<string, ReadonlyMap<number, FactColumn>>();
  const writers: Writer[] = [];
  const add = (field: Field, year: number | null): FactColumn => {
    const { column, write } = makeColumn(field, year, facts.length, predicates);
    writers.push(write);
    return column;
  };
  for (const field of names.map(fieldOf)) {
    if (field.yearly) yearly.set(field.name, new Map(years.map((year) => [year, add(field, year)])));
    else plain.set(field.name, add(field, null));
  }
  const exceptions = new Map<number, Facts>();
  facts.forEach((known, row) => {
    const situation = { ...base, facts: known };
    for (const write of writers) if (!write(row, situation)) exceptions.set(row, known);
  });
  const projects = facts.some((known) => known.project) ? Uint8Array.from(facts, (known) => (known.project ? 1 : 0)) : null;
  return { size: facts.length, plain, yearly, projects, asOf: base.asOf, exceptions };
}

function yearsIn(facts: readonly Facts[], predicates: readonly Predicate[], situation: Situation): readonly number[] {
  const years = new Set<number>();
  for (const predicate of predicates) for (const year of yearsOf(predicate, situation)) if (year !== null) years.add(year);
  // Only what is asked, and what that is worked out from: most series of a firm are nobody's question here.
  const asked = predicates.map(({ field }) => fieldOf(field)).filter(({ yearly }) => yearly);
  const series = [
    ...new Set(
      asked.flatMap(({ level, key, quotient, name }) => {
        const inputs = quotient ? [quotient.over, quotient.under] : name === 'enterprise.taxPerMuWan' ? ['taxWan'] : [];
        return [key, ...inputs].map((input) => JSON.stringify([level, input]));
      }),
    ),
  ].map((text) => JSON.parse(text) as [FactLevel, string]);
  for (const known of facts) {
    for (const [level, key] of series) for (const year in known[level]?.yearly[key]) years.add(Number(year));
  }
  return [...years].sort((a, b) => a - b);
}

function makeColumn(
  field: Field,
  year: number | null,
  size: number,
  predicates: readonly Predicate[],
): { column: FactColumn; write: Writer } {
  if (field.type === 'set') return tagColumn(field, size, tagsAsked(predicates, field));
  const read = (situation: Situation) => readFact(situation, field, year);
  switch (field.type) {
    case 'number':
      return field.name === 'enterprise.taxPerMuWan' || field.quotient ? ratioColumn(size, read) : microColumn(size, read);
    case 'date':
      return dayColumn(size, read);
    case 'boolean':
      return codeColumn(size, read, (value) => (value === true ? 1 : 0));
    case 'domains':
      return codeColumn(size, read, (value) => {
        const fails = anyDomainFails(field, value as { [domain: string]: boolean });
        return fails === 'unknown' ? PARTLY_KNOWN : fails ? 1 : 0;
      });
    default: {
      const words = wordsAsked(predicates, field);
      const { column, write } = codeColumn(size, read, (value) => Math.max(0, words.indexOf(value as string)));
      return { column: { kind: 'word', words, code: column.code }, write };
    }
  }
}

type Read = (situation: Situation) => Fact | null | undefined;

function ratioColumn(size: number, read: Read): { column: FactColumn; write: Writer } {
  const money = new Float64Array(size);
  const area = new Float64Array(size).fill(Number.NaN);
  const write: Writer = (row, situation) => {
    const value = read(situation) as NumberFact | null | undefined;
    if (value === undefined) return true;
    if (value === null) area[row] = 0;
    else if ('money' in value) [money[row], area[row]] = [value.money, value.area];
    else if ('top' in value) {
      const [top, bottom] = [Number(value.top), Number(value.bottom)];
      if (!Number.isSafeInteger(top) || !Number.isSafeInteger(bottom)) return false;
      [money[row], area[row]] = [top, bottom];
    } else if ('land' in value) [money[row], area[row]] = [value.land, 1_000_000];
    else {
      const { digits, scale } = value.stated;
      const top = Number(digits);
      if (!Number.isSafeInteger(top) || scale > 15) return false;
      [money[row], area[row]] = [top, 10 ** scale];
    }
    return true;
  };
  return { column: { kind: 'ratio', money, area }, write };
}

function microColumn(size: number, read: Read): { column: FactColumn; write: Writer } {
  const values = new Float64Array(size).fill(Number.NaN);
  const write: Writer = (row, situation) => {
    const value = read(situation) as NumberFact | null | undefined;
    if (value === undefined) return true;
    const micro = value === null ? Number.POSITIVE_INFINITY : wholeMillionths(value);
    if (micro === null) return false;
    values[row] = micro;
    return true;
  };
  return { column: { kind: 'micro', value: values }, write };
}

function wholeMillionths(value: NumberFact): number | null {
  if ('top' in value) {
    const micro = Number((value.top * 1_000_000n) / value.bottom);
    return (value.top * 1_000_000n) % value.bottom === 0n && Number.isSafeInteger(micro) ? micro : null;
  }
  if ('land' in value) return value.land;
  if ('money' in value || value.stated.scale > 6) return null;
  const micro = Number(value.stated.digits * 10n ** BigInt(6 - value.stated.scale));
  return Number.isSafeInteger(micro) ? micro : null;
}

function dayColumn(size: number, read: Read): { column: FactColumn; write: Writer } {
  const day = new Int32Array(size).fill(UNKNOWN_DAY);
  const write: Writer = (row, situation) => {
    const value = read(situation);
    if (value !== undefined) day[row] = value === null ? ABSENT_DAY : dayNumber(value as string);
    return true;
  };
  return { column: { kind: 'day', day }, write };
}

function codeColumn(
  size: number,
  read: Read,
  encode: (value: Fact) => number,
): { column: { kind: 'flag'; code: Uint8Array }; write: Writer } {
  const code = new Uint8Array(size).fill(UNKNOWN_CODE);
  const write: Writer = (row, situation) => {
    const value = read(situation);
    if (value !== undefined) code[row] = value === null ? ABSENT_CODE : encode(value);
    return true;
  };
  return { column: { kind: 'flag', code }, write };
}

function tagColumn(field: Field, size: number, tags: readonly string[]): { column: FactColumn; write: Writer } {
  const has = new Uint32Array(size);
  const open = new Uint32Array(size).fill(UNKNOWN_TAGS);
  const write: Writer = (row, situation) => {
    const known = readTags(situation, field);
    if (known === undefined) return true;
    let [carried, doubtful] = [known === null ? ABSENT_TAGS : 0, 0];
    if (known !== null) {
      tags.forEach((tag, bit) => {
        const truth = known.has(tag);
        if (truth === 'unknown') doubtful |= 1 << bit;
        else if (truth) carried |= 1 << bit;
      });
    }
    has[row] = carried;
    open[row] = doubtful;
    return true;
  };
  return { column: { kind: 'tags', tags, has, open }, write };
}
