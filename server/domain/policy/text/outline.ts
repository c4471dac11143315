// The numbered outline of an official document's text: 一、(一) 1. (1), 一是, 第一条, 附件, each heading with its extent.

/** Kinds of headings, by how deep they stand. */
export type HeadingLevel = 0 | 1 | 2 | 3 | 4;

export interface Heading {
  /** 0 附件, 1 一、 or 第一条, 2 （一）, 3 1. or 一是, 4 (1). */
  readonly level: HeadingLevel;
  readonly number: number;
  /** Line of the text, from 0. */
  readonly line: number;
  /** Line after the last one of its extent. */
  readonly end: number;
  /** Position of the heading under which it stands; null at the top. */
  readonly parent: number | null;
}

const digits = '零一二三四五六七八九';

/** A Chinese number up to 99: 一, 十, 十二, 二十三; null for anything else. */
export function chineseNumber(text: string): number | null {
  const match = /^(?:([二三四五六七八九])?(十))?([一二三四五六七八九])?$/u.exec(text);
  if (!match || text === '') return null;
  const [, tens, ten, ones] = match;
  const high = ten === undefined ? 0 : 10 * (tens === undefined ? 1 : digits.indexOf(tens));
  return high + (ones === undefined ? 0 : digits.indexOf(ones));
}

const cn = '[一二三四五六七八九十]{1,3}';
const forms: readonly (readonly [RegExp, HeadingLevel])[] = [
  [/^附件(\d{0,2})(?![\d、,，])/u, 0],
  [new RegExp(`^(${cn})、`, 'u'), 1],
  [new RegExp(`^第(${cn})条`, 'u'), 1],
  [new RegExp(`^\\((${cn})\\)`, 'u'), 2],
  // 1.5 is a figure; 1.2021年 is a heading that begins with a year.
  [/^(\d{1,2})[.、](?!\d(?!\d{3}年))/u, 3],
  [new RegExp(`^(${cn})是`, 'u'), 3],
  [/^\((\d{1,2})\)/u, 4],
];

/** Full-width brackets, digits and stops as their plain forms; the text itself is kept as written. */
export function plainForm(line: string): string {
  return line
    .normalize('NFKC')
    .replaceAll(/[〔﹝]/gu, '(')
    .replaceAll(/[〕﹞]/gu, ')')
    .trim();
}

function headingOf(line: string): Pick<Heading, 'level' | 'number'> | null {
  const plain = plainForm(line).replaceAll(/^[\s*#]+/gu, '');
  for (const [form, level] of forms) {
    const found = form.exec(plain)?.[1];
    if (found === undefined) continue;
    // An unnumbered 附件 line is the first one.
    const number = found === '' ? 1 : /^\d/.test(found) ? Number(found) : chineseNumber(found);
    if (number !== null) return { level, number };
  }
  return null;
}

/** More headings than any document has; a text with more is read no further. */
const MOST_HEADINGS = 5000;

/** The headings of a text's lines, in order. */
export function outlineOf(lines: readonly string[]): readonly Heading[] {
  const found: { -readonly [K in keyof Heading]: Heading[K] }[] = [];
  const open: number[] = [];
  for (const [line, words] of lines.entries()) {
    const heading = headingOf(words);
    if (!heading) continue;
    if (found.length === MOST_HEADINGS) break;
    while (open.length > 0 && found[open.at(-1)!]!.level >= heading.level) found[open.pop()!]!.end = line;
    open.push(found.push({ ...heading, line, end: lines.length, parent: open.at(-1) ?? null }) - 1);
  }
  return found;
}
