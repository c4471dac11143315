// The bytes of what was sent, named by their hash, beside the record: whole or not there, and still there after the import.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptContent } from '../intake/file-content.ts';
import { originalPath } from '../store/documents.ts';

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file that came in whole and has no name yet. */
export interface Received {
  readonly sha256: string;
  readonly bytes: number;
  /** Where it lies until it has its place. */
  readonly path: string;
  /** Gives it its place. */
  keep(): Promise<void>;
  /** Lets it go. */
  drop(): Promise<void>;
}

/** A file that is coming in, piece by piece. */
export interface Receiving {
  write(piece: Uint8Array): Promise<void>;
  end(): Promise<Received>;
  /** Breaks off; nothing is left. */
  drop(): Promise<void>;
}

export interface KeptFiles {
  receive(): Promise<Receiving>;
  /** A copy of a file that lies elsewhere: what becomes of that one while it is imported is nothing to it. */
  copy(path: string): Promise<Received>;
  take(bytes: Uint8Array): Promise<Received>;
  /** Null when the file is not there any more. */
  find(sha256: string): Promise<KeptContent | null>;
  drop(sha256: string): Promise<void>;
  /** Removes what broken-off sendings left behind. */
  tidy(now: number): Promise<void>;
}

const dayMs = 86_400_000;
const pieceBytes = 1_048_576;

export function keptFiles(home: string): KeptFiles {
  const folder = join(home, 'uploads');
  const pathOf = (sha256: string): string => originalPath(home, sha256);
  const sizeAt = async (path: string): Promise<number | null> => {
    try {
      return (await stat(path)).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  const receive = async (): Promise<Receiving> => {
    await mkdir(folder, { recursive: true });
    const unfinished = join(folder, `${randomUUID()}.part`);
    const file = await open(unfinished, 'w');
    const hash = createHash('sha256');
    let bytes = 0;
    const drop = () => rm(unfinished, { force: true });
    return {
      async write(piece) {
        hash.update(piece);
        bytes += piece.length;
        for (let from = 0; from < piece.length;) from += (await file.write(piece, from)).bytesWritten;
      },
      async end() {
        await file.sync();
        await file.close();
        const sha256 = hash.digest('hex');
        return { sha256, bytes, path: unfinished, keep: () => rename(unfinished, pathOf(sha256)), drop };
      },
      async drop() {
        await file.close();
        await drop();
      },
    };
  };
  return {
    receive,
    async copy(path) {
      const coming = await receive();
      try {
        for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) await coming.write(piece as Buffer);
      } catch (error) {
        await coming.drop();
        throw error;
      }
      return coming.end();
    },
    async take(bytes) {
      const coming = await receive();
      await coming.write(bytes);
      return coming.end();
    },
    async find(sha256) {
      const size = await sizeAt(pathOf(sha256));
      return size === null ? null : { path: pathOf(sha256), size, sha256 };
    },
    drop: (sha256) => rm(pathOf(sha256), { force: true }),
    async tidy(now) {
      if ((await sizeAt(folder)) === null) return;
      const names = await readdir(folder);
      for (const name of names.filter((one) => one.endsWith('.part'))) {
        const path = join(folder, name);
        const { mtimeMs } = await stat(path);
        if (now - mtimeMs > dayMs) await rm(path, { force: true });
      }
    },
  };
}
