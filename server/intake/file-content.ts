// The bytes of a file on their way in: held in memory, or lying in a file that only whoever parses it reads.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';

export interface KeptContent {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export type FileContent = Uint8Array | KeptContent;

export function sizeOf(content: FileContent): number {
  return content instanceof Uint8Array ? content.length : content.size;
}

export function hashOfContent(content: FileContent): string {
  return content instanceof Uint8Array ? createHash('sha256').update(content).digest('hex') : content.sha256;
}

/** All of it, in memory. */
export function bytesOf(content: FileContent): Uint8Array {
  return content instanceof Uint8Array ? content : readFileSync(content.path);
}

/** A file as it lies on disk, read once for its hash, a piece at a time. */
export async function contentAt(path: string): Promise<KeptContent> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path);
  try {
    for await (const chunk of file.createReadStream({ highWaterMark: 1_048_576 })) {
      const bytes = chunk as Buffer;
      hash.update(bytes);
      size += bytes.length;
    }
  } finally {
    await file.close();
  }
  return { path, size, sha256: hash.digest('hex') };
}
