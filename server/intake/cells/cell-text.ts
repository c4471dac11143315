// A cell as clean text, and the marks that mean "nothing here".
import type { Cell } from '../read/raw-table.ts';

// eslint-disable-next-line no-control-regex -- control characters are exactly what must go
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\ufeff\u2028\u2029]/;
const allUnprintable = new RegExp(`${unprintable.source}+`, 'g');

/** Trimmed text without control characters; null for a blank cell. Numbers in their shortest exact form. */
export function cellText(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return Number.isFinite(cell) ? plainNumber(cell) : null;
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  // Hardly any cell holds such a character, and looking is cheaper than replacing.
  const text = (unprintable.test(cell) ? cell.replaceAll(allUnprintable, ' ') : cell).trim();
  if (text !== '' && text[0] !== '=' && text[0] !== "'") return text;
  // ="0012" and '0012: how spreadsheets are kept from reading a code as a number.
  const kept = /^="(.*)"$/.exec(text)?.[1] ?? text.replace(/^'(?=\S)/, '');
  return kept === '' ? null : kept;
}

/** Without exponent, so that a long number reads as it was typed. */
function plainNumber(value: number): string {
  const text = String(value);
  return /e\+/.test(text) ? BigInt(value).toString() : text;
}

const blankMarks = new Set([
  '-',
  '--',
  '—',
  '——',
  '－',
  '/',
  '\\',
  'n/a',
  '#n/a',
  'na',
  'null',
  'none',
  'nan',
  '(null)',
  '<null>',
  '<空>',
  '空',
  '空白',
  '待补',
  '待定',
  '无数据',
  '未填',
  '…',
  '...',
  '*',
]);

/** Marks that say a value was not filled in. `无` is not among them: it says something. */
export function isBlankMark(text: string): boolean {
  // No mark is longer than these, and none begins with a digit.
  if (text.length > 8 || (text.charCodeAt(0) >= 0x30 && text.charCodeAt(0) <= 0x39)) return false;
  return blankMarks.has(text.normalize('NFKC').trim().toLowerCase());
}

const unknownWords = new Set(['不详', '未知', '不明', '?', '？', '??', '待查', '待核实', '待核', '不清楚', '无法核实']);

export function isUnknownWord(text: string): boolean {
  return unknownWords.has(text.trim()) || unknownWords.has(text.normalize('NFKC').trim());
}
