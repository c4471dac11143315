// The question in whole numbers: plots by index, who lies beside whom, and every limit. What the solver and the checker both read.
import type { Fen, MicroMu } from '../../units.ts';

/** A plot on offer with the figures by which it is chosen. */
export interface Plot {
  readonly code: string;
  readonly area: MicroMu;
  /** 估算, as the candidate states it. */
  readonly cost: Fen;
  readonly township: string | null;
  readonly owner: string | null;
  /** Thousandths of a person; null = unknown. */
  readonly jobs: number | null;
  readonly tax: Fen | null;
  /** Thousandths of a point; null = unknown. */
  readonly score: number | null;
  /** Length of its outline in millimetres. */
  readonly outline: number;
}

/** Two plots side by side by index, with the millimetres of outline that go when both are chosen. */
export interface Side {
  readonly a: number;
  readonly b: number;
  readonly shared: number;
}

export interface Quota {
  readonly township: string;
  readonly min: MicroMu | null;
  readonly max: MicroMu | null;
}

/** Limits of a plan. Null = not set. */
export interface Limits {
  readonly target: MicroMu;
  readonly budget: Fen | null;
  /** Every contiguous block has at least this much land; 0 = any. */
  readonly minBlock: MicroMu;
  readonly maxBlocks: number | null;
  readonly quotas: readonly Quota[];
  /** Jobs touched at most, in thousandths of a person. */
  readonly maxJobs: number | null;
  readonly maxTax: Fen | null;
  /** Mean score by area at least, in thousandths of a point. */
  readonly minMeanScore: number | null;
}

export interface SolveProblem {
  readonly plots: readonly Plot[];
  readonly sides: readonly Side[];
  /** Neighbours by index, ascending. */
  readonly beside: readonly (readonly number[])[];
  readonly limits: Limits;
  /** Plots that are in, or out, whatever it costs. */
  readonly lockedIn: readonly number[];
  readonly lockedOut: readonly number[];
  /** Plots that are chosen together or not at all. */
  readonly together: readonly (readonly number[])[];
  /** Plans that this one may share no more than so much land with. */
  readonly shared?: readonly { readonly plots: Choice; readonly most: number }[];
}

/** A chosen set: indices in ascending order. */
export type Choice = readonly number[];

export const areaOf = ({ plots }: SolveProblem, choice: Choice): number => choice.reduce((sum, index) => sum + plots[index]!.area, 0);
export const costOf = ({ plots }: SolveProblem, choice: Choice): number => choice.reduce((sum, index) => sum + plots[index]!.cost, 0);

/** Outline of a set in millimetres: perimeters less both sides of what chosen neighbours share. */
export function outlineOf({ plots, sides }: SolveProblem, choice: Choice): number {
  const chosen = new Set(choice);
  const whole = choice.reduce((sum, index) => sum + plots[index]!.outline, 0);
  return sides.reduce((sum, { a, b, shared }) => (chosen.has(a) && chosen.has(b) ? sum - 2 * shared : sum), whole);
}

/** Contiguous parts of a set, by walking from neighbour to neighbour; each ascending, in order of their first plot. */
export function partsOf({ beside }: Pick<SolveProblem, 'beside'>, choice: Choice): number[][] {
  const left = new Set(choice);
  const parts: number[][] = [];
  for (const first of choice) {
    if (!left.delete(first)) continue;
    const part = [first];
    for (let at = 0; at < part.length; at += 1) for (const next of beside[part[at]!]!) if (left.delete(next)) part.push(next);
    parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}
