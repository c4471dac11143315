// Everything the progress page shows of one target on a day, worked out once per snapshot, target, day and asker.
import { scopeKey, sees, type Actor } from '#domain/access/actor.ts';
import { breakDown, type BreakdownRow, type Dimension } from '#domain/ledger/breakdown.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import { dayNumber, isoOfDay, type LineGroup } from '#domain/ledger/ledger-lines.ts';
import { stepOn, type Step } from '#domain/ledger/steps.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { freedKeys, type LookYear } from './freed-keys.ts';
import { type EvidenceCoverage, evidenceCoverage } from './line-evidence.ts';
import { memory } from './sheet.ts';
import { targetStanding, type TargetStanding } from './target-standing.ts';
import type { TargetScope } from './target-scope.ts';

export interface BurnUpPoint {
  readonly day: IsoDate;
  readonly verified: number;
  readonly declared: number;
}

/** The breakdowns of the page, in its order. Townships have a table of their own. */
export const pageDimensions = ['measure', 'month', 'class', 'industry', 'park'] as const satisfies readonly Dimension[];

export interface ProgressPage {
  readonly standing: TargetStanding;
  readonly burnUp: readonly BurnUpPoint[];
  readonly breakdowns: Readonly<Record<(typeof pageDimensions)[number], readonly (BreakdownRow & { readonly name: string | null })[]>>;
  /** Months of the sparklines, and what each township had verified at their ends. */
  readonly months: readonly string[];
  readonly sparklines: ReadonlyMap<string | null, readonly number[]>;
  /** Of how many of the entries that he sees each thing is known. */
  readonly coverage: EvidenceCoverage;
  /** Part of the counted land that the asker sees entry by entry. */
  readonly visible: { readonly entries: number; readonly of: number };
}

/** More steps than this are told by month: the eye sees no difference, the line is lighter. */
const mostSteps = 240;

/** Last days of the months from one day to another, and the last day itself. */
export function monthEnds(start: IsoDate, end: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  const [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))];
  for (let step = 0; ; step += 1) {
    const last = isoOfDay(Date.UTC(year, month + step, 0) / 86_400_000);
    if (last >= end) return [...days, end];
    days.push(last);
  }
}

function burnUpOf(standing: TargetStanding, day: IsoDate): BurnUpPoint[] {
  const { target } = standing.progress;
  const steps = standing.progress.steps.all;
  const last = day < target.periodEnd ? day : target.periodEnd;
  if (last < target.periodStart) return [];
  const within = steps.filter((step) => step.day >= dayNumber(target.periodStart) && step.day <= dayNumber(last));
  const days = new Set<string>([target.periodStart, ...monthEnds(target.periodStart, last)]);
  if (within.length <= mostSteps) for (const step of within) days.add(isoOfDay(step.day));
  return [...days].sort().map((on) => {
    const { verified, declared } = stepOn(steps, dayNumber(on as IsoDate));
    return { day: on as IsoDate, verified, declared };
  });
}

const sparkOf = (steps: readonly Step[], ends: readonly IsoDate[]): number[] => ends.map((end) => stepOn(steps, dayNumber(end)).verified);

/** What is selected, less the townships that the actor does not see. */
function seenBy(actor: Actor, { township: { keys, codes } }: LineGroup, selected: Uint8Array): Uint8Array {
  if (actor.townships === 'all') return selected;
  const visible = keys.map((key) => sees(actor, key));
  return selected.map((stage, place) => (visible[codes[place]!] ? stage : 0));
}

function countOf(selected: Uint8Array): number {
  let count = 0;
  for (let place = 0; place < selected.length; place += 1) if (selected[place] !== 0) count += 1;
  return count;
}

/** Null for a target that is not a number of mu. */
export function progressPage(
  scope: TargetScope,
  of: CountyTarget,
  day: IsoDate,
  actor: Actor,
  policy: Policy | null,
  year: LookYear,
): ProgressPage | null {
  const kept = scope.members[0]!.once('progress pages', () => memory(48));
  const version = scope.members.map(({ tag }) => tag).join(',');
  const key = JSON.stringify([
    scope.code,
    version,
    of.policy,
    of.target.id,
    of.stated?.id ?? null,
    day,
    actor.name,
    scopeKey(actor),
    policy?.id,
    policy?.version,
    year,
  ]);
  return kept(key, () => {
    const standing = targetStanding(scope, of, day, actor);
    if (!standing) return null;
    const { target, group, selected } = standing.progress;
    const seen = seenBy(actor, group, selected);
    const keys = freedKeys(scope, policy, year);
    const rowsOf = (dimension: Dimension) =>
      breakDown(target, group, seen, keys.columnOf(dimension, group)).map((row) => ({
        ...row,
        name: row.key === null ? null : keys.nameOf(dimension, row.key),
      }));
    const last = day < target.periodEnd ? day : target.periodEnd;
    const ends = last < target.periodStart ? [] : monthEnds(target.periodStart, last).slice(-24);
    return {
      standing,
      burnUp: burnUpOf(standing, day),
      breakdowns: {
        measure: rowsOf('measure'),
        month: rowsOf('month'),
        class: rowsOf('class'),
        industry: rowsOf('industry'),
        park: rowsOf('park'),
      },
      months: ends.map((end) => end.slice(0, 7)),
      sparklines: new Map(standing.townships.map((row) => [row.code, sparkOf(row.steps, ends)])),
      coverage: evidenceCoverage(group, seen),
      visible: { entries: countOf(seen), of: countOf(selected) },
    };
  });
}
