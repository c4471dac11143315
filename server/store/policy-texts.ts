// Texts of policy documents as attached: every one kept, the newest of a policy in use.
import { type Sql, text } from './sql.ts';

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

export function readPolicyText(sql: Sql, id: string): PolicyText | null {
  const select = 'SELECT policy, name, hash, body, actor, recorded_at FROM policy_text';
  const row = sql.row(`${select} WHERE policy = ? ORDER BY sequence DESC LIMIT 1`, id);
  if (!row) return null;
  const [policy, name, hash, body, actor, recordedAt] = row;
  return { policy: text(policy), name: text(name), hash: text(hash), body: text(body), actor: text(actor), recordedAt: text(recordedAt) };
}
