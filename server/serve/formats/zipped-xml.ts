// Office files by hand: parts of XML in a zip whose bytes depend on nothing but the parts.
import { strToU8, zipSync } from 'fflate';

/** Text as XML; a string is never markup. */
export function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A zip keeps local days; this one reads the same in every time zone. */
export function zippedXml(parts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const files = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(head + part)]));
  return new Uint8Array(zipSync(files, { mtime: new Date(1980, 0, 1), level: 6 }));
}

const types = 'http://schemas.openxmlformats.org/package/2006/content-types';

export function contentTypes(overrides: Readonly<Record<string, string>>): string {
  const named = Object.entries(overrides).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  return `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${named.join('')}</Types>`;
}

export function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const rows = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
}
