// Records that a later delivery no longer holds: proposed to leave, decided by a person, kept whole when they leave.
import type { CountyCode } from '#domain/land/codes.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import type { Succession, SuccessionKind } from '#domain/upload.ts';
import { recordTables } from './import-rows.ts';
import { dropPackedAccounts } from './packed-accounts.ts';
import { parcelTable } from './parcels.ts';
import { placeOf } from './places.ts';
import { type Stored, storable, unstored } from './record-table.ts';
import { type Sql, integer, numberOrNull, text, textOrNull } from './sql.ts';

export type SuccessionActName = 'retire' | 'keep' | 'restore' | 'returned';

export interface SuccessionAct {
  readonly act: SuccessionActName;
  readonly reason: string | null;
  readonly actor: string;
  readonly recordedAt: string;
}

export interface KeptSuccession extends Succession {
  readonly id: number;
  readonly importId: number;
  readonly noun: string;
  readonly acts: readonly SuccessionAct[];
}

function matchOf(noun: string): { readonly table: string; readonly where: string; readonly parts: (key: string) => string[] } {
  const definition = recordTables[noun];
  if (!definition) throw new Error(`${noun} is no record`);
  const { table, key } = definition;
  return {
    table,
    where: key.map(({ name }) => `${name} = ?`).join(' AND '),
    parts: (whole) => (key.length === 1 ? [whole] : whole.split(' ')),
  };
}

export function addSuccessions(sql: Sql, county: CountyCode, importId: number, noun: string, rows: readonly Succession[]): void {
  for (const { key, kind, label, successors } of rows) {
    sql.run(
      'INSERT INTO succession (county, import, noun, key, kind, label, successors) VALUES (?, ?, ?, ?, ?, ?, ?)',
      county,
      importId,
      noun,
      key,
      kind,
      label,
      JSON.stringify(successors),
    );
  }
}

/** Proposals of imports that stand, oldest first, each with what was decided. */
export function readSuccessions(sql: Sql, county: CountyCode): KeptSuccession[] {
  const acts = new Map<number, SuccessionAct[]>();
  for (const [succession, act, reason, actor, at] of sql.rows(
    `SELECT succession, act, reason, actor, recorded_at FROM succession_act
     WHERE county = ? AND (import IS NULL OR import NOT IN (SELECT import FROM import_undo)) ORDER BY id`,
    county,
  )) {
    const list = acts.get(integer(succession)) ?? [];
    acts.set(integer(succession), list);
    list.push({ act: text(act) as SuccessionActName, reason: textOrNull(reason ?? null), actor: text(actor), recordedAt: text(at) });
  }
  return sql
    .rows(
      `SELECT id, import, noun, key, kind, label, successors FROM succession
       WHERE county = ? AND import NOT IN (SELECT import FROM import_undo) ORDER BY id`,
      county,
    )
    .map(([id, importId, noun, key, kind, label, successors]) => ({
      id: integer(id),
      importId: integer(importId),
      noun: text(noun),
      key: text(key),
      kind: text(kind) as SuccessionKind,
      label: textOrNull(label ?? null),
      successors: JSON.parse(text(successors)) as string[],
      acts: acts.get(integer(id)) ?? [],
    }));
}

function appendAct(
  sql: Sql,
  county: CountyCode,
  succession: number,
  act: SuccessionAct,
  more: { readonly content?: string; readonly importId?: number } = {},
): void {
  sql.run(
    'INSERT INTO succession_act (county, succession, act, reason, content, import, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    county,
    succession,
    act.act,
    act.reason,
    more.content ?? null,
    more.importId ?? null,
    act.actor,
    act.recordedAt,
  );
}

/** Writes that the record stays, or that a later file holds it again. */
export function noteSuccession(sql: Sql, county: CountyCode, id: number, act: SuccessionAct, importId?: number): void {
  appendAct(sql, county, id, act, importId === undefined ? {} : { importId });
}

/** Takes the record out of the present and keeps it whole with the act. False when it is not there. */
export function retireRecord(
  sql: Sql,
  county: CountyCode,
  { id, noun, key }: Pick<KeptSuccession, 'id' | 'noun' | 'key'>,
  act: SuccessionAct,
): boolean {
  const { table, where, parts } = matchOf(noun);
  const columns = sql.rows(`SELECT name FROM pragma_table_info('${table}')`).map(([name]) => text(name));
  const row = sql.row(`SELECT ${columns.join(', ')} FROM ${table} WHERE county = ? AND ${where}`, county, ...parts(key));
  if (!row) return false;
  const content = Object.fromEntries(columns.map((name, index) => [name, storable(row[index] ?? null)]));
  appendAct(sql, county, id, act, { content: JSON.stringify(content) });
  const rowId = integer(row[columns.indexOf('id')]);
  sql.run(`DELETE FROM ${table} WHERE id = ?`, rowId);
  if (noun === 'account') dropPackedAccounts(sql, county);
  return true;
}

/** Parcels that left the register, as they were when they left; those that are there again are not among them. */
export function readFormerParcels(sql: Sql, county: CountyCode): Parcel[] {
  const { table, key, data, read } = parcelTable;
  const rows = sql.rows(
    `SELECT content FROM succession_act AS act JOIN succession ON succession.id = act.succession
     WHERE act.county = ? AND act.act = 'retire' AND succession.noun = ?
       AND act.id = (SELECT MAX(later.id) FROM succession_act AS later JOIN succession AS of ON of.id = later.succession
         WHERE of.county = succession.county AND of.noun = succession.noun AND of.key = succession.key AND later.act = 'retire')
       AND NOT EXISTS (SELECT 1 FROM parcel WHERE parcel.county = succession.county AND parcel.code = succession.key)
     ORDER BY act.id`,
    county,
    table,
  );
  const places = placeOf(sql);
  return rows.map(([content]) => {
    const values = JSON.parse(text(content)) as Record<string, Stored>;
    const of = (name: string) => unstored(values[name] ?? null);
    return read(
      county,
      [...key, ...data].map(({ name }) => of(name)),
      places(integer(of('place')), numberOrNull(of('place_row'))),
    );
  });
}

/** Puts a retired record back as it was. False when another has taken its key meanwhile. */
export function restoreRecord(
  sql: Sql,
  county: CountyCode,
  { id, noun, key }: Pick<KeptSuccession, 'id' | 'noun' | 'key'>,
  act: SuccessionAct,
): boolean {
  const { table, where, parts } = matchOf(noun);
  if (sql.row(`SELECT id FROM ${table} WHERE county = ? AND ${where}`, county, ...parts(key))) return false;
  const kept = sql.row(`SELECT content FROM succession_act WHERE succession = ? AND act = 'retire' ORDER BY id DESC LIMIT 1`, id);
  if (!kept) return false;
  const content = Object.entries(JSON.parse(text(kept[0])) as Record<string, Stored>).filter(([name]) => name !== 'id');
  sql.run(
    `INSERT INTO ${table} (${content.map(([name]) => name).join(', ')}) VALUES (${content.map(() => '?').join(', ')})`,
    ...content.map(([, value]) => unstored(value)),
  );
  if (noun === 'account') dropPackedAccounts(sql, county);
  appendAct(sql, county, id, act);
  return true;
}
