// Connectivity as rows that are added when a solution breaks it: a plot in a part that is too small needs a way out of it.
import type { Row } from './milp.ts';
import { areaOf, partsOf, type Choice, type SolveProblem } from './problem.ts';

/** Plots beside a set and not in it. */
export function around({ beside }: Pick<SolveProblem, 'beside'>, part: Iterable<number>): number[] {
  const inside = new Set(part);
  const found = new Set<number>();
  for (const index of inside) for (const next of beside[index]!) if (!inside.has(next)) found.add(next);
  return [...found].sort((a, b) => a - b);
}

/**
 * A superset of a part that is still smaller than the smallest block and has as few plots around it as can be found: whatever is chosen in
 * it still needs one of those. None of `avoid` comes to lie around it.
 */
export function enclosure(
  problem: SolveProblem,
  part: readonly number[],
  avoid: ReadonlySet<number>,
): { inside: number[]; around: number[] } {
  const { plots, beside, limits } = problem;
  const within = new Set(part);
  const inside = [...part];
  let area = areaOf(problem, inside);
  let best = { inside: [...inside], around: around(problem, inside) };
  for (;;) {
    const rim = around(problem, inside);
    let pick: { next: number; rim: number } | null = null;
    for (const next of rim) {
      if (area + plots[next]!.area >= limits.minBlock) continue;
      // What is chosen beyond must not come to lie around it: the way out would be open already.
      if (beside[next]!.some((other) => avoid.has(other) && !within.has(other))) continue;
      const size = around(problem, [...inside, next]).length;
      if (pick === null || size < pick.rim) pick = { next, rim: size };
    }
    if (pick === null) return best;
    inside.push(pick.next);
    area += plots[pick.next]!.area;
    if (pick.rim <= best.around.length) best = { inside: [...inside], around: around(problem, inside) };
  }
}

/** x_i ≤ Σ x of the plots around, for each plot of the part. */
export function escapeRows(part: readonly number[], rim: readonly number[], roots: readonly number[] = []): Row[] {
  const [at, by] = [[...rim, ...roots], [...rim, ...roots].map(() => -1)];
  return part.map((index) => ({ at: [index, ...at], by: [1, ...by], low: -Infinity, high: 0 }));
}

/** Rows that any plan keeps and this choice breaks; none when its blocks are as asked. `root` gives the column of a plot's root, when blocks are counted. */
export function brokenRows(problem: SolveProblem, choice: Choice, isRoot: ((index: number) => boolean) | null): Row[] {
  const { plots, limits } = problem;
  const chosen = new Set(choice);
  const rows: Row[] = [];
  for (const part of partsOf(problem, choice)) {
    if (areaOf(problem, part) < limits.minBlock) rows.push(...escapeRows(part, enclosure(problem, part, chosen).around));
    if (isRoot && !part.some(isRoot))
      rows.push(
        ...escapeRows(
          part,
          around(problem, part),
          part.map((index) => plots.length + index),
        ),
      );
  }
  return rows;
}

/** Rows worth having from the start: every plot that is too small alone needs a neighbour, and one around its enclosure. */
export function firstRows(problem: SolveProblem): Row[] {
  const { plots, limits } = problem;
  if (limits.minBlock <= 0) return [];
  const rows: Row[] = [];
  for (const [index, { area }] of plots.entries()) {
    if (area >= limits.minBlock) continue;
    const alone = around(problem, [index]);
    rows.push(...escapeRows([index], alone));
    const wider = enclosure(problem, [index], new Set()).around;
    if (wider.length < alone.length || wider.some((next) => !alone.includes(next))) rows.push(...escapeRows([index], wider));
  }
  return rows;
}
