// The verdict on a parcel: that of everybody who stands on it, joined; the strictest class is proposed, every matched rule is kept.
import { judge } from '../policy/judge.ts';
import type { Judgement } from '../policy/judgement.ts';
import { classesBySeverity, classOf, type Policy } from '../policy/policy.ts';
import { isoDate, type IsoDate } from '../period.ts';
import type { Parcel } from '../land/parcel.ts';
import type { CountyIndex } from './county-index.ts';
import { factsOf } from './facts.ts';
import type { Occupancy } from './firm.ts';

/** One occupant's judgement; `occupancy` null when nobody is known to stand on the parcel. */
export interface PairJudgement {
  readonly occupancy: Occupancy | null;
  readonly judgement: Judgement;
}

export interface ParcelJudgement {
  readonly pairs: readonly PairJudgement[];
  /** in when any occupant is in scope; out when all are out. */
  readonly scope: Judgement['scope'];
  readonly proposed: string | null;
  /** Rules that hold for somebody, in the policy's order. */
  readonly matched: readonly string[];
  /** Rules that hold for nobody but cannot be judged for somebody. */
  readonly unknown: readonly string[];
  readonly gaps: readonly string[];
}

/**
 * The day as of which a year is judged: identification happens in the year after the evaluation year, so until that year is
 * over the given day counts, afterwards its last day. A halt that began later is no reason in an earlier year's verdict.
 */
export function judgementDay(year: number, today: IsoDate): IsoDate {
  const last = isoDate(`${year + 1}-12-31`);
  return today < last ? today : last;
}

/** Judges a parcel in a year under a policy. */
export function judgeParcel(
  index: CountyIndex,
  parcel: Parcel,
  policy: Policy,
  year: number,
  today: IsoDate,
  zones: readonly string[] | null = null,
): ParcelJudgement {
  const occupants = index.occupants(parcel.code, year);
  const asOf = judgementDay(year, today);
  const pairs = (occupants.length > 0 ? occupants : [null]).map((occupancy) => ({
    occupancy,
    judgement: judge(factsOf(index, { parcel, occupancy, year, zones }), policy, { evaluationYear: year, asOf }),
  }));
  return joinJudgements(pairs, policy);
}

export function joinJudgements(pairs: readonly PairJudgement[], policy: Policy): ParcelJudgement {
  const judgements = pairs.map((pair) => pair.judgement);
  const holds = new Set(judgements.flatMap((judgement) => judgement.matched.map((match) => match.rule)));
  const open = new Set(judgements.flatMap((judgement) => judgement.unknown.map((rule) => rule.rule)));
  const gaps = new Set(judgements.flatMap((judgement) => judgement.gaps));
  const classes = new Set(judgements.map((judgement) => judgement.proposed));
  const scopes = new Set(judgements.map((judgement) => judgement.scope));
  const order = policy.rules.map((rule) => rule.id);
  return {
    pairs,
    scope: scopes.has('in') ? 'in' : scopes.has('unknown') ? 'unknown' : 'out',
    proposed: classesBySeverity(policy).find((entry) => classes.has(entry.name))?.name ?? null,
    matched: order.filter((rule) => holds.has(rule)),
    unknown: order.filter((rule) => open.has(rule) && !holds.has(rule)),
    gaps: policy.gaps.map((gap) => gap.id).filter((gap) => gaps.has(gap)),
  };
}

/**
 * The class proposed for a parcel; without one, 待补数据 when a rule that could give a class is still open, 无 when none is.
 * Open rules that propose nothing (a department's own measures) leave a parcel in 无.
 */
export function standingOf(policy: Policy, verdict: Pick<ParcelJudgement, 'proposed' | 'unknown'>): string {
  if (verdict.proposed !== null) return verdict.proposed;
  const open = policy.rules.some((rule) => verdict.unknown.includes(rule.id) && classOf(policy, rule) !== null);
  return open ? '待补数据' : '无';
}
