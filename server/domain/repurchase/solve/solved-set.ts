// A chosen set with what it comes to, in the reply's units.
import { blocksOf } from '../blocks.ts';
import type { SolvedSet } from '../solve-reply.ts';
import { fen, microMu, toMu, toWan } from '../../units.ts';
import { areaOf, costOf, outlineOf, type Choice, type SolveProblem } from './problem.ts';

export const emptySet: SolvedSet = { parcels: [], areaMu: 0, costWan: 0, blocks: [], largestBlockMu: 0, smallestBlockMu: 0, outlineM: 0 };

export function solvedSet(problem: SolveProblem, choice: Choice): SolvedSet {
  const { plots, beside } = problem;
  const indexOf = new Map(choice.map((index) => [plots[index]!.code, index]));
  const codes = [...indexOf.keys()].sort();
  const areaBy = (code: string): number => plots[indexOf.get(code)!]!.area;
  const blocks = blocksOf(codes, (code) => beside[indexOf.get(code)!]!.map((next) => plots[next]!.code), areaBy);
  const sizes = blocks.map((block) => block.reduce((sum, code) => sum + areaBy(code), 0));
  return {
    parcels: codes,
    areaMu: toMu(microMu(areaOf(problem, choice))),
    costWan: toWan(fen(costOf(problem, choice))),
    blocks,
    largestBlockMu: toMu(microMu(Math.max(0, ...sizes))),
    smallestBlockMu: sizes.length === 0 ? 0 : toMu(microMu(Math.min(...sizes))),
    outlineM: outlineOf(problem, choice) / 1000,
  };
}
