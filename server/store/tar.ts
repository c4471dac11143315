// Plain tar files, written and read as streams: what a backup is kept in, so that any system's own tools can open it.
import { closeSync, createReadStream, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';

const block = 512;
const chunk = 1 << 20;
const padding = (size: number): number => (block - (size % block)) % block;

/** Largest size in the eleven octal digits of a header; beyond it the size is written in binary. */
const octalLimit = 8 ** 11;

function header(path: string, size: number, type: '0' | 'x'): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number): void => {
    bytes.write(value.toString(8).padStart(digits, '0'), at, 'latin1');
  };
  bytes.write(path, 0, 100, 'utf8');
  octal(0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  if (size < octalLimit) octal(size, 124, 11);
  else {
    bytes[124] = 0x80;
    bytes.writeBigUInt64BE(BigInt(size), 128);
  }
  octal(0, 136, 11);
  bytes.fill(' ', 148, 156);
  bytes.write(type, 156, 'latin1');
  bytes.write('ustar\u000000', 257, 'latin1');
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

/** A pax header for a name that does not fit a plain one. */
function longName(path: string): Buffer {
  const said = (length: number): string => `${length} path=${path}\n`;
  let length = Buffer.byteLength(said(0));
  while (Buffer.byteLength(said(length)) !== length) length = Buffer.byteLength(said(length));
  const text = Buffer.from(said(length), 'utf8');
  return Buffer.concat([header('PaxHeader', text.length, 'x'), text, Buffer.alloc(padding(text.length))]);
}

/** What is put into an archive: bytes, or the file that holds them. */
export interface Packed {
  readonly path: string;
  readonly from: Uint8Array | { readonly file: string };
}

/** Writes the archive and forces it to the disk. A file that changes its size meanwhile throws. */
export function writeTar(target: string, entries: Iterable<Packed>): void {
  const out = openSync(target, 'w');
  try {
    const put = (bytes: Uint8Array): void => {
      for (let written = 0; written < bytes.length;) written += writeSync(out, bytes, written);
    };
    for (const { path, from } of entries) {
      const size = from instanceof Uint8Array ? from.length : statSync(from.file).size;
      if (Buffer.byteLength(path) > 100) put(longName(path));
      put(header(Buffer.from(path).subarray(0, 100).toString('utf8'), size, '0'));
      if (from instanceof Uint8Array) put(from);
      else copyFrom(from.file, size, put);
      put(Buffer.alloc(padding(size)));
    }
    put(Buffer.alloc(2 * block));
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

function copyFrom(file: string, size: number, put: (bytes: Uint8Array) => void): void {
  const source = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(chunk, size) || 1);
    let left = size;
    while (left > 0) {
      const read = readSync(source, bytes, 0, Math.min(bytes.length, left), null);
      if (read === 0) throw new Error(`${file} grew shorter while it was read`);
      put(bytes.subarray(0, read));
      left -= read;
    }
  } finally {
    closeSync(source);
  }
}

/** Takes the bytes of one entry as they come. */
export interface Taking {
  take(bytes: Uint8Array): void;
  end(): void;
}

/** An archive that is cut short, or was never one. */
export class BrokenArchive extends Error {}

function sizeIn(bytes: Buffer): number {
  if (bytes[124] === 0x80) return Number(bytes.readBigUInt64BE(128));
  const digits = bytes.toString('latin1', 124, 136).replaceAll('\0', ' ').trim();
  if (!/^[0-7]*$/.test(digits)) throw new BrokenArchive('条目大小不是数字');
  return Number.parseInt(digits || '0', 8);
}

function checked(bytes: Buffer): Buffer {
  const stated = Number.parseInt(bytes.toString('latin1', 148, 156).replaceAll('\0', ' ').trim(), 8);
  const plain = Buffer.from(bytes);
  plain.fill(' ', 148, 156);
  if (stated !== plain.reduce((total, byte) => total + byte, 0)) throw new BrokenArchive('条目头校验不符');
  return bytes;
}

/** Entries as their bytes come, in pieces of whatever size. */
class TarReader {
  readonly #open: (path: string, size: number) => Taking;
  #held: Uint8Array = new Uint8Array(0);
  #current: Taking | null = null;
  #left = 0;
  #skip = 0;
  #name: string | null = null;
  ended = false;

  constructor(open: (path: string, size: number) => Taking) {
    this.#open = open;
  }

  push(bytes: Uint8Array): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    while (!this.ended && this.#step());
  }

  /** One entry's bytes or one header; false when more bytes are needed. */
  #step(): boolean {
    if (this.#current) {
      const bytes = this.#held.subarray(0, this.#left);
      this.#current.take(bytes);
      this.#left -= bytes.length;
      this.#held = this.#held.subarray(bytes.length);
      if (this.#left > 0) return false;
      const done = this.#current;
      this.#current = null;
      done.end();
    }
    if (this.#skip + block > this.#held.length) return false;
    const head = Buffer.from(this.#held.subarray(this.#skip, this.#skip + block));
    this.#held = this.#held.subarray(this.#skip + block);
    this.#skip = 0;
    if (head.every((byte) => byte === 0)) this.ended = true;
    else this.#begin(head);
    return true;
  }

  #begin(head: Buffer): void {
    this.#left = sizeIn(checked(head));
    this.#skip = padding(this.#left);
    const type = head.toString('latin1', 156, 157);
    if (type === 'x') this.#current = this.#longName();
    else if (type === '0' || type === '\0') {
      const path = this.#name ?? head.toString('utf8', 0, 100).replace(/\0.*$/s, '');
      this.#name = null;
      this.#current = this.#open(path, this.#left);
    } else throw new BrokenArchive(`条目类型 ${type} 不认识`);
  }

  #longName(): Taking {
    const parts: Uint8Array[] = [];
    return {
      take: (bytes) => void parts.push(Buffer.from(bytes)),
      end: () => {
        this.#name = /^\d+ path=(.*)\n$/s.exec(Buffer.concat(parts).toString('utf8'))?.[1] ?? null;
      },
    };
  }
}

/** Reads an archive to its end mark; `open` is told each entry's path and size and takes its bytes. Throws BrokenArchive. */
export async function readTar(file: string, open: (path: string, size: number) => Taking): Promise<void> {
  const reader = new TarReader(open);
  for await (const data of createReadStream(file, { highWaterMark: chunk })) {
    reader.push(data as Buffer);
    if (reader.ended) return;
  }
  throw new BrokenArchive('文件不完整，末尾缺失');
}
