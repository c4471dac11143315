// How the keys of another country's register are written: as given, or brought to one form where two files write them differently.

/** as-is; plain: letters and digits only, without leading zeros; padN: the same, filled up with zeros to N places. */
export type KeyForm = 'as-is' | 'plain' | `pad${number}`;

/** Null: no such form. */
export function parseKeyForm(text: string): KeyForm | null {
  if (text === 'as-is' || text === 'plain') return text;
  const width = /^pad([1-9]\d?)$/.exec(text)?.[1];
  return width !== undefined && Number(width) <= 40 ? `pad${Number(width)}` : null;
}
