// Frozen bulletins in the record: content as it was hashed, the files made of it, and the seal that ties each to the one before.
import { createHash } from 'node:crypto';
import type { CountyCode } from '#domain/land/codes.ts';
import { chainStart } from '#domain/ledger/chain.ts';
import { sha256 } from './ledger.ts';
import { type Sql, bytesOrNull, integer, text } from './sql.ts';

export const bulletinFormats = ['docx', 'xlsx', 'pdf'] as const;
export type BulletinFormat = (typeof bulletinFormats)[number];

export interface FrozenBulletin {
  readonly county: string;
  readonly number: number;
  /** Canonical JSON of the content; `hash` is its SHA-256. */
  readonly content: string;
  readonly hash: string;
  readonly files: Readonly<Record<string, { readonly hash: string; readonly size: number }>>;
}

export interface BulletinDraft {
  readonly number: number;
  readonly content: string;
  readonly files: readonly { readonly format: BulletinFormat; readonly bytes: Uint8Array }[];
}

const sha256Bytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface FileHash {
  readonly format: string;
  readonly hash: string;
}

function sealOf(county: string, number: number, hash: string, files: readonly FileHash[], previousSeal: string): string {
  const named = [...files].sort((a, b) => (a.format < b.format ? -1 : 1)).map(({ format, hash: own }) => [format, own]);
  return sha256(JSON.stringify([previousSeal, county, number, hash, named]));
}

const headKey = (county: string): string => `bulletin-head:${county}`;

function readHead(sql: Sql, county: string): { readonly number: number; readonly seal: string } {
  const row = sql.row('SELECT value FROM meta WHERE key = ?', headKey(county));
  const [number = '0', seal = chainStart] = row ? text(row[0]).split(' ') : [];
  return { number: Number(number), seal };
}

/** A county's bulletins, oldest first. */
export function readBulletins(sql: Sql, county: string): FrozenBulletin[] {
  const files = new Map<number, Record<string, { hash: string; size: number }>>();
  const listed = 'SELECT number, format, hash, length(bytes) FROM bulletin_file WHERE county = ?';
  for (const [number, format, hash, size] of sql.rows(listed, county)) {
    const own = files.get(integer(number)) ?? {};
    own[text(format)] = { hash: text(hash), size: integer(size) };
    files.set(integer(number), own);
  }
  return sql.rows('SELECT number, content, hash FROM bulletin WHERE county = ? ORDER BY number', county).map(([number, content, hash]) => ({
    county,
    number: integer(number),
    content: text(content),
    hash: text(hash),
    files: files.get(integer(number)) ?? {},
  }));
}

export function readBulletinFile(sql: Sql, county: string, number: number, format: string): Uint8Array | null {
  const row = sql.row('SELECT bytes FROM bulletin_file WHERE county = ? AND number = ? AND format = ?', county, number, format);
  return row ? bytesOrNull(row[0] ?? null) : null;
}

/** Writes the next bulletin; null when another was frozen meanwhile and the number is taken. */
export function appendBulletin(sql: Sql, county: CountyCode, { number, content, files }: BulletinDraft): FrozenBulletin | null {
  const head = readHead(sql, county);
  if (number !== head.number + 1) return null;
  const hash = sha256(content);
  const hashed = files.map(({ format, bytes }) => ({ format, bytes, hash: sha256Bytes(bytes) }));
  const seal = sealOf(county, number, hash, hashed, head.seal);
  const into = 'INSERT INTO bulletin (county, number, content, hash, previous_seal, seal) VALUES (?, ?, ?, ?, ?, ?)';
  sql.run(into, county, number, content, hash, head.seal, seal);
  for (const file of hashed) {
    const intoFiles = 'INSERT INTO bulletin_file (county, number, format, hash, bytes) VALUES (?, ?, ?, ?, ?)';
    sql.run(intoFiles, county, number, file.format, file.hash, file.bytes);
  }
  sql.run('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', headKey(county), `${number} ${seal}`);
  return {
    county,
    number,
    content,
    hash,
    files: Object.fromEntries(hashed.map((file) => [file.format, { hash: file.hash, size: file.bytes.length }])),
  };
}

/** Removes a demonstration county's bulletins. */
export function clearBulletins(sql: Sql, county: string): void {
  sql.run('DELETE FROM bulletin_file WHERE county = ?', county);
  sql.run('DELETE FROM bulletin WHERE county = ?', county);
  sql.run('DELETE FROM meta WHERE key = ?', headKey(county));
}

/** What does not hold of a county's frozen bulletins: content, files, or one missing. */
export function bulletinFaults(sql: Sql, county: string): string[] {
  const faults: string[] = [];
  let seal = chainStart;
  let last = 0;
  for (const row of sql.rows('SELECT number, content, hash, previous_seal, seal FROM bulletin WHERE county = ? ORDER BY number', county)) {
    const [number, hash] = [integer(row[0]), text(row[2])];
    const named = `${county} 第 ${number} 号通报`;
    if (sha256(text(row[1])) !== hash) faults.push(`${named}的内容被改动`);
    const files: FileHash[] = [];
    for (const [format, kept, bytes] of sql.rows(
      'SELECT format, hash, bytes FROM bulletin_file WHERE county = ? AND number = ?',
      county,
      number,
    )) {
      files.push({ format: text(format), hash: text(kept) });
      if (sha256Bytes(bytesOrNull(bytes ?? null) ?? new Uint8Array()) !== text(kept)) faults.push(`${named}的 ${text(format)} 文件被改动`);
    }
    for (let gone = last + 1; gone < number; gone += 1) faults.push(`${county} 第 ${gone} 号通报缺失`);
    if (text(row[3]) !== seal) faults.push(`${named}与前一号不衔接`);
    else if (sealOf(county, number, hash, files, seal) !== text(row[4])) faults.push(`${named}的封印不符`);
    seal = text(row[4]);
    last = number;
  }
  const head = readHead(sql, county);
  for (let gone = last + 1; gone <= head.number; gone += 1) faults.push(`${county} 第 ${gone} 号通报缺失`);
  if (head.number < last || (last > 0 && head.number === last && head.seal !== seal)) faults.push(`${county} 最后一号通报的封印不符`);
  return faults;
}

/** Counties and prefectures that have frozen bulletins, or had. */
export function bulletinCounties(sql: Sql): string[] {
  const sealed = "SELECT substr(key, 15) FROM meta WHERE key LIKE 'bulletin-head:%'";
  return sql.rows(`SELECT county FROM bulletin UNION ${sealed} ORDER BY 1`).map(([county]) => text(county));
}
