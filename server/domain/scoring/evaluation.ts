// One county, one year: firms → subjects → groups → scores → ranks → classes → what stands for each firm.
import { poolSubjects } from './pooling.ts';
import { groupOf } from './grouping.ts';
import { MarkBook, forcedInForce, type ForcedGrade, type Mark } from './marks.ts';
import { rankSubjects, type SubjectResult } from './group-result.ts';
import type { ScoringParameters } from './parameters.ts';
import type { ItemFinding } from './score.ts';
import { standingOf, type Outcome, type Standing } from './standing.ts';
import { firmSubject, membersOf, type Member, type MemberInput, type Subject } from './subjects.ts';
import { testTriggers } from './triggers.ts';

export interface EvaluationInput extends MemberInput {
  readonly marks: readonly Mark[];
  readonly forced: readonly ForcedGrade[];
}

/** One firm's result. */
export interface FirmResult {
  readonly uscc: string;
  readonly name: string;
  /** The subject whose result it has; null when it is exempt and stands in none. */
  readonly subject: string | null;
  /** alone: its own; pooled: its figures are part of a shared result; followed: the holder's class without its figures. */
  readonly sharing: 'alone' | 'pooled' | 'followed';
  readonly standing: Standing;
  /** Exemptions of which it is not known whether they apply. */
  readonly undecided: readonly ItemFinding[];
}

export interface Evaluation {
  readonly year: number;
  readonly parameters: string;
  /** In order of the subjects' first firm. */
  readonly subjects: readonly SubjectResult[];
  /** In order of the credit codes. */
  readonly firms: readonly FirmResult[];
}

/** The whole evaluation of firms. Block groups of the set are left to `evaluateBlocks`. Same input, same result. */
export function evaluateFirms(input: EvaluationInput, parameters: ScoringParameters): Evaluation {
  const marks = new MarkBook(input.marks);
  const members = membersOf(input, parameters.land);
  const exemptions = new Map(members.map((member) => [member.uscc, exemptionsOf(member, parameters, input.year, marks)]));
  const evaluated = members.filter((member) => !exemptions.get(member.uscc)!.some((finding) => finding.truth === true));
  const subjects = evaluateSubjects(poolSubjects(evaluated, parameters.tenants), parameters, input.year, marks);
  const places = new Map<string, { readonly result: SubjectResult; readonly sharing: FirmResult['sharing'] }>();
  for (const result of subjects) {
    const sharing = result.subject.members.length > 1 ? 'pooled' : 'alone';
    for (const member of result.subject.members) places.set(member.uscc, { result, sharing });
    for (const member of result.subject.followers) places.set(member.uscc, { result, sharing: 'followed' });
  }
  const forced = forcedInForce(input.forced, input.year);
  const firms = members.map(({ uscc, name, account }): FirmResult => {
    const findings = exemptions.get(uscc)!;
    const place = places.get(uscc);
    const reasons = findings.filter((finding) => finding.truth === true);
    const computed: Outcome = place ? place.result.outcome : { state: 'exempt', reasons };
    return {
      uscc,
      name,
      subject: place?.result.subject.id ?? null,
      sharing: place?.sharing ?? 'alone',
      standing: standingOf(computed, account?.grade ?? null, forced.get(uscc) ?? null, parameters.prevails),
      undecided: findings.filter((finding) => finding.truth === 'unknown'),
    };
  });
  return { year: input.year, parameters: parameters.id, subjects, firms };
}

/** Subjects to results: each group is scored and ranked on its own. Used for firms, pools and blocks alike. */
export function evaluateSubjects(
  subjects: readonly Subject[],
  parameters: ScoringParameters,
  year: number,
  marks: MarkBook,
): SubjectResult[] {
  const { memberMissing } = parameters.tenants;
  const fits = subjects.map((subject) => groupOf(parameters.groups, subject, memberMissing));
  const results = new Map<string, SubjectResult>();
  for (const group of parameters.groups) {
    const inGroup = subjects.filter((_, index) => {
      const fit = fits[index]!;
      return fit.state === 'in' && fit.group === group;
    });
    for (const result of rankSubjects(group, parameters.classes, inGroup, { year, marks, memberMissing }))
      results.set(result.subject.id, result);
  }
  return subjects.map((subject, index) => {
    const fit = fits[index]!;
    if (fit.state === 'in') return results.get(subject.id)!;
    const outcome: Outcome = fit.state === 'unknown' ? { state: 'ungrouped', undecided: fit.undecided } : { state: 'outside' };
    return { subject, group: null, score: null, rank: null, outOf: null, tie: null, rankedClass: null, vetoes: [], outcome };
  });
}

/** Exemptions of one firm that apply or cannot be decided. */
function exemptionsOf(member: Member, parameters: ScoringParameters, year: number, marks: MarkBook): ItemFinding[] {
  const subject = firmSubject(member);
  return parameters.exemptions.flatMap((reason): ItemFinding[] => {
    const context = { subject, year, item: reason.id, marks };
    const when = testTriggers(reason.when, context);
    if (when.truth === false) return [];
    const named = { item: reason.id, name: reason.name };
    if (reason.unless.length === 0) return [{ ...when, ...named }];
    const unless = testTriggers(reason.unless, { ...context, item: `${reason.id}:unless` });
    if (unless.truth === true) return [];
    const truth = when.truth === true && unless.truth === false ? true : 'unknown';
    return [{ truth, found: [...when.found, ...unless.found], mark: when.mark, ...named }];
  });
}
