// Keys of another country's register: kept as given, or brought to one form where two files write them differently.
import type { KeyForm } from '#domain/key-form.ts';

/** The key in the asked form; null when nothing of it is left. */
export function keyInForm(text: string, form: KeyForm): string | null {
  const given = text.trim();
  if (given === '' || form === 'as-is') return given === '' ? null : given;
  // A key that a spreadsheet took for a number ends in .0 or .00000000 in another program's export.
  const whole = given.replace(/\.0+$/, '');
  const bare = whole
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
  const plain = bare.replace(/^0+(?=.)/, '');
  if (plain === '') return null;
  return form === 'plain' ? plain : plain.padStart(Number(form.slice(3)), '0');
}
