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
