// Which parcels a view's filter keeps: one predicate over columns, the same on the server and in the page.
import { freedStates, gradeLetters, idleStates, NO_INDEX, VERDICT_UNKNOWN, type BaseColumns, type YearColumns } from './columns.ts';
import { insidePolygon } from './land/inside.ts';
import { compareMu, compareRatio, parseDecimal, type Decimal, type Fen, type MicroMu } from './units.ts';
import type { Filter } from './view.ts';

/** Keys for "has none" and "cannot be said" in filters and in summary rows. */
export const NONE = 'none';
export const UNKNOWN = 'unknown';

type Test = (index: number) => boolean;

/** Why a filter cannot be applied; null when it can. */
export function filterFault(filter: Filter): string | null {
  for (const name of ['taxPerMu', 'areaMu'] as const) {
    for (const edge of filter[name] ?? []) if (edge !== null && !parseDecimal(edge)) return `${name}: not a decimal number: ${edge}`;
  }
  return null;
}

function edges(range: readonly [string | null, string | null]): [Decimal | null, Decimal | null] {
  const read = (text: string | null): Decimal | null => {
    if (text === null) return null;
    const value = parseDecimal(text);
    if (!value) throw new RangeError(`not a decimal number: ${text}`);
    return value;
  };
  return [read(range[0]), read(range[1])];
}

/** Asked for by code: an entry per known code, and whether "none" was asked for. */
function byLookup(asked: readonly string[], codes: readonly string[], column: Uint16Array): Test {
  const kept = new Uint8Array(codes.length);
  const wanted = new Set(asked);
  for (const [index, code] of codes.entries()) if (wanted.has(code)) kept[index] = 1;
  const none = wanted.has(NONE);
  return (index) => {
    const place = column[index]!;
    return place === NO_INDEX ? none : kept[place] === 1;
  };
}

function byState(asked: readonly string[], states: readonly string[], column: Uint8Array): Test {
  const wanted = new Set(asked);
  const kept = states.map((state) => wanted.has(state));
  return (index) => kept[column[index]!] === true;
}

/** Class of a parcel as a key: the class's name, none, or unknown. */
export function classKey(year: YearColumns, index: number): string {
  const verdict = year.verdict[index]!;
  if (verdict === VERDICT_UNKNOWN) return UNKNOWN;
  return verdict === 0 ? NONE : year.classes[verdict - 1]!;
}

function byRules(asked: readonly string[], year: YearColumns): Test {
  let mask = 0;
  for (const [bit, rule] of year.rules.entries()) if (asked.includes(rule)) mask |= 1 << bit;
  return (index) => (year.flags[index]! & mask) !== 0;
}

/** Closed-open in 万元/亩; a parcel whose tax or area is not known is in no range. */
function byTaxPerMu(range: readonly [string | null, string | null], base: BaseColumns, year: YearColumns): Test {
  const [low, high] = edges(range);
  return (index) => {
    const tax = year.tax[index]! as Fen;
    const area = base.area[index]! as MicroMu;
    if (!(area > 0) || Number.isNaN(tax)) return false;
    return (low === null || compareRatio(tax, area, low) >= 0) && (high === null || compareRatio(tax, area, high) < 0);
  };
}

function byArea(range: readonly [string | null, string | null], base: BaseColumns): Test {
  const [low, high] = edges(range);
  return (index) => {
    const area = base.area[index]! as MicroMu;
    if (Number.isNaN(area)) return false;
    return (low === null || compareMu(area, low) >= 0) && (high === null || compareMu(area, high) < 0);
  };
}

/** Each ring is an area of its own; a parcel is within when its inner point is, so that it is in one of two adjoining areas, not both. */
function byRings(rings: NonNullable<Filter['within']>, base: BaseColumns): Test {
  return (index) => {
    const point = [base.points[2 * index]!, base.points[2 * index + 1]!] as const;
    return !Number.isNaN(point[0]) && rings.some((ring) => insidePolygon([ring], point));
  };
}

/** Text as compared in searches: half-width, lower case, without spaces. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
}

function byText(text: string, base: BaseColumns): Test {
  const wanted = folded(text);
  return (index) => folded(base.codes[index]!).includes(wanted) || folded(base.names[index]!).includes(wanted);
}

/**
 * The filter as a test of a parcel index. Every part given must hold; within a list any entry will do.
 * Thresholds are compared exactly; what is not known passes no range. Throws on a filter with a fault (see `filterFault`).
 */
export function compileFilter(filter: Filter, base: BaseColumns, year: YearColumns): Test {
  const tests: Test[] = [];
  if (filter.townships) tests.push(byLookup(filter.townships, base.townshipCodes, base.township));
  if (filter.blocks) tests.push(byLookup(filter.blocks, base.blockCodes, base.block));
  if (filter.industries) tests.push(byLookup(filter.industries, base.industryCodes, base.industry));
  if (filter.grades)
    tests.push(
      byState(
        filter.grades,
        gradeLetters.map((letter) => letter || UNKNOWN),
        year.grade,
      ),
    );
  if (filter.idle) tests.push(byState(filter.idle, idleStates, year.idle));
  if (filter.freed) tests.push(byState(filter.freed, freedStates, year.freed));
  if (filter.classes) {
    const wanted = new Set(filter.classes);
    tests.push((index) => wanted.has(classKey(year, index)));
  }
  if (filter.rules) tests.push(byRules(filter.rules, year));
  if (filter.taxPerMu) tests.push(byTaxPerMu(filter.taxPerMu, base, year));
  if (filter.areaMu) tests.push(byArea(filter.areaMu, base));
  if (filter.text?.trim()) tests.push(byText(filter.text, base));
  if (filter.within) tests.push(byRings(filter.within, base));
  if (tests.length === 0) return () => true;
  if (tests.length === 1) return tests[0]!;
  return (index) => tests.every((test) => test(index));
}

/** Indices of the parcels a filter keeps, ascending. */
export function select(filter: Filter, base: BaseColumns, year: YearColumns): Uint32Array {
  const keeps = compileFilter(filter, base, year);
  const kept = new Uint32Array(base.size);
  let count = 0;
  for (let index = 0; index < base.size; index += 1) {
    if (keeps(index)) {
      kept[count] = index;
      count += 1;
    }
  }
  return kept.subarray(0, count);
}
