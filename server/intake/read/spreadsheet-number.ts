// What a number of a spreadsheet means by its format: a day, a month written 2017.10, or itself.
import type { CellFormat } from './xlsx-formats.ts';

/** Days from the 1900 calendar's day zero to the 1904 calendar's. */
const days1904 = 1462;

export function numberCell(value: number, format: CellFormat, shifted: boolean): number | string {
  if (format === 'day' && value >= 1 && value < 2_958_466) return serialDay(value + (shifted ? days1904 : 0));
  // 2017.10 typed as a number is October, and only the format still knows of the zero.
  if (format === 'two-decimals' && value >= 1949 && value < 2101) {
    const text = value.toFixed(2);
    if (Number(text) === value) return text;
  }
  // Spreadsheets keep 15 digits: 0.1 + 0.2 is shown, and meant, as 0.3.
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** ISO day of a spreadsheet's day number (1900 calendar, with its phantom 29 February 1900). */
export function serialDay(serial: number): string {
  const days = Math.floor(serial);
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000).toISOString().slice(0, 10);
}
