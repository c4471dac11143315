// The words of a PDF made by a word processor: its text operators in order, read through the fonts' own tables; a scan has none.
import { inflateSync } from 'node:zlib';
import { codeMapOf, type CodeMap } from './pdf-code-map.ts';

/** Bytes that all the streams of one file may unpack to, and pages read at most. */
const LARGEST_UNPACKED = 40_000_000;
const MOST_PAGES = 400;

interface PdfObject {
  /** The dictionary, as written. */
  readonly head: string;
  /** Its stream unpacked; null when it has none that can be. Only what is asked for is unpacked: fonts are large and hold no words. */
  readonly stream: () => Uint8Array | null;
}

export type PdfRefusal = 'encrypted' | 'no-words' | 'broken';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** Every object of the file, the later of two with one number; those inside object streams too. */
class Objects {
  readonly #found = new Map<number, PdfObject>();
  #left = LARGEST_UNPACKED;

  constructor(bytes: Uint8Array) {
    const text = latin1(bytes);
    for (const match of text.matchAll(/(?:^|[\s>])(\d{1,7})\s+\d{1,5}\s+obj\b/g)) {
      const from = match.index + match[0].length;
      const end = text.indexOf('endobj', from);
      const body = text.slice(from, end < 0 ? undefined : end);
      const mark = /stream\r?\n/.exec(body);
      const head = mark ? body.slice(0, mark.index) : body;
      const start = mark ? from + mark.index + mark[0].length : null;
      const stream = () => (start === null ? null : this.#unpacked(head, bytes, text, start));
      this.#found.set(Number(match[1]), { head, stream });
    }
    for (const { head, stream } of this.find(/\/Type\s*\/ObjStm/)) this.#openPacked(head, stream());
  }

  #unpacked(head: string, bytes: Uint8Array, text: string, from: number): Uint8Array | null {
    const stated = /\/Length\s+(\d+)(?!\d|\s+\d+\s+R)/.exec(head)?.[1];
    const end = stated === undefined ? text.indexOf('endstream', from) : from + Number(stated);
    if (end <= from) return null;
    const raw = bytes.subarray(from, end);
    if (!head.includes('/FlateDecode')) return head.includes('/Filter') ? null : raw;
    try {
      const plain = inflateSync(raw, { maxOutputLength: Math.max(1, this.#left), finishFlush: 2 });
      this.#left -= plain.length;
      return plain;
    } catch (error) {
      // A stream that does not unpack holds no words for us; the rest of the file may.
      if (error instanceof Error) return null;
      throw error;
    }
  }

  #openPacked(head: string, stream: Uint8Array | null): void {
    if (!stream) return;
    const text = latin1(stream);
    const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? 0);
    const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const [from, to] = [first + numbers[at + 1]!, first + (numbers[at + 3] ?? text.length - first)];
      if (!this.#found.has(numbers[at]!)) this.#found.set(numbers[at]!, { head: text.slice(from, to), stream: () => null });
    }
  }

  get(number: number): PdfObject | undefined {
    return this.#found.get(number);
  }

  find(type: RegExp): readonly PdfObject[] {
    return [...this.#found.values()].filter(({ head }) => type.test(head));
  }

  /** What stands at a key: the object it points to, or the dictionary written there. */
  at(head: string, key: string): string {
    const pointed = new RegExp(`/${key}\\s+(\\d+)\\s+\\d+\\s+R`).exec(head)?.[1];
    if (pointed !== undefined) return this.get(Number(pointed))?.head ?? '';
    const from = head.search(new RegExp(`/${key}\\s*<<`));
    return from < 0 ? '' : dictionaryAt(head, head.indexOf('<<', from));
  }
}

function dictionaryAt(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length - 1; at += 1) {
    if (text.startsWith('<<', at)) [depth, at] = [depth + 1, at + 1];
    else if (text.startsWith('>>', at)) [depth, at] = [depth - 1, at + 1];
    if (depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

/** Pages in the order of the page tree; the resources of a page may stand with its parent. */
function pagesOf(objects: Objects): readonly { readonly head: string; readonly resources: string }[] {
  const pages: { head: string; resources: string }[] = [];
  const seen = new Set<number>();
  const walk = (number: number, inherited: string): void => {
    const node = objects.get(number);
    if (!node || seen.has(number) || pages.length >= MOST_PAGES) return;
    seen.add(number);
    const resources = objects.at(node.head, 'Resources') || inherited;
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node.head)?.[1];
    if (kids === undefined) pages.push({ head: node.head, resources });
    else for (const [, kid] of kids.matchAll(/(\d+)\s+\d+\s+R/g)) walk(Number(kid), resources);
  };
  const root = objects.find(/\/Type\s*\/Catalog/).at(-1);
  const tree = root && /\/Pages\s+(\d+)/.exec(root.head)?.[1];
  if (tree !== undefined) walk(Number(tree), '');
  return pages;
}

function fontsOf(objects: Objects, resources: string): ReadonlyMap<string, CodeMap> {
  const fonts = new Map<string, CodeMap>();
  for (const [, name, number] of objects.at(resources, 'Font').matchAll(/\/([^\s/<>[\]()]+)\s+(\d+)\s+\d+\s+R/g)) {
    const head = objects.get(Number(number))?.head ?? '';
    const table = /\/ToUnicode\s+(\d+)/.exec(head)?.[1];
    const stream = table === undefined ? null : objects.get(Number(table))?.stream();
    fonts.set(name!, codeMapOf(stream ? latin1(stream) : null, head.includes('/Type0')));
  }
  return fonts;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The bytes of a string operand: (words) with escapes, or <hex>. */
function operand(token: string): string {
  if (token.startsWith('<')) {
    const hex = token.slice(1, -1).replaceAll(/\s/g, '');
    return Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex').toString('latin1');
  }
  return token.slice(1, -1).replaceAll(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_all, octal?: string, sign?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    return sign === undefined ? '' : (escapes[sign] ?? sign);
  });
}

const token = /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|<[\da-fA-F\s]*>|\/[^\s/<>[\]()]+|\[|\]|[-+]?\d*\.?\d+|[A-Za-z'"*]+/g;

/** A line of words with where it stands on the page. */
interface Line {
  readonly y: number;
  words: string;
}

/** Words of a page's content: a new line where the pen moves down or up by more than a little. */
function wordsOf(content: string, fonts: ReadonlyMap<string, CodeMap>): string {
  const lines: Line[] = [];
  let font: CodeMap | undefined;
  let [y, leading] = [0, 0];
  let stack: string[] = [];
  const say = (words: string): void => {
    const line = lines.at(-1);
    if (line && Math.abs(line.y - y) < 2) line.words += words;
    else lines.push({ y, words });
  };
  const decoded = (text: string): string => (font ? font(operand(text)) : '');
  for (const [found] of content.matchAll(token)) {
    if (!/^[A-Za-z'"*]/.test(found)) {
      stack.push(found);
      continue;
    }
    const number = (back: number): number => Number(stack.at(-back) ?? 0);
    if (found === 'Tf') font = fonts.get((stack.at(-2) ?? '').slice(1));
    else if (found === 'Td' || found === 'TD') {
      y += number(1);
      if (found === 'TD') leading = -number(1);
    } else if (found === 'TL') leading = number(1);
    else if (found === 'Tm') y = number(1);
    else if (found === 'BT') y = 0;
    else if (found === 'T*' || found === "'" || found === '"') y -= leading;
    // A page is often turned upside down before its words: what moves the whole is a new place too.
    else if (found === 'cm') lines.push({ y: Number.NaN, words: '' });
    if (['Tj', 'TJ', "'", '"'].includes(found))
      say(
        stack
          .filter((one) => /^[(<]/.test(one))
          .map(decoded)
          .join(''),
      );
    stack = [];
  }
  return lines
    .map(({ words }) => words.trimEnd())
    .filter((words) => words !== '')
    .join('\n');
}

/** The text of a PDF, page after page; why there is none otherwise. */
export function pdfText(bytes: Uint8Array): { readonly text: string } | { readonly refused: PdfRefusal } {
  const objects = new Objects(bytes);
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(latin1(bytes))) return { refused: 'encrypted' };
  const pages = pagesOf(objects);
  if (pages.length === 0) return { refused: 'broken' };
  const texts = pages.map(({ head, resources }) => {
    const named = /\/Contents\s*(?:\[([^\]]*)\]|(\d+)\s+\d+\s+R)/.exec(head);
    const numbers = named?.[2] === undefined ? [...(named?.[1] ?? '').matchAll(/(\d+)\s+\d+\s+R/g)].map(([, one]) => one!) : [named[2]];
    const content = numbers
      .map((one) => objects.get(Number(one))?.stream())
      .map((stream) => (stream ? latin1(stream) : ''))
      .join('\n');
    return wordsOf(content, fontsOf(objects, resources));
  });
  const text = texts.join('\n');
  return text.trim() === '' ? { refused: 'no-words' } : { text };
}
