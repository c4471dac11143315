// People who may sign in, and who is signed in. Passwords and tokens are kept only as what can be checked, never as themselves.
import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Role } from '#domain/access/actor.ts';
import type { TownshipCode } from '#domain/land/codes.ts';
import { type Sql, text, textOrNull } from './sql.ts';

export interface UserRecord {
  readonly name: string;
  readonly role: Role;
  readonly townships: 'all' | readonly TownshipCode[];
  /** What a password is checked against; null: disabled. */
  readonly secret: string | null;
  /** Who added, changed or disabled the user, and when. */
  readonly actor: string;
  readonly recordedAt: string;
}

export interface SignedIn {
  readonly token: string;
  readonly name: string;
  readonly expiresAt: string;
}

const keyBytes = 32;

/** Salt and scrypt key of a password, as hex. */
export function secretOf(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${scryptSync(password.normalize('NFKC'), salt, keyBytes).toString('hex')}`;
}

export function passwordFits(password: string, secret: string): boolean {
  const [salt = '', key = ''] = secret.split(':');
  const given = scryptSync(password.normalize('NFKC'), Buffer.from(salt, 'hex'), keyBytes);
  const kept = Buffer.from(key, 'hex');
  return kept.length === given.length && timingSafeEqual(kept, given);
}

/** A token to hand out, and the form in which it is kept. */
export function newToken(): { readonly token: string; readonly kept: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, kept: keptToken(token) };
}

export function keptToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function readUsers(sql: Sql): UserRecord[] {
  return sql
    .rows(
      `SELECT name, role, townships, secret, actor, recorded_at FROM user
       WHERE id IN (SELECT MAX(id) FROM user GROUP BY name) ORDER BY name`,
    )
    .map(([name, role, townships, secret, actor, at]) => ({
      name: text(name),
      role: text(role) as Role,
      townships: townships === 'all' ? 'all' : (JSON.parse(text(townships)) as TownshipCode[]),
      secret: textOrNull(secret),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendUser(sql: Sql, { name, role, townships, secret, actor, recordedAt }: UserRecord): void {
  sql.run(
    'INSERT INTO user (name, role, townships, secret, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
    name,
    role,
    townships === 'all' ? 'all' : JSON.stringify(townships),
    secret,
    actor,
    recordedAt,
  );
  // Whoever was signed in under what held before signs in again.
  sql.run('DELETE FROM session WHERE name = ?', name);
}

export function openSession(sql: Sql, { token, name, expiresAt }: SignedIn): void {
  sql.run('INSERT INTO session (token, name, expires_at) VALUES (?, ?, ?)', token, name, expiresAt);
}

export function closeSession(sql: Sql, token: string): void {
  sql.run('DELETE FROM session WHERE token = ?', token);
}

export function readSession(sql: Sql, token: string, now: string): string | null {
  const row = sql.row('SELECT name FROM session WHERE token = ? AND expires_at > ?', token, now);
  return row ? text(row[0]) : null;
}
