// Land that entries count, piece by piece, each for the time in which it does: what a new declaration is held against.
import type { MultiPolygon } from '../land/geometry.ts';
import type { IsoDate } from '../period.ts';
import type { MicroMu } from '../units.ts';
import { rowsByEntry } from './acts.ts';
import type { LedgerPart, LedgerRow } from './entry.ts';
import { statesOf } from './replay.ts';

export interface Occupation {
  readonly entry: number;
  readonly parcel: string;
  readonly gross: MicroMu;
  readonly shape: MultiPolygon | null;
  /** Came to lie here through lineage: its area is a share by drawings, not a figure that anybody stated. */
  readonly carried: boolean;
  readonly from: IsoDate;
  /** First day on which it no longer counts; null while it does. */
  readonly until: IsoDate | null;
}

interface Stretch {
  readonly from: IsoDate;
  readonly parts: readonly LedgerPart[];
}

/** Stretches of time, each with the pieces that lie there, as occupations; a piece that stays the same is one. */
export function occupationsOf(entry: number, stretches: readonly Stretch[]): Occupation[] {
  const found: Occupation[] = [];
  const declaredOn = new Set(stretches[0]?.parts.map(({ parcel }) => parcel));
  for (const [index, { from, parts }] of stretches.entries()) {
    const until = stretches[index + 1]?.from ?? null;
    for (const { parcel, gross, shape } of parts) {
      const before = found.findIndex((one) => one.until === from && one.parcel === parcel && one.gross === gross && one.shape === shape);
      if (before >= 0) found[before] = { ...found[before]!, until };
      else found.push({ entry, parcel, gross, shape, carried: !declaredOn.has(parcel), from, until });
    }
  }
  return found;
}

/** What the entries of these rows occupy, of one policy and kind. */
export function occupationsIn(rows: readonly LedgerRow[], { policy, kind }: Pick<LedgerRow, 'policy' | 'kind'>): Occupation[] {
  const found: Occupation[] = [];
  for (const [entry, group] of rowsByEntry(rows)) {
    if (group[0]!.policy !== policy || group[0]!.kind !== kind) continue;
    const stretches = statesOf(group).map((state) => ({
      from: state.from,
      parts: state.entry.stage === 'reversed' ? [] : state.entry.parts,
    }));
    found.push(...occupationsOf(entry, stretches));
  }
  return found;
}

/** True when there is a day on which both count. */
export function meetInTime(a: Pick<Occupation, 'from' | 'until'>, b: Pick<Occupation, 'from' | 'until'>): boolean {
  return (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until);
}
