// Opens a clause by its number in an attached document's text, verbatim.
import { chineseNumber, outlineOf, plainForm, type Heading, type HeadingLevel } from './outline.ts';

/** Where a clause stands in a text. */
export interface FoundClause {
  /** exact: this clause. nearest: the deepest part of its number that the text has. */
  readonly match: 'exact' | 'nearest';
  /** Lines from 1, both included. */
  readonly from: number;
  readonly to: number;
  /** The words as they stand there. */
  readonly text: string;
}

/** A step of a clause's number: a heading, the n-th paragraph under it (目), or words that no number says. */
type Step =
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly number: number }
  | { readonly kind: 'paragraph'; readonly number: number }
  | { readonly kind: 'words'; readonly words: string };

const cn = '[一二三四五六七八九十]{1,3}';
const readers: readonly (readonly [RegExp, HeadingLevel | 'first' | 'paragraph'])[] = [
  [/^附件(\d{0,2})/u, 0],
  [new RegExp(`^第(${cn})条`, 'u'), 1],
  [new RegExp(`^\\((${cn})\\)`, 'u'), 2],
  [/^\((\d{1,2})\)/u, 4],
  [/^目(\d{1,2})/u, 'paragraph'],
  [/^(\d{1,2})[.、]?/u, 3],
  [new RegExp(`^(${cn})[、是]?`, 'u'), 'first'],
];

function readStep(rest: string, first: boolean): { readonly step: Step; readonly length: number } | null {
  for (const [reader, level] of readers) {
    const match = reader.exec(rest);
    if (!match) continue;
    const said = match[1]!;
    const number = said === '' ? 1 : /^\d/.test(said) ? Number(said) : chineseNumber(said);
    if (number === null) continue;
    const length = match[0].length;
    if (level === 'paragraph') return { step: { kind: 'paragraph', number }, length };
    // A bare 一 opens the number; further in it is 一是.
    return { step: { kind: 'heading', level: level === 'first' ? (first ? 1 : 3) : level, number }, length };
  }
  return null;
}

/** The steps of a clause's number as policies cite it: 二(一)3, 三（四）1., 附件2 发改局, 一(三)目2. */
export function clauseSteps(clause: string): readonly Step[] {
  const steps: Step[] = [];
  let rest = plainForm(clause).replaceAll(/\s+/gu, ' ');
  while (rest !== '') {
    const read = readStep(rest, steps.length === 0);
    if (!read) return [...steps, { kind: 'words', words: rest }];
    steps.push(read.step);
    rest = rest.slice(read.length).trim();
  }
  return steps;
}

interface Extent {
  readonly heading: number | null;
  readonly from: number;
  readonly end: number;
}

function stepInto(lines: readonly string[], outline: readonly Heading[], here: Extent, step: Step): Extent | null {
  if (step.kind === 'heading') {
    for (let at = (here.heading ?? -1) + 1; at < outline.length && outline[at]!.line < here.end; at += 1) {
      const { parent, level, number, line, end } = outline[at]!;
      if (parent === here.heading && level === step.level && number === step.number) return { heading: at, from: line, end };
    }
    return null;
  }
  const inner = lines.flatMap((line, at) => (at > here.from && at < here.end && line.trim() !== '' ? [at] : []));
  const line = step.kind === 'paragraph' ? inner[step.number - 1] : inner.find((at) => plainForm(lines[at]!).includes(step.words));
  return line === undefined ? null : { heading: here.heading, from: line, end: line + 1 };
}

/** Headings that belong together: top headings come in runs that begin anew at 一, so that a covering note has a run of its own. */
interface Run {
  readonly line: number;
  size: number;
}

/** The run of each heading. */
function runsOf(outline: readonly Heading[]): readonly Run[] {
  let run: Run = { line: outline[0]?.line ?? 0, size: 0 };
  return outline.map(({ level, number, line }) => {
    if (level === 1 && number === 1) run = { line, size: 0 };
    run.size += 1;
    return run;
  });
}

const longest = (held: Run | null, run: Run): Run => (held === null || run.size > held.size ? run : held);

function cut(lines: readonly string[], from: number, end: number, match: FoundClause['match']): FoundClause | null {
  let last = end;
  while (last > from && lines[last - 1]!.trim() === '') last -= 1;
  return last > from ? { match, from: from + 1, to: last, text: lines.slice(from, last).join('\n') } : null;
}

/** The clause with this number in a text; null when not even its first part is there. */
export function findClause(text: string, clause: string): FoundClause | null {
  const lines = text.split(/\r\n?|\n/u);
  const outline = outlineOf(lines);
  const runs = runsOf(outline);
  if (plainForm(clause) === '导语') {
    const main = runs.reduce<Run | null>(longest, null);
    return main && cut(lines, 0, main.line, 'exact');
  }
  const steps = clauseSteps(clause);
  const [first, ...rest] = steps;
  if (first?.kind !== 'heading') return null;
  const tops = outline.flatMap((heading, at) => (heading.level === first.level && heading.number === first.number ? [at] : []));
  const found = tops.map((top) => {
    let here: Extent = { heading: top, from: outline[top]!.line, end: outline[top]!.end };
    let taken = 1;
    for (const step of rest) {
      const next = stepInto(lines, outline, here, step);
      if (!next) break;
      here = next;
      taken += 1;
    }
    return { here, taken, size: runs[top]!.size };
  });
  // The one that goes deepest; of several, that in the longest run of headings.
  const best = found.reduce<(typeof found)[number] | null>(
    (held, one) => (held === null || one.taken > held.taken || (one.taken === held.taken && one.size > held.size) ? one : held),
    null,
  );
  return best && cut(lines, best.here.from, best.here.end, best.taken === steps.length ? 'exact' : 'nearest');
}
