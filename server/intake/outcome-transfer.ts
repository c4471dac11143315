// An outcome on its way out of the thread: the drawings as one long list of numbers that is handed over, not copied point by point.
import type { MultiPolygon, PolygonRings, Position, Ring } from '#domain/land/geometry.ts';
import type { IntakeOutcome } from './intake.ts';

/** What crosses between the threads: the outcome with its shapes taken out, and the shapes. */
export interface PackedOutcome {
  readonly outcome: IntakeOutcome;
  /** Polygons, per polygon rings, per ring points, lon, lat, lon, lat …; -1 for a record without a shape. Null: records without shapes. */
  readonly shapes: Float64Array | null;
}

type Drawn = { readonly shape: MultiPolygon | null };

/** Rows that have shapes; null for subjects that have none. */
function drawnRows(outcome: IntakeOutcome): readonly Drawn[] | null {
  if (!outcome.taken) return null;
  const { records } = outcome;
  const drawn =
    records.subject === 'parcels' || records.subject === 'townships' || records.subject === 'blocks' || records.subject === 'zones';
  return drawn ? records.rows : null;
}

/** Records that are sent in one piece; more would stand in the memory of both threads, and once more between them. */
const pieceRows = 50_000;

/** Sends an outcome piece by piece: records first, a slice at a time and let go of, then the rest. */
export function sendOutcome(outcome: IntakeOutcome, send: (message: OutcomeMessage, transfer: readonly ArrayBuffer[]) => void): void {
  const packed = packOutcome(outcome);
  if (packed.outcome.taken) {
    const rows = packed.outcome.records.rows as unknown[];
    while (rows.length > pieceRows) send({ rows: rows.splice(0, pieceRows) }, []);
  }
  send({ packed }, packed.shapes ? [packed.shapes.buffer as ArrayBuffer] : []);
}

export type OutcomeMessage = { readonly rows: readonly unknown[] } | { readonly packed: PackedOutcome };

/** Puts the pieces together again; the outcome once the last has come. */
export class OutcomeReceiver {
  readonly #rows: (readonly unknown[])[] = [];

  take(message: OutcomeMessage): IntakeOutcome | null {
    if ('rows' in message) {
      this.#rows.push(message.rows);
      return null;
    }
    const { outcome } = message.packed;
    if (outcome.taken && this.#rows.length > 0) {
      const last = outcome.records.rows as unknown[];
      const all = this.#rows.flat();
      for (const row of last) all.push(row);
      (outcome.records as { rows: unknown }).rows = all;
    }
    return unpackOutcome(message.packed);
  }
}

export function packOutcome(outcome: IntakeOutcome): PackedOutcome {
  const rows = drawnRows(outcome);
  if (!rows || !outcome.taken) return { outcome, shapes: null };
  let length = 0;
  for (const { shape } of rows) {
    length += 1;
    for (const polygon of shape ?? []) {
      length += 1;
      for (const ring of polygon) length += 1 + ring.length * 2;
    }
  }
  const shapes = new Float64Array(length);
  let at = 0;
  for (const { shape } of rows) {
    shapes[at++] = shape ? shape.length : -1;
    for (const polygon of shape ?? []) {
      shapes[at++] = polygon.length;
      for (const ring of polygon) {
        shapes[at++] = ring.length;
        for (const position of ring) {
          shapes[at++] = position[0];
          shapes[at++] = position[1];
        }
      }
    }
  }
  // The records are this thread's last work: they may be emptied in place.
  for (const row of rows as { shape: MultiPolygon | null }[]) row.shape = null;
  return { outcome, shapes };
}

export function unpackOutcome({ outcome, shapes }: PackedOutcome): IntakeOutcome {
  const rows = drawnRows(outcome);
  if (!rows || !shapes) return outcome;
  let at = 0;
  for (const row of rows as { shape: MultiPolygon | null }[]) {
    const polygonCount = shapes[at++]!;
    if (polygonCount < 0) continue;
    const polygons: PolygonRings[] = [];
    for (let polygon = 0; polygon < polygonCount; polygon += 1) {
      const rings: Ring[] = [];
      const ringCount = shapes[at++]!;
      for (let ring = 0; ring < ringCount; ring += 1) {
        const points: Position[] = [];
        const pointCount = shapes[at++]!;
        for (let point = 0; point < pointCount; point += 1) points.push([shapes[at++]!, shapes[at++]!]);
        rings.push(points);
      }
      polygons.push(rings);
    }
    row.shape = polygons;
  }
  return outcome;
}
