// mutu backup FILE · mutu restore FILE: a consistent copy of the record with its files, and the way back.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findBackupFault, restoreRecord } from '../store/backup.ts';
import { recordFileName } from '../store/database.ts';
import { hashOfFile } from '../store/documents.ts';
import { adoptFiles, emptyFolder, isRecordAlone, type Manifest, packHome, unpackHome } from '../store/home-archive.ts';
import { openStore } from '../store/store.ts';
import { BrokenArchive } from '../store/tar.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, type Session } from './session.ts';

function onlyFile(words: readonly string[]): string {
  const { files } = readArguments(words, {});
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new ArgumentError('应给出一个文件');
  return resolve(file);
}

export async function backupCommand(words: readonly string[], session: Session): Promise<number> {
  const file = onlyFile(words);
  if (existsSync(file)) {
    session.err(`${file} 已存在，未覆盖；请换一个文件名\n`);
    return exits.refused;
  }
  mkdirSync(dirname(file), { recursive: true });
  const { home } = session.config;
  // Written beside and moved in, so that a file of this name is always a whole backup.
  const [aside, record] = [`${file}.part`, `${file}.record.part`];
  for (const old of [aside, record]) rmSync(old, { force: true });
  const store = await openStore(home);
  let faults: string[];
  try {
    await store.copyTo(record);
    faults = await store.fileFaults();
  } finally {
    await store.close();
  }
  // Files are only ever added beside the record: those that the copy refers to are all there.
  const { manifest, altered } = packHome(home, record, aside, session.now);
  rmSync(record);
  renameSync(aside, file);
  const hash = hashOfFile(file);
  writeFileSync(`${file}.sha256`, `${hash}\n`);
  session.out(`已备份到 ${file}（数据与 ${manifest.files.length - 1} 个文件）\nsha256 ${hash}\n`);
  for (const fault of faults) session.err(`${fault}\n`);
  for (const path of altered) session.err(`${path} 与其名称（sha256）不符，照原样备份\n`);
  return faults.length + altered.length > 0 ? exits.withIssues : exits.done;
}

/** The record to put in the place of the present one, with the files beside it where the backup has them. */
async function opened(file: string, folder: string): Promise<{ readonly record: string; readonly manifest: Manifest | null }> {
  if (isRecordAlone(file)) return { record: file, manifest: null };
  const manifest = await unpackHome(file, folder);
  return { record: join(folder, recordFileName), manifest };
}

export async function restoreCommand(words: readonly string[], session: Session): Promise<number> {
  const file = onlyFile(words);
  if (!existsSync(file)) throw new ArgumentError(`没有文件 ${file}`);
  const refuse = (reason: string): number => {
    session.err(`未恢复：${reason}；现有数据没有改动\n`);
    return exits.refused;
  };
  if (existsSync(`${file}.sha256`) && readFileSync(`${file}.sha256`, 'utf8').trim() !== hashOfFile(file))
    return refuse(`${file} 与其 sha256 不符，备份已损坏`);
  const { home } = session.config;
  const folder = emptyFolder(home);
  try {
    const { record, manifest } = await opened(file, folder);
    const fault = findBackupFault(record);
    if (fault !== null) return refuse(`${file} ${fault}`);
    const mark = join(home, `before-restore-${session.now.replaceAll(/[:.]/g, '-')}`);
    const kept = `${mark}.sqlite`;
    const store = await openStore(home);
    try {
      await store.copyTo(kept);
    } finally {
      await store.close();
    }
    // Files first: a record never stands without what it refers to.
    const files = adoptFiles(home, folder, manifest ?? { files: [] }, mark);
    await restoreRecord(home, record);
    session.out(`已从 ${file} 恢复；恢复前的数据另存为 ${kept}\n`);
    if (manifest) session.out(`放入 ${files.added} 个文件${files.replaced.length > 0 ? `，被替换的在 ${mark}` : ''}\n`);
    else session.out('这份备份只有数据，没有凭证文件和导入原件\n');
    const after = await openStore(home);
    const missing = await after.fileFaults();
    await after.close();
    for (const one of missing) session.err(`${one}\n`);
    return missing.length > 0 ? exits.withIssues : exits.done;
  } catch (error) {
    if (error instanceof BrokenArchive) return refuse(`${file} ${error.message}`);
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
