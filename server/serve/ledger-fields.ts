// What the ledger's routes take: declarations, acts, and the parts that are taken back.
import { z } from '@hono/zod-openapi';
import { landMetricKinds, ledgerStages, reversalReasons } from '#domain/ledger/entry.ts';
import { geometryField, muField } from './fields.ts';
import { countyParameter } from './lens.ts';
import { dayField } from './parcels.ts';

const documents = z
  .array(z.string().trim().min(1).max(300))
  .max(50)
  .openapi({ description: '凭证：已上传文件的 SHA-256（POST /api/documents），或未存于本系统的纸质凭证的文号、名称' });
const basis = z.string().trim().min(1).max(2000);
const parcelCode = z.string().trim().min(1).max(40);

/** Where entries lie after a change of parcels, where nothing else tells it. */
export const placements = z
  .array(
    z.strictObject({
      entry: z.number().int().positive().optional().openapi({ description: '条目编号；申报新条目时不写' }),
      to: parcelCode,
      grossMu: muField,
      effectiveMu: muField.nullish(),
    }),
  )
  .max(5000)
  .optional()
  .openapi({ description: '只占原宗地一部分而没有图形的条目，在各新宗地上各有多少亩；合计须等于该条面积' });

export function placementsOf(said: z.output<typeof placements>) {
  return (said ?? []).map(({ entry, to, grossMu, effectiveMu }) => ({
    entry: entry ?? 0,
    to,
    gross: grossMu,
    effective: effectiveMu ?? null,
  }));
}

export const declaration = z
  .strictObject({
    county: countyParameter,
    policy: z.string().min(1).max(64),
    parcel: z.string().min(1).max(40),
    geometry: geometryField.nullish(),
    kind: z.enum(landMetricKinds),
    measure: z.string().trim().min(1).max(100),
    grossMu: muField,
    effectiveMu: muField.nullish(),
    date: dayField,
    basis,
    documents: documents.optional(),
    placements,
  })
  .openapi('LedgerDeclaration');

export const verification = z.strictObject({ date: dayField, basis, documents: documents.optional() }).openapi('LedgerVerification');

export const reversal = z
  .strictObject({
    date: dayField,
    basis,
    documents: documents.optional(),
    reason: z.enum(reversalReasons).optional().openapi({ description: 'error 更正，rebound 回潮反弹，other 其他（缺省）' }),
    grossMu: muField.optional().openapi({ type: 'number', description: '只冲销其中一部分时的面积；缺省为全部' }),
    effectiveMu: muField.optional().openapi({ type: 'number', description: '所冲销部分的有效面积；这一条申报了有效面积时必填' }),
    geometry: geometryField.optional(),
    parcel: z.string().min(1).max(40).optional().openapi({ description: '分在几宗地上时，冲销哪一宗' }),
  })
  .openapi('LedgerReversal');

export const ledgerQuery = z.strictObject({
  county: countyParameter,
  asOf: dayField.optional(),
  knownOn: dayField.optional().openapi({ description: '只算到这一天为止已经记入的行；缺省为全部' }),
  policy: z.string().max(64).optional(),
  kind: z.enum(landMetricKinds).optional(),
  stage: z.enum(ledgerStages).optional(),
  township: z.string().max(12).optional(),
  measure: z.string().max(100).optional(),
  parcel: z.string().max(40).optional(),
});

export const idPath = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/, '应为整数')
    .transform(Number),
});
