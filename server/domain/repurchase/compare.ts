// Plans side by side: the same figures of each, which is best where more or less is better, and which plots they share.

/** A sum with how many of the plots state it. */
interface CoveredSum {
  readonly sum: number;
  readonly known: number;
  readonly total: number;
}

/** What is compared of a plan: areas in mu, money in 万元, as replies carry them. */
export interface ComparablePlan {
  readonly parcels: number;
  readonly areaMu: number;
  readonly costWan: number;
  readonly blocks: number;
  readonly largestBlockMu: number;
  readonly firms: number;
  readonly jobs: CoveredSum;
  readonly taxWan: CoveredSum;
  readonly codes: readonly string[];
}

/** A plan as replies carry it, as far as it is compared. */
export function comparablePlan({
  figures,
  parcels,
}: {
  readonly figures: Omit<ComparablePlan, 'codes'>;
  readonly parcels: readonly { readonly code: string }[];
}): ComparablePlan {
  return { ...figures, codes: parcels.map(({ code }) => code) };
}

export const comparedFigures = [
  'areaMu',
  'costWan',
  'costPerMuWan',
  'blocks',
  'largestBlockMu',
  'parcels',
  'firms',
  'jobs',
  'taxWan',
] as const;
export type ComparedFigure = (typeof comparedFigures)[number];

/** Figures of which more is better; of the others less is. */
const more: ReadonlySet<ComparedFigure> = new Set(['areaMu', 'largestBlockMu']);

export interface ComparedRow {
  readonly figure: ComparedFigure;
  /** One per plan; `sum` is null where nothing of it is known. */
  readonly values: readonly { readonly sum: number | null; readonly known: number; readonly total: number }[];
  /** Places of the best plans; empty when all are equal, or when any figure is known only in part. */
  readonly best: readonly number[];
}

export interface Comparison {
  readonly rows: readonly ComparedRow[];
  /** Plots that every plan holds. */
  readonly shared: readonly string[];
  /** By plan, the plots that no other holds. */
  readonly only: readonly (readonly string[])[];
}

function valueOf(plan: ComparablePlan, figure: ComparedFigure): ComparedRow['values'][number] {
  const whole = { known: plan.parcels, total: plan.parcels };
  if (figure === 'jobs' || figure === 'taxWan') {
    const { sum, known, total } = plan[figure];
    return { sum: known === 0 && total > 0 ? null : sum, known, total };
  }
  if (figure === 'costPerMuWan') return { sum: plan.areaMu > 0 ? plan.costWan / plan.areaMu : null, ...whole };
  return { sum: plan[figure], ...whole };
}

function rowOf(plans: readonly ComparablePlan[], figure: ComparedFigure): ComparedRow {
  const values = plans.map((plan) => valueOf(plan, figure));
  // A sum that lacks some plots may be the smallest only because it lacks them.
  const sums = values.flatMap(({ sum, known, total }) => (sum === null || known < total ? [] : [sum]));
  if (sums.length < values.length || new Set(sums).size < 2) return { figure, values, best: [] };
  const best = more.has(figure) ? Math.max(...sums) : Math.min(...sums);
  return { figure, values, best: [...values.keys()].filter((place) => values[place]!.sum === best) };
}

/** The plans in the order given. */
export function comparePlans(plans: readonly ComparablePlan[]): Comparison {
  const holders = new Map<string, number>();
  for (const { codes } of plans) for (const code of codes) holders.set(code, (holders.get(code) ?? 0) + 1);
  return {
    rows: comparedFigures.map((figure) => rowOf(plans, figure)),
    shared: (plans[0]?.codes ?? []).filter((code) => holders.get(code) === plans.length),
    only: plans.map(({ codes }) => codes.filter((code) => holders.get(code) === 1)),
  };
}
