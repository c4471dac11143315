// Brings a record up to the newest schema: numbered scripts, each in its own transaction, each applied once.
import { readFileSync, readdirSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly script: string;
}

/** The scripts of migrations/, which must be numbered 1, 2, 3 … without a gap. */
export function migrations(): readonly Migration[] {
  const folder = new URL('./migrations/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name, index) => {
      const version = Number(name.slice(0, 4));
      if (version !== index + 1) throw new Error(`migration ${name} should be number ${index + 1}`);
      return { version, name, script: readFileSync(new URL(name, folder), 'utf8') };
    });
}

export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Applies what is missing; a record written by a newer program is refused rather than guessed at. */
export function migrate(database: Database): number {
  const all = migrations();
  const newest = all.length;
  const present = schemaVersion(database);
  if (present > newest) throw new Error(`the record has schema ${present}, this program knows ${newest}: use the newer program`);
  for (const migration of all.slice(present)) {
    database
      .transaction(() => {
        // Another process may have applied it while this one waited for the lock.
        if (schemaVersion(database) >= migration.version) return;
        database.exec(migration.script);
        database.pragma(`user_version = ${migration.version}`);
      })
      .immediate();
  }
  return newest;
}
