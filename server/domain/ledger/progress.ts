// A land target's faces on a day: verified, declared, gap, required pace and a plain forecast, for the county and by township.
import type { TownshipCode } from '../land/codes.ts';
import { daysBetween, type IsoDate } from '../period.ts';
import type { Target } from '../policy/policy.ts';
import { type MicroMu, microMu, parseLand } from '../units.ts';
import type { LedgerEntry, LedgerRow } from './entry.ts';
import { entriesAsOf } from './acts.ts';

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
  /** The gap over the months that are left; null when the period is over and something is missing. */
  readonly requiredPerMonth: number | null;
  /** Verified land at the end of the period if it goes on as so far, in micro-mu. */
  readonly forecast: { readonly low: number; readonly mid: number; readonly high: number };
  readonly townships: readonly (Faces & { readonly township: TownshipCode | null })[];
}

const daysPerMonth = 365.25 / 12;

/** The part of an entry that counts toward the target: the stated effective part for effective targets, else the whole. */
function countsFor(target: Target, entry: LedgerEntry): MicroMu | null {
  if (target.kind === entry.kind) return entry.gross;
  return target.kind === 'vacated_effective' && entry.kind === 'vacated' ? entry.effective : null;
}

function isInPeriod(target: Target, day: IsoDate): boolean {
  return day >= target.periodStart && day <= target.periodEnd;
}

/** The day whose evidence decides the period: that of verification once there is one. */
function evidenceDay(entry: LedgerEntry): IsoDate {
  return entry.verifiedAt ?? entry.date;
}

function facesOf(target: Target, entries: readonly LedgerEntry[]): Faces {
  let [verified, declared, effective, stated] = [0, 0, 0, false];
  for (const entry of entries) {
    const area = countsFor(target, entry) ?? 0;
    if (entry.stage === 'verified') {
      verified += area;
      if (entry.effective !== null) {
        effective += entry.effective;
        stated = true;
      }
    } else {
      declared += area;
    }
  }
  return { verified: microMu(verified), declared: microMu(declared), effective: stated ? microMu(effective) : null };
}

/** Verified land of each whole 30.4-day month up to the day, at most the last twelve. */
function monthlyHistory(target: Target, entries: readonly LedgerEntry[], day: IsoDate): number[] {
  const months = Math.min(12, Math.floor(daysBetween(target.periodStart, day) / daysPerMonth));
  const history = Array.from({ length: Math.max(0, months) }, () => 0);
  for (const entry of entries) {
    if (entry.stage !== 'verified' || entry.verifiedAt === null) continue;
    const ago = Math.floor(daysBetween(entry.verifiedAt, day) / daysPerMonth);
    if (ago >= 0 && ago < history.length) history[ago]! += countsFor(target, entry) ?? 0;
  }
  return history;
}

/** The mean month goes on; the band is the mean's 80 % interval, never below what is verified already. */
function forecastOf(verified: number, history: readonly number[], monthsLeft: number): TargetProgress['forecast'] {
  if (history.length === 0 || monthsLeft <= 0) return { low: verified, mid: verified, high: verified };
  const mean = history.reduce((sum, month) => sum + month, 0) / history.length;
  const variance = history.reduce((sum, month) => sum + (month - mean) ** 2, 0) / Math.max(1, history.length - 1);
  const band = 1.28 * Math.sqrt(variance / history.length);
  const at = (pace: number): number => Math.round(verified + Math.max(0, pace) * monthsLeft);
  return { low: at(mean - band), mid: at(mean), high: at(mean + band) };
}

/** Faces of one land target on a day; null for a target that is not a number of mu. */
export function progressOf(target: Target, policy: string, rows: readonly LedgerRow[], day: IsoDate): TargetProgress | null {
  const area = target.kind !== null && target.value !== null ? parseLand(String(target.value), '亩') : null;
  if (!area) return null;
  const entries = entriesAsOf(rows, day).filter(
    (entry) =>
      entry.policy === policy && entry.stage !== 'reversed' && countsFor(target, entry) !== null && isInPeriod(target, evidenceDay(entry)),
  );
  const faces = facesOf(target, entries);
  const gap = microMu(Math.max(0, area.value - faces.verified));
  const from = day < target.periodStart ? target.periodStart : day;
  const monthsLeft = daysBetween(from, target.periodEnd) / daysPerMonth;
  const townships = [...new Set(entries.map((entry) => entry.township))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  return {
    target,
    targetArea: area.value,
    ...faces,
    gap,
    requiredPerMonth: gap === 0 ? 0 : monthsLeft > 0 ? gap / monthsLeft : null,
    forecast: forecastOf(faces.verified, monthlyHistory(target, entries, day), monthsLeft),
    townships: townships.map((township) => ({
      township,
      ...facesOf(
        target,
        entries.filter((entry) => entry.township === township),
      ),
    })),
  };
}
