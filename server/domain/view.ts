// The one serialisable view: what is filtered, coloured, compared and looked at. Screen, link, table and exports all take it.
import { z } from 'zod';
import { ledgerViewSchema } from './ledger/ledger-filter.ts';
import { choiceSchema } from './repurchase/choice.ts';

/** How parcels are filled; `difference`: by what a what-if or a comparison changes, while the view has one. */
export const fillMetrics = ['taxPerMu', 'class', 'grade', 'area', 'idle', 'freed', 'change', 'difference'] as const;
export type FillMetric = (typeof fillMetrics)[number];

const list = z.array(z.string().min(1).max(64)).max(400);

/** A closed-open range in 万元/亩; null is open. Decimal text, so that the edge is exact. */
const range = z.tuple([z.string().max(24).nullable(), z.string().max(24).nullable()]);

export const filterSchema = z.object({
  townships: list.optional(),
  blocks: list.optional(),
  grades: list.optional(),
  classes: list.optional(),
  industries: list.optional(),
  rules: list.optional(),
  idle: z.array(z.enum(['none', 'suspected', 'decided'])).optional(),
  freed: z.array(z.enum(['none', 'declared', 'verified'])).optional(),
  taxPerMu: range.optional(),
  areaMu: range.optional(),
  /** Closed rings in lon/lat: lasso, box or drawn polygon. */
  within: z
    .array(
      z
        .array(z.tuple([z.number(), z.number()]))
        .min(4)
        .max(500),
    )
    .max(8)
    .optional(),
  text: z.string().max(100).optional(),
});
/** What is kept; parts left out keep everything. */
export type Filter = z.infer<typeof filterSchema>;

export const viewSchema = z.object({
  county: z.string().regex(/^[1-9]\d{5}$/),
  policy: z.string().max(64).optional(),
  year: z.number().int().min(1990).max(2100).optional(),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  /** Land target that the progress page and the wall speak of; left out: the county's first. */
  target: z.string().max(64).optional(),
  /** What the ledger page keeps, in which order, and which entry is open there. */
  ledger: ledgerViewSchema.optional(),
  /** Day that the map is compared with, before and after; left out: no comparison. */
  beforeDay: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  /** Year and policy of the other side of that comparison; left out: those that are looked at. */
  beforeYear: z.number().int().min(1990).max(2100).optional(),
  beforePolicy: z.string().max(64).optional(),
  /** Year from which the fill `change` counts; left out: the year before. */
  baseYear: z.number().int().min(1990).max(2100).optional(),
  fill: z.enum(fillMetrics).optional(),
  filter: filterSchema.optional(),
  /** Class breaks of the fill in 万元/亩, as decimal text; left out: those of the policy. */
  breaks: z.array(z.string().max(24)).max(12).optional(),
  layers: list.optional(),
  /** lon, lat, zoom, bearing, pitch. */
  camera: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]).optional(),
  /** 宗地代码 that are selected. */
  selection: z.array(z.string().max(40)).max(2000).optional(),
  /** 宗地代码 whose dossier is open. */
  open: z.string().max(40).optional(),
  /** Order of the list: column and direction; left out: the record's own order. */
  sort: z.tuple([z.string().max(24), z.enum(['ascending', 'descending'])]).optional(),
  /** Columns of the list, in order; left out: the usual ones. */
  columns: list.optional(),
  /** Policy that the policy is compared with: the map shows who changes class. */
  against: z.string().max(64).optional(),
  /** Overrides of a what-if, by rule path; marked 模拟 wherever shown. */
  scenario: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** What the repurchase page asks for and has open. */
  repurchase: choiceSchema.optional(),
});
export type View = z.infer<typeof viewSchema>;
