// How far the chains of a county had come, noted outside the record after each change: rows cut off the end, with the record's own note of them, still show.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CountyCode } from '#domain/land/codes.ts';
import { readLedgerHead } from './ledger.ts';
import { readLineageHead } from './lineage.ts';
import type { Sql } from './sql.ts';

const head = z.object({ rows: z.number().int(), hash: z.string() });
const noted = z.object({ ledger: head, lineage: head });
type Noted = z.output<typeof noted>;

const pathOf = (home: string, county: CountyCode): string => join(home, 'heads', `${county}.json`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What was noted last; null when nothing was. Notes are moved in whole, so that one that cannot be read was damaged. */
function notesOf(home: string, county: CountyCode): Noted | 'unreadable' | null {
  const path = pathOf(home, county);
  if (!existsSync(path)) return null;
  const parsed = noted.safeParse(jsonOf(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : 'unreadable';
}

/** What was noted last; null when nothing was, or nothing that can be read. */
export function readNoted(home: string, county: CountyCode): Noted | null {
  const notes = notesOf(home, county);
  return notes === 'unreadable' ? null : notes;
}

/** In words, when there is a note that cannot be read. */
export function noteFault(home: string, county: CountyCode): string | null {
  if (notesOf(home, county) !== 'unreadable') return null;
  return `末行记号读不出：heads/${county}.json 被改动或损坏，不能核对台账与沿革末尾是否缺失；与备份核对无误后删去它，下次记入时重新写下`;
}

/** The heads as they are, when they go on from what was noted: what was cut off must not be forgotten by the next entry. Null when they do not. */
export function nextHeads(sql: Sql, home: string, county: CountyCode): Noted | null {
  const now = { ledger: readLedgerHead(sql, county), lineage: readLineageHead(sql, county) };
  const before = notesOf(home, county);
  if (before === 'unreadable') return null;
  const goesOn = (table: 'ledger' | 'lineage'): boolean =>
    !before ||
    before[table].rows === 0 ||
    sql.row(`SELECT 1 FROM ${table} WHERE hash = ? AND county = ?`, before[table].hash, county) !== null;
  return goesOn('ledger') && goesOn('lineage') ? now : null;
}

/** Forgets what was noted: a demonstration county is emptied. */
export function forgetHeads(home: string, county: CountyCode): void {
  rmSync(pathOf(home, county), { force: true });
}

/** Notes the heads after a change was kept. */
export function noteHeads(home: string, county: CountyCode, now: Noted): void {
  if (JSON.stringify(readNoted(home, county)) === JSON.stringify(now)) return;
  const path = pathOf(home, county);
  mkdirSync(join(home, 'heads'), { recursive: true });
  const aside = `${path}.${process.pid}.part`;
  const file = openSync(aside, 'w');
  try {
    writeSync(file, `${JSON.stringify(now)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
}

/** In words, when a chain is shorter than it was once noted to be, or another one; `hashes`: of its rows, in order. */
export function headFault(
  name: string,
  county: CountyCode,
  known: { readonly rows: number; readonly hash: string } | undefined,
  hashes: readonly string[],
): string | null {
  if (!known || known.rows === 0) return null;
  if (hashes.length < known.rows)
    return `${name}末尾缺失：${county} 曾写到第 ${known.rows} 行（heads/${county}.json），现有 ${hashes.length} 行，缺 ${known.rows - hashes.length} 行`;
  if (hashes[known.rows - 1] !== known.hash)
    return `${name}被改写：${county} 第 ${known.rows} 行的校验值与当时所记（heads/${county}.json）不同`;
  return null;
}
