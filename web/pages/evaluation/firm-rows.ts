// Which firms the list shows: by group, class, difference and name.
import type { EvaluationRow } from '../../api/evaluation-replies.ts';

/** `all`, `unrated`, or the id of a group. */
export interface ListChoice {
  readonly group: string;
  /** Class that counts; null for any. */
  readonly class: string | null;
  readonly differsOnly: boolean;
  readonly text: string;
}

export const everything: ListChoice = { group: 'all', class: null, differsOnly: false, text: '' };

/** The rows that fit, in order of group (as the set has them) and place; those without a place at the end, by code. */
export function chosenRows(rows: readonly EvaluationRow[], groups: readonly string[], choice: ListChoice): EvaluationRow[] {
  const wanted = choice.text.trim().toLocaleUpperCase();
  const fits = (row: EvaluationRow): boolean =>
    (choice.group === 'all' || (choice.group === 'unrated' ? row.computed === null : row.group === choice.group)) &&
    (choice.class === null || row.class === choice.class) &&
    (!choice.differsOnly || row.differs === true) &&
    (wanted === '' || row.name.toLocaleUpperCase().includes(wanted) || row.uscc.includes(wanted));
  const placeOf = (row: EvaluationRow): number => (row.group === null ? groups.length : groups.indexOf(row.group));
  return rows.filter(fits).sort((a, b) => Number(a.rank === null) - Number(b.rank === null) || placeOf(a) - placeOf(b) || byPlace(a, b));
}

function byPlace(a: EvaluationRow, b: EvaluationRow): number {
  if (a.rank !== null && b.rank !== null && a.rank !== b.rank) return a.rank - b.rank;
  return a.uscc < b.uscc ? -1 : a.uscc > b.uscc ? 1 : 0;
}
