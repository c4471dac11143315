// Which number formats of a workbook make a number a day, and which keep its second decimal.
import { createRequire } from 'node:module';
import type * as XlsxModule from '@e965/xlsx';
import { ok, type Result } from '#domain/result.ts';
import type { Refusal } from '../refusal.ts';
import type { ArchiveEntry } from './archive.ts';
import { feed } from './archive-xml.ts';
import { attribute, type XmlHandler } from './xml.ts';

const xlsx = createRequire(import.meta.url)('@e965/xlsx') as typeof XlsxModule;

export type CellFormat = 'plain' | 'day' | 'two-decimals';
/** Format of each cell style, by the style's number. */
export type CellFormats = readonly CellFormat[];

/** Formats that every program brings: days and times, those of Chinese and Japanese systems included. */
const builtInDays = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const builtInTwoDecimals = new Set([2]);

export function formatOf(pattern: string): CellFormat {
  if (pattern === '' || pattern === 'General') return 'plain';
  if (xlsx.SSF.is_date(pattern) === true) return 'day';
  return /^0\.00(?!0)/.test(pattern) ? 'two-decimals' : 'plain';
}

class StyleReader implements XmlHandler {
  readonly styles: CellFormat[] = [];
  readonly #patterns = new Map<number, CellFormat>();
  #inCells = false;

  open(name: string, attributes: string): void {
    const id = Number(attribute(attributes, 'numFmtId') ?? 0);
    if (name === 'numFmt') this.#patterns.set(id, formatOf(attribute(attributes, 'formatCode') ?? ''));
    else if (name === 'cellXfs') this.#inCells = true;
    else if (name === 'xf' && this.#inCells)
      this.styles.push(this.#patterns.get(id) ?? (builtInDays.has(id) ? 'day' : builtInTwoDecimals.has(id) ? 'two-decimals' : 'plain'));
  }
  text(): void {}
  close(name: string): void {
    if (name === 'cellXfs') this.#inCells = false;
  }
}

export async function formatsOf(entry: ArchiveEntry | undefined): Promise<Result<CellFormats, Refusal>> {
  const reader = new StyleReader();
  if (entry) {
    const read = await feed(entry, reader);
    if (!read.ok) return read;
  }
  return ok(reader.styles);
}
