// Verdicts of a whole county as columns: every firm on every parcel, judged by the policy.
import { VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { CountySheet } from './snapshot.ts';

export type VerdictColumns = Pick<YearColumns, 'classes' | 'verdict' | 'rules' | 'flags' | 'unknown' | 'gap'>;

/** Verdict columns of a year; empty classes and rules without a policy. */
export function judgeParcels(sheet: CountySheet, _year: number, policy: Policy | null): VerdictColumns {
  const size = sheet.base.size;
  return {
    classes: policy ? [...policy.classes].sort((left, right) => right.severity - left.severity).map((kind) => kind.name) : [],
    verdict: new Uint8Array(size).fill(policy ? VERDICT_UNKNOWN : 0),
    rules: policy?.rules.map((rule) => rule.id).slice(0, 32) ?? [],
    flags: new Uint32Array(size),
    unknown: new Uint32Array(size),
    gap: new Uint8Array(size),
  };
}
