// The ledger's rows and the idle decisions in the record: appended, never changed.
import { createHash } from 'node:crypto';
import type { IdleDecision } from '#domain/county-data.ts';
import type { CountyCode, TownshipCode } from '#domain/land/codes.ts';
import { chainStart, type LedgerDraft, sealRow } from '#domain/ledger/chain.ts';
import type { LandMetricKind, LedgerAct, LedgerRow } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';
import type { MicroMu } from '#domain/units.ts';
import { shapeFromBytes, shapeToBytes } from './shape-blob.ts';
import { type Row, type Sql, bytesOrNull, integer, numberOrNull, text, textOrNull } from './sql.ts';

export function sha256(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex');
}

const columns =
  'id, county, act, entry, policy, parcel, township, shape, kind, measure, gross, effective, date, basis, documents, actor, recorded_at, hash, previous_hash';

function ledgerRowOf(row: Row): LedgerRow {
  const [
    id,
    county,
    act,
    entry,
    policy,
    parcel,
    township,
    shape,
    kind,
    measure,
    gross,
    effective,
    date,
    basis,
    documents,
    actor,
    at,
    hash,
    previous,
  ] = row;
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
    basis: text(basis),
    documents: JSON.parse(text(documents)) as readonly string[],
    actor: text(actor),
    recordedAt: text(at),
    hash: text(hash),
    previousHash: text(previous),
  };
}

/** A county's rows in the order they were written. */
export function readLedger(sql: Sql, county: CountyCode): LedgerRow[] {
  return sql.rows(`SELECT ${columns} FROM ledger WHERE county = ? ORDER BY id`, county).map(ledgerRowOf);
}

/** The row with this number, whatever its county; null when there is none. */
export function readLedgerRow(sql: Sql, id: number): LedgerRow | null {
  const row = sql.row(`SELECT ${columns} FROM ledger WHERE id = ?`, id);
  return row ? ledgerRowOf(row) : null;
}

export const ledgerHeadKey = (county: CountyCode): string => `ledger-head:${county}`;

/** Number of rows and last hash as noted at the last append: shows rows cut off the end, which a chain alone cannot. */
export function readLedgerHead(sql: Sql, county: CountyCode): { rows: number; hash: string } {
  const row = sql.row('SELECT value FROM meta WHERE key = ?', ledgerHeadKey(county));
  const [rows = '0', hash = chainStart] = row ? text(row[0]).split(' ') : [];
  return { rows: Number(rows), hash };
}

/** Seals the draft behind the county's last row and writes it. Call inside a change. */
export function appendLedger(sql: Sql, draft: LedgerDraft): LedgerRow {
  const id = integer(sql.row('SELECT COALESCE(MAX(id), 0) + 1 FROM ledger')?.[0]);
  const head = readLedgerHead(sql, draft.county);
  const row = sealRow(draft, id, head.hash, sha256);
  sql.run(
    `INSERT INTO ledger (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    row.basis,
    JSON.stringify(row.documents),
    row.actor,
    row.recordedAt,
    row.hash,
    row.previousHash,
  );
  sql.run(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ledgerHeadKey(row.county),
    `${head.rows + 1} ${row.hash}`,
  );
  return row;
}

export function readIdleDecisions(sql: Sql, county: CountyCode): IdleDecision[] {
  return sql
    .rows('SELECT parcel, state, since, basis, actor, recorded_at FROM idle_decision WHERE county = ? ORDER BY id', county)
    .map(([parcel, state, since, basis, actor, at]) => ({
      parcel: text(parcel),
      state: text(state) as IdleDecision['state'],
      since: textOrNull(since) as IsoDate | null,
      basis: text(basis),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendIdleDecision(sql: Sql, county: CountyCode, decision: IdleDecision): void {
  sql.run(
    'INSERT INTO idle_decision (county, parcel, state, since, basis, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    county,
    decision.parcel,
    decision.state,
    decision.since,
    decision.basis,
    decision.actor,
    decision.recordedAt,
  );
}
