// Days counted from a day.
import { type IsoDate, isoDate } from '#domain/period.ts';

const dayLength = 86_400_000;

export function addDays(day: IsoDate, days: number): IsoDate {
  return isoDate(new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10));
}
