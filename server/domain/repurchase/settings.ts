// How a county reckons what buying land back costs and what makes a parcel worth buying: editable, kept as versions.
import { z } from 'zod';
import { parseDecimal } from '../units.ts';

/** A number of zero or more that stays exact: as JSON writes it, at most twelve digits before the point. */
const amount = z
  .number()
  .min(0)
  .max(1e12)
  .refine((value) => parseDecimal(String(value)) !== null, 'a decimal number');
const percent = amount.max(100);

export const scoreParts = ['tax', 'class', 'streak', 'idle', 'vacancy', 'breach', 'term', 'plan', 'price', 'ownership', 'willing'] as const;
export type ScorePart = (typeof scoreParts)[number];

export const landBases = ['valuation-first', 'price-first'] as const;

export const costModelSchema = z.strictObject({
  /** Which of the two counts where both are known: 评估地价, or 出让价款 × 剩余年限 ÷ 出让年限. */
  landBasis: z.enum(landBases),
  /** 出让年限 where the parcel states none. */
  termYears: z.number().int().min(1).max(99),
  /** 基准地价 for parcels without price and valuation; null: their land cost is unknown. */
  benchmarkWanPerMu: amount.nullable(),
  /** 重置价 by building structure. */
  replacementYuanPerM2: z.record(z.string().min(1).max(20), amount),
  /** 重置价 for a structure that is unknown or not listed; null: unknown. */
  assumedReplacementYuanPerM2: amount.nullable(),
  /** 建筑面积 ÷ 宗地面积 for parcels whose floor area is unknown; null: unknown. */
  assumedFloorRatio: amount.max(20).nullable(),
  assumedNewnessPercent: percent.nullable(),
  relocationYuanPerM2: amount,
  /** Of the buildings' value, where somebody produces. */
  stoppagePercent: percent,
  /** Of the buildings' value. */
  earlySigningPercent: percent,
  earlySigningWanPerMu: amount,
});
export type CostModel = z.infer<typeof costModelSchema>;

const weightShape = Object.fromEntries(scoreParts.map((part) => [part, amount.max(1000).optional()])) as Record<
  ScorePart,
  z.ZodOptional<typeof amount>
>;
/** Weights by part; one that is left out keeps its value. */
export const weightsSchema = z.strictObject(weightShape);
export type Weights = { readonly [part in ScorePart]: number };

export const settingsSchema = z.strictObject({
  /** What the figures are and where they come from. */
  note: z.string().trim().max(500),
  cost: costModelSchema,
  weights: z.strictObject(Object.fromEntries(scoreParts.map((part) => [part, amount.max(1000)])) as Record<ScorePart, typeof amount>),
  /** 亩均税收 from which land is not worth buying, where the county's policy sets no threshold. */
  taxReferenceWanPerMu: amount.min(0.000001),
  /** 0 to 100 by planning zone: how much the plan wants the land there freed. */
  zoneScores: z.record(z.string().min(1).max(60), percent),
  exclude: z.strictObject({
    /** 查封 land cannot be transferred. */
    sealed: z.boolean(),
    /** Land on which somebody of grade A produces in the latest year. */
    gradeA: z.boolean(),
    zones: z.array(z.string().min(1).max(60)).max(100),
  }),
});
export type Settings = z.infer<typeof settingsSchema>;

/** One version of a county's settings, as written. Version 0 is the example that comes with the program. */
export interface SettingsVersion {
  readonly version: number;
  readonly settings: Settings;
  /** True for the example: nobody of the county has stood behind these figures. */
  readonly example: boolean;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** A cost that somebody states for one parcel instead of the model's; null takes an earlier one back. */
export interface CostOverride {
  readonly parcel: string;
  readonly costFen: number | null;
  /** Report number, date, valuer. */
  readonly source: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** The override that stands for each parcel: the last one written. */
export function overridesInForce(rows: readonly CostOverride[]): ReadonlyMap<string, CostOverride> {
  const last = new Map<string, CostOverride>();
  for (const row of rows) last.set(row.parcel, row);
  return new Map([...last].filter(([, row]) => row.costFen !== null));
}
