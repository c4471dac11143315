// Judges one subject by one policy: pure, exact, three-valued. The same function serves the API, the dossier and the tests.
import type { IsoDate } from '../period.ts';
import { isoDate } from '../period.ts';
import type { Outcome } from './condition.ts';
import { expandRules, join, weigh } from './condition.ts';
import type { Situation } from './fact-value.ts';
import type { Facts } from './facts.ts';
import type { Judgement, RuleMatch, RuleUnknown, Truth } from './judgement.ts';
import type { GapDetector, Policy, Rule } from './policy.ts';
import { classOf, classesBySeverity } from './policy.ts';

/** Years and day of a judgement; what is left out is the policy's own. */
export interface JudgeOptions {
  readonly evaluationYear?: number | undefined;
  readonly checkYear?: number | undefined;
  /** Day up to which a halt is counted; the last day of the evaluation year when left out. */
  readonly asOf?: IsoDate | undefined;
}

/** The situation in which conditions of this policy are weighed. */
export function situationOf(facts: Facts, policy: Policy, options: JudgeOptions = {}): Situation {
  const evaluationYear = options.evaluationYear ?? policy.evaluationYear;
  return {
    facts,
    evaluationYear,
    checkYear: options.checkYear ?? policy.checkYear ?? evaluationYear + 1,
    asOf: options.asOf ?? isoDate(`${evaluationYear}-12-31`),
  };
}

/** A limb of the scope with what it came to. */
export interface LimbOutcome extends Outcome {
  readonly id: string;
}

/** Each limb of the scope, for display and for judging. */
export function weighScope(situation: Situation, policy: Policy): readonly LimbOutcome[] {
  return policy.scope.limbs.map((limb) => ({ id: limb.id, ...weigh(situation, limb.when) }));
}

function scopeWithout(limbs: readonly LimbOutcome[], waivers: readonly string[]): Outcome {
  return join(
    limbs.filter((limb) => !waivers.includes(limb.id)),
    true,
  );
}

/** A rule about a project is asked only when there is a project; a firm or parcel is not one. */
function concerns(rule: Rule, facts: Facts): boolean {
  return rule.subject !== 'project' || facts.project !== undefined;
}

/**
 * Judges facts by a policy. A rule holds when its condition and the scope limbs it asks for are true; it is unknown when an input is
 * missing that could still decide it. Only matched rules propose, the strictest class first. Scope is that of the scope sentence,
 * but `in` when a class applies through a waiver.
 */
export function judge(facts: Facts, policy: Policy, options: JudgeOptions = {}): Judgement {
  const situation = situationOf(facts, policy, options);
  const limbs = weighScope(situation, policy);
  const matched: RuleMatch[] = [];
  const unknown: RuleUnknown[] = [];
  const openClassRules: RuleUnknown[] = [];
  const waived = new Set<string>();
  const classes = new Set<string>();
  let scopedClass = false;
  for (const rule of policy.rules) {
    if (!concerns(rule, facts)) continue;
    const scope = rule.scoped ? scopeWithout(limbs, rule.scopeWaivers) : join([], true);
    if (scope.truth === false) continue;
    const condition = weigh(situation, rule.when);
    const outcome = join([scope, condition], true);
    const gives = classOf(policy, rule);
    if (outcome.truth === 'unknown') {
      const open = { rule: rule.id, missing: outcome.missing };
      unknown.push(open);
      if (gives) openClassRules.push(open);
    } else if (outcome.truth) {
      matched.push({ rule: rule.id, clause: rule.clause, category: rule.category, evidence: condition.evidence() });
      for (const limb of limbs) if (limb.truth !== true && rule.scopeWaivers.includes(limb.id)) waived.add(limb.id);
      if (gives) classes.add(gives.name);
      scopedClass ||= gives !== null && rule.scoped;
    }
  }
  return {
    scope: scopedClass ? 'in' : scopeWord(scopeWithout(limbs, []).truth),
    scopeWaived: limbs.map((limb) => limb.id).filter((id) => waived.has(id)),
    matched,
    unknown,
    proposed: classesBySeverity(policy).find((entry) => classes.has(entry.name))?.name ?? null,
    gaps: policy.gaps.filter((gap) => inGap(situation, policy, gap, limbs, openClassRules)).map((gap) => gap.id),
  };
}

/** What `judge` says of the rules that it cannot judge, for some of them only: a queue knows already which are open. */
export function openRules(
  facts: Facts,
  policy: Policy,
  options: JudgeOptions,
  asked: (rule: Rule, place: number) => boolean,
): RuleUnknown[] {
  const situation = situationOf(facts, policy, options);
  const limbs = weighScope(situation, policy);
  return policy.rules.filter(asked).flatMap((rule) => {
    if (!concerns(rule, facts)) return [];
    const scope = rule.scoped ? scopeWithout(limbs, rule.scopeWaivers) : join([], true);
    const { truth, missing } = join([scope, weigh(situation, rule.when)], true);
    return truth === 'unknown' ? [{ rule: rule.id, missing }] : [];
  });
}

function scopeWord(truth: Truth): Judgement['scope'] {
  return truth === 'unknown' ? 'unknown' : truth ? 'in' : 'out';
}

function inGap(
  situation: Situation,
  policy: Policy,
  gap: GapDetector,
  limbs: readonly LimbOutcome[],
  open: readonly RuleUnknown[],
): boolean {
  if (scopeWithout(limbs, gap.scopeWaivers).truth === false) return false;
  if (gap.when !== null) return weigh(situation, expandRules(policy, gap.when)).truth === true;
  return open.some((rule) => rule.missing.some((name) => gap.missing.includes(name.replace(/\[\d+\]$/, ''))));
}
