// What a request to print may state beside the view: paper, scale, extent, words on the sheet.
import { z } from '@hono/zod-openapi';
import type { PrintOrder } from '#domain/print/order.ts';
import { orientations, papers } from '#domain/print/paper.ts';
import { leastDenominator, mostDenominator } from '#domain/print/scale.ts';
import { bboxParameter, filterQuery } from './filtering.ts';

const words = (most: number) => z.string().trim().max(most).optional();
const yesOrNo = z
  .enum(['0', '1'])
  .default('1')
  .transform((text) => text === '1');

/** Name that whoever asks gives the job, to follow it by. */
export const jobName = z
  .string()
  .regex(/^[\w-]{8,64}$/, '8 to 64 letters, digits, _ or -')
  .openapi({ example: 'print-8c1f0a2e' });

const commonFields = {
  review: words(60).openapi({ description: '审图号；缺省则注明未经审图、仅供内部使用' }),
  source: words(200).openapi({ description: '编制单位与资料来源' }),
  inline: z.enum(['0', '1']).optional().openapi({ description: '1：在浏览器中打开而不是下载' }),
  job: jobName.optional(),
};

const view = { ...filterQuery, bbox: bboxParameter.optional() };

export const mapFields = {
  ...view,
  ...commonFields,
  paper: z.enum(papers).default('A3').openapi({ description: '纸张' }),
  orientation: z.enum(orientations).default('landscape').openapi({ description: '横向或纵向' }),
  scale: z.coerce
    .number()
    .int()
    .min(leastDenominator)
    .max(mostDenominator)
    .optional()
    .openapi({ description: '比例尺分母；缺省为能容下范围的最大整比例尺', example: 25000 }),
  extent: z
    .union([z.enum(['county', 'parcels']), bboxParameter])
    .default('county')
    .openapi({ description: 'county 全县；parcels 视图保留的宗地；或 西,南,东,北（经纬度）', type: 'string', example: 'parcels' }),
  title: words(80).openapi({ description: '图名；缺省由县名、图面和年度组成' }),
  insets: yesOrNo.openapi({ description: '宗地过小时附放大图', type: 'string', enum: ['0', '1'] }),
};

/** Sheets of so many parcels in one file at most. */
export const mostSheets = 500;

export const sheetsFields = { ...view, ...commonFields };

export type SheetsFields = z.output<z.ZodObject<typeof sheetsFields>>;
export type MapFields = z.output<z.ZodObject<typeof mapFields>>;

export function orderOf(asked: MapFields, viewHash: string, madeAt: string): PrintOrder {
  return {
    paper: asked.paper,
    orientation: asked.orientation,
    denominator: asked.scale ?? null,
    extent: asked.extent,
    title: asked.title || null,
    reviewNumber: asked.review || null,
    source: asked.source || null,
    insets: asked.insets,
    viewHash,
    madeAt,
  };
}
