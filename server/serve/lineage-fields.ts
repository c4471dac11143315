// What the routes of lineage take: changes of land, redrawn townships, and the taking back of either.
import { z } from '@hono/zod-openapi';
import type { LineageRequest } from '#domain/ledger/enter-lineage.ts';
import { landLineageKinds } from '#domain/ledger/lineage.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { geometryField, muField } from './fields.ts';
import { countyParameter } from './lens.ts';
import { placements, placementsOf } from './ledger-fields.ts';
import { dayField } from './parcels.ts';

const code = z.string().trim().min(1).max(40);
const township = z.string().regex(/^\d{9}(\d{3})?$/, '应为九位乡镇代码');
const basis = z.string().trim().min(1).max(2000);

const area = z.strictObject({
  from: code,
  to: code,
  areaMu: muField.optional().openapi({ type: 'number', description: '按原宗地面积计；缺省按登记面积推出' }),
});

const landChange = z.strictObject({
  county: countyParameter,
  kind: z.enum(landLineageKinds).openapi({ description: 'split 分割，merge 合并，renumber 换号，rearrange 重划' }),
  date: dayField,
  basis,
  parts: z.array(area).min(1).max(2000),
  placements,
});
const townshipChange = z.strictObject({
  county: countyParameter,
  kind: z.literal('township'),
  date: dayField,
  basis,
  moves: z
    .array(
      z
        .strictObject({
          to: township,
          from: township.optional(),
          parcels: z.array(code).min(1).max(20_000).optional(),
          geometry: geometryField.optional(),
        })
        .refine(
          (move) => move.parcels !== undefined || move.from !== undefined || move.geometry !== undefined,
          'parcels, from or geometry',
        ),
    )
    .min(1)
    .max(200)
    .openapi({ description: '去往 to 的宗地：逐宗写明（parcels），或原属 from 的全部，或新界线 geometry 之内的，或二者兼具的' }),
});

export const lineageBody = z.discriminatedUnion('kind', [landChange, townshipChange]).openapi('LineageRequest');
export const undoBody = z.strictObject({ date: dayField, basis, placements }).openapi('LineageUndo');
export const areasOfParts = z.array(area).max(5000);

export type LineageSaid = z.output<typeof lineageBody>;

/** In words, what of a body is wrong and where. */
const faultsIn = (error: z.ZodError): string => error.issues.map(({ path, message }) => `${path.join('.')}：${message}`).join('；');

/** A request that comes another way than over HTTP, held to the same fields. */
export function readLineage(body: unknown): Result<LineageSaid, string> {
  const read = lineageBody.safeParse(body);
  return read.success ? ok(read.data) : fail(faultsIn(read.error));
}

export function readUndo(body: unknown): Result<z.output<typeof undoBody>, string> {
  const read = undoBody.safeParse(body);
  return read.success ? ok(read.data) : fail(faultsIn(read.error));
}

export function requestOf(said: LineageSaid): LineageRequest {
  if (said.kind !== 'township') {
    const { kind, date, parts } = said;
    return {
      kind,
      date,
      parts: parts.map(({ from, to, areaMu }) => ({ from, to, area: areaMu ?? null })),
      placements: placementsOf(said.placements),
    };
  }
  const moves = said.moves.map(({ to, from, parcels, geometry }) => ({
    to,
    from: from ?? null,
    parcels: parcels ?? null,
    outline: geometry ?? null,
  }));
  return { kind: 'township', date: said.date, moves };
}
