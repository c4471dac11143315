// The day on which a county is looked at when nobody chooses one.
import type { IsoDate } from '../period.ts';
import type { Policy } from '../policy/policy.ts';

/** The county's own day; when the targets of its policy are all over by then, the last day of theirs: what was reached by the deadline. */
export function viewDay(asOf: IsoDate, policy: Pick<Policy, 'targets'> | null): IsoDate {
  const ends = (policy?.targets ?? []).filter(({ kind }) => kind !== null).map(({ periodEnd }) => periodEnd);
  const last = ends.sort().at(-1);
  return last !== undefined && last < asOf ? last : asOf;
}
