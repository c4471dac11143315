// The plots of a plan as JSON: how the record keeps them.
import { z } from 'zod';
import { fen, microMu } from '../units.ts';
import { brickKinds } from './cost.ts';

const whole = z.number().int().nonnegative();
const code = z.string().min(1).max(64);

const brick = z.strictObject({
  kind: z.enum(brickKinds),
  // Negative for what is taken off.
  fen: z.number().int().transform(fen),
  formula: z.string(),
  assumed: z.array(z.string()),
});

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
  bricks: z.array(brick).optional(),
});
