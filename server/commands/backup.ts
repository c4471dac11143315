// mutu backup FILE · mutu restore FILE: a consistent copy of the record, and the way back.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findBackupFault, restoreRecord } from '../store/backup.ts';
import { openStore } from '../store/store.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, type Session } from './session.ts';

function onlyFile(words: readonly string[]): string {
  const { files } = readArguments(words, {});
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new ArgumentError('应给出一个文件');
  return resolve(file);
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

export async function backupCommand(words: readonly string[], session: Session): Promise<number> {
  const file = onlyFile(words);
  if (existsSync(file)) {
    session.err(`${file} 已存在，未覆盖；请换一个文件名\n`);
    return exits.refused;
  }
  mkdirSync(dirname(file), { recursive: true });
  // Written beside and moved in, so that a file of this name is always a whole backup.
  const aside = `${file}.part`;
  rmSync(aside, { force: true });
  const store = await openStore(session.config.home);
  try {
    await store.copyTo(aside);
  } finally {
    await store.close();
  }
  renameSync(aside, file);
  const hash = hashOf(file);
  writeFileSync(`${file}.sha256`, `${hash}\n`);
  session.out(`已备份到 ${file}\nsha256 ${hash}\n`);
  return exits.done;
}

export async function restoreCommand(words: readonly string[], session: Session): Promise<number> {
  const file = onlyFile(words);
  if (!existsSync(file)) throw new ArgumentError(`没有文件 ${file}`);
  const refuse = (reason: string): number => {
    session.err(`未恢复：${reason}\n`);
    return exits.refused;
  };
  if (existsSync(`${file}.sha256`) && readFileSync(`${file}.sha256`, 'utf8').trim() !== hashOf(file))
    return refuse(`${file} 与其 sha256 不符，备份已损坏`);
  const fault = findBackupFault(file);
  if (fault !== null) return refuse(`${file} ${fault}`);
  const { home } = session.config;
  const kept = join(home, `before-restore-${session.now.replaceAll(/[:.]/g, '-')}.sqlite`);
  const store = await openStore(home);
  try {
    await store.copyTo(kept);
  } finally {
    await store.close();
  }
  await restoreRecord(home, file);
  session.out(`已从 ${file} 恢复；恢复前的数据另存为 ${kept}\n`);
  return exits.done;
}
