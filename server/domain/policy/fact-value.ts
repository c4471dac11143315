// Reads one input of a judgement: as given, or derived from other facts where the dictionary says how.
import type { IsoDate } from '../period.ts';
import { parseIsoDate, wholeMonthsBetween } from '../period.ts';
import type { Decimal } from '../units.ts';
import { decimal, decimalText, fen, microMu, parseLand, parseMoney } from '../units.ts';
import { rationalOf } from './exact-number.ts';
import type { Fact, Facts, FactSet, NumberFact, Ratio } from './facts.ts';
import type { Field, QuotientOf } from './fields.ts';
import { industrialByCode, tagFromCode } from './industry.ts';
import type { Truth } from './judgement.ts';

/** The known facts and the years and day for which they are asked. */
export interface Situation {
  readonly facts: Facts;
  readonly evaluationYear: number;
  readonly checkYear: number;
  /** Day up to which a halt is counted. */
  readonly asOf: IsoDate;
}

/** undefined = unknown, null = known to be absent. */
export type Reading = Fact | null | undefined;

/** The value of a field (in a year, for yearly ones), derived when it is not given. Sets: see `readTags`. */
export function readFact(situation: Situation, field: Field, year: number | null): Reading {
  const set = situation.facts[field.level];
  const given = givenFact(set, field.key, year);
  return given === undefined && field.derivation !== undefined ? derivedFact(situation, field, year) : given;
}

function givenFact(set: FactSet | undefined, key: string, year: number | null): Reading {
  if (!set) return undefined;
  if (year === null) return set.values[key];
  const years = set.yearly[key];
  return years === null ? null : years?.[year];
}

function derivedFact(situation: Situation, field: Field, year: number | null): Reading {
  const firm = situation.facts.enterprise;
  if (field.name === 'enterprise.taxPerMuWan') return taxPerMu(firm, year);
  if (field.quotient) return quotientOf(firm, field.quotient, year);
  if (field.name === 'enterprise.haltMonthsConsecutive') return haltMonths(firm, situation.asOf);
  if (field.name === 'enterprise.isIndustrial') {
    const code = givenFact(firm, 'industryCode', null);
    const industrial = typeof code === 'string' ? industrialByCode(code) : 'unknown';
    return industrial === 'unknown' ? undefined : industrial;
  }
  return undefined;
}

/** One figure over another, to the last digit; unknown when either is, or when there is nothing to divide by. */
function quotientOf(firm: FactSet | undefined, { over, under, factor }: QuotientOf, year: number | null): Reading {
  const upper = givenFact(firm, over, year);
  const lower = under === 'land' ? landOf(firm, year) : givenFact(firm, under, year);
  if (upper === undefined || lower === undefined || lower === null) return undefined;
  if (upper === null) return null;
  const [above, below] = [rationalOf(upper as NumberFact), rationalOf(lower as NumberFact)];
  if (below.top <= 0n) return undefined;
  return reduced(above.top * below.bottom * factor, above.bottom * below.top);
}

/** In lowest terms, so that it fits the columns wherever it can. */
function reduced(top: bigint, bottom: bigint): Ratio {
  let [a, b] = [top < 0n ? -top : top, bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  return a > 1n ? { top: top / a, bottom: bottom / a } : { top, bottom };
}

/** A yearly series that the record adds to the facts of a firm: the land that it occupied in the year of an account. No policy asks for it. */
export const LAND_OF_YEAR = 'landOfYear';

/** 评价用地 of the year; 占地面积, of that year where it is known, where there is none. */
export function landOf(firm: FactSet | undefined, year: number | null): Reading {
  const assessed = givenFact(firm, 'assessedAreaMu', year);
  if (assessed !== undefined && assessed !== null) return assessed;
  return givenFact(firm, LAND_OF_YEAR, year) ?? givenFact(firm, 'occupiedAreaMu', null);
}

function taxPerMu(firm: FactSet | undefined, year: number | null): Reading {
  const tax = givenFact(firm, 'taxWan', year);
  const land = landOf(firm, year);
  if (tax === undefined || land === undefined || land === null) return undefined;
  if (tax === null) return null;
  const money = wholeFen(tax as NumberFact);
  const area = wholeMicroMu(land as NumberFact);
  // Over no land, or with inputs finer than the smallest units, there is no exact quotient to judge by.
  return money === null || area === null || area <= 0 ? undefined : { money: fen(money), area: microMu(area) };
}

function wholeFen(value: NumberFact): number | null {
  if (!('stated' in value)) return null;
  const parsed = parseMoney(decimalText(value.stated), '万元');
  return parsed && !parsed.rounded ? parsed.value : null;
}

function wholeMicroMu(value: NumberFact): number | null {
  if ('land' in value) return value.land;
  if (!('stated' in value)) return null;
  const parsed = parseLand(decimalText(value.stated), '亩');
  return parsed && !parsed.rounded ? parsed.value : null;
}

function haltMonths(firm: FactSet | undefined, asOf: IsoDate): Reading {
  const since = givenFact(firm, 'haltedSince', null);
  if (since === undefined) return undefined;
  const day = typeof since === 'string' ? parseIsoDate(since) : null;
  // Known not to be halted, or halted only after the day asked for: no months.
  if (day === null || day > asOf) return { stated: zero };
  return { stated: decimal(wholeMonthsBetween(day, asOf)) };
}

const zero: Decimal = decimal(0);

/** The tags of a set field: whether each is carried, or null when the set is known to be absent, or undefined when nothing is known. */
export interface TagReading {
  readonly shown: readonly string[];
  readonly has: (tag: string) => Truth;
}

/** Tags as given; for industry tags joined with those that the industry code decides. */
export function readTags(situation: Situation, field: Field): TagReading | null | undefined {
  const given = givenFact(situation.facts[field.level], field.key, null) as readonly string[] | null | undefined;
  const code = field.name === 'enterprise.industryTags' ? givenFact(situation.facts.enterprise, 'industryCode', null) : undefined;
  if (typeof code !== 'string') {
    return given === undefined || given === null ? given : { shown: given, has: (tag) => given.includes(tag) };
  }
  return {
    shown: given ?? [],
    has: (tag) => {
      if (given?.includes(tag)) return true;
      const byCode = tagFromCode(code, tag);
      // A list that was given is complete but for what the code adds; without one, what the code leaves open stays unknown.
      return byCode === 'unknown' && given !== undefined ? false : byCode;
    },
  };
}
