// After improvement: whether a firm on a parcel reaches the document's standards in the check year, once there are figures of it.
import { factsOf } from '#domain/firms/facts.ts';
import type { Occupancy } from '#domain/firms/firm.ts';
import { judgementDay } from '#domain/firms/parcel-judgement.ts';
import { situationOf } from '#domain/policy/judge.ts';
import type { Evidence } from '#domain/policy/judgement.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { assessStandards, type StandardOutcome } from '#domain/policy/standards.ts';
import type { CountySheet } from './sheet.ts';

/** Standards (SC-I…) and steps (SC-P…) of the policy as they stand for one firm; the words of fields are left to the caller. */
export interface Improvement<E, M> {
  readonly checkYear: number;
  readonly standards: readonly ImprovementOutcome<E, M>[];
  readonly steps: readonly ImprovementOutcome<E, M>[];
}
export interface ImprovementOutcome<E, M> extends Omit<StandardOutcome, 'evidence' | 'missing'> {
  /** For standards: whom they are for; for steps: what follows. */
  readonly about: string;
  readonly evidence: readonly E[];
  readonly missing: readonly M[];
}

/** Null when the policy has none of them, or nobody's figures of the check year are on record. */
export function improvementOf<E, M>(
  sheet: CountySheet,
  policy: Policy,
  year: number,
  occupancy: Occupancy,
  evidenceInWords: (evidence: Evidence) => E,
  missingInWords: (name: string) => M,
): Improvement<E, M> | null {
  if (policy.improvementStandards.length + policy.processRules.length === 0) return null;
  const parcel = sheet.record.parcel(occupancy.parcel);
  const { checkYear } = situationOf({}, policy, { evaluationYear: year });
  if (!parcel || !sheet.record.accountYears.includes(checkYear)) return null;
  const facts = factsOf(sheet.record, { parcel, occupancy, year, zones: sheet.zonesOf(parcel.code) });
  const { standards, steps } = assessStandards(facts, policy, { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) });
  const worded = (outcome: StandardOutcome, about: string): ImprovementOutcome<E, M> => ({
    ...outcome,
    about,
    evidence: outcome.evidence.map(evidenceInWords),
    missing: outcome.missing.map(missingInWords),
  });
  return {
    checkYear,
    standards: standards.map((outcome, at) => worded(outcome, policy.improvementStandards[at]!.appliesTo)),
    steps: steps.map((outcome, at) => worded(outcome, policy.processRules[at]!.consequences.join('；'))),
  };
}
