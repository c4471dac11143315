// A bulletin beside an earlier one: what grew and shrank, whose place changed. Both sides are as frozen; nothing is replayed.
import type { BulletinFigures, TargetFigures } from './figures.ts';

export interface TownshipChange {
  readonly code: string | null;
  readonly name: string;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly rankBefore: number | null;
  readonly rankNow: number | null;
}

export interface TargetChange {
  readonly id: string;
  readonly name: string;
  /** The number itself was set anew between the two issues. */
  readonly targetMu: number;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly gapMu: number;
  /**
   * What the verified land changed beside the change of the days between the issues: earlier days were corrected after the earlier issue
   * was frozen. 0 when the ledger gives the earlier issue's figure still.
   */
  readonly lateMu: number;
  readonly townships: readonly TownshipChange[];
}

export interface Comparison {
  readonly asOf: string;
  readonly periodName: string;
  readonly hash: string;
  readonly targets: readonly TargetChange[];
}

/** Difference of two areas in mu without the noise of binary fractions. */
const less = (now: number, before: number): number => (Math.round(now * 1_000_000) - Math.round(before * 1_000_000)) / 1_000_000;

function targetChange(now: TargetFigures, before: TargetFigures, verifiedThenMu: number | null): TargetChange {
  const codes = new Map(before.townships.map((row) => [row.code, row]));
  const gone = before.townships.filter((row) => !now.townships.some(({ code }) => code === row.code));
  return {
    id: now.id,
    name: now.name,
    targetMu: less(now.targetMu, before.targetMu),
    verifiedMu: less(now.verifiedMu, before.verifiedMu),
    declaredMu: less(now.declaredMu, before.declaredMu),
    gapMu: less(now.gapMu, before.gapMu),
    lateMu: verifiedThenMu === null ? 0 : less(verifiedThenMu, before.verifiedMu),
    townships: [
      ...now.townships.map((row): TownshipChange => {
        const earlier = codes.get(row.code);
        return {
          code: row.code,
          name: row.name,
          verifiedMu: less(row.verifiedMu, earlier?.verifiedMu ?? 0),
          declaredMu: less(row.declaredMu, earlier?.declaredMu ?? 0),
          rankBefore: earlier?.rankByMu ?? null,
          rankNow: row.rankByMu,
        };
      }),
      ...gone.map((row): TownshipChange => ({
        code: row.code,
        name: row.name,
        verifiedMu: less(0, row.verifiedMu),
        declaredMu: less(0, row.declaredMu),
        rankBefore: row.rankByMu,
        rankNow: null,
      })),
    ],
  };
}

/** `verifiedThen`: what the ledger now gives for a target on the earlier issue's day; null when it cannot be asked. */
export function compareFigures(
  now: BulletinFigures,
  before: BulletinFigures,
  hash: string,
  verifiedThen: (target: string) => number | null = () => null,
): Comparison {
  return {
    asOf: before.asOf,
    periodName: before.period.name,
    hash,
    targets: now.targets.flatMap((target) => {
      const earlier = before.targets.find((one) => one.id === target.id);
      return earlier ? [targetChange(target, earlier, verifiedThen(target.id))] : [];
    }),
  };
}
