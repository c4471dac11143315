// Connected groups of neighbours that make a block, found by walking outwards from each plot and turning back where no group can be worth it.
import type { SolveProblem } from './problem.ts';

/** A connected group: plots in ascending order, and the sum of what was weighed. */
export interface Group {
  readonly plots: readonly number[];
  readonly weight: number;
}

export interface GroupSearch {
  /** Contiguous plots to look in. */
  readonly part: readonly number[];
  /** What a plot adds to the worth of a group, below zero the better; by plot. */
  readonly weight: Float64Array;
  /** Groups up to this weight are told. May be lowered while the search runs. */
  threshold: number;
  /** Groups that fall into two blocks are left out: the two stand for it. */
  readonly whole: boolean;
  /** Steps that may still be taken; below zero the search was cut short. */
  steps: number;
  readonly told: (group: Group) => void;
}

/** Whether a connected set falls into two connected sets of at least `least` each, as far as trees over it show. */
function fallsApart(beside: SolveProblem['beside'], area: Float64Array, plots: readonly number[], total: number, least: number): boolean {
  const inside = new Set(plots);
  for (const root of plots) {
    const order = [root];
    const parent = new Map([[root, -1]]);
    for (const at of order)
      for (const next of beside[at]!)
        if (inside.has(next) && !parent.has(next)) {
          parent.set(next, at);
          order.push(next);
        }
    const below = new Map<number, number>();
    for (let place = order.length - 1; place > 0; place -= 1) {
      const at = order[place]!;
      const size = (below.get(at) ?? 0) + area[at]!;
      if (size >= least && total - size >= least) return true;
      const up = parent.get(at)!;
      below.set(up, (below.get(up) ?? 0) + size);
    }
  }
  return false;
}

/** Tells every connected group of at least `least` land whose weight is at most the threshold. False: the steps were used up before the end. */
export function searchGroups({ beside }: Pick<SolveProblem, 'beside'>, area: Float64Array, least: number, search: GroupSearch): boolean {
  const { part, weight, whole, told } = search;
  // 0 = open, 1 = in the group, 2 = on its rim, 3 = ruled out.
  const mark = new Map<number, number>(part.map((index) => [index, 0]));
  let [good, goodArea, open] = [0, 0, 0];
  for (const index of part) {
    open += area[index]!;
    if (weight[index]! < 0) [good, goodArea] = [good + weight[index]!, goodArea + area[index]!];
  }
  let cheapest = Infinity;
  for (const index of part) if (weight[index]! >= 0) cheapest = Math.min(cheapest, weight[index]! / area[index]!);
  if (cheapest === Infinity) cheapest = 0;
  const group: number[] = [];

  /** `good`: what is below zero among plots neither in nor ruled out; `open`: the land of all of those. */
  const walk = (sum: number, land: number, rim: readonly number[], good: number, goodArea: number, open: number): void => {
    search.steps -= 1;
    if (search.steps < 0 || land + open < least) return;
    const lacking = least - land - goodArea;
    if (sum + good + (lacking > 0 ? lacking * cheapest : 0) > search.threshold) return;
    if (land >= least) {
      if (whole && land >= 2 * least && fallsApart(beside, area, group, land, least)) return;
      if (sum <= search.threshold) told({ plots: [...group].sort((a, b) => a - b), weight: sum });
    }
    let [leftGood, leftArea, leftOpen] = [good, goodArea, open];
    for (let at = 0; at < rim.length; at += 1) {
      const next = rim[at]!;
      const [own, size] = [weight[next]!, area[next]!];
      leftOpen -= size;
      if (own < 0) [leftGood, leftArea] = [leftGood - own, leftArea - size];
      mark.set(next, 1);
      group.push(next);
      const wider = rim.slice(at + 1);
      const added: number[] = [];
      for (const other of beside[next]!) {
        if (mark.get(other) !== 0) continue;
        mark.set(other, 2);
        added.push(other);
        wider.push(other);
      }
      walk(sum + own, land + size, wider, leftGood, leftArea, leftOpen);
      for (const other of added) mark.set(other, 0);
      group.pop();
      // From here on without it: groups that hold it have all been told.
      mark.set(next, 3);
      if (search.steps < 0) break;
    }
    for (const next of rim) if (mark.get(next) === 3) mark.set(next, 2);
  };

  for (const root of part) {
    if (search.steps < 0) break;
    const [own, size] = [weight[root]!, area[root]!];
    open -= size;
    if (own < 0) [good, goodArea] = [good - own, goodArea - size];
    mark.set(root, 1);
    group.push(root);
    const rim = beside[root]!.filter((next) => mark.get(next) === 0);
    for (const next of rim) mark.set(next, 2);
    walk(own, size, rim, good, goodArea, open);
    for (const next of rim) mark.set(next, 0);
    group.pop();
    mark.set(root, 3);
  }
  return search.steps >= 0;
}
