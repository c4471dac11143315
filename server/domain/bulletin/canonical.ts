// Values as one text and no other: what is hashed when a bulletin is frozen.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON with keys in order of their code units, without spaces; parts that are undefined are left out. Numbers are finite or it throws. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`not a number that JSON can hold: ${value}`);
    return JSON.stringify(Object.is(value, -0) ? 0 : value);
  }
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`;
  const held = value as { readonly [key: string]: Json | undefined };
  const keys = Object.keys(held).filter((key) => held[key] !== undefined);
  return `{${keys
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(held[key]!)}`)
    .join(',')}}`;
}
