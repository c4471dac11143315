// A bulletin beside an earlier one: what grew and shrank, whose place changed, and what was corrected after the earlier one was frozen.
import type { BulletinFigures, EntryFigures, TargetFigures } from './figures.ts';

export interface TownshipChange {
  readonly code: string | null;
  readonly name: string;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly rankBefore: number | null;
  readonly rankNow: number | null;
}

/** An entry that the ledger now tells otherwise for the earlier issue's day: declared late, reversed back to it, or taken back in part. */
export interface LateEntry {
  readonly id: number;
  readonly verifiedBeforeMu: number;
  readonly verifiedNowMu: number;
  readonly declaredBeforeMu: number;
  readonly declaredNowMu: number;
}

/** What the earlier issue would have to say now, less what it says. Zero with entries: they balance each other. */
export interface LateChange {
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly entries: readonly LateEntry[];
}

export interface TargetChange {
  readonly id: string;
  readonly name: string;
  /** The number itself was set anew between the two issues. */
  readonly targetMu: number;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly gapMu: number;
  /** What was written after the earlier issue was frozen and changes its own day; null when the ledger cannot be asked. */
  readonly late: LateChange | null;
  readonly townships: readonly TownshipChange[];
}

export interface Comparison {
  readonly asOf: string;
  readonly periodName: string;
  /** Hash and number of the earlier issue. */
  readonly hash: string;
  readonly number: number;
  readonly targets: readonly TargetChange[];
}

/** Difference of two areas in mu without the noise of binary fractions. */
const less = (now: number, before: number): number => (Math.round(now * 1_000_000) - Math.round(before * 1_000_000)) / 1_000_000;

/** Entries that count toward the target on a day, as an issue or the ledger tells it. */
export type CountedThen = readonly Pick<EntryFigures, 'id' | 'stage' | 'areaMu'>[];

const micro = (mu: number): number => Math.round(mu * 1_000_000);

/** What the ledger now says of the earlier issue's day, beside what that issue says. */
export function lateChange(before: CountedThen, now: CountedThen): LateChange {
  const found = new Map<number, { verified: [number, number]; declared: [number, number] }>();
  for (const [side, entries] of [before, now].entries()) {
    for (const { id, stage, areaMu } of entries) {
      const own = found.get(id) ?? { verified: [0, 0], declared: [0, 0] };
      own[stage][side]! += micro(areaMu);
      found.set(id, own);
    }
  }
  const changed = [...found]
    .filter(([, { verified, declared }]) => verified[0] !== verified[1] || declared[0] !== declared[1])
    .sort(([a], [b]) => a - b);
  const sum = (stage: 'verified' | 'declared'): number => changed.reduce((all, [, own]) => all + own[stage][1] - own[stage][0], 0) / 1e6;
  return {
    verifiedMu: sum('verified'),
    declaredMu: sum('declared'),
    entries: changed.map(([id, { verified, declared }]) => ({
      id,
      verifiedBeforeMu: verified[0] / 1e6,
      verifiedNowMu: verified[1] / 1e6,
      declaredBeforeMu: declared[0] / 1e6,
      declaredNowMu: declared[1] / 1e6,
    })),
  };
}

function targetChange(now: TargetFigures, before: TargetFigures, then: CountedThen | null): TargetChange {
  const codes = new Map(before.townships.map((row) => [row.code, row]));
  const gone = before.townships.filter((row) => !now.townships.some(({ code }) => code === row.code));
  return {
    id: now.id,
    name: now.name,
    targetMu: less(now.targetMu, before.targetMu),
    verifiedMu: less(now.verifiedMu, before.verifiedMu),
    declaredMu: less(now.declaredMu, before.declaredMu),
    gapMu: less(now.gapMu, before.gapMu),
    late: then && lateChange(before.entries, then),
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

/** `then`: what the ledger now counts toward a target on the earlier issue's day; null when it cannot be asked. */
export function compareFigures(
  now: BulletinFigures,
  before: BulletinFigures,
  hash: string,
  number: number,
  then: (target: string) => CountedThen | null = () => null,
): Comparison {
  return {
    asOf: before.asOf,
    periodName: before.period.name,
    hash,
    number,
    targets: now.targets.flatMap((target) => {
      const earlier = before.targets.find((one) => one.id === target.id);
      return earlier ? [targetChange(target, earlier, then(target.id))] : [];
    }),
  };
}
