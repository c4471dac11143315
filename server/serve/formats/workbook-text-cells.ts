// Cells whose text looks like a formula stay text when somebody edits them: spreadsheet programs are told so (quotePrefix).
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const likeFormula = /^[=+\-@](?!\d+(?:\.\d+)?$)/;

const plain = (xml: string): string =>
  xml
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** The same workbook; nothing is changed where no text looks like a formula. */
export function withTextCells(workbook: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(workbook);
  const texts = [...strFromU8(parts['xl/sharedStrings.xml'] ?? new Uint8Array()).matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) =>
    plain(xml!),
  );
  const risky = new Set(texts.flatMap((text, index) => (likeFormula.test(text) ? [String(index)] : [])));
  const stylesPart = parts['xl/styles.xml'];
  if (risky.size === 0 || !stylesPart) return workbook;
  const styles = strFromU8(stylesPart);
  const list = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '';
  const formats = list.match(/<xf\b[^>]*?(?:\/>|>.*?<\/xf>)/gs) ?? [];
  // Each look gets a twin that holds text.
  const twins = new Map<string, string>();
  const added: string[] = [];
  const twinOf = (style: string): string => {
    const known = twins.get(style);
    if (known !== undefined) return known;
    const number = String(formats.length + added.length);
    added.push((formats[Number(style)] ?? '<xf></xf>').replace('<xf', '<xf quotePrefix="1"'));
    twins.set(style, number);
    return number;
  };
  for (const name of Object.keys(parts).filter((part) => /^xl\/worksheets\/sheet\d+\.xml$/.test(part))) {
    const sheet = strFromU8(parts[name]!).replaceAll(
      /<c r="([A-Z]+\d+)"(?: s="(\d+)")? t="s"><v>(\d+)<\/v>/g,
      (cell, place: string, style: string | undefined, text: string) =>
        risky.has(text) ? `<c r="${place}" s="${twinOf(style ?? '0')}" t="s"><v>${text}</v>` : cell,
    );
    parts[name] = strToU8(sheet);
  }
  const whole = `<cellXfs count="${formats.length + added.length}">${list}${added.join('')}</cellXfs>`;
  parts['xl/styles.xml'] = strToU8(styles.replace(/<cellXfs[^>]*>.*?<\/cellXfs>/s, () => whole));
  return zipSync(parts);
}
