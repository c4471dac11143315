// A land target's faces on a day: verified, declared, gap, required pace and where the months so far lead, for the county and by township.
import type { TownshipCode } from '../land/codes.ts';
import type { IsoDate } from '../period.ts';
import type { Target } from '../policy/policy.ts';
import { type MicroMu, microMu, parseLand } from '../units.ts';
import type { LedgerRow } from './entry.ts';
import { type Band, historyForecast, monthlyIncrements, requiredPerMonth } from './forecast.ts';
import { areasOf, type CountedLine, countedLines, dayNumber, groupOf, type LedgerLines, type LineGroup, selectOn } from './ledger-lines.ts';
import { linesOf } from './lines-of-rows.ts';
import { targetSteps, type TargetSteps } from './steps.ts';

/** Sums of one kind of land on a day. Verified and declared are apart: what is declared is not verified yet. */
export interface Faces {
  readonly verified: MicroMu;
  readonly declared: MicroMu;
  /** Stated effective part of what is verified; null where no entry states one. */
  readonly effective: MicroMu | null;
}

export interface TargetProgress extends Faces {
  readonly target: Target;
  /** The target in whole micro-mu. */
  readonly targetArea: MicroMu;
  /** What is missing of the target, never below zero. */
  readonly gap: MicroMu;
  /** Verified entries that state their effective part, of all verified entries: effective land is stated, never inferred. */
  readonly effectiveStated: { readonly known: number; readonly total: number };
  /** Days from the day (or the start, before it) to the end of the period; 0 or less when it is over. */
  readonly daysLeft: number;
  /** The gap over the months that are left, whole micro-mu rounded up; null when the period is over and something is missing. */
  readonly requiredPerMonth: number | null;
  /** Verified net of reversed in each whole month back from the day, newest first. */
  readonly increments: readonly number[];
  /** Verified land at the end of the period, drawn from the months so far; null with fewer than three whole months. */
  readonly forecast: Band | null;
  /** Those with land that counts, in order of code, land of no township first. */
  readonly townships: readonly (Faces & { readonly township: TownshipCode | null })[];
  readonly group: LineGroup;
  /** Per line of the group: 0 does not count, 1 declared, 2 verified. */
  readonly selected: Uint8Array;
  /** What counts, line by line: every sum above is a sum over these. */
  readonly counted: readonly CountedLine[];
  readonly steps: TargetSteps;
}

/** The target as land; null for one that is not a number of mu. */
export function targetAreaOf(target: Pick<Target, 'kind' | 'value'>): MicroMu | null {
  return target.kind !== null && target.value !== null ? (parseLand(String(target.value), '亩')?.value ?? null) : null;
}

export const noFaces: Faces = { verified: microMu(0), declared: microMu(0), effective: null };

/** Sums of what is selected by the codes of a column; null where nothing of a code counts. */
export function facesBy(
  target: Pick<Target, 'kind'>,
  group: LineGroup,
  selected: Uint8Array,
  codes: Uint16Array,
  size: number,
): (Faces | null)[] {
  const areas = areasOf(target, group);
  const sums = Array.from({ length: size }, () => ({ verified: 0, declared: 0, effective: 0, stated: false, any: false }));
  for (let place = 0; place < selected.length; place += 1) {
    const stage = selected[place]!;
    if (stage === 0) continue;
    const sum = sums[codes[place]!]!;
    sum.any = true;
    if (stage === 1) {
      sum.declared += areas[place]!;
      continue;
    }
    sum.verified += areas[place]!;
    const effective = group.effective[place]!;
    if (Number.isNaN(effective)) continue;
    sum.effective += effective;
    sum.stated = true;
  }
  return sums.map(({ verified, declared, effective, stated, any }) =>
    any ? { verified: microMu(verified), declared: microMu(declared), effective: stated ? microMu(effective) : null } : null,
  );
}

/** An effective target counts stated parts only; all lines of the same land tell how many state none. */
function statedOf(target: Target, policy: string, group: LineGroup, selected: Uint8Array, day: number) {
  const whole = target.kind === 'vacated_effective' ? selectOn({ ...target, kind: 'vacated', policy }, group, day) : selected;
  let [known, total] = [0, 0];
  for (let place = 0; place < whole.length; place += 1) {
    if (whole[place] !== 2) continue;
    total += 1;
    if (!Number.isNaN(group.effective[place]!)) known += 1;
  }
  return { known, total };
}

/** Faces of one land target on a day over the ledger's lines; null for a target that is not a number of mu. */
export function progressOn(target: Target, policy: string, lines: LedgerLines, on: IsoDate): TargetProgress | null {
  const targetArea = targetAreaOf(target);
  if (targetArea === null) return null;
  const wanted = { ...target, policy };
  const day = dayNumber(on);
  const [start, end] = [dayNumber(target.periodStart), dayNumber(target.periodEnd)];
  const group = groupOf(wanted, lines);
  const selected = selectOn(wanted, group, day);
  const steps = targetSteps(wanted, lines);
  const [all] = facesBy(target, group, selected, new Uint16Array(selected.length), 1);
  const faces = all ?? noFaces;
  const gap = microMu(Math.max(0, targetArea - faces.verified));
  const daysLeft = end - Math.max(day, start);
  const increments = monthlyIncrements(steps.all, start, Math.min(day, end));
  // A ledger that has never seen anything verified is no history of nothing: perhaps it is not kept yet.
  const isKept = steps.all.some((step) => step.day <= day && step.verified > 0);
  const { keys, codes } = group.township;
  const townships = facesBy(target, group, selected, codes, keys.length)
    .flatMap((own, place) => (own ? [{ township: keys[place] as TownshipCode | null, ...own }] : []))
    .sort((a, b) => ((a.township ?? '') < (b.township ?? '') ? -1 : 1));
  let counted: readonly CountedLine[] | null = null;
  return {
    target,
    targetArea,
    ...faces,
    gap,
    effectiveStated: statedOf(target, policy, group, selected, day),
    daysLeft,
    requiredPerMonth: requiredPerMonth(gap, daysLeft),
    increments,
    forecast: daysLeft <= 0 || isKept ? historyForecast(faces.verified, increments, daysLeft) : null,
    townships,
    group,
    selected,
    // Most pages need the sums only: the lines are listed when somebody asks for them.
    get counted() {
      return (counted ??= countedLines(target, group, selected));
    },
    steps,
  };
}

/** The same over the ledger's rows, for whoever has no lines at hand. */
export function progressOf(target: Target, policy: string, rows: readonly LedgerRow[], day: IsoDate): TargetProgress | null {
  return progressOn(target, policy, linesOf(rows), day);
}
