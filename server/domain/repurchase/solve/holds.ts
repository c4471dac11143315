// Whether a set meets every limit of the problem, in whole numbers. The search uses it; what is shown is checked again by the checker.
import { areaOf, costOf, partsOf, type Choice, type SolveProblem } from './problem.ts';

/** Points above the mean that is asked: thousandths × micro-mu, as a big whole number. */
export function pointsAbove({ plots }: SolveProblem, choice: Choice, mean: number): bigint {
  return choice.reduce((sum, index) => sum + BigInt(plots[index]!.area) * BigInt((plots[index]!.score ?? 0) - mean), 0n);
}

/** Limits that are no matter of contiguity. */
export function meetsSums(problem: SolveProblem, choice: Choice): boolean {
  const { plots, limits, lockedIn, lockedOut, together, shared = [] } = problem;
  const chosen = new Set(choice);
  if (areaOf(problem, choice) < limits.target) return false;
  if (limits.budget !== null && costOf(problem, choice) > limits.budget) return false;
  if (lockedIn.some((index) => !chosen.has(index)) || lockedOut.some((index) => chosen.has(index))) return false;
  for (const { township, min, max } of limits.quotas) {
    const there = choice.reduce((sum, index) => (plots[index]!.township === township ? sum + plots[index]!.area : sum), 0);
    if ((min !== null && there < min) || (max !== null && there > max)) return false;
  }
  const total = (figure: (index: number) => number): number => choice.reduce((sum, index) => sum + figure(index), 0);
  if (limits.maxJobs !== null && total((index) => plots[index]!.jobs ?? 0) > limits.maxJobs) return false;
  if (limits.maxTax !== null && total((index) => plots[index]!.tax ?? 0) > limits.maxTax) return false;
  if (limits.minMeanScore !== null && pointsAbove(problem, choice, limits.minMeanScore) < 0n) return false;
  for (const { plots: others, most } of shared)
    if (
      areaOf(
        problem,
        others.filter((index) => chosen.has(index)),
      ) > most
    )
      return false;
  return together.every((group) => group.every((index) => chosen.has(index)) || group.every((index) => !chosen.has(index)));
}

/** Limits on the blocks. */
export function meetsBlocks(problem: SolveProblem, choice: Choice): boolean {
  const { minBlock, maxBlocks } = problem.limits;
  if (minBlock <= 0 && maxBlocks === null) return true;
  const parts = partsOf(problem, choice);
  return (maxBlocks === null || parts.length <= maxBlocks) && parts.every((part) => areaOf(problem, part) >= minBlock);
}

export const holds = (problem: SolveProblem, choice: Choice): boolean => meetsSums(problem, choice) && meetsBlocks(problem, choice);
