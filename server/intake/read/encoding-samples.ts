// A few values as they were read, so that a person sees at a glance whether the encoding is right.
import type { DataTable } from '../columns/data-table.ts';

const most = 5;
/** Longer is no name that could be checked at a glance. */
const longest = 40;

/** Up to five different values with letters beyond ASCII, names of columns after those of rows. */
export function samplesOf(tables: readonly DataTable[]): readonly string[] {
  const found = new Set<string>();
  const note = (text: unknown) => {
    // eslint-disable-next-line no-control-regex -- anything beyond ASCII is what an encoding is told by
    if (typeof text === 'string' && /[^\u0000-\u007f]/.test(text)) found.add(text.trim().slice(0, longest));
  };
  for (const table of tables) {
    for (const row of table.rows.slice(0, 200)) {
      for (const cell of row.cells) if (found.size < most) note(cell);
      if (found.size >= most) return [...found];
    }
  }
  for (const table of tables) for (const header of table.headers) if (found.size < most) note(header);
  return [...found];
}
