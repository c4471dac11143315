// Which group a subject is evaluated in: 规上, 规下, 租赁企业 …; three-valued, the first group that fits.
import type { Truth } from '../policy/judgement.ts';
import type { Decimal } from '../units.ts';
import { inUnit } from './figures.ts';
import type { GroupSelector, ScoringGroup, TenantRule } from './parameters.ts';
import { compareRationals, fromDecimal, sum, type Rational } from './rational.ts';
import { aboveScaleOf, allOf, anyOf, type Subject } from './subjects.ts';
import { industryFits } from './triggers.ts';

/** The subject's group; `unknown` when a group before any fitting one cannot be decided; `outside` when none fits. */
export type GroupFit =
  | { readonly state: 'in'; readonly group: ScoringGroup }
  | { readonly state: 'unknown'; readonly undecided: readonly string[] }
  | { readonly state: 'outside' };

/**
 * The first group in the set's order that the subject fits. A group that cannot be decided (规上 not known) makes the
 * outcome unknown unless every part that is known already speaks against it.
 */
export function groupOf(groups: readonly ScoringGroup[], subject: Subject, memberMissing: TenantRule['memberMissing']): GroupFit {
  const undecided: string[] = [];
  for (const group of groups) {
    if ((group.subject === 'block') !== (subject.kind === 'block')) continue;
    const truth = fits(group.when, subject, memberMissing);
    if (truth === 'unknown') undecided.push(group.id);
    if (truth === true && undecided.length === 0) return { state: 'in', group };
  }
  return undecided.length > 0 ? { state: 'unknown', undecided } : { state: 'outside' };
}

function fits(when: GroupSelector, subject: Subject, memberMissing: TenantRule['memberMissing']): Truth {
  const area = when.areaFrom || when.areaBelow ? knownArea(subject, memberMissing) : null;
  const kinds = subject.members.map((member) => member.firm?.kind ?? null);
  return allOf([
    when.aboveScale === null ? true : equals(aboveScaleOf(subject), when.aboveScale),
    when.tenantOnly === null ? true : subject.members.every((member) => member.tenantOnly) === when.tenantOnly,
    when.areaFrom === null ? true : compared(area, when.areaFrom, (order) => order >= 0),
    when.areaBelow === null ? true : compared(area, when.areaBelow, (order) => order < 0),
    when.industries.length === 0
      ? true
      : anyOf(subject.members.map((member) => industryFits(member.firm?.industryCode ?? null, when.industries))),
    when.kinds.length === 0 ? true : anyOf(kinds.map((kind) => (kind === null ? 'unknown' : when.kinds.includes(kind)))),
  ]);
}

function equals(truth: Truth, wanted: boolean): Truth {
  return truth === 'unknown' ? 'unknown' : truth === wanted;
}

function compared(area: Rational | null, mu: Decimal, test: (order: -1 | 0 | 1) => boolean): Truth {
  return area === null ? 'unknown' : test(compareRationals(inUnit(area, 'area', '亩'), fromDecimal(mu)));
}

/** The subject's land; with `leave-out` that of the members whose land is known. */
function knownArea(subject: Subject, memberMissing: TenantRule['memberMissing']): Rational | null {
  const areas = subject.members.map((member) => member.figures.area);
  const known = areas.filter((area) => area !== null);
  const enough = memberMissing === 'leave-out' ? known.length > 0 : known.length === areas.length;
  return enough ? sum(known) : null;
}
