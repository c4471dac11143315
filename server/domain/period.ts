// Calendar dates as ISO text and the few things done with them.

declare const isoDateBrand: unique symbol;

/** A calendar day, YYYY-MM-DD. Compares correctly as text. */
export type IsoDate = string & { readonly [isoDateBrand]: true };

/** The day, when the text is a real calendar day in ISO form; null otherwise (2021-02-30 is none). */
export function parseIsoDate(text: string): IsoDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? (text as IsoDate) : null;
}

/** The day, or a thrown bug. */
export function isoDate(text: string): IsoDate {
  const day = parseIsoDate(text);
  if (!day) throw new RangeError(`not a calendar day: ${text}`);
  return day;
}

export function yearOf(day: IsoDate): number {
  return Number(day.slice(0, 4));
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/**
 * Whole calendar months from one day to another; a begun month does not count, and a period that began on a day which
 * the last month lacks is full on that month's last day (31 August to 28 February is six months: 民法典 on periods).
 * Negative when `to` is earlier.
 */
export function wholeMonthsBetween(from: IsoDate, to: IsoDate): number {
  // Plain 0, not -0, for the same day the other way round.
  if (to < from) return 0 - wholeMonthsBetween(to, from);
  const [fromYear, fromMonth, fromDay] = from.split('-').map(Number) as [number, number, number];
  const [toYear, toMonth, toDay] = to.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  const full = toDay >= fromDay || toDay === lastDay;
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (full ? 0 : 1);
}
