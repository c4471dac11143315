// Every set of up to eighteen plots, by bit masks: sums built up one plot at a time, blocks by filling from bit to bit. Shares nothing with the solver.
import type { Candidate } from '#domain/repurchase/candidate.ts';
import type { SolveQuestion } from '#domain/repurchase/solve-question.ts';
import type { Land } from './small-land.ts';

/** Sums of every set of the land's plots on offer, by mask. */
export interface EverySet {
  readonly offered: readonly Candidate[];
  readonly area: Float64Array;
  readonly money: Float64Array;
  readonly jobs: Float64Array;
  readonly tax: Float64Array;
  /** Area times thousandths of the score, apart from any mean. */
  readonly points: Float64Array;
  readonly outline: Float64Array;
  readonly beside: readonly number[];
}

export function everySet({ candidates, outlines }: Land): EverySet {
  const offered = candidates.filter(({ excluded }) => !excluded);
  const place = new Map(offered.map(({ code }, index) => [code, index]));
  const lengths = new Map(outlines.outlines);
  const shared = offered.map(() => offered.map(() => 0));
  for (const { a, b, sharedMm } of outlines.sides) {
    const [one, two] = [place.get(a), place.get(b)];
    if (one === undefined || two === undefined) continue;
    shared[one]![two]! += 2 * sharedMm;
    shared[two]![one]! += 2 * sharedMm;
  }
  const size = 2 ** offered.length;
  const sums = (figure: (one: Candidate) => number): Float64Array => {
    const figures = offered.map(figure);
    const all = new Float64Array(size);
    for (let mask = 1; mask < size; mask += 1) all[mask] = all[mask & (mask - 1)]! + figures[31 - Math.clz32(mask & -mask)]!;
    return all;
  };
  const outline = new Float64Array(size);
  for (let mask = 1; mask < size; mask += 1) {
    const [first, rest] = [31 - Math.clz32(mask & -mask), mask & (mask - 1)];
    let length = outline[rest]! + lengths.get(offered[first]!.code)!;
    for (let left = rest; left !== 0; left &= left - 1) length -= shared[first]![31 - Math.clz32(left & -left)]!;
    outline[mask] = length;
  }
  return {
    offered,
    area: sums(({ area }) => area!),
    money: sums(({ cost }) => (cost.known ? cost.fen : 0)),
    jobs: sums(({ jobs }) => jobs ?? 0),
    tax: sums(({ tax }) => tax ?? 0),
    points: sums(({ area, score }) => area! * Math.round((score.score ?? 0) * 1000)),
    outline,
    beside: offered.map(({ neighbours }) => neighbours.reduce((mask, code) => mask | (place.has(code) ? 1 << place.get(code)! : 0), 0)),
  };
}

/** Masks of all sets that are as asked. */
export function plansAmong(every: EverySet, all: readonly Candidate[], asked: SolveQuestion): number[] {
  const { offered, area, money, jobs, tax, points, beside } = every;
  const maskOf = (holds: (one: Candidate) => boolean): number =>
    offered.reduce((mask, one, index) => (holds(one) ? mask | (1 << index) : mask), 0);
  const inside = maskOf(({ code }) => asked.lockedIn.includes(code));
  const lacking = all.some(({ code, excluded }) => excluded && asked.lockedIn.includes(code));
  const needsScore = asked.minScore !== null || asked.minMeanScore !== null;
  const complete = (owner: string): boolean =>
    all.every((one) => one.owner !== owner || !one.excluded || one.excluded.reason === 'freed' || one.excluded.reason === 'planned');
  const barred = maskOf(
    ({ code, jobs: people, tax: paid, score: { score }, owner }) =>
      asked.lockedOut.includes(code) ||
      (asked.maxJobs !== null && people === null) ||
      (asked.maxTax !== null && paid === null) ||
      (needsScore && score === null) ||
      (asked.minScore !== null && Math.round(score! * 1000) < asked.minScore) ||
      (asked.ownerComplete && (owner === null || !complete(owner))),
  );
  const owners = asked.ownerComplete
    ? [...new Set(offered.map(({ owner }) => owner))].map((owner) => maskOf((one) => one.owner === owner))
    : [];
  const quotas = asked.quotas.map((quota) => ({ ...quota, own: maskOf((one) => one.township === quota.township) }));
  const found: number[] = [];
  if (lacking) return found;
  for (let mask = 0; mask < area.length; mask += 1) {
    if (area[mask]! < asked.target || (mask & inside) !== inside || (mask & barred) !== 0) continue;
    if (asked.budget !== null && money[mask]! > asked.budget) continue;
    if (asked.maxJobs !== null && jobs[mask]! > asked.maxJobs) continue;
    if (asked.maxTax !== null && tax[mask]! > asked.maxTax) continue;
    if (asked.minMeanScore !== null && points[mask]! < area[mask]! * asked.minMeanScore) continue;
    if (quotas.some(({ own, min, max }) => (min !== null && area[mask & own]! < min) || (max !== null && area[mask & own]! > max)))
      continue;
    if (owners.some((own) => (mask & own) !== 0 && (mask & own) !== own)) continue;
    if (blocksHold(mask, asked, area, beside)) found.push(mask);
  }
  return found;
}

function blocksHold(mask: number, { minBlock, maxBlocks }: SolveQuestion, area: Float64Array, beside: readonly number[]): boolean {
  if (minBlock <= 0 && maxBlocks === null) return true;
  let blocks = 0;
  for (let left = mask; left !== 0;) {
    let block = left & -left;
    for (let edge = block; edge !== 0;) {
      const at = 31 - Math.clz32(edge & -edge);
      edge &= edge - 1;
      const next = beside[at]! & mask & ~block;
      block |= next;
      edge |= next;
    }
    left &= ~block;
    blocks += 1;
    if (area[block]! < minBlock || (maxBlocks !== null && blocks > maxBlocks)) return false;
  }
  return true;
}
