// A file named on the command line, with those that belong to it, taken in as one that is sent to the server would be.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { zipSync } from 'fflate';
import type { Issue } from '#domain/issue.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../intake/limits.ts';
import type { KeptFiles, Received } from '../uploads/kept-files.ts';

type Fault = Pick<Issue, 'kind' | 'message'>;

/** Files that only together are one data set, by the ending of the one that is named on the command line. */
const companions: Readonly<Record<string, RegExp>> = {
  shp: /\.(shp|shx|dbf|prj|cpg)$/i,
  tab: /\.(tab|dat|map|id|ind)$/i,
  mif: /\.(mif|mid)$/i,
};

function tooLarge(path: string, size: number): Result<never, Fault> {
  const message = `${path} 有 ${size} 字节，过大${limitHint('fileBytes')}，未导入；请分成几个文件。`;
  return fail({ kind: 'limit-exceeded', message });
}

/** Files as the archive they are usually sent in. The same files give the same bytes. */
function zipFiles(folder: string, files: readonly string[], inside = ''): Result<Uint8Array, Fault> {
  const size = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  if (size > limits.fileBytes) return tooLarge(join(folder, files[0] ?? ''), size);
  // The oldest day an archive can state, so that the time of day is no part of the bytes.
  const mtime = new Date(1980, 0, 1);
  return ok(zipSync(Object.fromEntries(files.toSorted().map((file) => [inside + file, [readFileSync(join(folder, file)), { mtime }]]))));
}

/** A file with those beside it that belong to it; null: none do. */
function zipCompanions(path: string): Result<Uint8Array, Fault> | null {
  const { dir, name, ext } = parse(path);
  const belongs = companions[ext.slice(1).toLowerCase()];
  if (!belongs) return null;
  return zipFiles(
    dir,
    readdirSync(dir || '.').filter((file) => parse(file).name === name && belongs.test(file)),
  );
}

/** A copy of the file in the home folder, piece by piece; or why there is none. */
export async function takeIn(path: string, files: KeptFiles): Promise<Result<Received, Fault>> {
  try {
    const found = statSync(path);
    const gdb = found.isDirectory() && /\.gdb\/?$/i.test(path);
    if (!gdb && !found.isFile()) return fail({ kind: 'file-unreadable', message: `${path} 不是文件` });
    const zipped = gdb ? zipFiles(path, readdirSync(path), `${basename(path)}/`) : zipCompanions(path);
    if (zipped) return zipped.ok ? ok(await files.take(zipped.value)) : zipped;
    return found.size > limits.fileBytes ? tooLarge(path, found.size) : ok(await files.copy(path));
  } catch (error) {
    return fail({ kind: 'file-unreadable', message: `${path} 无法读取：${error instanceof Error ? error.message : String(error)}` });
  }
}
