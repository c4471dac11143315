// Chinese names of the industry divisions (GB/T 4754).
import industryRows from '../../data/industries.json' with { type: 'json' };

const names = new Map(industryRows.map((row) => [row.code, row.name]));

/** Name of a two-digit division; the code itself when the list has none. */
export function industryName(code: string): string {
  return names.get(code) ?? code;
}
