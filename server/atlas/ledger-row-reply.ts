// An entry as a row of the ledger page: what is seen of it, whose land it is, and what it counts toward.
import { countsToward } from '#domain/ledger/counts-toward.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import { type Bounds, boundsOf } from '#domain/land/geometry.ts';
import type { LedgerPart } from '#domain/ledger/entry.ts';
import { hasMark, type SeenEntry } from '#domain/ledger/ledger-filter.ts';
import { effectiveOf } from '#domain/ledger/ledger-totals.ts';
import { sumMicroMu, toMu } from '#domain/units.ts';
import { firmsOnLand } from './land-firms.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the parts lie: their own drawings, else those of their parcels; null when neither is drawn. */
function placeOf({ base, indexOf }: Snapshot, parts: readonly LedgerPart[]): Bounds | null {
  const boxes = parts.flatMap(({ shape, parcel }): Bounds[] => {
    const drawn = shape && boundsOf(shape);
    if (drawn) return [drawn];
    const index = indexOf.get(parcel);
    if (index === undefined || Number.isNaN(base.bounds[index * 4]!)) return [];
    return [[base.bounds[index * 4]!, base.bounds[index * 4 + 1]!, base.bounds[index * 4 + 2]!, base.bounds[index * 4 + 3]!]];
  });
  if (boxes.length === 0) return null;
  const side = (at: 0 | 1 | 2 | 3, pick: (...values: number[]) => number): number => pick(...boxes.map((box) => box[at]));
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}

export function countsTowardReply(
  entry: Parameters<typeof countsToward>[0],
  parts: readonly LedgerPart[],
  targets: readonly CountyTarget[],
) {
  return countsToward(entry, parts, targets).map(({ of, standing, area }) => ({
    policy: of.policy,
    target: of.target.id,
    name: of.target.name,
    kind: of.target.kind,
    origin: of.origin,
    periodStart: of.target.periodStart as string,
    periodEnd: of.target.periodEnd as string,
    standing,
    areaMu: area === null ? null : toMu(area),
  }));
}

/** The townships' names by code. */
export function townshipNames({ sheet }: Snapshot): ReadonlyMap<string, string> {
  return sheet.once('township names', () => new Map(sheet.data.townships.map(({ code, name }): [string, string] => [code, name])));
}

export function ledgerRowReply(snapshot: Snapshot, { entry, parts }: SeenEntry, targets: readonly CountyTarget[]) {
  const names = townshipNames(snapshot);
  const firms = firmsOnLand(snapshot);
  const effective = effectiveOf(parts);
  const drawn = parts.filter((part) => part.shape !== null).length;
  return {
    id: entry.id,
    policy: entry.policy,
    kind: entry.kind,
    measure: entry.measure,
    stage: entry.stage,
    partly: hasMark(entry, 'partly'),
    /** Of the parts below: those in scope and asked for. */
    grossMu: toMu(sumMicroMu(parts.map((part) => part.gross))),
    effectiveMu: effective === null ? null : toMu(effective),
    declaredGrossMu: toMu(entry.declaredGross),
    /** What else of the entry lies elsewhere. */
    otherParts: entry.parts.length - parts.length,
    parts: parts.map((part) => {
      const index = snapshot.indexOf.get(part.parcel);
      const here = firms.of(part.parcel, entry.date);
      return {
        parcel: part.parcel,
        name: index === undefined ? null : snapshot.base.names[index] || null,
        township: part.township,
        townshipName: part.township === null ? null : (names.get(part.township) ?? null),
        grossMu: toMu(part.gross),
        effectiveMu: part.effective === null ? null : toMu(part.effective),
        drawn: part.shape !== null,
        firms: [...here.firms],
        firmsYear: here.year,
      };
    }),
    drawn: drawn === 0 ? ('none' as const) : drawn === parts.length ? ('all' as const) : ('some' as const),
    countsToward: countsTowardReply(entry, parts, targets),
    date: entry.date as string,
    countsFrom: entry.countsFrom as string,
    verifiedAt: entry.verifiedAt as string | null,
    verifiedBy: entry.verifiedBy,
    reversedAt: entry.reversedAt as string | null,
    reversedBy: entry.reversedBy,
    reversalReason: entry.reversalReason,
    basis: entry.basis,
    documents: [...entry.documents],
    actor: entry.actor,
    recordedAt: entry.recordedAt,
    hash: entry.hash,
    bounds: placeOf(snapshot, parts),
  };
}
export type LedgerRowReply = ReturnType<typeof ledgerRowReply>;
