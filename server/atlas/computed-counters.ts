// Counters that follow from what the record holds already: firms on closed land, and figures of the firms above designated size.
import type { Account } from '#domain/firms/firm.ts';
import { countedOn, dayNumber } from '#domain/ledger/ledger-lines.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Target } from '#domain/policy/policy.ts';
import { roundedText } from '#domain/units.ts';
import type { CountySheet } from './sheet.ts';
import type { TargetScope } from './target-scope.ts';

export interface Computed {
  /** Decimal text, rounded to four places where it is a quotient. */
  readonly value: string;
  /** Names how it was worked out; the page has the words. */
  readonly method: 'firms-on-closed-land' | 'above-scale-count' | 'above-scale-ratio' | 'share-of-revenue' | 'productivity';
  readonly year: number | null;
  readonly baseYear: number | null;
  /** Records with the figures it takes, of all that it is about. */
  readonly coverage: { readonly known: number; readonly total: number };
  /** Ledger entries it rests on. */
  readonly entries: readonly number[];
}

const closing: ReadonlySet<string> = new Set(['M-CLOSE', '关停退出', '淘汰关停', '依法关停']);

/** Who stood on the parcel in the newest year, up to the given one, in which anybody is known to. */
function standingThere(sheet: CountySheet, parcel: string, until: number) {
  const year = sheet.years.findLast((one) => one <= until && sheet.record.occupants(parcel, one).length > 0);
  return year === undefined ? [] : sheet.record.occupants(parcel, year);
}

function firmsClosed(scope: TargetScope, target: Target, policy: string, day: IsoDate): Computed | null {
  const firms = new Set<string>();
  const entries: number[] = [];
  let known = 0;
  for (const kind of landMetricKinds) {
    if (kind === 'vacated_effective') continue;
    for (const { line, stage } of countedOn({ ...target, kind, policy }, scope.lines, dayNumber(day))) {
      const { entry } = line;
      if (stage !== 'verified' || !closing.has(entry.measure)) continue;
      const sheet = scope.members.find((member) => member.sheet.data.county.code === entry.county)!.sheet;
      const standing = standingThere(sheet, line.parcel, Number(entry.date.slice(0, 4)));
      entries.push(entry.id);
      if (standing.length > 0) known += 1;
      for (const { uscc } of standing) firms.add(uscc);
    }
  }
  if (entries.length === 0) return null;
  return {
    value: String(firms.size),
    method: 'firms-on-closed-land',
    year: null,
    baseYear: null,
    coverage: { known, total: entries.length },
    entries,
  };
}

/** The latest year that was over on the day and has accounts. */
function yearOn(sheet: CountySheet, day: IsoDate): number | null {
  const over = day.endsWith('-12-31') ? Number(day.slice(0, 4)) : Number(day.slice(0, 4)) - 1;
  return sheet.years.findLast((year) => year <= over) ?? null;
}

interface Quotient {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly known: number;
  readonly total: number;
}

/** Sum of one figure over the sum of another, for the firms above designated size that give both. */
function quotient(
  sheet: CountySheet,
  year: number,
  top: (account: Account) => number | null,
  bottom: (account: Account) => number | null,
): Quotient {
  let [above, below, known, total] = [0n, 0n, 0, 0];
  for (const account of sheet.accounts(year)) {
    if (account?.aboveScale !== true) continue;
    total += 1;
    const [over, under] = [top(account), bottom(account)];
    if (over === null || under === null) continue;
    known += 1;
    above += BigInt(Math.round(over));
    below += BigInt(Math.round(under));
  }
  return { top: above, bottom: below, known, total };
}

/** What a figure of the year is of that of the base year; null without either. */
function ratio(sheet: CountySheet, year: number, baseYear: number, of: (year: number) => Quotient, lessOne: boolean): Computed | null {
  if (!sheet.years.includes(baseYear) || year <= baseYear) return null;
  const [now, then] = [of(year), of(baseYear)];
  const [top, bottom] = [now.top * then.bottom, now.bottom * then.top];
  if (bottom <= 0n || then.top <= 0n) return null;
  return {
    value: lessOne ? roundedText((top - bottom) * 100n, bottom, 4) : roundedText(top, bottom, 4),
    method: lessOne ? 'productivity' : 'above-scale-ratio',
    year,
    baseYear,
    coverage: { known: now.known + then.known, total: now.total + then.total },
    entries: [],
  };
}

/** Base year of 翻番 where the document names none (CX-A9): the year before the period begins. */
const baseOf = (target: Target): number => Number(target.periodStart.slice(0, 4)) - 1;

function ofOneCounty(sheet: CountySheet, target: Target, day: IsoDate): Computed | null {
  const year = yearOn(sheet, day);
  if (year === null) return null;
  const assessed = (account: Account): number | null => account.assessedArea;
  const counting = (one: number): Quotient => {
    const accounts = sheet.accounts(one).filter((account) => account !== undefined);
    const known = accounts.filter(({ aboveScale }) => aboveScale !== null);
    return {
      top: BigInt(known.filter(({ aboveScale }) => aboveScale === true).length),
      bottom: 1n,
      known: known.length,
      total: accounts.length,
    };
  };
  switch (target.metric) {
    case 'above_scale_firms': {
      const found = ratio(sheet, year, baseOf(target), counting, false);
      return found && { ...found, method: 'above-scale-count' };
    }
    case 'above_scale_tax_per_mu':
      return ratio(sheet, year, baseOf(target), (one) => quotient(sheet, one, (account) => account.tax, assessed), false);
    case 'above_scale_added_value_per_mu':
      return ratio(sheet, year, baseOf(target), (one) => quotient(sheet, one, (account) => account.valueAdded, assessed), false);
    case 'labour_productivity_growth':
      return ratio(
        sheet,
        year,
        baseOf(target),
        (one) =>
          quotient(
            sheet,
            one,
            (account) => account.valueAdded,
            (account) => account.employees,
          ),
        true,
      );
    case 'rd_share': {
      const { top, bottom, known, total } = quotient(
        sheet,
        year,
        (account) => account.researchSpending,
        (account) => account.revenue,
      );
      if (bottom <= 0n) return null;
      return {
        value: roundedText(top * 100n, bottom, 4),
        method: 'share-of-revenue',
        year,
        baseYear: null,
        coverage: { known, total },
        entries: [],
      };
    }
    default:
      return null;
  }
}

/** What the record itself gives toward a target that is not land; null where it gives nothing. */
export function computedCounter(scope: TargetScope, target: Target, policy: string, day: IsoDate): Computed | null {
  if (target.metric === 'firms_closed') return firmsClosed(scope, target, policy, day);
  // Quotients of several counties are not those of one: a prefecture's are left to be entered.
  return scope.isPrefecture ? null : ofOneCounty(scope.members[0]!.sheet, target, day);
}
