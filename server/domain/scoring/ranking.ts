// 亩产英雄 lists: firms, industries, townships, blocks ranked by one indicator, each with how much of it is known.
import { fromDecimal, compareRationals, multiply, rational, signOf, sum, type Rational } from './rational.ts';
import { microMu, type Decimal, type MicroMu } from '../units.ts';
import { indicatorValue, type Indicator } from './indicators.ts';
import { rankEntries } from './ranking-order.ts';
import { NO_FIRM, membersWithBoth, type Member, type Subject } from './subjects.ts';

export interface RankingRule {
  /** Fewer firms with data than this are not ranked; 1 for lists of firms. */
  readonly minimumFirms: number;
  /** Share of a row's firms that must have data, in percent, for the row to be ranked. */
  readonly minimumKnownPercent: Decimal;
  /** Less land than this is not ranked (a shed on 0.1 mu is no hero); 0 for no limit. */
  readonly minimumLand: MicroMu;
}

export type NotRanked = 'no-data' | 'coverage' | 'few-firms' | 'little-land';

/** One row. Sums are over the firms that have both figures, so that a missing figure is never a zero; `coverage` says how many that is. */
export interface RankingRow {
  readonly key: string;
  readonly name: string;
  /** Place from 1, equals sharing the better; null when not ranked. */
  readonly rank: number | null;
  readonly notRanked: NotRanked | null;
  /** In the indicator's unit; null when nothing is known. */
  readonly value: Rational | null;
  /** In smallest units, of the firms with both figures. */
  readonly numerator: Rational | null;
  readonly denominator: Rational | null;
  /** `knownLand` and `land` in micro-mu: of the firms counted, and of all whose land is known. */
  readonly coverage: { readonly known: number; readonly total: number; readonly knownLand: Rational; readonly land: Rational };
}

/** Ranked rows best first, then the rows that cannot be ranked by key. */
export function ranking(subjects: readonly Subject[], indicator: Indicator, rule: RankingRule): RankingRow[] {
  const rows = new Map(subjects.map((subject) => [subject.id, rowOf(subject, indicator, rule)]));
  const entries = [...rows.values()].flatMap((row) =>
    row.notRanked || !row.value ? [] : [{ id: row.key, score: row.value, tieBreak: [] }],
  );
  const ranked = rankEntries(entries).map(({ entry, rank }) => ({ ...rows.get(entry.id)!, rank }));
  const rest = [...rows.values()].filter((row) => row.notRanked).sort((a, b) => (a.key < b.key ? -1 : 1));
  return [...ranked, ...rest];
}

function rowOf(subject: Subject, indicator: Indicator, rule: RankingRule): RankingRow {
  const complete = membersWithBoth(subject, indicator.numerator, indicator.denominator) ?? [];
  const [numerator, denominator] = [
    total(complete, (member) => member.figures[indicator.numerator]),
    total(complete, (member) => member.figures[indicator.denominator]),
  ];
  const value = complete.length > 0 && signOf(denominator) > 0 ? indicatorValue(indicator, numerator, denominator) : null;
  const isFirm = (member: Member) => member.uscc !== NO_FIRM;
  const coverage = {
    known: complete.filter(isFirm).length,
    total: subject.members.filter(isFirm).length,
    knownLand: total(complete, (member) => member.figures.area),
    land: total(subject.members, (member) => member.figures.area),
  };
  const known = { numerator: value && numerator, denominator: value && denominator };
  return { key: subject.id, name: subject.name, rank: null, notRanked: reasonNotToRank(value, coverage, rule), value, ...known, coverage };
}

function reasonNotToRank(value: Rational | null, coverage: RankingRow['coverage'], rule: RankingRule): NotRanked | null {
  if (value === null || coverage.known === 0) return 'no-data';
  if (coverage.known < rule.minimumFirms) return 'few-firms';
  const enough = multiply(fromDecimal(rule.minimumKnownPercent), rational(coverage.total));
  if (compareRationals(rational(coverage.known * 100), enough) < 0) return 'coverage';
  return compareRationals(coverage.knownLand, rational(rule.minimumLand)) < 0 ? 'little-land' : null;
}

function total(members: readonly Member[], figureOf: (member: Member) => Rational | null): Rational {
  return sum(members.map(figureOf).filter((value) => value !== null));
}

/**
 * The group's mean of an indicator, Σ numerator ÷ Σ denominator over the subjects that have both: what counties usually take
 * as next year's base. Null when nobody has both.
 */
export function weightedMean(
  subjects: readonly Subject[],
  indicator: Indicator,
): { readonly value: Rational; readonly known: number; readonly total: number } | null {
  const members = subjects.flatMap((subject) => subject.members);
  const row = rowOf({ id: '', name: '', kind: 'block', members, followers: [], facts: {} }, indicator, noLimits);
  return row.value ? { value: row.value, known: row.coverage.known, total: row.coverage.total } : null;
}

const noLimits: RankingRule = { minimumFirms: 1, minimumKnownPercent: { digits: 0n, scale: 0, approx: 0 }, minimumLand: microMu(0) };
