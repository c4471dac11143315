// A judgement as people read it: rules with clause and wording, values found, distance to the threshold, what is missing and who has it.
import type { ParcelJudgement } from '#domain/firms/parcel-judgement.ts';
import { findField } from '#domain/policy/fields.ts';
import type { Evidence, Judgement } from '#domain/policy/judgement.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { improvementOf } from './improvement.ts';
import type { CountySheet } from './sheet.ts';

/** A field as people name it, with the bureau that supplies it. `name` may carry a year: `enterprise.grade[2020]`. */
function fieldInWords(name: string) {
  const match = /^(.*?)(?:\[(\d{4})\])?$/.exec(name);
  const field = findField(match?.[1] ?? name);
  const year = match?.[2] === undefined ? null : Number(match[2]);
  return { field: name, year, label: field?.label ?? name, unit: field?.unit ?? null, bureau: field?.bureau ?? null };
}

/** Evidence with the label and unit of its field. */
export function evidenceInWords(evidence: Evidence) {
  const { label, unit } = fieldInWords(evidence.field);
  return { ...evidence, label, unit };
}

function ruleInWords(policy: Policy, id: string) {
  const rule = policy.rules.find((candidate) => candidate.id === id);
  return { rule: id, clause: rule?.clause ?? '', category: rule?.category ?? '', wording: rule?.wording ?? '' };
}

/** One subject's judgement in words. */
export function judgementInWords(policy: Policy, judgement: Judgement) {
  return {
    scope: judgement.scope,
    scopeWaived: [...judgement.scopeWaived],
    proposed: judgement.proposed,
    matched: judgement.matched.map((match) => ({ ...ruleInWords(policy, match.rule), evidence: match.evidence.map(evidenceInWords) })),
    unknown: judgement.unknown.map((open) => ({ ...ruleInWords(policy, open.rule), missing: open.missing.map(fieldInWords) })),
    gaps: judgement.gaps.map((id) => {
      const gap = policy.gaps.find((candidate) => candidate.id === id);
      return { id, name: gap?.name ?? id, wording: gap?.wording ?? '', result: gap?.result ?? '' };
    }),
  };
}

/** The verdict on a parcel: what is proposed, and each occupant's judgement. `class` equals the one in lists and tiles. */
export function verdictCard(sheet: CountySheet, policy: Policy, year: number, judgement: ParcelJudgement) {
  return {
    policy: policy.id,
    policyVersion: policy.version,
    policyTitle: policy.title,
    policyStatus: policy.status,
    year,
    scope: judgement.scope,
    class: judgement.proposed,
    flags: [...judgement.matched],
    unknown: [...judgement.unknown],
    gaps: [...judgement.gaps],
    subjects: judgement.pairs.map(({ occupancy, judgement: own }) => ({
      uscc: occupancy?.uscc ?? null,
      name: occupancy ? (sheet.record.firm(occupancy.uscc)?.name ?? null) : null,
      role: occupancy?.role ?? null,
      ...judgementInWords(policy, own),
      /** Standards and steps in the check year; null while nobody has figures of it. */
      improvement: occupancy && improvementOf(sheet, policy, year, occupancy, evidenceInWords, fieldInWords),
    })),
  };
}
