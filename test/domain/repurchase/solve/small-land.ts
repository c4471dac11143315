// Small invented land for the solver's tests: plots in a random plane, questions of every kind, and every set tried.
import fc from 'fast-check';
import type { Candidate } from '#domain/repurchase/candidate.ts';
import type { SolveQuestion } from '#domain/repurchase/solve-question.ts';
import { fen, microMu } from '#domain/units.ts';

export interface Land {
  readonly candidates: readonly Candidate[];
  readonly outlines: {
    readonly outlines: readonly (readonly [string, number])[];
    readonly sides: readonly { readonly a: string; readonly b: string; readonly sharedMm: number }[];
  };
}

export const codeOf = (index: number): string => `P${String(index).padStart(2, '0')}`;
export const townships = ['331123001', '331123002'];

export function candidate(index: number, change: Partial<Candidate> & { readonly money?: number } = {}): Candidate {
  const { money = 100_000_000, ...rest } = change;
  return {
    code: codeOf(index),
    name: '',
    township: townships[0]!,
    block: null,
    area: microMu(10_000_000),
    areaKind: 'registered',
    cost: { known: true, fen: fen(money), bricks: [], assumed: [] },
    score: { score: 50, coverage: 1, parts: [] },
    owner: null,
    firms: [],
    jobs: 10_000,
    tax: fen(1_000_000),
    excluded: null,
    neighbours: [],
    ...rest,
  };
}

/** Land whose plots lie in a row of a grid three wide, some sides missing: areas and costs to the last micro-mu and fen. */
export const land = (most: number, fewest = 3): fc.Arbitrary<Land> =>
  fc
    .integer({ min: fewest, max: most })
    .chain((count) =>
      fc.record({
        count: fc.constant(count),
        plots: fc.array(
          fc.record({
            area: fc.integer({ min: 500_000, max: 30_000_000 }),
            money: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1_000_000, max: 3_000_000_000 }) }, fc.constant(0)),
            township: fc.constantFrom(...townships),
            owner: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F') }, fc.constant(null)),
            jobs: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 90_000 }) }, fc.constant(null)),
            tax: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 500_000_000 }) }, fc.constant(null)),
            score: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 100_000 }) }, fc.constant(null)),
            out: fc.integer({ min: 0, max: 11 }),
          }),
          { minLength: count, maxLength: count },
        ),
        sides: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: count * 2, maxLength: count * 2 }),
        barrier: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
      }),
    )
    .map(({ count, plots, sides, barrier }) => {
      const pairs: [number, number][] = [];
      for (let at = 0; at < count; at += 1) {
        if (at % 3 !== 2 && at + 1 < count && sides[at * 2] !== 0) pairs.push([at, at + 1]);
        if (at + 3 < count && sides[at * 2 + 1] !== 0) pairs.push([at, at + 3]);
      }
      // A barrier between the townships: nobody is a neighbour across it, though the drawings touch.
      const beside = pairs.filter(([a, b]) => !barrier || plots[a]!.township === plots[b]!.township);
      const candidates = plots.map(({ area, money, tax, score, out, ...rest }, index) =>
        candidate(index, {
          ...rest,
          money,
          area: microMu(area),
          tax: tax === null ? null : fen(tax),
          score: { score: score === null ? null : score / 1000, coverage: 1, parts: [] },
          excluded: out === 0 ? { reason: 'sealed', message: '被查封' } : out === 1 ? { reason: 'freed', message: '已腾出' } : null,
          neighbours: beside.flatMap(([a, b]) => (a === index ? [codeOf(b)] : b === index ? [codeOf(a)] : [])),
        }),
      );
      return {
        candidates,
        outlines: {
          outlines: candidates.map(({ code, area }) => [code, Math.round(4000 * Math.sqrt(area! / 1500))] as const),
          sides: beside.map(([a, b]) => ({ a: codeOf(a), b: codeOf(b), sharedMm: 1000 * (1 + ((a * 7 + b) % 20)) })),
        },
      };
    });

export const plain: SolveQuestion = {
  target: microMu(1),
  budget: null,
  minBlock: microMu(0),
  maxBlocks: null,
  lockedIn: [],
  lockedOut: [],
  ownerComplete: false,
  quotas: [],
  maxJobs: null,
  maxTax: null,
  minScore: null,
  minMeanScore: null,
  allowance: 0,
};

/** Questions that use some of the limits, each with a figure that may or may not be too much; `rare`: how much oftener a limit is not set. */
export function question({ candidates }: Land, rare = 1.5): fc.Arbitrary<SolveQuestion> {
  const offered = candidates.filter(({ excluded }) => !excluded);
  const total = offered.reduce((sum, { area }) => sum + area!, 0);
  const money = offered.reduce((sum, { cost }) => sum + (cost.known ? cost.fen : 0), 0);
  const jobs = offered.reduce((sum, one) => sum + (one.jobs ?? 0), 0);
  const tax = offered.reduce((sum, one) => sum + (one.tax ?? 0), 0);
  const maybe = <T>(value: fc.Arbitrary<T>, none: T) =>
    fc.oneof({ weight: Math.round(2 * rare), arbitrary: fc.constant(none) }, { weight: 2, arbitrary: value });
  const share = (whole: number) => fc.integer({ min: 0, max: 1000 }).map((part) => Math.floor((whole * part) / 1000));
  const codes = offered.map(({ code }) => code);
  return fc
    .record({
      target: fc.integer({ min: 1, max: 950 }).map((part) => microMu(Math.max(1, Math.floor((total * part) / 1000)))),
      budget: maybe(
        share(money).map((value) => fen(value)),
        null,
      ),
      minBlock: maybe(
        share(Math.floor(total / 2)).map((value) => microMu(value)),
        microMu(0),
      ),
      maxBlocks: maybe(fc.integer({ min: 1, max: 3 }), null),
      lockedIn: maybe(fc.subarray(codes, { maxLength: Math.min(2, codes.length) }), []),
      lockedOut: maybe(fc.subarray(codes, { maxLength: Math.min(3, codes.length) }), []),
      ownerComplete: maybe(fc.constant(true), false),
      quotas: maybe(
        fc.tuple(share(Math.floor(total / 3)), share(total)).chain(([min, max]) =>
          fc.subarray(townships, { minLength: 1 }).chain((some) =>
            fc.constantFrom('both', 'min', 'max').map((sides) =>
              some.map((township) => ({
                township,
                min: sides === 'max' ? null : microMu(Math.min(min, max)),
                max: sides === 'min' ? null : microMu(Math.max(min, max)),
              })),
            ),
          ),
        ),
        [] as { township: string; min: ReturnType<typeof microMu> | null; max: ReturnType<typeof microMu> | null }[],
      ),
      maxJobs: maybe(share(jobs), null),
      maxTax: maybe(
        share(tax).map((value) => fen(value)),
        null,
      ),
      minScore: maybe(fc.integer({ min: 0, max: 60_000 }), null),
      minMeanScore: maybe(fc.integer({ min: 0, max: 70_000 }), null),
      allowance: fc.constant(0),
    })
    .map((asked) => ({ ...asked, lockedOut: asked.lockedOut.filter((code) => !asked.lockedIn.includes(code)) }));
}

/** Contiguous parts of a set of codes. */
export function partsOf(codes: ReadonlySet<string>, byCode: ReadonlyMap<string, Candidate>): string[][] {
  const left = new Set(codes);
  const parts: string[][] = [];
  for (const first of codes) {
    if (!left.delete(first)) continue;
    const part = [first];
    for (const code of part) for (const next of byCode.get(code)!.neighbours) if (left.delete(next)) part.push(next);
    parts.push(part);
  }
  return parts;
}

/** Whether a set is as asked, said again in the plainest words. */
export function asAsked(set: readonly Candidate[], all: readonly Candidate[], asked: SolveQuestion): boolean {
  const sum = (figure: (one: Candidate) => number): number => set.reduce((total, one) => total + figure(one), 0);
  const codes = new Set(set.map(({ code }) => code));
  const byCode = new Map(all.map((one) => [one.code, one]));
  if (set.some(({ excluded }) => excluded)) return false;
  if (sum(({ area }) => area!) < asked.target) return false;
  if (asked.budget !== null && sum(({ cost }) => (cost.known ? cost.fen : 0)) > asked.budget) return false;
  if (asked.lockedIn.some((code) => !codes.has(code)) || asked.lockedOut.some((code) => codes.has(code))) return false;
  const needsScore = asked.minScore !== null || asked.minMeanScore !== null;
  for (const one of set) {
    if (asked.maxJobs !== null && one.jobs === null) return false;
    if (asked.maxTax !== null && one.tax === null) return false;
    if (needsScore && one.score.score === null) return false;
    if (asked.minScore !== null && Math.round(one.score.score! * 1000) < asked.minScore) return false;
    if (!asked.ownerComplete) continue;
    if (one.owner === null) return false;
    for (const other of all) if (other.owner === one.owner && !codes.has(other.code) && other.excluded?.reason !== 'freed') return false;
  }
  if (asked.maxJobs !== null && sum(({ jobs }) => jobs!) > asked.maxJobs) return false;
  if (asked.maxTax !== null && sum(({ tax }) => tax!) > asked.maxTax) return false;
  if (asked.minMeanScore !== null && sum(({ area, score }) => area! * (Math.round(score.score! * 1000) - asked.minMeanScore!)) < 0)
    return false;
  for (const { township, min, max } of asked.quotas) {
    const there = sum((one) => (one.township === township ? one.area! : 0));
    if ((min !== null && there < min) || (max !== null && there > max)) return false;
  }
  const parts = partsOf(codes, byCode);
  const size = (part: readonly string[]): number => part.reduce((total, code) => total + byCode.get(code)!.area!, 0);
  return (asked.maxBlocks === null || parts.length <= asked.maxBlocks) && parts.every((part) => size(part) >= asked.minBlock);
}

/** Every set that is as asked. */
export function everyPlan({ candidates }: Land, asked: SolveQuestion): Candidate[][] {
  const offered = candidates.filter(({ excluded }) => !excluded);
  const found: Candidate[][] = [];
  for (let mask = 0; mask < 2 ** offered.length; mask += 1) {
    const set = offered.filter((_, index) => (mask >> index) & 1);
    if (asAsked(set, candidates, asked)) found.push(set);
  }
  return found;
}

export const moneyOf = (set: readonly Candidate[]): number => set.reduce((sum, { cost }) => sum + (cost.known ? cost.fen : 0), 0);
export const areaOf = (set: readonly Candidate[]): number => set.reduce((sum, { area }) => sum + area!, 0);
