// What is to be least in a search, and what a search found: whole numbers, with a bound that is proven.
import type { Choice, Side, SolveProblem } from './problem.ts';

/** A whole number for each plot; the sum over the chosen is to be least. */
export interface Goal {
  readonly figures: readonly number[];
  /** So many of the figure are one in the program: keeps its numbers near one while a single unit stays above the solver's tolerance. */
  readonly unit: number;
  /** What goes off twice over when both plots are chosen. */
  readonly sides?: readonly Side[];
}

export interface Found {
  /** `unknown`: no plan found and none ruled out. */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  readonly choice: Choice | null;
  /** Sum of the goal's figures; null without a plan. */
  readonly value: number | null;
  /** No plan is below this whole number. */
  readonly bound: number;
  readonly rounds: number;
  readonly method: 'groups' | 'cuts' | 'none';
}

export interface SearchOptions {
  readonly seed: number;
  /** Plans above this value are ruled out by the question itself (the budget, when the cost is to be least). */
  readonly most?: number | null;
  /** Any plan will do: the search ends with the first. */
  readonly enough?: boolean;
  /** Plans known beforehand. */
  readonly start?: Choice | null;
  /** Blocks that are likely to be good. */
  readonly groups?: readonly Choice[];
  /** Makes a plan out of a choice whose blocks are not as asked. */
  readonly mend?: (choice: Choice) => Choice | null;
  /** Told of every better plan and bound. */
  readonly told?: (value: number | null, bound: number) => void;
}

/** Where nothing is proven yet. */
export const noBound = -Number.MAX_SAFE_INTEGER;

export const costGoal = ({ plots }: SolveProblem): Goal => ({ figures: plots.map(({ cost }) => cost), unit: 100_000 });
/** The most land: the least of its negative. */
export const landGoal = ({ plots }: SolveProblem): Goal => ({ figures: plots.map(({ area }) => 0 - area), unit: 100_000 });

export const sumOf = (figures: readonly number[], choice: Choice): number => choice.reduce((sum, index) => sum + figures[index]!, 0);

/** What a choice comes to under a goal. */
export function valueOf({ figures, sides = [] }: Goal, choice: Choice): number {
  const chosen = new Set(choice);
  return sides.reduce((sum, { a, b, shared }) => (chosen.has(a) && chosen.has(b) ? sum - 2 * shared : sum), sumOf(figures, choice));
}

/** A bound of a program as a whole number of the figure, with room for what doubles blur. */
export function wholeBound(bound: number, unit: number): number {
  if (!Number.isFinite(bound)) return bound > 0 ? Number.MAX_SAFE_INTEGER : noBound;
  return Math.ceil(bound * unit - (1 + Math.abs(bound) * unit * 1e-9));
}

/** The best plan and bound of a search so far. */
export class Best {
  choice: Choice | null = null;
  value: number | null = null;
  bound = noBound;
  readonly #goal: Goal;
  readonly #holds: (choice: Choice) => boolean;
  readonly #told: SearchOptions['told'];

  constructor(goal: Goal, holds: (choice: Choice) => boolean, told: SearchOptions['told']) {
    this.#goal = goal;
    this.#holds = holds;
    this.#told = told;
  }

  /** Takes a plan that holds and is better. */
  take(choice: Choice | null | undefined): void {
    if (!choice || !this.#holds(choice)) return;
    const sum = valueOf(this.#goal, choice);
    if (this.value !== null && sum >= this.value) return;
    [this.choice, this.value] = [choice, sum];
    this.#told?.(this.value, this.bound);
  }

  /** Raises the bound, never above the plan: what is proven beyond it is the doubles' blur. */
  prove(bound: number): void {
    const most = this.value === null ? bound : Math.min(bound, this.value);
    if (most <= this.bound) return;
    this.bound = most;
    this.#told?.(this.value, this.bound);
  }

  get closed(): boolean {
    return this.value !== null && this.bound >= this.value;
  }

  found(status: Found['status'], rounds: number, method: Found['method']): Found {
    return { status, choice: this.choice, value: this.value, bound: this.bound, rounds, method };
  }
}
