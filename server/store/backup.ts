// Looking at a copy of the record before it is trusted, and putting it in the place of the present one.
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { recordFileName } from './database.ts';
import { migrate, migrations, schemaVersion } from './migrate.ts';

/** Why a file cannot stand for the record; null when it can. */
export function findBackupFault(file: string): string | null {
  let copy: Database.Database | null = null;
  try {
    copy = new Database(file, { readonly: true, fileMustExist: true });
    const version = schemaVersion(copy);
    if (version < 1) return '不是本程序的数据文件';
    if (version > migrations().length) return `数据版式 ${version} 比本程序新`;
    const check = copy.pragma('integrity_check', { simple: true });
    return check === 'ok' ? null : `已损坏：${String(check)}`;
  } catch (error) {
    return `无法打开：${error instanceof Error ? error.message : String(error)}`;
  } finally {
    copy?.close();
  }
}

/** Replaces the record's content by the copy's, page by page under the database's own locks, so that a running server sees it whole. */
export async function restoreRecord(homeFolder: string, file: string): Promise<void> {
  mkdirSync(homeFolder, { recursive: true });
  const target = join(homeFolder, recordFileName);
  const versions = versionsIn(target);
  const copy = new Database(file, { readonly: true, fileMustExist: true });
  try {
    await copy.backup(target);
  } finally {
    copy.close();
  }
  const restored = new Database(target);
  try {
    restored.pragma('journal_mode = WAL');
    migrate(restored);
    // A county must never show an old version number with other content: whoever kept an answer would keep it for ever.
    const raise = restored.prepare('UPDATE county SET version = ? WHERE code = ? AND version <= ?');
    for (const [code, version] of versions) raise.run(version + 1, code, version);
  } finally {
    restored.close();
  }
}

function versionsIn(target: string): Map<string, number> {
  const present = new Database(target);
  try {
    if (schemaVersion(present) < 1) return new Map();
    const rows = present.prepare<[], { code: string; version: number }>('SELECT code, version FROM county').all();
    return new Map(rows.map(({ code, version }) => [code, version]));
  } finally {
    present.close();
  }
}
