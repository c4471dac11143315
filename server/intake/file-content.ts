// The bytes of a file on their way in: held in memory, or lying in a file that only whoever parses it reads.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

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
