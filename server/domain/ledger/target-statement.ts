// What people state about targets: tasks of townships, targets of their own, counters, cases under way, likelihoods. Rows are only ever added.
import { z } from 'zod';
import { parseIsoDate, type IsoDate } from '../period.ts';
import { parseDecimal, type MicroMu } from '../units.ts';
import { landMetricKinds } from './entry.ts';

const areaField = z
  .number()
  .int()
  .nonnegative()
  .transform((area) => area as MicroMu);
const dayField = z.string().transform((text, context): IsoDate => {
  const day = parseIsoDate(text);
  if (day) return day;
  context.issues.push({ code: 'custom', message: '应为 YYYY-MM-DD 形式的日期', input: text });
  return z.NEVER;
});
const numberText = z
  .string()
  .max(40)
  .refine((text) => parseDecimal(text) !== null, '应为数字');
const name = z.string().min(1).max(120);

/** Stages of a case, in order; `dropped` ends it without land. */
export const caseStages = ['surveyed', 'identified', 'planned', 'signed', 'vacating', 'accepted', 'dropped'] as const;
/** 排查, 认定, 方案, 签约, 腾退, 验收, 中止. */
export type CaseStage = (typeof caseStages)[number];

/** Stages that may still give land: those of a case, and what is declared but not verified. */
export const prospectStages = ['surveyed', 'identified', 'planned', 'signed', 'vacating', 'accepted', 'declared'] as const;
export type ProspectStage = (typeof prospectStages)[number];

/** Part of a target that a township is to free; a null area takes the task back. */
export const taskSchema = z.object({
  noun: z.literal('task'),
  policy: name,
  target: name,
  township: z.string(),
  area: areaField.nullable(),
});

/** A target beside those of the policy. A later row of the same id replaces it. */
export const targetSchema = z.object({
  noun: z.literal('target'),
  /** Its own name in addresses; null on its first row, whose number then names it. */
  id: z.string().nullable(),
  /** inherited: set by an upper level's document; own: private to whoever made it. */
  origin: z.enum(['inherited', 'own']),
  /** Policy under which its land is entered. */
  policy: name,
  /** Target it is a part of; of the upper level for an inherited one. */
  parent: z.string().nullable(),
  title: name,
  kind: z.enum(landMetricKinds),
  area: areaField,
  periodStart: dayField,
  periodEnd: dayField,
  withdrawn: z.boolean(),
});

/** A figure of a target that is not land: an amount that adds up, or the level reached; or the taking back of an earlier one. */
export const counterSchema = z.object({
  noun: z.literal('counter'),
  policy: name,
  target: name,
  /** Null on a row that takes back. */
  value: numberText.nullable(),
  /** What it is an amount of, where one target counts several (企业, 装备); never added across parts without saying so. */
  part: z.string().max(40).nullable(),
  township: z.string().nullable(),
  /** Row that this one takes back; null on a figure. */
  reverses: z.number().int().nullable(),
});

/** A parcel under treatment. A later row of the same case replaces it. */
export const caseSchema = z.object({
  noun: z.literal('case'),
  /** Number of the case's first row; null on that row. */
  id: z.number().int().nullable(),
  policy: name,
  kind: z.enum(landMetricKinds),
  parcel: z.string(),
  township: z.string().nullable(),
  stage: z.enum(caseStages),
  area: areaField,
  due: dayField,
});

/** How likely what stands at a stage becomes verified land before the end, in ‰. */
export const likelihoodSchema = z.object({
  noun: z.literal('likelihood'),
  stage: z.enum(prospectStages),
  permille: z.number().int().min(0).max(1000),
});

export const saidSchema = z.discriminatedUnion('noun', [taskSchema, targetSchema, counterSchema, caseSchema, likelihoodSchema]);
export type Said = z.output<typeof saidSchema>;
export type SaidOf<N extends Said['noun']> = Extract<Said, { noun: N }>;

/** One row: what is said, from which day it holds, who said it when and why. */
export interface TargetStatement<S extends Said = Said> {
  readonly id: number;
  readonly said: S;
  readonly date: IsoDate;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** Rows of one noun that hold on a day, in the order in which they came to hold; of one day, in the order of writing. */
export function statedOn<N extends Said['noun']>(rows: readonly TargetStatement[], noun: N, day: IsoDate): TargetStatement<SaidOf<N>>[] {
  return (rows as readonly TargetStatement<SaidOf<N>>[])
    .filter((row) => row.said.noun === noun && row.date <= day)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id));
}
