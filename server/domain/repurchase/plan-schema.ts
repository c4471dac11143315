// Plans, their acts and the fund as JSON: one schema for the request and for the record.
import { z } from 'zod';
import { parseIsoDate } from '../period.ts';
import { fen, microMu } from '../units.ts';
import { planSteps } from './plan.ts';

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

export const daySchema = z.string().transform((text, context) => {
  const day = parseIsoDate(text);
  if (day) return day;
  context.addIssue({ code: 'custom', message: 'a calendar day as 2023-03-31' });
  return z.NEVER;
});

/** What is asked to be done to a plan; amounts in whole fen. */
export const planActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('approve'), date: daySchema }),
  z.strictObject({ act: z.literal('withdraw'), date: daySchema }),
  z.strictObject({
    act: z.literal('step'),
    parcel: code,
    step: z.enum(planSteps),
    amount: whole.transform(fen).nullable().default(null),
    date: daySchema,
  }),
  z.strictObject({ act: z.literal('drop'), parcel: code, date: daySchema }),
]);
