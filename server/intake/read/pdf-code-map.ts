// What the codes of a PDF font mean as text: its ToUnicode table, or plain Latin where it has none.

/** Bytes of a string (one per character) to text. */
export type CodeMap = (codes: string) => string;

const unicode = (hex: string): string =>
  Buffer.from(hex.length % 4 === 0 ? hex : hex.padStart(4, '0'), 'hex')
    .swap16()
    .toString('utf16le');

/** Entries of one range at most: codes have two bytes. */
const WIDEST = 65_536;

function rangesInto(map: Map<number, string>, block: string): void {
  for (const [, from, to, target, list] of block.matchAll(/<([\da-fA-F]+)>\s*<([\da-fA-F]+)>\s*(?:<([\da-fA-F]+)>|\[([^\]]*)\])/g)) {
    const [first, last] = [Number.parseInt(from!, 16), Number.parseInt(to!, 16)];
    const listed = list === undefined ? null : [...list.matchAll(/<([\da-fA-F]+)>/g)].map(([, hex]) => unicode(hex!));
    const start = target === undefined ? '' : unicode(target);
    const end = start.length - 1;
    for (let code = first; code <= last && code - first < WIDEST; code += 1) {
      const at = code - first;
      map.set(code, listed ? (listed[at] ?? '') : start.slice(0, end) + String.fromCharCode(start.charCodeAt(end) + at));
    }
  }
}

/** The meaning of a font's codes. Without a table, a composite font says nothing and a simple one is Latin. */
export function codeMapOf(table: string | null, composite: boolean): CodeMap {
  if (table === null) return composite ? () => '' : (codes) => codes;
  const map = new Map<number, string>();
  for (const [, block] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from, to] of block!.matchAll(/<([\da-fA-F]+)>\s*<([\da-fA-F]+)>/g)) map.set(Number.parseInt(from!, 16), unicode(to!));
  }
  for (const [, block] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) rangesInto(map, block!);
  const space = /begincodespacerange\s*<([\da-fA-F]+)>/.exec(table)?.[1];
  const width = composite ? Math.max(1, (space?.length ?? 4) / 2) : 1;
  return (codes) => {
    let text = '';
    for (let at = 0; at + width <= codes.length; at += width) {
      let code = 0;
      for (let byte = 0; byte < width; byte += 1) code = code * 256 + codes.charCodeAt(at + byte);
      text += map.get(code) ?? '';
    }
    return text;
  };
}
