// The period of a bulletin: a month, a quarter, a year, or any days; what it is called and which day its figures are of.
import { isoDate, type IsoDate } from '../period.ts';
import { fail, ok, type Result } from '../result.ts';

export const issueKinds = ['monthly', 'quarterly', 'yearly', 'occasional'] as const;
/** 月报, 季报, 年报, 专报. */
export type IssueKind = (typeof issueKinds)[number];

export interface IssuePeriod {
  readonly kind: IssueKind;
  /** First day whose increments are told. */
  readonly from: IsoDate;
  /** Last day, and the day of all figures. */
  readonly to: IsoDate;
  /** e.g. 2023年3月, 2023年第1季度, 2023年, 截至2023年3月31日. */
  readonly name: string;
}

const parts = (day: IsoDate): [number, number, number] => day.split('-').map(Number) as [number, number, number];
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** 2023年3月31日. */
export function dayWords(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-').map(Number) as [number, number, number];
  return `${year}年${month}月${date}日`;
}

export function dayBefore(day: IsoDate): IsoDate {
  const [year, month, date] = parts(day);
  return isoDate(new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(0, 10));
}

function isLastOfMonth(day: IsoDate): boolean {
  const [year, month, date] = parts(day);
  return new Date(Date.UTC(year, month, 0)).getUTCDate() === date;
}

/**
 * The period of a kind that holds the day: from its first day to that day. A period told before it is over says up to which day.
 * `from` is for an occasional issue only; left out, it begins with the month.
 */
export function issuePeriod(kind: IssueKind, to: IsoDate, from: IsoDate | null = null): Result<IssuePeriod, string> {
  const [year, month] = parts(to);
  if (kind !== 'occasional' && from !== null) return fail('只有专报可以另定起始日');
  const first = { monthly: month, quarterly: month - ((month - 1) % 3), yearly: 1, occasional: month }[kind];
  const start = from ?? isoDate(`${year}-${twoDigits(first)}-01`);
  if (start > to) return fail(`起始日 ${start} 晚于截止日 ${to}`);
  const whole = {
    monthly: isLastOfMonth(to),
    quarterly: month % 3 === 0 && isLastOfMonth(to),
    yearly: month === 12 && isLastOfMonth(to),
    occasional: false,
  }[kind];
  const named = {
    monthly: `${year}年${month}月`,
    quarterly: `${year}年第${Math.ceil(month / 3)}季度`,
    yearly: `${year}年`,
    occasional: `截至${dayWords(to)}`,
  }[kind];
  return ok({ kind, from: start, to, name: whole || kind === 'occasional' ? named : `${named}（截至${month}月${parts(to)[2]}日）` });
}
