// Plans by hand: groups grown from every plot where land is cheapest, taken until there is enough, mended and pruned. A start for the search, never its answer.
import { around } from './cuts.ts';
import { holds, meetsBlocks } from './holds.ts';
import { areaOf, partsOf, type Choice, type SolveProblem } from './problem.ts';

const sorted = (choice: Iterable<number>): number[] => [...choice].sort((a, b) => a - b);

/** Grows a part by the neighbour that keeps money per land least until it is a block of its own; null when it cannot be. */
function grown(
  { plots, beside, limits }: SolveProblem,
  part: readonly number[],
  figures: readonly number[],
  atLeast: number,
): number[] | null {
  const inside = new Set(part);
  let [area, sum] = [0, 0];
  for (const index of inside) [area, sum] = [area + plots[index]!.area, sum + figures[index]!];
  const rim = new Set(around({ beside }, inside));
  while (area < Math.max(limits.minBlock, atLeast)) {
    let pick = -1;
    let least = Infinity;
    for (const next of rim) {
      const ratio = (sum + figures[next]!) / (area + plots[next]!.area);
      if (ratio < least || (ratio === least && next < pick)) [pick, least] = [next, ratio];
    }
    if (pick < 0) return null;
    inside.add(pick);
    rim.delete(pick);
    for (const next of beside[pick]!) if (!inside.has(next)) rim.add(next);
    [area, sum] = [area + plots[pick]!.area, sum + figures[pick]!];
  }
  return sorted(inside);
}

/** Takes plots away, dearest first, as long as everything still holds. */
export function pruned(problem: SolveProblem, choice: Choice, figures: readonly number[]): number[] {
  let kept = [...choice];
  const locked = new Set(problem.lockedIn);
  for (const index of [...choice].sort((a, b) => figures[b]! - figures[a]! || a - b)) {
    if (locked.has(index) || figures[index]! <= 0) continue;
    const without = kept.filter((one) => one !== index);
    if (holds(problem, without)) kept = without;
  }
  return kept;
}

/** With every plot all that must go with it. */
function completed({ together }: SolveProblem, choice: Iterable<number>): Set<number> {
  const chosen = new Set(choice);
  for (const group of together) if (group.some((index) => chosen.has(index))) for (const index of group) chosen.add(index);
  return chosen;
}

/** A plan out of any set: small parts grow or fall away, the cheapest groups are added while land lacks, what is not needed goes. Null when that ends nowhere. */
export function mended(problem: SolveProblem, choice: Choice, figures: readonly number[]): number[] | null {
  const { plots, limits, lockedIn } = problem;
  const locked = new Set(lockedIn);
  let chosen = completed(problem, [...choice, ...lockedIn]);
  for (const part of partsOf(problem, sorted(chosen))) {
    if (areaOf(problem, part) >= limits.minBlock) continue;
    const whole = grown(problem, part, figures, 0);
    if (whole) for (const index of whole) chosen.add(index);
    else for (const index of part) if (!locked.has(index)) chosen.delete(index);
  }
  chosen = completed(problem, chosen);
  const ratio = (part: readonly number[]): number => part.reduce((sum, index) => sum + figures[index]!, 0) / areaOf(problem, part);
  const seeds: { part: number[]; ratio: number }[] = [];
  if (areaOf(problem, [...chosen]) < limits.target) {
    for (const index of plots.keys()) {
      const part = chosen.has(index) ? null : grown(problem, [index], figures, 0);
      if (part) seeds.push({ part, ratio: ratio(part) });
    }
    seeds.sort((a, b) => a.ratio - b.ratio || a.part[0]! - b.part[0]!);
  }
  let at = 0;
  for (let area = areaOf(problem, [...chosen]); area < limits.target;) {
    // The cheapest way on: a plot beside what is chosen, or the next group.
    while (at < seeds.length && seeds[at]!.part.every((index) => chosen.has(index))) at += 1;
    let pick: readonly number[] = seeds[at]?.part ?? [];
    let least = seeds[at]?.ratio ?? Infinity;
    for (const index of around(problem, chosen)) {
      const own = figures[index]! / plots[index]!.area;
      if (own < least) [pick, least] = [[index], own];
    }
    if (pick.length === 0) return null;
    chosen = completed(problem, [...chosen, ...pick]);
    area = areaOf(problem, [...chosen]);
  }
  const plan = sorted(chosen);
  if (!meetsBlocks(problem, plan) || !holds(problem, plan)) return null;
  return pruned(problem, plan, figures);
}

/** A first plan; null when none is found this way. */
export const greedy = (problem: SolveProblem, figures: readonly number[]): number[] | null => mended(problem, [], figures);

/** The plain pick by score, best first until there is enough, blocks not looked at: what the solver is measured against. */
export function pickByScore({ plots, limits }: SolveProblem): number[] {
  const order = [...plots.keys()].sort((a, b) => (plots[b]!.score ?? -1) - (plots[a]!.score ?? -1) || a - b);
  const chosen: number[] = [];
  let area = 0;
  for (const index of order) {
    if (area >= limits.target) break;
    chosen.push(index);
    area += plots[index]!.area;
  }
  return sorted(chosen);
}

/** A block around every plot, grown where it is cheapest. */
export function seedGroups(problem: SolveProblem, figures: readonly number[]): number[][] {
  return problem.plots.flatMap((_, index) => {
    const group = grown(problem, [index], figures, 0);
    return group ? [group] : [];
  });
}
