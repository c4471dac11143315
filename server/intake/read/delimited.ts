// Reads CSV and TSV text into rows of cells, piece by piece, so that a million rows never stand in memory as one text.
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Cell, RawRow } from './raw-table.ts';

const delimiters = [',', '\t', ';', '，', '|'] as const;
/** A record longer than this is a quote that was never closed. */
const longestRecord = 16 * 1024 * 1024;

/** The separator that appears most evenly in the first lines; a comma when none does. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/, 40)
    .filter((line) => line.trim() !== '');
  let [best, bestScore] = [',', 0];
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length - 1);
    // Lines that have it, weighted by how many: a title line without separators must not decide.
    const score = counts.filter((count) => count > 0).length * 1000 + Math.min(999, Math.max(0, ...counts));
    if (Math.max(0, ...counts) > 0 && score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

export interface DelimitedRows {
  readonly rows: readonly RawRow[];
  /** Number of the last row when no line break ends it; null when one does. */
  readonly unended: number | null;
}

/** Rows keep the number they have in a spreadsheet program: blank lines count, a quoted line break does not. */
export function readDelimited(pieces: Iterable<string>): Result<DelimitedRows, Refusal> {
  const rows: RawRow[] = [];
  let rest = '';
  let delimiter: string | null = null;
  let newline = '\n';
  const take = (text: string, last: boolean): { readonly ok: false; readonly error: Refusal } | null => {
    delimiter ??= delimiterOf(text);
    if (rows.length === 0) newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
    let at = 0;
    while (at < text.length) {
      const record = readRecord(text, at, delimiter, newline, last);
      if (record === null) break;
      if (record === 'open') return unclosed(rows.length + 1);
      at = record.end;
      rows.push({ row: rows.length + 1, cells: shared(record.cells, rows.at(-1)?.cells) });
      if (rows.length > limits.rows) return refuse('limit-exceeded', `行数过多${limitHint('rows')}，文件未导入；请分成几个文件。`);
      if (record.cells.length > limits.columns)
        return refuse('limit-exceeded', `第 ${rows.length} 行列数过多${limitHint('columns')}，文件未导入；请核对分隔符。`);
    }
    rest = text.slice(at);
    if (rest.length <= longestRecord) return null;
    return rest.includes('"')
      ? unclosed(rows.length + 1)
      : refuse('limit-exceeded', `第 ${rows.length + 1} 行超过 ${longestRecord} 个字，不是可读的表格，文件未导入；请核对换行与分隔符。`);
  };
  for (const piece of pieces) {
    if (piece === '') continue;
    const fault = take(rest === '' ? piece : rest + piece, false);
    if (fault) return fault;
  }
  const unended = rest.trim() !== '' && !rest.endsWith(newline);
  const fault = take(rest, true);
  return fault ?? ok({ rows, unended: unended ? rows.length : null });
}

/** Rows in a row often say the same: such a text is held once, and none holds the piece of the file that it was cut from. */
function shared(cells: readonly string[], before: readonly Cell[] | undefined): readonly Cell[] {
  return cells.map((cell, index) => {
    const above = before?.[index];
    return above === cell ? above : ownText(cell);
  });
}

/** Shorter texts are copied when they are cut out; longer ones go on pointing into what they were cut from. */
const pointsFrom = 13;
// eslint-disable-next-line no-control-regex -- what one byte can hold
const oneByte = /^[\u0000-\u00ff]*$/;

function ownText(text: string): string {
  if (text.length < pointsFrom) return text;
  const encoding = oneByte.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

function unclosed(record: number): { readonly ok: false; readonly error: Refusal } {
  return refuse('file-unreadable', `引号没有配对（从第 ${record} 行起），其后的行无法可靠分列，文件未导入；请补上引号。`);
}

interface FoundRecord {
  readonly cells: readonly string[];
  readonly end: number;
}

/** One record from `start` on; null while its end is not in the text yet, `open` when a quote is left open at the end of it all. */
function readRecord(text: string, start: number, delimiter: string, newline: string, last: boolean): FoundRecord | 'open' | null {
  let lineEnd = text.indexOf(newline, start);
  if (lineEnd < 0 && !last) return null;
  const stop = lineEnd < 0 ? text.length : lineEnd;
  const line = text.slice(start, stop);
  // Most lines hold no quote at all.
  if (!line.includes('"')) {
    const plain = line.endsWith('\r') ? line.slice(0, -1) : line;
    return { cells: plain.split(delimiter), end: lineEnd < 0 ? text.length : lineEnd + 1 };
  }
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      const quoted = readQuoted(text, at, delimiter, newline, last);
      if (quoted === null) return last ? 'open' : null;
      [cell, at] = quoted;
    }
    lineEnd = text.indexOf(newline, at);
    if (lineEnd < 0 && !last) return null;
    const tail = text.slice(at, lineEnd < 0 ? text.length : lineEnd);
    const cut = tail.indexOf(delimiter);
    if (cut >= 0) {
      cells.push(cell + tail.slice(0, cut));
      at += cut + delimiter.length;
      continue;
    }
    cells.push(cell + (tail.endsWith('\r') ? tail.slice(0, -1) : tail));
    return { cells, end: lineEnd < 0 ? text.length : lineEnd + 1 };
  }
}

/** The quoted cell at `start` and where it ends; a quote in the middle of other text was meant as it stands. Null: no end in sight. */
function readQuoted(text: string, start: number, delimiter: string, newline: string, last: boolean): readonly [string, number] | null {
  let cell = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    const next = text[quote + 1];
    if (next === undefined && !last) return null;
    if (next === '"') {
      cell += text.slice(from, quote + 1);
      from = quote + 2;
      continue;
    }
    const closes = next === undefined || next === newline || next === '\r' || text.startsWith(delimiter, quote + 1);
    cell += text.slice(from, quote);
    return closes ? [cell, quote + 1] : [`"${cell}"`, quote + 1];
  }
}
