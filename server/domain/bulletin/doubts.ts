// Numbers of an edited text held against the figures: an area, share or count that no figure gives is told, line by line.
import { type PaperContent, paperOf } from './paper.ts';
import { draftText } from './text.ts';

/** A number in the text that the figures do not give. */
export interface Doubt {
  /** Line of the body, from 1. */
  readonly line: number;
  /** As it stands, with its unit. */
  readonly number: string;
  /** The words around it. */
  readonly beside: string;
}

interface Told {
  readonly text: string;
  /** Digits and places: 812.50 is 81250 and 2. */
  readonly digits: bigint;
  readonly places: number;
  readonly unit: string;
  readonly at: number;
}

const units: Readonly<Record<string, string>> = { 亩: '亩', '%': '%', '％': '%', 条: '条' };

/** Areas, shares and counts of entries in a line; days, clauses and other numbers are not the figures' business. */
function numbersIn(line: string): Told[] {
  return [...line.matchAll(/(\d[\d,，]*)(?:\.(\d+))?\s*(亩|%|％|条)/gu)].map((found) => {
    const [text, whole = '', part = '', unit = ''] = found;
    return { text, digits: BigInt(whole.replaceAll(/[,，]/gu, '') + part), places: part.length, unit: units[unit]!, at: found.index };
  });
}

/** Whether the given figure, told with as many places as the number has, is that number. */
function rounds(figure: Told, number: Told): boolean {
  if (figure.unit !== number.unit) return false;
  if (figure.places <= number.places) return figure.digits * 10n ** BigInt(number.places - figure.places) === number.digits;
  const scale = 10n ** BigInt(figure.places - number.places);
  return (figure.digits * 2n + scale) / (scale * 2n) === number.digits;
}

/** Everything that the figures give: in the draft, and in the tables, whose cells have their unit in the heading. */
function given(draft: PaperContent): Told[] {
  const tables = paperOf(draft).annexes.flatMap((annex) => annex.tables);
  const cells = tables.flatMap(({ rows, total }) => [...rows, ...(total ? [total] : [])].flat());
  return [draft.text.body, ...cells.flatMap((cell) => (/^[+−]?[\d.]+$/u.test(cell) ? [`${cell}亩`, `${cell}条`] : [cell]))].flatMap(
    numbersIn,
  );
}

/** Numbers of the text that no figure gives, not even rounded. None in the draft itself. */
export function doubtsOf(content: PaperContent): Doubt[] {
  const { figures, comparison, text } = content;
  const figuresGiven = given({ figures, comparison, text: draftText(figures, comparison) });
  return text.body.split(/\r?\n/u).flatMap((line, place) =>
    numbersIn(line)
      .filter((number) => !figuresGiven.some((figure) => rounds(figure, number)))
      .map((number) => ({
        line: place + 1,
        number: number.text,
        beside: line.slice(Math.max(0, number.at - 12), number.at + number.text.length + 6),
      })),
  );
}
