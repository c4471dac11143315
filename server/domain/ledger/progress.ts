// A land target's faces on a day: verified, declared, gap, required pace and where the months so far lead, for the county and by township.
import type { TownshipCode } from '../land/codes.ts';
import type { IsoDate } from '../period.ts';
import type { Target } from '../policy/policy.ts';
import { type MicroMu, microMu, parseLand } from '../units.ts';
import type { LedgerRow } from './entry.ts';
import { type Band, historyForecast, monthlyIncrements, requiredPerMonth } from './forecast.ts';
import { type CountedLine, countedOn, dayNumber, type LedgerLines, linesOf } from './ledger-lines.ts';
import { replay, type Step } from './replay.ts';

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
  readonly townships: readonly (Faces & { readonly township: TownshipCode | null })[];
  /** What counts, line by line: every sum above is a sum over these. */
  readonly counted: readonly CountedLine[];
  readonly steps: readonly Step[];
}

/** The target as land; null for one that is not a number of mu. */
export function targetAreaOf(target: Pick<Target, 'kind' | 'value'>): MicroMu | null {
  return target.kind !== null && target.value !== null ? (parseLand(String(target.value), '亩')?.value ?? null) : null;
}

export function facesOf(counted: readonly CountedLine[]): Faces {
  let [verified, declared, effective, stated] = [0, 0, 0, false];
  for (const { line, area, stage } of counted) {
    if (stage === 'declared') {
      declared += area;
      continue;
    }
    verified += area;
    if (line.entry.effective === null) continue;
    effective += line.entry.effective;
    stated = true;
  }
  return { verified: microMu(verified), declared: microMu(declared), effective: stated ? microMu(effective) : null };
}

function statedOf(target: Target, policy: string, counted: readonly CountedLine[], lines: LedgerLines, day: number) {
  // An effective target counts stated parts only; what it is a part of tells how many entries state none.
  const whole = target.kind === 'vacated_effective' ? countedOn({ ...target, kind: 'vacated', policy }, lines, day) : counted;
  const verified = whole.filter(({ stage }) => stage === 'verified');
  return { known: verified.filter(({ line }) => line.entry.effective !== null).length, total: verified.length };
}

/** Faces of one land target on a day over the ledger's lines; null for a target that is not a number of mu. */
export function progressOn(target: Target, policy: string, lines: LedgerLines, on: IsoDate): TargetProgress | null {
  const targetArea = targetAreaOf(target);
  if (targetArea === null) return null;
  const wanted = { ...target, policy };
  const day = dayNumber(on);
  const [start, end] = [dayNumber(target.periodStart), dayNumber(target.periodEnd)];
  const counted = countedOn(wanted, lines, day);
  const steps = replay(wanted, lines);
  const faces = facesOf(counted);
  const gap = microMu(Math.max(0, targetArea - faces.verified));
  const daysLeft = end - Math.max(day, start);
  const increments = monthlyIncrements(steps, start, Math.min(day, end));
  const groups = new Map<TownshipCode | null, CountedLine[]>();
  for (const one of counted) {
    const { township } = one.line.entry;
    const group = groups.get(township);
    if (group) group.push(one);
    else groups.set(township, [one]);
  }
  return {
    target,
    targetArea,
    ...faces,
    gap,
    effectiveStated: statedOf(target, policy, counted, lines, day),
    daysLeft,
    requiredPerMonth: requiredPerMonth(gap, daysLeft),
    increments,
    // A ledger that has never seen anything verified is no history of nothing: perhaps it is not kept yet.
    forecast:
      daysLeft <= 0 || steps.some((step) => step.day <= day && step.verified > 0)
        ? historyForecast(faces.verified, increments, daysLeft)
        : null,
    townships: [...groups]
      .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
      .map(([township, group]) => ({ township, ...facesOf(group) })),
    counted,
    steps,
  };
}

/** The same over the ledger's rows, for whoever has no lines at hand. */
export function progressOf(target: Target, policy: string, rows: readonly LedgerRow[], day: IsoDate): TargetProgress | null {
  return progressOn(target, policy, linesOf(rows), day);
}
