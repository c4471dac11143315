// Policy documents in the record: every version that was ever loaded or drafted, and from which day which of them is in force.
import { type InForce, inForceOn } from '#domain/policy/in-force.ts';
import { isoDate } from '#domain/period.ts';
import { type Row, type Sql, text } from './sql.ts';

/** file: came with the program. draft: written by people, in use only once it is put in force. */
export type PolicyOrigin = 'file' | 'draft';

/** A policy document as stored: its text decides; parsing is the importer's. */
export interface PolicyDocument {
  readonly id: string;
  readonly version: string;
  readonly county: string;
  /** SHA-256 (hex) of the text. */
  readonly hash: string;
  readonly yaml: string;
  readonly recordedAt: string;
  /** Left out: file. */
  readonly origin?: PolicyOrigin;
}

const columns = 'id, version, county, hash, yaml, recorded_at, origin';

function documentOf([id, version, county, hash, yaml, recordedAt, origin]: Row): PolicyDocument {
  const head = {
    id: text(id),
    version: text(version),
    county: text(county),
    hash: text(hash),
    yaml: text(yaml),
    recordedAt: text(recordedAt),
  };
  return text(origin) === 'draft' ? { ...head, origin: 'draft' } : head;
}

/** Adds the document unless its text is already the newest of its id and origin; says whether it did. */
export function addPolicy(sql: Sql, document: PolicyDocument): boolean {
  const { id, version, county, hash, yaml, recordedAt, origin = 'file' } = document;
  const newest = sql.row('SELECT hash FROM policy_document WHERE id = ? AND origin = ? ORDER BY sequence DESC LIMIT 1', id, origin);
  if (newest && text(newest[0]) === hash) return false;
  sql.run(`INSERT INTO policy_document (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`, id, version, county, hash, yaml, recordedAt, origin);
  return true;
}

/** The newest version that came with the program. */
export function readPolicy(sql: Sql, id: string): PolicyDocument | null {
  const row = sql.row(`SELECT ${columns} FROM policy_document WHERE id = ? AND origin = 'file' ORDER BY sequence DESC LIMIT 1`, id);
  return row ? documentOf(row) : null;
}

/** The newest version of every policy that came with the program, by id. */
export function readPolicies(sql: Sql): PolicyDocument[] {
  const newest = "SELECT MAX(sequence) FROM policy_document WHERE origin = 'file' GROUP BY id";
  return sql.rows(`SELECT ${columns} FROM policy_document WHERE sequence IN (${newest}) ORDER BY id`).map(documentOf);
}

/** Every version that was ever loaded or drafted, oldest first. */
export function readPolicyVersions(sql: Sql): PolicyDocument[] {
  return sql.rows(`SELECT ${columns} FROM policy_document ORDER BY sequence`).map(documentOf);
}

/** Acts that put versions in force, in the order of writing: of one policy, or of all. */
export function readInForce(sql: Sql, id?: string): InForce[] {
  const select = 'SELECT id, version, hash, starts, basis, actor, recorded_at FROM policy_force';
  const rows = id === undefined ? sql.rows(`${select} ORDER BY sequence`) : sql.rows(`${select} WHERE id = ? ORDER BY sequence`, id);
  return rows.map(([policy, version, hash, starts, basis, actor, recordedAt]) => ({
    id: text(policy),
    version: text(version),
    hash: text(hash),
    from: isoDate(text(starts)),
    basis: text(basis),
    actor: text(actor),
    recordedAt: text(recordedAt),
  }));
}

export function appendInForce(sql: Sql, { id, version, hash, from, basis, actor, recordedAt }: InForce): void {
  const into = 'INSERT INTO policy_force (id, version, hash, starts, basis, actor, recorded_at)';
  sql.run(`${into} VALUES (?, ?, ?, ?, ?, ?, ?)`, id, version, hash, from, basis, actor, recordedAt);
}

/** The version of each policy that holds on its county's day: one put in force by people, else the one that came with the program. */
export function readPoliciesInForce(sql: Sql, dayOf: (county: string) => string): PolicyDocument[] {
  const given = new Map(readPolicies(sql).map((document) => [document.id, document]));
  const acts = readInForce(sql);
  if (acts.length === 0) return [...given.values()];
  const versions = readPolicyVersions(sql);
  return [...new Set([...given.keys(), ...acts.map((act) => act.id)])].sort().flatMap((id) => {
    const own = acts.filter((act) => act.id === id);
    const county = versions.find((document) => document.id === id)?.county ?? '';
    const act = inForceOn(own, dayOf(county));
    const put = act && versions.find((document) => document.id === id && document.hash === act.hash);
    return put ?? given.get(id) ?? [];
  });
}
