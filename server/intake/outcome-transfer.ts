// An outcome on its way out of the thread: the drawings as one long list of numbers that is handed over, not copied point by point.
import type { ColumnArray, ColumnTable } from '#domain/column-codec.ts';
import { accountsOfColumns, columnsOfAccounts } from '#domain/firms/account-columns.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { MultiPolygon, PolygonRings, Position, Ring } from '#domain/land/geometry.ts';
import { atOnce } from '#domain/piecewise.ts';
import type { IntakeOutcome } from './intake.ts';

/** What crosses between the threads: the outcome with its shapes taken out, and the shapes. */
export interface PackedOutcome {
  readonly outcome: IntakeOutcome;
  /** Polygons, per polygon rings, per ring points, lon, lat, lon, lat …; -1 for a record without a shape. Null: records without shapes. */
  readonly shapes: Float64Array | null;
  /** Accounts come as columns, which are handed over, and in which a text stands once; left out for other subjects. */
  readonly accounts?: ColumnTable;
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
  if (packed.accounts) {
    send(
      { packed },
      Object.values(packed.accounts.columns).map((column: ColumnArray) => column.buffer as ArrayBuffer),
    );
    return;
  }
  if (packed.outcome.taken) {
    const rows = packed.outcome.records.rows as unknown[];
    while (rows.length > pieceRows) send({ rows: rows.splice(0, pieceRows) }, []);
  }
  send({ packed }, packed.shapes ? [packed.shapes.buffer as ArrayBuffer] : []);
}

export type OutcomeMessage = { readonly rows: readonly unknown[] } | { readonly packed: PackedOutcome };

/** Puts the pieces together again. Once the last has come, what makes the outcome of them: better when the thread that sent them is gone. */
export class OutcomeReceiver {
  readonly #rows: (readonly unknown[])[] = [];

  take(message: OutcomeMessage): (() => IntakeOutcome) | null {
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
    return () => unpackOutcome(message.packed);
  }
}

export function packOutcome(outcome: IntakeOutcome): PackedOutcome {
  if (outcome.taken && outcome.records.subject === 'accounts' && outcome.records.rows.length > 0) {
    const { records } = outcome;
    const county = records.rows[0]!.county;
    const columns = columnsOfAccounts(records.rows.length, records.rows);
    const accounts = { ...columns, scalars: { ...columns.scalars, county } };
    return { outcome: { ...outcome, records: { ...records, rows: [] } }, shapes: null, accounts };
  }
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

export function unpackOutcome({ outcome, shapes, accounts }: PackedOutcome): IntakeOutcome {
  if (accounts && outcome.taken && outcome.records.subject === 'accounts') {
    const rows = atOnce(accountsOfColumns(accounts, String(accounts.scalars['county']) as CountyCode));
    return { ...outcome, records: { ...outcome.records, rows } };
  }
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
