// The holes of a policy with the real parcels, firms and land that lie in them.
import { lintPolicy } from '#domain/policy/lint.ts';
import { policyInYear } from '#domain/policy/lint/in-year.ts';
import type { LintReport } from '#domain/policy/lint/finding.ts';
import type { Condition, GapDetector, Policy } from '#domain/policy/policy.ts';
import { tryPolicy, type CountyVerdicts } from './judging.ts';
import type { Snapshot } from './snapshot.ts';
import { packedSubjects, type PackedSubjects } from './subjects.ts';
import { eachSubject, SubjectTally, type SubjectCount } from './subject-sets.ts';

const reports = new WeakMap<Policy, Map<number, LintReport>>();

/** The lint of a policy in a year, worked out once per version: half a second for the longest. */
export function lintOf(policy: Policy, year = policy.evaluationYear): LintReport {
  const known = reports.get(policy) ?? new Map<number, LintReport>();
  reports.set(policy, known);
  const report = known.get(year) ?? lintPolicy(policyInYear(policy, year));
  known.set(year, report);
  return report;
}

/** What is counted: subjects that meet a condition (scope less the waived limbs not out), or for whom two rules hold. */
type Question =
  | { readonly kind: 'condition'; readonly when: Condition; readonly scopeWaivers: readonly string[]; readonly unclassed: boolean }
  | { readonly kind: 'rules'; readonly rules: readonly string[] };

/** A policy judges at most so many gaps at once. */
const MOST = 32;

function detector(id: string, when: Condition, scopeWaivers: readonly string[]): GapDetector {
  return { id, name: id, when, missing: [], wording: '', result: '', scopeWaivers };
}

function countConditions(
  snapshot: Snapshot,
  year: number,
  policy: Policy,
  questions: readonly Extract<Question, { kind: 'condition' }>[],
  packed: readonly PackedSubjects[],
): SubjectCount[] {
  const counts: SubjectCount[] = [];
  for (let start = 0; start < questions.length; start += MOST) {
    const part = questions.slice(start, start + MOST);
    const gaps = part.map(({ when, scopeWaivers }, at) => detector(`Q${at}`, when, scopeWaivers));
    const judged = tryPolicy(snapshot.sheet, year, { ...policy, gaps }, packed);
    const tallies = part.map(() => new SubjectTally());
    eachSubject(snapshot, judged, (run, row, index) => {
      for (const [bit, { unclassed }] of part.entries()) {
        if ((run.verdicts.gaps[row]! & (1 << bit)) === 0) continue;
        if (!unclassed || run.verdicts.proposed[row] === 0) tallies[bit]!.add(run, row, index);
      }
    });
    counts.push(...tallies.map((tally) => tally.count(snapshot)));
  }
  return counts;
}

function countRules(snapshot: Snapshot, policy: Policy, judged: CountyVerdicts, ids: readonly string[]): SubjectCount {
  const bits = ids.reduce((mask, id) => mask | (1 << policy.rules.findIndex((rule) => rule.id === id)), 0);
  const tally = new SubjectTally();
  eachSubject(snapshot, judged, (run, row, index) => {
    if ((run.verdicts.matched[row]! & bits) === bits) tally.add(run, row, index);
  });
  return tally.count(snapshot);
}

/** Subjects whom a rule is made for and the scope sentence leaves out; null for what can hold for nobody. */
function atOdds(policy: Policy, finding: LintReport['contradictions'][number]): Question | null {
  if (finding.kind === 'never') return null;
  const rules = policy.rules.filter(({ id }) => finding.rules.includes(id));
  const limbs = policy.scope.limbs.filter(({ id }) =>
    finding.limb === null ? rules.every((rule) => !rule.scopeWaivers.includes(id)) : id === finding.limb,
  );
  const outside: Condition = { not: { all: limbs.map((limb) => limb.when) } };
  const when: Condition = rules.length === 0 ? outside : { all: [{ any: rules.map((rule) => rule.when) }, outside] };
  return { kind: 'condition', when, scopeWaivers: policy.scope.limbs.map((one) => one.id), unclassed: false };
}

/**
 * The lint with counts: gaps as the report says (in no class), overlaps = both rules hold, contradictions = the rule's condition holds
 * and the limb's does not. `packed`: subjects of the county that may serve.
 */
export function countedLint(snapshot: Snapshot, year: number, policy: Policy, packed: readonly PackedSubjects[]) {
  const report = lintOf(policy, year);
  const questions: (Question | null)[] = [
    ...report.gaps.map(({ when, scopeWaivers }): Question => ({ kind: 'condition', when, scopeWaivers, unclassed: true })),
    ...report.overlaps.map(({ rules }): Question => ({ kind: 'rules', rules })),
    ...report.contradictions.map((finding) => atOdds(policy, finding)),
  ];
  const conditions = questions.filter((question) => question?.kind === 'condition');
  const found = countConditions(snapshot, year, policy, conditions, packed);
  const judged = tryPolicy(snapshot.sheet, year, policy, packed);
  const counts = questions.map((question) => {
    if (question === null) return new SubjectTally().count(snapshot);
    return question.kind === 'rules' ? countRules(snapshot, policy, judged, question.rules) : found[conditions.indexOf(question)]!;
  });
  const [gaps, overlaps] = [report.gaps.length, report.overlaps.length];
  return {
    gaps: report.gaps.map((finding, at) => ({ ...finding, count: counts[at]! })),
    overlaps: report.overlaps.map((finding, at) => ({ ...finding, count: counts[gaps + at]! })),
    contradictions: report.contradictions.map((finding, at) => ({ ...finding, count: counts[gaps + overlaps + at]! })),
    unsearched: report.unsearched,
  };
}

/** The lint of a policy in force, counted on a county and kept with the record. */
export function lintReply(snapshot: Snapshot, year: number, policy: Policy): CountedLint {
  return snapshot.once(`lint ${year} ${policy.id}@${policy.version}`, () =>
    countedLint(snapshot, year, policy, packedSubjects(snapshot.sheet, year, policy)),
  );
}
export type CountedLint = ReturnType<typeof countedLint>;
