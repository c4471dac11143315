// A PDF taken apart for tests: page boxes, and the operators of each content stream.
import { inflateSync } from 'node:zlib';

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Width and height of each page in points. */
export function pageSizes(bytes: Uint8Array): [number, number][] {
  return [...latin(bytes).matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Number(width), Number(height)]);
}

/** Content streams, unpacked; fonts and other binary streams are left out. */
export function pageContents(bytes: Uint8Array): string[] {
  const text = latin(bytes);
  return [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: found }) => {
    if (text.slice(index - 3, index) === 'end') return [];
    const start = index + found.length;
    const end = text.indexOf('endstream', start);
    const header = text.slice(text.lastIndexOf('obj', index), index);
    if (!/FlateDecode/.test(header) || /\/Length1|Subtype/.test(header)) return [];
    const content = latin(inflateSync(Buffer.from(text.slice(start, end), 'latin1')));
    return / (re|m|Tm)\b/.test(content) ? [content] : [];
  });
}

/** Closed paths of a content stream as their points, in the page's points. */
export function closedPaths(content: string): [number, number][][] {
  return [...content.matchAll(/((?:-?[\d.]+ -?[\d.]+ [ml] )+)h/g)].map(([, path]) =>
    [...path!.matchAll(/(-?[\d.]+) (-?[\d.]+) [ml]/g)].map(([, x, y]) => [Number(x), Number(y)]),
  );
}
