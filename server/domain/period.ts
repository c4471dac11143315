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

/** Whole calendar months from one day to another; a begun month does not count. */
export function wholeMonthsBetween(from: IsoDate, to: IsoDate): number {
  const [fromYear, fromMonth, fromDay] = from.split('-').map(Number) as [number, number, number];
  const [toYear, toMonth, toDay] = to.split('-').map(Number) as [number, number, number];
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
}
