// The importer's door: one file in, records and issues out, or a refusal that says why.
import type { IntakeInput, IntakeOutcome } from './intake.ts';

/** Reads one file. Never throws for what a file holds: a file that cannot be taken is refused with issues. */
export async function intakeFile(input: IntakeInput): Promise<IntakeOutcome> {
  throw new Error(`not built yet: ${input.name}`);
}
