// The limits that are sums, as rows: land, money, quotas, jobs, tax, mean score, plots that go together. In mu and 万元, which keeps the numbers near one.
import type { Milp, Row } from './milp.ts';
import type { SolveProblem } from './problem.ts';

const million = 1_000_000;

/** Row over the plots with a figure for each; figures of zero are left out. */
function sumRow(figures: readonly number[], low: number, high: number): Row {
  const at: number[] = [];
  const by: number[] = [];
  for (const [index, figure] of figures.entries()) {
    if (figure === 0) continue;
    at.push(index);
    by.push(figure);
  }
  return { at, by, low, high };
}

/** Variables 0..n−1 are the plots; the objective is the cost in 万元. */
export function linearModel({ plots, limits, lockedIn, lockedOut, together, shared = [] }: SolveProblem): Milp {
  const low = new Array<number>(plots.length).fill(0);
  const high = new Array<number>(plots.length).fill(1);
  for (const index of lockedIn) low[index] = 1;
  for (const index of lockedOut) high[index] = 0;
  const rows: Row[] = [];
  const areas = plots.map(({ area }) => area / million);
  rows.push(sumRow(areas, limits.target / million, Infinity));
  const costs = plots.map(({ cost }) => cost / million);
  if (limits.budget !== null) rows.push(sumRow(costs, -Infinity, limits.budget / million));
  for (const { township, min, max } of limits.quotas) {
    const there = plots.map((plot) => (plot.township === township ? plot.area / million : 0));
    rows.push(sumRow(there, min === null ? -Infinity : min / million, max === null ? Infinity : max / million));
  }
  // A limit that everything together keeps is none.
  const atMost = (figures: readonly number[], most: number): void => {
    if (figures.reduce((sum, figure) => sum + figure, 0) > most) rows.push(sumRow(figures, -Infinity, most));
  };
  if (limits.maxJobs !== null)
    atMost(
      plots.map(({ jobs }) => (jobs ?? 0) / 1000),
      limits.maxJobs / 1000,
    );
  if (limits.maxTax !== null)
    atMost(
      plots.map(({ tax }) => (tax ?? 0) / million),
      limits.maxTax / million,
    );
  const { minMeanScore } = limits;
  if (minMeanScore !== null) {
    // Points above the mean that is asked, by area: in mu × points.
    const above = plots.map(({ area, score }) => (area / million) * (((score ?? 0) - minMeanScore) / 1000));
    rows.push(sumRow(above, 0, Infinity));
  }
  for (const { plots: others, most } of shared)
    rows.push({ at: others, by: others.map((index) => areas[index]!), low: -Infinity, high: most / million });
  for (const group of together) {
    for (const other of group.slice(1)) rows.push({ at: [group[0]!, other], by: [1, -1], low: 0, high: 0 });
  }
  return { cost: costs, low, high, rows };
}
