// Reads a calendar day however a clerk writes it: 2017-05-01, 2017/5/1, 2017.5.1, 2017年5月1日, 20170501, a spreadsheet's day number.
import { parseIsoDate, type IsoDate } from '#domain/period.ts';
import { serialDay } from '../read/spreadsheet-number.ts';

export interface ReadDay {
  readonly day: IsoDate;
  /** Parts that were not written; the first month or day stands in for them. */
  readonly precision: 'day' | 'month' | 'year';
}

const pad = (value: string | number) => String(value).padStart(2, '0');

/** Null when it is no day between 1949 and 2100. */
export function readDay(value: string | number): ReadDay | null {
  const text = String(value).normalize('NFKC').trim();
  const found = fromNumber(text) ?? fromText(text);
  return found && found.day >= '1949-01-01' && found.day <= '2100-12-31' ? found : null;
}

function made(year: string, month: string | undefined, day: string | undefined): ReadDay | null {
  const iso = parseIsoDate(`${year}-${pad(month ?? 1)}-${pad(day ?? 1)}`);
  return iso && { day: iso, precision: day !== undefined ? 'day' : month !== undefined ? 'month' : 'year' };
}

/** 20170501, 201705, 2017, 42856 (a day number), 42856.5 (with a time of day). */
function fromNumber(text: string): ReadDay | null {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return made(compact[1]!, compact[2], compact[3]);
  const month = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/.exec(text);
  if (month) return made(month[1]!, month[2], undefined);
  if (/^(19|20)\d{2}$/.test(text)) return made(text, undefined, undefined);
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(serial >= 17_900 && serial <= 73_415)) return null;
  const iso = parseIsoDate(serialDay(serial));
  return iso && { day: iso, precision: 'day' };
}

const patterns = [
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/,
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?$/,
  /^(\d{4})\s*年度?$/,
];

function fromText(text: string): ReadDay | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return made(match[1]!, match[2], match[3]);
  }
  return null;
}
