// A home folder in one archive: the record, the evidence and originals that it refers to, and the county's own settings, each under its hash.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recordFileName } from './database.ts';
import { hashOfFile } from './documents.ts';
import { BrokenArchive, readTar, type Taking, writeTar } from './tar.ts';

interface Listed {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly mutu: 'backup';
  readonly form: 1;
  readonly made: string;
  readonly files: readonly Listed[];
}

const manifestName = 'manifest.json';
/** Files named by their hash: never changed, so that they only ever have to be added. */
const hashed = /^(?:documents\/[0-9a-f]{2}\/([0-9a-f]{64})|uploads\/([0-9a-f]{64})\.bin)$/;
/** What else lies beside the record: settings of the county, and how far its chains had come. */
const settings = /^(?:scoring|mappings|heads)\/[^/\\]+$/;

const isHomeFile = (path: string): boolean => path === recordFileName || hashed.test(path) || (settings.test(path) && !path.includes('..'));

function filesUnder(folder: string, prefix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(join(folder, entry.name), path);
    return entry.isFile() && isHomeFile(path) ? [path] : [];
  });
}

/** Everything beside the record that belongs to it, as paths in the home folder. */
function filesBeside(home: string): string[] {
  return ['documents', 'uploads', 'scoring', 'mappings', 'heads'].flatMap((name) => filesUnder(join(home, name), name)).sort();
}

/** Packs a copy of the record and the home's files. Files named by a hash that they no longer have are packed as they are, and told. */
export function packHome(
  home: string,
  record: string,
  target: string,
  made: string,
): { readonly manifest: Manifest; readonly altered: readonly string[] } {
  const altered: string[] = [];
  const list = (path: string, file: string): Listed => {
    const sha256 = hashOfFile(file);
    const name = hashed.exec(path);
    if (name && (name[1] ?? name[2]) !== sha256) altered.push(path);
    return { path, bytes: statSync(file).size, sha256 };
  };
  const files = [list(recordFileName, record), ...filesBeside(home).map((path) => list(path, join(home, path)))];
  const manifest: Manifest = { mutu: 'backup', form: 1, made, files };
  writeTar(target, [
    { path: manifestName, from: Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`) },
    ...files.map(({ path }) => ({ path, from: { file: path === recordFileName ? record : join(home, path) } })),
  ]);
  return { manifest, altered };
}

function manifestOf(bytes: Buffer): Manifest {
  let said: Partial<Manifest>;
  try {
    said = JSON.parse(bytes.toString('utf8')) as Partial<Manifest>;
  } catch (error) {
    throw new BrokenArchive(`清单无法读出：${error instanceof Error ? error.message : String(error)}`);
  }
  if (said.mutu !== 'backup' || !Array.isArray(said.files)) throw new BrokenArchive('不是本程序的备份');
  if (said.form !== 1) throw new BrokenArchive('备份的版式比本程序新');
  return said as Manifest;
}

/** Unpacks into an empty folder and holds every file against the manifest. Throws BrokenArchive; the folder is the caller's to remove. */
export async function unpackHome(archive: string, folder: string): Promise<Manifest> {
  let manifest: Manifest | null = null;
  const found = new Map<string, string>();
  const inMemory = (): Taking => {
    const parts: Uint8Array[] = [];
    return { take: (bytes) => void parts.push(Buffer.from(bytes)), end: () => void (manifest = manifestOf(Buffer.concat(parts))) };
  };
  const onDisk = (path: string): Taking => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    const out = openSync(target, 'w');
    const hash = createHash('sha256');
    return {
      take(bytes) {
        hash.update(bytes);
        for (let written = 0; written < bytes.length;) written += writeSync(out, bytes, written);
      },
      end() {
        closeSync(out);
        found.set(path, hash.digest('hex'));
      },
    };
  };
  await readTar(archive, (path) => {
    if (manifest === null && path !== manifestName) throw new BrokenArchive('不是本程序的备份（没有清单）');
    if (path === manifestName) return inMemory();
    if (!isHomeFile(path)) throw new BrokenArchive(`备份中有不该有的文件 ${path}`);
    return onDisk(path);
  });
  const said: Manifest | null = manifest;
  if (said === null) throw new BrokenArchive('没有清单');
  for (const { path, sha256 } of (said as Manifest).files) {
    if (!found.has(path)) throw new BrokenArchive(`备份中缺文件 ${path}`);
    if (found.get(path) !== sha256) throw new BrokenArchive(`备份中的文件 ${path} 与清单不符，已损坏`);
  }
  if (!found.has(recordFileName)) throw new BrokenArchive('备份中没有数据文件');
  return said;
}

/**
 * Moves the unpacked files beside the record. What is named by its hash is added, or put in the place of a damaged one; settings that differ
 * are kept under `aside` before they are replaced. Nothing of the home is removed.
 */
export function adoptFiles(
  home: string,
  folder: string,
  { files }: Pick<Manifest, 'files'>,
  aside: string,
): { readonly added: number; readonly replaced: readonly string[] } {
  let added = 0;
  const replaced: string[] = [];
  // What was noted of a longer chain does not hold for the one that comes.
  const listed = new Set(files.map(({ path }) => path));
  for (const path of filesUnder(join(home, 'heads'), 'heads')) if (!listed.has(path)) setAside(home, path, aside);
  for (const { path, sha256 } of files) {
    if (path === recordFileName) continue;
    const target = join(home, path);
    if (existsSync(target)) {
      if (hashOfFile(target) === sha256) continue;
      setAside(home, path, aside);
      replaced.push(path);
    }
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(folder, path), target);
    added += 1;
  }
  return { added, replaced };
}

function setAside(home: string, path: string, aside: string): void {
  mkdirSync(dirname(join(aside, path)), { recursive: true });
  renameSync(join(home, path), join(aside, path));
}

/** A folder in the home to unpack into; what an interrupted restore left there is removed first. */
export function emptyFolder(home: string): string {
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) if (name.startsWith('restoring-')) rmSync(join(home, name), { recursive: true, force: true });
  const folder = join(home, `restoring-${process.pid}`);
  mkdirSync(folder);
  return folder;
}

/** Backups were the record alone before they held everything. */
export function isRecordAlone(file: string): boolean {
  const bytes = Buffer.alloc(16);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(opened);
  }
  return bytes.toString('latin1').startsWith('SQLite format 3');
}
