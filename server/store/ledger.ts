// The ledger's rows in the record: appended, never changed.
import { createHash } from 'node:crypto';
import type { CountyCode, TownshipCode } from '#domain/land/codes.ts';
import { type Bounds, boundsOf } from '#domain/land/geometry.ts';
import { chainStart, type LedgerDraft, sealRow } from '#domain/ledger/chain.ts';
import type { LandMetricKind, LedgerAct, LedgerRow, ReversalReason } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';
import type { MicroMu } from '#domain/units.ts';
import { shapeFromBytes, shapeToBytes } from './shape-blob.ts';
import { type Row, type Sql, bytesOrNull, integer, numberOrNull, text, textOrNull } from './sql.ts';

export function sha256(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex');
}

const columns =
  'id, county, act, entry, policy, parcel, township, shape, kind, measure, gross, effective, date, counts_from, reason, lineage, origin, basis, documents, actor, recorded_at, hash, previous_hash, form';
const insertion = `INSERT INTO ledger (${columns}) VALUES (${columns
  .split(',')
  .map(() => '?')
  .join(', ')})`;

const noDocuments: readonly string[] = [];

function ledgerRowOf(row: Row): LedgerRow {
  const [id, county, act, entry, policy, parcel, township, shape, kind, measure, gross, effective, date, ...rest] = row;
  const [countsFrom, reason, lineage, origin, basis, documents, actor, at, hash, previous, form] = rest;
  const drawing = bytesOrNull(shape ?? null);
  return {
    id: integer(id),
    county: text(county) as CountyCode,
    act: text(act) as LedgerAct,
    entry: integer(entry),
    policy: text(policy),
    parcel: text(parcel),
    township: textOrNull(township) as TownshipCode | null,
    shape: drawing === null ? null : shapeFromBytes(drawing),
    kind: text(kind) as LandMetricKind,
    measure: text(measure),
    gross: integer(gross) as MicroMu,
    effective: numberOrNull(effective) as MicroMu | null,
    date: text(date) as IsoDate,
    countsFrom: text(countsFrom) as IsoDate,
    reason: textOrNull(reason) as ReversalReason | null,
    lineage: numberOrNull(lineage),
    origin: textOrNull(origin),
    basis: text(basis),
    documents: documents === '[]' ? noDocuments : (JSON.parse(text(documents)) as readonly string[]),
    actor: text(actor),
    recordedAt: text(at),
    hash: text(hash),
    previousHash: text(previous),
    form: integer(form) as 1 | 2,
  };
}

/** A county's rows in the order they were written. */
export function readLedger(sql: Sql, county: CountyCode): LedgerRow[] {
  return sql.rows(`SELECT ${columns} FROM ledger WHERE county = ? ORDER BY id`, county).map(ledgerRowOf);
}

/** The same rows one by one, for whoever only follows them. */
export function* eachLedgerRow(sql: Sql, county: CountyCode): Generator<LedgerRow> {
  for (const row of sql.each(`SELECT ${columns} FROM ledger WHERE county = ? ORDER BY id`, county)) yield ledgerRowOf(row);
}

/** The row with this number, whatever its county; null when there is none. */
export function readLedgerRow(sql: Sql, id: number): LedgerRow | null {
  const row = sql.row(`SELECT ${columns} FROM ledger WHERE id = ?`, id);
  return row ? ledgerRowOf(row) : null;
}

/** The rows of one entry in the order they were written: its declaration and what refers to it. */
export function readLedgerEntry(sql: Sql, entry: number): LedgerRow[] {
  return sql.rows(`SELECT ${columns} FROM ledger WHERE entry = ? ORDER BY id`, entry).map(ledgerRowOf);
}

/** What a declaration must be held against. */
export interface LedgerNeighbourhood {
  readonly parcels: readonly string[];
  readonly bounds: Bounds | null;
}

/** All rows of the entries that lie, or lay, on one of the parcels or have a drawing whose box meets the bounds. */
export function readLedgerAround(sql: Sql, county: CountyCode, { parcels, bounds }: LedgerNeighbourhood): LedgerRow[] {
  const entries = new Set<number>();
  for (const parcel of new Set(parcels)) {
    for (const [entry] of sql.rows('SELECT DISTINCT entry FROM ledger WHERE county = ? AND parcel = ?', county, parcel))
      entries.add(integer(entry));
  }
  if (bounds) {
    const [west, south, east, north] = bounds;
    const near = sql.rows(
      // CROSS JOIN keeps the order: left to itself the planner walks through the whole county and asks the boxes row by row.
      `SELECT DISTINCT ledger.entry FROM ledger_bounds CROSS JOIN ledger ON ledger.id = ledger_bounds.id
       WHERE west <= ? AND east >= ? AND south <= ? AND north >= ? AND ledger.county = ?`,
      east,
      west,
      north,
      south,
      county,
    );
    for (const [entry] of near) entries.add(integer(entry));
  }
  return [...entries].sort((a, b) => a - b).flatMap((entry) => readLedgerEntry(sql, entry));
}

export const ledgerHeadKey = (county: CountyCode): string => `ledger-head:${county}`;

/** Number of rows and last hash as noted at the last append: shows rows cut off the end, which a chain alone cannot. */
export function readLedgerHead(sql: Sql, county: CountyCode): { rows: number; hash: string } {
  const row = sql.row('SELECT value FROM meta WHERE key = ?', ledgerHeadKey(county));
  const [rows = '0', hash = chainStart] = row ? text(row[0]).split(' ') : [];
  return { rows: Number(rows), hash };
}

function indexDrawing(sql: Sql, { id, shape }: Pick<LedgerRow, 'id' | 'shape'>): void {
  const bounds = shape && boundsOf(shape);
  if (bounds) sql.run('INSERT OR REPLACE INTO ledger_bounds VALUES (?, ?, ?, ?, ?)', id, bounds[0], bounds[2], bounds[1], bounds[3]);
}

/** Makes the boxes of drawn pieces that were written before boxes were kept. */
export function indexOldDrawings(sql: Sql): void {
  const missing = sql.rows(
    'SELECT id, shape FROM ledger WHERE form = 1 AND shape IS NOT NULL AND id NOT IN (SELECT id FROM ledger_bounds)',
  );
  for (const [id, shape] of missing) indexDrawing(sql, { id: integer(id), shape: shapeFromBytes(bytesOrNull(shape ?? null)!) });
}

/** Seals the draft behind the county's last row and writes it. Call inside a change. */
export function appendLedger(sql: Sql, draft: LedgerDraft): LedgerRow {
  const id = integer(sql.row('SELECT COALESCE(MAX(id), 0) + 1 FROM ledger')?.[0]);
  const head = readLedgerHead(sql, draft.county);
  const row = sealRow(draft, id, head.hash, sha256);
  sql.run(
    insertion,
    row.id,
    row.county,
    row.act,
    row.entry,
    row.policy,
    row.parcel,
    row.township,
    row.shape === null ? null : shapeToBytes(row.shape),
    row.kind,
    row.measure,
    row.gross,
    row.effective,
    row.date,
    row.countsFrom,
    row.reason,
    row.lineage,
    row.origin,
    row.basis,
    JSON.stringify(row.documents),
    row.actor,
    row.recordedAt,
    row.hash,
    row.previousHash,
    row.form,
  );
  indexDrawing(sql, row);
  sql.run(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ledgerHeadKey(row.county),
    `${head.rows + 1} ${row.hash}`,
  );
  return row;
}
