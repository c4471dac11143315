// The plots of a plan as JSON: how the record keeps them.
import { z } from 'zod';
import { fen, microMu } from '../units.ts';

const whole = z.number().int().nonnegative();
const code = z.string().min(1).max(64);

/** Areas in whole micro-mu, money in whole fen. */
export const plannedParcelSchema = z.strictObject({
  code,
  name: z.string().nullable(),
  township: z.string().nullable(),
  area: whole.transform(microMu),
  cost: whole.transform(fen),
  owner: z.string().nullable(),
  firms: z.array(z.string()),
  jobs: z.number().nullable(),
  tax: z
    .number()
    .int()
    .nullable()
    .transform((value) => (value === null ? null : fen(value))),
});
