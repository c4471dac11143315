// What a what-if or a comparison changes, as one code per parcel: the fill `difference`.
import { VERDICT_UNKNOWN, type BaseColumns } from '../columns.ts';
import { differenceWords } from './fill.ts';

/** Codes of the parcels of one county: those that change as the reply names them, those that stay by their verdict. */
export function differenceCodes(
  base: Pick<BaseColumns, 'codes'>,
  verdict: Uint8Array,
  named: { readonly [side in 'entered' | 'left' | 'changed']: readonly string[] },
): Uint8Array {
  const kept = differenceWords.indexOf('kept');
  const codes = Uint8Array.from(verdict, (code) => (code === 0 || code === VERDICT_UNKNOWN ? 0 : kept));
  const indexOf = new Map(base.codes.map((code, index) => [code, index]));
  for (const side of ['entered', 'left', 'changed'] as const) {
    for (const code of named[side]) {
      const index = indexOf.get(code);
      if (index !== undefined) codes[index] = differenceWords.indexOf(side);
    }
  }
  return codes;
}
