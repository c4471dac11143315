// The bytes of what was sent, named by their hash, beside the record: whole or not there, and still there after the import.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface KeptFiles {
  keep(bytes: Uint8Array): Promise<string>;
  /** Null when the file is not there any more. */
  read(sha256: string): Promise<Uint8Array | null>;
  drop(sha256: string): Promise<void>;
}

export function keptFiles(home: string): KeptFiles {
  const folder = join(home, 'uploads');
  const pathOf = (sha256: string): string => join(folder, `${sha256}.bin`);
  const there = async (path: string): Promise<boolean> => {
    try {
      return (await stat(path)).isFile();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  };
  return {
    async keep(bytes) {
      const sha256 = hashOf(bytes);
      if (await there(pathOf(sha256))) return sha256;
      await mkdir(folder, { recursive: true });
      const unfinished = join(folder, `${randomUUID()}.part`);
      const file = await open(unfinished, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, pathOf(sha256));
      return sha256;
    },
    read: async (sha256) => ((await there(pathOf(sha256))) ? readFile(pathOf(sha256)) : null),
    drop: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}
