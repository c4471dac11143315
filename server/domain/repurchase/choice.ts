// What somebody asks for when land is to be bought back: goal, limits, locks, weights, and what is open on the page; a part of the view.
import { z } from 'zod';
import { barrierKinds } from './adjacency.ts';
import { weightsSchema } from './settings.ts';

const amount = z.number().min(0).max(1e9);
const code = z.string().min(1).max(40);
const codes = z.array(code).max(2000);

/** 乡镇配额 in mu: at least, at most. */
const quotaSchema = z.object({ township: z.string().max(20), minMu: amount.optional(), maxMu: amount.optional() });
export type Quota = z.infer<typeof quotaSchema>;

export const choicePanels = ['offer', 'plans', 'fund', 'needs', 'settings'] as const;
export type ChoicePanel = (typeof choicePanels)[number];

/** Which candidates the list and the map show. */
export const offerFilters = ['all', 'offered', 'excluded', 'unknown', 'isolated', 'willing', 'chosen', 'locked'] as const;
export type OfferFilter = (typeof offerFilters)[number];

export const choiceSchema = z.object({
  /** 亩 to free at least. */
  targetMu: amount.optional(),
  /** 万元 to spend at most; left out: no limit. */
  budgetWan: amount.optional(),
  minBlockMu: amount.optional(),
  maxBlocks: z.number().int().min(1).max(1000).optional(),
  /** g: by how many percent the compact plan may cost more than the cheapest. */
  gapPercent: z.number().min(0).max(100).optional(),
  /** All plots of one owner, or none. */
  ownerComplete: z.boolean().optional(),
  quotas: z.array(quotaSchema).max(100).optional(),
  /** Jobs and tax (万元) that may be touched at most. */
  maxJobs: amount.optional(),
  maxTaxWan: amount.optional(),
  lockedIn: codes.optional(),
  lockedOut: codes.optional(),
  weights: weightsSchema.optional(),
  gapM: z.number().min(0).max(100).optional(),
  minSharedM: z.number().min(0.1).max(1000).optional(),
  barriers: z.array(z.enum(barrierKinds)).max(barrierKinds.length).optional(),
  /** Score that every plot must reach, and the mean by area. */
  minScore: z.number().min(0).max(100).optional(),
  minMeanScore: z.number().min(0).max(100).optional(),
  show: z.enum(offerFilters).optional(),
  /** Only plots that the list shows may be chosen. */
  onlyShown: z.boolean().optional(),
  panel: z.enum([...choicePanels, 'none']).optional(),
  /** The search that is open, and which set of its answer is shown: left out, the plan itself. */
  run: z
    .string()
    .regex(/^[0-9a-f-]{36}$/)
    .optional(),
  set: z.union([z.literal('cheapest'), z.number().int().min(0).max(100)]).optional(),
  /** The plan that is open, and those that are compared. */
  plan: z.number().int().positive().optional(),
  compare: z.array(z.number().int().positive()).max(4).optional(),
  /** The list is put away. */
  folded: z.boolean().optional(),
});
export type Choice = z.infer<typeof choiceSchema>;
