// The order of scores: higher first, then the tie-break values, then equal; and competition ranks (1, 1, 3).
import { compareRationals, type Rational } from './rational.ts';

/** Something to be ranked. `tieBreak` values order equal scores, higher first, unknown last. */
export interface RankEntry {
  readonly id: string;
  readonly score: Rational;
  readonly tieBreak: readonly (Rational | null)[];
}

export interface Ranked<T extends RankEntry> {
  readonly entry: T;
  /** Place from 1; equals share the best place of theirs. */
  readonly rank: number;
  /** How many share it, itself included. */
  readonly tied: number;
  /** Place from 1 in the full order, equals by id. */
  readonly position: number;
}

/** Best first; 0 only when score and every tie-break value are exactly equal. */
export function compareEntries(a: RankEntry, b: RankEntry): number {
  const byScore = compareRationals(b.score, a.score);
  if (byScore !== 0) return byScore;
  for (let index = 0; index < Math.min(a.tieBreak.length, b.tieBreak.length); index += 1) {
    const [left, right] = [a.tieBreak[index]!, b.tieBreak[index]!];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
      continue;
    }
    const order = compareRationals(right, left);
    if (order !== 0) return order;
  }
  return 0;
}

/** All entries in order with their ranks; ids must differ. The same entries in any order give the same result. */
export function rankEntries<T extends RankEntry>(entries: readonly T[]): Ranked<T>[] {
  const ordered = [...entries].sort((a, b) => compareEntries(a, b) || (a.id < b.id ? -1 : 1));
  const ranked: Ranked<T>[] = [];
  for (let start = 0; start < ordered.length;) {
    let end = start + 1;
    while (end < ordered.length && compareEntries(ordered[start]!, ordered[end]!) === 0) end += 1;
    for (let at = start; at < end; at += 1) ranked.push({ entry: ordered[at]!, rank: start + 1, tied: end - start, position: at + 1 });
    start = end;
  }
  return ranked;
}
