// Text that keeps inside its place: wrapped between letters as Chinese is, made smaller, cut with an ellipsis.
import type { Pen, TextLook, Weight } from './pen.ts';

/** Signs that may not begin a line, and those that may not end one. */
const noStart = new Set('，。、；：！？）】》”’％%,.;:!?)]}·…');
const noEnd = new Set('（【《“‘([{');

/** Pieces that are not broken: words and numbers stay whole. */
function pieces(text: string): string[] {
  return text.match(/[A-Za-z0-9_.,@:/#+−-]+|\s+|./gu) ?? [];
}

/** Lines no wider than `width`; more than `most` of them end in an ellipsis. */
export function wrapped(pen: Pen, text: string, width: number, size: number, weight: Weight = 'regular', most = Infinity): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    const next = line + piece;
    const overflows = pen.width(next, size, weight) > width;
    if (!overflows || line === '' || noStart.has(piece)) {
      line = next;
      // A word longer than the line has to be broken all the same.
      while (pen.width(line, size, weight) > width && line.length > 1 && !noStart.has(piece)) {
        let fits = line.length - 1;
        while (fits > 1 && pen.width(line.slice(0, fits), size, weight) > width) fits -= 1;
        lines.push(line.slice(0, fits));
        line = line.slice(fits);
      }
      continue;
    }
    const carried = noEnd.has(line.at(-1)!) ? line.at(-1)! : '';
    lines.push(line.slice(0, line.length - carried.length).trimEnd());
    line = carried + piece.trimStart();
  }
  if (line.trim() !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = cut(pen, `${kept[most - 1]!}${lines[most]!}`, width, size, weight);
  return kept;
}

/** The text, or as much of it as fits with an ellipsis. */
export function cut(pen: Pen, text: string, width: number, size: number, weight: Weight = 'regular'): string {
  if (pen.width(text, size, weight) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && pen.width(`${letters.join('')}…`, size, weight) > width) letters.pop();
  return `${letters.join('')}…`;
}

/** The size at which the text fits the width: the wanted one, or smaller, but not below the least. */
export function fittingSize(pen: Pen, text: string, width: number, wanted: number, least: number, weight: Weight = 'regular'): number {
  const needed = pen.width(text, wanted, weight);
  return needed <= width ? wanted : Math.max(least, (wanted * width) / needed);
}

/** One line of text that never leaves its width: smaller first, then cut. */
export function fitted(pen: Pen, x: number, y: number, text: string, width: number, look: TextLook, least = look.size * 0.7): void {
  const size = fittingSize(pen, text, width, look.size, least, look.weight);
  pen.text(x, y, cut(pen, text, width + 0.01, size, look.weight), { ...look, size });
}

/** Lines below each other from the first baseline; gives the baseline after the last. */
export function paragraph(pen: Pen, x: number, y: number, lines: readonly string[], look: TextLook, leading = 1.4): number {
  for (const [place, line] of lines.entries()) pen.text(x, y + place * look.size * leading, line, look);
  return y + lines.length * look.size * leading;
}
