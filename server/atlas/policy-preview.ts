// A policy that is not in use, tried on a county's data: its holes and what it would catch, kept nowhere.
import type { Policy } from '#domain/policy/policy.ts';
import { tryPolicy } from './judging.ts';
import { countedLint } from './lint-counts.ts';
import { ruleCounts } from './rule-counts.ts';
import type { Snapshot } from './snapshot.ts';
import { packSubjects } from './subjects.ts';

export function previewReply(snapshot: Snapshot, year: number, policy: Policy) {
  const { county } = snapshot.sheet.data;
  const packed = packSubjects(snapshot.sheet, year, policy);
  return {
    simulated: true as const,
    county: county.code as string,
    year,
    version: snapshot.tag,
    demo: county.demo,
    policy,
    lint: countedLint(snapshot, year, policy, packed),
    counts: ruleCounts(snapshot, policy, tryPolicy(snapshot.sheet, year, policy, packed)),
  };
}
export type PolicyPreview = ReturnType<typeof previewReply>;
