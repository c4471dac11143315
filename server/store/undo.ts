// Taking an import back as a whole: what it created goes, what it updated is as it was. Only while nothing later rests on it.
import type { CountyCode } from '#domain/land/codes.ts';
import type { Dependent } from '#domain/upload.ts';
import { followedRepairs, followRepairs } from './drawing-repairs.ts';
import { readTouched, recordTables } from './import-rows.ts';
import { readLineage } from './lineage.ts';
import { dropPackedAccounts } from './packed-accounts.ts';
import { type RecordChanges, unstored } from './record-table.ts';
import { type Sql, integer, numberOrNull, text } from './sql.ts';

/** Ids of a noun that the import created or updated. */
function changedIds(sql: Sql, importId: number): Map<string, Set<number>> {
  const changed = new Map<string, Set<number>>();
  for (const { noun, outcome, ids } of readTouched(sql, importId)) {
    if (outcome === 'unchanged') continue;
    const known = changed.get(noun) ?? new Set<number>();
    for (const id of ids) known.add(id);
    changed.set(noun, known);
  }
  return changed;
}

/** Keys (宗地代码, credit codes, block codes) of those records. */
function keysOf(sql: Sql, noun: string, ids: ReadonlySet<number>): Set<string> {
  const definition = recordTables[noun];
  if (!definition) return new Set();
  const rows = sql.rows(`SELECT id, ${definition.key[0]!.name} FROM ${noun}`);
  return new Set(rows.filter(([id]) => ids.has(integer(id))).map(([, key]) => text(key)));
}

function laterImports(sql: Sql, county: CountyCode, importId: number, changed: ReadonlyMap<string, ReadonlySet<number>>): Dependent[] {
  const later = sql.rows(
    'SELECT id, file, recorded_at FROM import WHERE county = ? AND id > ? AND id NOT IN (SELECT import FROM import_undo) ORDER BY id',
    county,
    importId,
  );
  return later.flatMap(([id, file, at]): Dependent[] => {
    let count = 0;
    for (const { noun, ids } of readTouched(sql, integer(id))) {
      const mine = changed.get(noun);
      if (mine) for (const one of ids) if (mine.has(one)) count += 1;
    }
    if (count === 0) return [];
    const message = `第 ${integer(id)} 次导入“${text(file)}”（${text(at).slice(0, 10)}）沿用或修改了其中 ${count} 条记录，请先撤销那一次`;
    return [{ kind: 'import', id: integer(id), count, message }];
  });
}

const decisions = [
  { kind: 'ledger', table: 'ledger', column: 'parcel', nouns: ['parcel'], words: '台账' },
  { kind: 'idle', table: 'idle_decision', column: 'parcel', nouns: ['parcel'], words: '闲置认定' },
  { kind: 'mark', table: 'evaluation_mark', column: 'subject', nouns: ['firm', 'account', 'block'], words: '评价加减分与否决' },
  { kind: 'grade', table: 'forced_grade', column: 'subject', nouns: ['firm', 'account', 'block'], words: '评价定档' },
] as const;

/** What people decided about those records after they came in. */
function laterDecisions(sql: Sql, county: CountyCode, at: string, changed: ReadonlyMap<string, ReadonlySet<number>>): Dependent[] {
  const keys = new Map([...changed].map(([noun, ids]) => [noun, keysOf(sql, noun, ids)]));
  return decisions.flatMap(({ kind, table, column, nouns, words }): Dependent[] => {
    const touched = nouns.flatMap((noun) => keys.get(noun) ?? []);
    if (touched.length === 0) return [];
    const rows = sql
      .rows(`SELECT id, ${column} FROM ${table} WHERE county = ? AND julianday(recorded_at) >= julianday(?) ORDER BY id`, county, at)
      .filter(([, key]) => touched.some((known) => known.has(text(key))));
    if (rows.length === 0) return [];
    const id = integer(rows[0]![0]);
    return [{ kind, id, count: rows.length, message: `${words}有 ${rows.length} 条（第 ${id} 条起）以其中的记录为据` }];
  });
}

/** Acts of lineage on those parcels: they say what became of land that would be gone. */
function laterLineage(sql: Sql, county: CountyCode, changed: ReadonlyMap<string, ReadonlySet<number>>): Dependent[] {
  const codes = keysOf(sql, 'parcel', changed.get('parcel') ?? new Set());
  if (codes.size === 0) return [];
  const acts = readLineage(sql, county);
  const undone = new Set(acts.flatMap(({ id, undoes }) => (undoes === null ? [] : [id, undoes])));
  const resting = acts.filter(({ id, parts }) => !undone.has(id) && parts.some(({ from, to }) => codes.has(from) || codes.has(to)));
  const [first] = resting;
  if (!first) return [];
  const message = `宗地沿革有 ${resting.length} 项（第 ${first.id} 项起）以其中的宗地为据，请先撤销`;
  return [{ kind: 'lineage', id: first.id, count: resting.length, message }];
}

function laterSuccessions(sql: Sql, importId: number): Dependent[] {
  const rows = sql.rows(
    `SELECT act.id FROM succession_act AS act JOIN succession ON succession.id = act.succession
     WHERE succession.import = ? AND act.act IN ('retire', 'restore') ORDER BY act.id`,
    importId,
  );
  if (rows.length === 0) return [];
  const id = integer(rows[0]![0]);
  return [{ kind: 'succession', id, count: rows.length, message: `据此次导入已决定 ${rows.length} 条记录退出` }];
}

/** What rests on an import; empty when it can be taken back. Ledger entries that it declared are looked at by the caller. */
export function dependentsOf(sql: Sql, county: CountyCode, importId: number): Dependent[] {
  const row = sql.row('SELECT recorded_at FROM import WHERE id = ? AND county = ?', importId, county);
  if (!row) return [];
  const changed = changedIds(sql, importId);
  return [
    ...laterImports(sql, county, importId, changed),
    ...laterDecisions(sql, county, text(row[0]), changed),
    ...laterLineage(sql, county, changed),
    ...laterSuccessions(sql, importId),
  ];
}

function restoreUpdated(sql: Sql, importId: number): void {
  const revisions = sql.rows(
    `SELECT noun, key, changes, previous_place, previous_place_row, county FROM revision
     WHERE place IN (SELECT id FROM place WHERE import = ?) ORDER BY id DESC`,
    importId,
  );
  for (const [noun, key, changes, place, row, county] of revisions) {
    const definition = recordTables[text(noun)];
    if (!definition) throw new Error(`a revision of ${text(noun)}, which is no record`);
    const before = Object.entries(JSON.parse(text(changes)) as RecordChanges).map(
      ([column, [value]]) => [column, unstored(value)] as const,
    );
    // The key's parts hold no blanks but in a zone's name, which stands alone.
    const parts = definition.key.length === 1 ? [text(key)] : text(key).split(' ');
    const matches = definition.key.map(({ name }) => `${name} = ?`).join(' AND ');
    const found = sql.row(`SELECT id FROM ${definition.table} WHERE county = ? AND ${matches}`, text(county), ...parts);
    if (!found) throw new Error(`${text(noun)} ${text(key)} is gone and cannot be restored`);
    const id = integer(found[0]);
    sql.run(
      `UPDATE ${definition.table} SET ${[...before.map(([column]) => column), 'place', 'place_row'].map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      ...before.map(([, value]) => value),
      integer(place),
      numberOrNull(row),
      id,
    );
  }
}

/** Takes the import back. The caller has seen to it that nothing rests on it. */
export function undoImport(
  sql: Sql,
  county: CountyCode,
  importId: number,
  who: { readonly actor: string; readonly recordedAt: string },
): void {
  const followed = followedRepairs(sql, county);
  restoreUpdated(sql, importId);
  for (const { noun, outcome, ids } of readTouched(sql, importId)) {
    if (outcome !== 'created' || !recordTables[noun]) continue;
    for (const id of ids) {
      sql.run(`DELETE FROM ${noun} WHERE id = ?`, id);
    }
  }
  dropPackedAccounts(sql, county);
  sql.run('INSERT INTO import_undo (import, county, actor, recorded_at) VALUES (?, ?, ?, ?)', importId, county, who.actor, who.recordedAt);
  followRepairs(sql, county, followed);
}

/** Imports that were taken back, with when and by whom. */
export function readUndone(sql: Sql, county: CountyCode): Map<number, { readonly actor: string; readonly recordedAt: string }> {
  return new Map(
    sql
      .rows('SELECT import, actor, recorded_at FROM import_undo WHERE county = ?', county)
      .map(([id, actor, at]) => [integer(id), { actor: text(actor), recordedAt: text(at) }]),
  );
}
