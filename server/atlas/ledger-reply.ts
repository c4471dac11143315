// Entries and rows of the ledger as replies carry them.
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { LedgerEntry, LedgerRow } from '#domain/ledger/entry.ts';
import { type MicroMu, toMu } from '#domain/units.ts';

const muOrNull = (area: MicroMu | null): number | null => (area === null ? null : toMu(area));
const geometryOf = (shape: MultiPolygon | null) => (shape ? { type: 'MultiPolygon' as const, coordinates: shape } : null);

function shapeOf({ parts, shape }: LedgerEntry): MultiPolygon | null {
  const [part] = parts;
  if (!part) return shape;
  return parts.length === 1 ? part.shape : parts.every((one) => one.shape !== null) ? parts.flatMap((one) => one.shape ?? []) : null;
}

/** An entry as it stands: areas are what still counts, `parts` the parcels on which it lies. */
export function entryReply(entry: LedgerEntry) {
  const { id, policy, parcel, kind, measure, stage, date, countsFrom, basis, documents, actor, recordedAt, hash, previousHash } = entry;
  const [first] = entry.parts;
  return {
    id,
    county: entry.county as string,
    policy,
    parcel,
    township: (first?.township ?? entry.township) as string | null,
    kind,
    measure,
    grossMu: toMu(entry.gross),
    effectiveMu: muOrNull(entry.effective),
    declaredGrossMu: toMu(entry.declaredGross),
    declaredEffectiveMu: muOrNull(entry.declaredEffective),
    stage,
    date: date as string,
    countsFrom: countsFrom as string,
    verifiedAt: entry.verifiedAt as string | null,
    verifiedBy: entry.verifiedBy,
    reversedAt: entry.reversedAt as string | null,
    reversedBy: entry.reversedBy,
    reversalReason: entry.reversalReason,
    basis,
    documents: [...documents],
    actor,
    recordedAt,
    hash,
    previousHash,
    parts: entry.parts.map((part) => ({
      parcel: part.parcel,
      township: part.township as string | null,
      grossMu: toMu(part.gross),
      effectiveMu: muOrNull(part.effective),
    })),
    geometry: geometryOf(shapeOf(entry)),
  };
}

/** One row as written. */
export function rowReply(row: LedgerRow) {
  const { id, act, entry, parcel, date, countsFrom, reason, lineage, origin, basis, documents, actor, recordedAt, hash, previousHash } =
    row;
  return {
    id,
    act,
    entry,
    parcel,
    township: row.township as string | null,
    date: date as string,
    countsFrom: countsFrom as string,
    grossMu: toMu(row.gross),
    effectiveMu: muOrNull(row.effective),
    reason,
    lineage,
    origin,
    basis,
    documents: [...documents],
    actor,
    recordedAt,
    hash,
    previousHash,
    geometry: geometryOf(row.shape),
  };
}
