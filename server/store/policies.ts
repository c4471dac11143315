// Policy documents in the record: every version that was ever loaded, the newest of each id in use.
import { type Row, type Sql, text } from './sql.ts';

/** A policy document as stored: its text decides; parsing is the importer's. */
export interface PolicyDocument {
  readonly id: string;
  readonly version: string;
  readonly county: string;
  /** SHA-256 (hex) of the text. */
  readonly hash: string;
  readonly yaml: string;
  readonly recordedAt: string;
}

const columns = 'id, version, county, hash, yaml, recorded_at';

function documentOf([id, version, county, hash, yaml, recordedAt]: Row): PolicyDocument {
  return { id: text(id), version: text(version), county: text(county), hash: text(hash), yaml: text(yaml), recordedAt: text(recordedAt) };
}

/** Adds the document unless its text is already the newest of its id; says whether it did. */
export function addPolicy(sql: Sql, document: PolicyDocument): boolean {
  const newest = readPolicy(sql, document.id);
  if (newest?.hash === document.hash) return false;
  const { id, version, county, hash, yaml, recordedAt } = document;
  sql.run(`INSERT INTO policy_document (${columns}) VALUES (?, ?, ?, ?, ?, ?)`, id, version, county, hash, yaml, recordedAt);
  return true;
}

export function readPolicy(sql: Sql, id: string): PolicyDocument | null {
  const row = sql.row(`SELECT ${columns} FROM policy_document WHERE id = ? ORDER BY sequence DESC LIMIT 1`, id);
  return row ? documentOf(row) : null;
}

/** The newest version of every policy, by id. */
export function readPolicies(sql: Sql): PolicyDocument[] {
  return sql
    .rows(`SELECT ${columns} FROM policy_document WHERE sequence IN (SELECT MAX(sequence) FROM policy_document GROUP BY id) ORDER BY id`)
    .map(documentOf);
}

/** Every version that was ever loaded, oldest first. */
export function readPolicyVersions(sql: Sql): PolicyDocument[] {
  return sql.rows(`SELECT ${columns} FROM policy_document ORDER BY sequence`).map(documentOf);
}
