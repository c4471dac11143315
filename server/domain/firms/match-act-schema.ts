// The act of a matching decision as JSON: one schema for the request and for the record.
import { z } from 'zod';
import { microMu } from '../units.ts';
import type { MatchAct } from './match-decisions.ts';

const code = z.string().trim().min(1).max(64);
const year = z.number().int().min(1990).max(2100).nullable().default(null);

const link = { noun: z.enum(['parcel', 'account']), subject: code, uscc: code };

/** Areas in whole micro-mu. */
export const matchActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('confirm'), ...link }),
  z.strictObject({ act: z.literal('reject'), ...link }),
  z.strictObject({
    act: z.literal('split'),
    parcel: code,
    shares: z
      .array(z.strictObject({ uscc: code, role: z.enum(['自用', '租用']), area: z.number().int().positive().transform(microMu) }))
      .min(1)
      .max(500),
    fromYear: year,
    toYear: year,
  }),
  z.strictObject({ act: z.literal('withdraw'), decision: z.number().int().positive() }),
]);

/** The act in its stored form, read strictly. Throws on what was never written by this program. */
export function readMatchAct(json: string): MatchAct {
  return matchActSchema.parse(JSON.parse(json));
}
