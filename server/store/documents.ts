// Files kept as evidence: noted in the record, their bytes in the home folder's documents/, named by their SHA-256.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CountyCode } from '#domain/land/codes.ts';
import { type Row, type Sql, integer, text } from './sql.ts';

export interface KeptDocument {
  readonly sha256: string;
  readonly name: string;
  /** Media type as it was sent. */
  readonly type: string;
  readonly bytes: number;
  readonly actor: string;
  readonly recordedAt: string;
}

const columns = 'sha256, name, type, bytes, actor, recorded_at';

function documentOf([hash, name, type, bytes, actor, at]: Row): KeptDocument {
  return { sha256: text(hash), name: text(name), type: text(type), bytes: integer(bytes), actor: text(actor), recordedAt: text(at) };
}

export function readDocuments(sql: Sql, county: CountyCode): KeptDocument[] {
  return sql.rows(`SELECT ${columns} FROM document WHERE county = ? ORDER BY id`, county).map(documentOf);
}

export function readDocument(sql: Sql, hash: string): KeptDocument | null {
  const row = sql.row(`SELECT ${columns} FROM document WHERE sha256 = ? ORDER BY id LIMIT 1`, hash);
  return row ? documentOf(row) : null;
}

export function appendDocument(sql: Sql, county: CountyCode, { sha256, name, type, bytes, actor, recordedAt }: KeptDocument): void {
  sql.run(
    `INSERT INTO document (county, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (county, sha256) DO NOTHING`,
    county,
    sha256,
    name,
    type,
    bytes,
    actor,
    recordedAt,
  );
}

/** Where the bytes of a document lie. */
export function documentPath(home: string, hash: string): string {
  return join(home, 'documents', hash.slice(0, 2), hash);
}

/** In words, each file that was imported from and is missing or no longer what it was; those put away before they were committed are not asked for. */
export function originalFaults(sql: Sql, home: string, county: CountyCode): string[] {
  const rows = sql.rows(
    `SELECT sha256, MIN(file) FROM upload WHERE county = ? AND status <> 'discarded' GROUP BY sha256 ORDER BY MIN(recorded_at), sha256`,
    county,
  );
  return rows.flatMap(([hash, file]) => {
    const path = originalPath(home, text(hash));
    if (!existsSync(path)) return [`导入原件缺失：${county} ${text(file)}（${text(hash)}）`];
    return hashOfFile(path) === text(hash) ? [] : [`导入原件被改动：${county} ${text(file)}（${text(hash)}）`];
  });
}

/** Where the bytes of a file that was sent lie. */
export function originalPath(home: string, hash: string): string {
  return join(home, 'uploads', `${hash}.bin`);
}

/** Keeps the bytes under their hash: written aside, forced to the disk and moved in, so that a file of this name is always whole. */
export function keepBytes(home: string, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const path = documentPath(home, hash);
  // One that was damaged is written anew.
  if (existsSync(path) && statSync(path).size === bytes.length && hashOfFile(path) === hash) return hash;
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}.part`;
  const file = openSync(aside, 'w');
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
  return hash;
}

export function readBytes(home: string, hash: string): Uint8Array | null {
  const path = documentPath(home, hash);
  return existsSync(path) ? readFileSync(path) : null;
}

/** SHA-256 (hex) of a file, read piece by piece. */
export function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const bytes = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) hash.update(bytes.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** In words, each document of a county that is missing or no longer what it was. */
export function documentFaults(sql: Sql, home: string, county: CountyCode): string[] {
  return readDocuments(sql, county).flatMap(({ sha256, name, bytes }) => {
    const path = documentPath(home, sha256);
    if (!existsSync(path)) return [`凭证缺失：${county} ${name}（${sha256}）`];
    if (hashOfFile(path) !== sha256) return [`凭证被改动：${county} ${name}（${sha256}）`];
    const { size } = statSync(path);
    return size === bytes ? [] : [`凭证登记被改动：${county} ${name}（${sha256}）登记为 ${bytes} 字节，文件为 ${size} 字节`];
  });
}
