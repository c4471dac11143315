// Acts of lineage in the record: what became of parcels. Appended, never changed, sealed to one another.
import type { CountyCode } from '#domain/land/codes.ts';
import { chainStart } from '#domain/ledger/chain.ts';
import { canonicalLineage, type Lineage, type LineageDraft, type LineageKind, type LineagePart } from '#domain/ledger/lineage.ts';
import type { IsoDate } from '#domain/period.ts';
import { sha256 } from './ledger.ts';
import { type Row, type Sql, integer, numberOrNull, text } from './sql.ts';

export const lineageHeadKey = (county: CountyCode): string => `lineage-head:${county}`;

export function readLineageHead(sql: Sql, county: CountyCode): { rows: number; hash: string } {
  const row = sql.row('SELECT value FROM meta WHERE key = ?', lineageHeadKey(county));
  const [rows = '0', hash = chainStart] = row ? text(row[0]).split(' ') : [];
  return { rows: Number(rows), hash };
}

const columns = 'id, county, kind, date, parts, undoes, basis, actor, recorded_at, hash, previous_hash';

function actOf([id, county, kind, date, parts, undoes, basis, actor, at, hash, previous]: Row): Lineage {
  return {
    id: integer(id),
    county: text(county) as CountyCode,
    kind: text(kind) as LineageKind,
    date: text(date) as IsoDate,
    parts: JSON.parse(text(parts)) as LineagePart[],
    undoes: numberOrNull(undoes ?? null),
    basis: text(basis),
    actor: text(actor),
    recordedAt: text(at),
    hash: text(hash),
    previousHash: text(previous),
  };
}

/** A county's acts in the order they were written. */
export function readLineage(sql: Sql, county: CountyCode): Lineage[] {
  return sql.rows(`SELECT ${columns} FROM lineage WHERE county = ? ORDER BY id`, county).map(actOf);
}

/** The act with this number, whatever its county; null when there is none. */
export function readAct(sql: Sql, id: number): Lineage | null {
  const row = sql.row(`SELECT ${columns} FROM lineage WHERE id = ?`, id);
  return row ? actOf(row) : null;
}

/** The county of an act; null when there is no such act. */
export function readCountyOfLineage(sql: Sql, id: number): CountyCode | null {
  const row = sql.row('SELECT county FROM lineage WHERE id = ?', id);
  return row ? (text(row[0]) as CountyCode) : null;
}

/** Writes the next act. Whether it may be written is decided before, inside the same change. */
export function appendLineage(sql: Sql, draft: LineageDraft): Lineage {
  const id = integer(sql.row('SELECT COALESCE(MAX(id), 0) + 1 FROM lineage')?.[0]);
  const head = readLineageHead(sql, draft.county);
  const open = { ...draft, id, previousHash: head.hash };
  const act = { ...open, hash: sha256(canonicalLineage(open)) };
  const { county, kind, date, parts, undoes, basis, actor, recordedAt, hash, previousHash } = act;
  sql.run(
    `INSERT INTO lineage (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    county,
    kind,
    date,
    JSON.stringify(parts.map(({ from, to, area, fromTownship, toTownship }) => ({ from, to, area, fromTownship, toTownship }))),
    undoes,
    basis,
    actor,
    recordedAt,
    hash,
    previousHash,
  );
  sql.run(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    lineageHeadKey(county),
    `${head.rows + 1} ${hash}`,
  );
  return act;
}
