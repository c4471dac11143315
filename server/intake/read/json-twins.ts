// Finds members of the same name in one JSON object, of which a parser keeps the last and drops the others without a word.

/** Between a repeated name and its number: no name in a file holds this character in earnest. */
const mark = '\u0000';
/** Deeper nesting is left to the parser, which refuses it. */
const deepest = 10_000;
/** Objects whose members are columns of a person's choosing; everywhere else the format says what a member means. */
const columnObjects: ReadonlySet<string> = new Set(['properties', 'attributes']);

export interface Twins {
  /** The text with the second and later of such columns renamed, so that a parser keeps them all; the text itself where there are none. */
  readonly text: string;
  /** A member with a meaning that is there twice, and its line: which of the two holds cannot be told. */
  readonly structural: { readonly key: string; readonly line: number } | null;
}

/** The name of the nth member so called. */
export function twinName(key: string, nth: number): string {
  return nth === 1 ? key : `${key}${mark}${nth}`;
}

/** The name as the file has it. */
export function plainName(name: string): string {
  const at = name.indexOf(mark);
  return at < 0 ? name : name.slice(0, at);
}

interface Frame {
  /** Name by which the object or list goes in the one that holds it. */
  readonly name: string;
  readonly columns: boolean;
  /** How often each name was met; null: a list. */
  readonly keys: Map<string, number> | null;
}

/** Looks at names only. What is no JSON comes back as it is, for the parser to say so. */
export function separateTwins(text: string): Twins {
  const stack: Frame[] = [];
  const pieces: string[] = [];
  let copied = 0;
  let name = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === 0x22) {
      const end = endOfString(text, at);
      if (end < 0) return { text, structural: null };
      const frame = stack.at(-1);
      if (frame?.keys && isName(text, end)) {
        name = nameOf(text.slice(at + 1, end));
        const nth = (frame.keys.get(name) ?? 0) + 1;
        frame.keys.set(name, nth);
        if (nth > 1 && !frame.columns) return { text, structural: { key: name, line: lineOf(text, at) } };
        if (nth > 1) {
          pieces.push(text.slice(copied, end), `\\u0000${nth}`);
          copied = end;
        }
      }
      at = end;
    } else if (character === 0x7b || character === 0x5b) {
      if (stack.length > deepest) return { text, structural: null };
      const holder = stack.at(-1);
      const own = holder?.keys ? name : (holder?.name ?? '');
      stack.push({
        name: own,
        columns: (holder?.columns ?? false) || columnObjects.has(own),
        keys: character === 0x7b ? new Map<string, number>() : null,
      });
    } else if (character === 0x7d || character === 0x5d) stack.pop();
  }
  return { text: pieces.length === 0 ? text : pieces.join('') + text.slice(copied), structural: null };
}

/** Where the text that begins at a quotation mark ends; -1: nowhere. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === 0x5c) before -= 1;
    if ((end - 1 - before) % 2 === 0) return end;
  }
  return -1;
}

function isName(text: string, end: number): boolean {
  let at = end + 1;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charCodeAt(at) === 0x3a;
}

function nameOf(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch (error) {
    if (error instanceof SyntaxError) return written;
    throw error;
  }
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line += 1;
  return line;
}
