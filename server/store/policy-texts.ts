// Texts of policy documents as attached: every one kept, the newest of a policy in use.
import { type Sql, integer, text } from './sql.ts';

export interface PolicyText {
  readonly policy: string;
  /** Name of the file as sent. */
  readonly name: string;
  /** SHA-256 (hex) of the file as sent. */
  readonly hash: string;
  readonly body: string;
  readonly actor: string;
  readonly recordedAt: string;
}

export function appendPolicyText(sql: Sql, { policy, name, hash, body, actor, recordedAt }: PolicyText): void {
  const into = 'INSERT INTO policy_text (policy, name, hash, body, actor, recorded_at)';
  sql.run(`${into} VALUES (?, ?, ?, ?, ?, ?)`, policy, name, hash, body, actor, recordedAt);
}

/** Every text attached to a policy, newest first, without the words themselves. */
export function readPolicyTexts(sql: Sql, id: string): (Omit<PolicyText, 'body'> & { readonly characters: number })[] {
  const select = 'SELECT policy, name, hash, LENGTH(body), actor, recorded_at FROM policy_text';
  return sql.rows(`${select} WHERE policy = ? ORDER BY sequence DESC`, id).map(([policy, name, hash, characters, actor, recordedAt]) => ({
    policy: text(policy),
    name: text(name),
    hash: text(hash),
    characters: integer(characters),
    actor: text(actor),
    recordedAt: text(recordedAt),
  }));
}

export function readPolicyText(sql: Sql, id: string): PolicyText | null {
  const select = 'SELECT policy, name, hash, body, actor, recorded_at FROM policy_text';
  const row = sql.row(`${select} WHERE policy = ? ORDER BY sequence DESC LIMIT 1`, id);
  if (!row) return null;
  const [policy, name, hash, body, actor, recordedAt] = row;
  return { policy: text(policy), name: text(name), hash: text(hash), body: text(body), actor: text(actor), recordedAt: text(recordedAt) };
}
