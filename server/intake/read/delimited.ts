// Reads CSV and TSV text into rows of cells.
import { CsvError, parse } from 'csv-parse/sync';
import { ok, type Result } from '#domain/result.ts';
import { limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { RawRow } from './raw-table.ts';

const delimiters = [',', '\t', ';', '，', '|'] as const;

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

/** Rows keep the number they have in a spreadsheet program: blank lines count, a quoted line break does not. */
export function readDelimited(text: string): Result<readonly RawRow[], Refusal> {
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: limits.rows + 1,
      max_record_size: 16 * 1024 * 1024,
    });
    if (records.length > limits.rows) return refuse('file-unreadable', `行数超过上限 ${limits.rows}，文件未导入；请分成几个文件。`);
    if (records.some((record) => record.length > limits.columns)) {
      return refuse('file-unreadable', `列数超过上限 ${limits.columns}，文件未导入；请核对分隔符。`);
    }
    return ok(records.map((cells, index) => ({ row: index + 1, cells })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error['lines'] === 'number' ? `（约第 ${error['lines']} 行）` : '';
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return refuse('file-unreadable', `引号没有配对${line}，其后的行无法可靠分列，文件未导入；请补上引号。`);
    return refuse('file-unreadable', `文件不是可读的分隔文本${line}，未导入。`, { value: error.code });
  }
}
