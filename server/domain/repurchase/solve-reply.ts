// What the solver answers, as replies carry it: areas in mu, money in 万元, each computed from whole micro-mu and fen.

/** Fields of the question that can make it unsolvable. */
export const limitFields = [
  'targetMu',
  'budgetWan',
  'minBlockMu',
  'maxBlocks',
  'maxJobs',
  'maxTaxWan',
  'minScore',
  'minMeanScore',
  'quotas',
  'ownerComplete',
  'lockedIn',
  'lockedOut',
] as const;
export type LimitField = (typeof limitFields)[number];

/** A sum with how many of the plots state it; unknown is never zero. */
export interface CoveredSum {
  readonly sum: number;
  readonly known: number;
  readonly total: number;
}

/** A chosen set with what it comes to. */
export interface SolvedSet {
  readonly parcels: readonly string[];
  readonly areaMu: number;
  readonly costWan: number;
  /** Codes by contiguous block, largest first. */
  readonly blocks: readonly (readonly string[])[];
  readonly largestBlockMu: number;
  readonly smallestBlockMu: number;
  /** Length of the outline of all blocks: perimeters less what chosen neighbours share, twice. Metres. */
  readonly outlineM: number;
}

/** A smallest single change of the question that makes it solvable: proven by solving it, and that one step less has no solution. */
export interface Relaxation {
  readonly limit: LimitField;
  /** Township, where the limit is a quota. */
  readonly township?: string;
  readonly quota?: 'minMu' | 'maxMu';
  /** As asked; null where the limit is no number (ownerComplete) or was set by locks. */
  readonly asked: number | null;
  /** What it must become; null: dropped. */
  readonly needed: number | null;
  /** `proven`: solved with it, and shown to have no solution one step short of it. `feasible`: solved with it, the last step is not shown. */
  readonly proof: 'proven' | 'feasible';
  /** Put into the question in place of the same fields, it can be solved. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly says: string;
}

/** Why there is no solution. */
export interface WhyNot {
  /** The limit that binds: relaxed alone it suffices, by the least share. */
  readonly limit: LimitField;
  readonly says: string;
  /** The best that the limit's own figure can become under all the others, in the field's unit; null where it is no number. */
  readonly attainable: number | null;
  /** The smallest change of that limit alone, as fields to put into the question; null where none suffices. */
  readonly relaxation: Readonly<Record<string, unknown>> | null;
  /** The same for every limit that was set. */
  readonly relaxations: readonly Relaxation[];
  /** Limits for which no change, alone, suffices. */
  readonly insufficient: readonly LimitField[];
  /** The best of each goal under the other limits. */
  readonly goals: {
    /** Most land that can be freed under all limits but the goal itself; null when the other limits contradict each other. */
    readonly mostMu: number | null;
    /** Least cost at which the goal is reached when the budget is left aside; null when it cannot be. */
    readonly leastWan: number | null;
    /** All land on offer. */
    readonly offeredMu: number;
  };
  /** What was left uncomputed when the time was up. */
  readonly notComputed: readonly LimitField[];
}

/** What a chosen plot is worth to the plan: the least cost without it. */
export interface Replacement {
  readonly code: string;
  /** `costs`: without it the plan costs `moreWan` more; `impossible`: there is no plan without it; `locked`: asked for; `not-computed`: the time was up. */
  readonly state: 'costs' | 'impossible' | 'locked' | 'not-computed';
  /** 万元 above the cheapest plan; null unless `costs`. */
  readonly moreWan: number | null;
  /** Whether `moreWan` is the proven least, or at least that much. */
  readonly exact: boolean;
}

/** Another plan, no more than so much of which is in the first. */
export interface Alternative extends SolvedSet {
  /** Share of the plan's plots that are not in this one, and of its land. 0 to 1. */
  readonly differs: { readonly plots: number; readonly area: number };
  readonly moreWan: number;
  readonly proof: 'optimal' | 'feasible';
}

export interface FrontierPoint {
  readonly targetMu: number;
  /** Least cost found; null where there is no plan. */
  readonly costWan: number | null;
  /** No plan is cheaper than this; null where there is no plan. */
  readonly boundWan: number | null;
  readonly areaMu: number | null;
  readonly parcels: number;
  readonly blocks: number;
  readonly state: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
}

export interface SolveReply extends SolvedSet {
  /** `unknown`: the time was up with no plan found and none ruled out. */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'unknown';
  readonly label: string;
  /** No plan that meets the question is cheaper than this; 0 where there is none. */
  readonly boundWan: number;
  /** (costWan − boundWan) ÷ costWan, 0 to 1: by how much a cheaper plan is not ruled out. With an allowance it holds what the allowance spends. */
  readonly gap: number;
  readonly seconds: number;
  readonly alternatives: readonly Alternative[];
  readonly why?: WhyNot;
  readonly replacements: readonly Replacement[];
  /** Least cost against land at the targets asked for. */
  readonly frontier: readonly FrontierPoint[];
  readonly figures: {
    readonly firms: number;
    readonly owners: number;
    readonly jobs: CoveredSum;
    readonly taxWan: CoveredSum;
    /** Mean score by area over plots whose score is known; null when none is. */
    readonly score: number | null;
  } | null;
  /** The two stages: the cheapest set, then the most compact at no more than the allowance above it. */
  readonly stages: {
    readonly cheapest: SolvedSet & { readonly boundWan: number; readonly gap: number; readonly proven: boolean };
    /** What the second stage may spend above the cheapest, in 万元. */
    readonly allowanceWan: number;
    /** Null where no allowance was given, or time did not suffice. */
    readonly compact: (SolvedSet & { readonly outlineBoundM: number; readonly proven: boolean; readonly moreWan: number }) | null;
  } | null;
  /** Plots on offer that were left out before solving, by reason. */
  readonly leftOut: {
    /** Without a neighbour on offer and too small for the smallest block. */
    readonly isolated: readonly string[];
    /** In a group of neighbours that is too small for the smallest block. */
    readonly tooSmall: readonly string[];
    /** Jobs, tax or score not known while a limit on them was set. */
    readonly unknown: readonly string[];
    /** Plots whose owner cannot be bought out whole, or is not known, while that was asked. */
    readonly incompleteOwner: readonly string[];
    /** Score below the least asked. */
    readonly lowScore: readonly string[];
  };
  /** How it was solved. */
  readonly run: {
    readonly solver: string;
    readonly seed: number;
    readonly method: 'groups' | 'cuts' | 'none';
    readonly rounds: number;
    readonly timeLimitS: number;
    readonly stopped: 'finished' | 'time' | 'cancelled';
    readonly settings: number;
    readonly dataVersion: string;
    /** Figures re-computed by the checker, apart from the solver. */
    readonly checked: boolean;
  };
  readonly notes: readonly string[];
}
