// Tiles of one snapshot kept compressed, up to so many bytes; the one asked for longest ago goes first.
import { gzipSync } from 'node:zlib';

/** A tile as it is sent: plain, and compressed for whoever takes that. */
export interface PackedTile {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

export interface TileCache {
  /** The tile under this name, made when it is not kept; null for one without bytes (which is not kept: there are endlessly many). */
  get(name: string, make: () => Uint8Array): PackedTile | null;
}

const MOST_BYTES = 96_000_000;

/** Bytes with their gzip. */
export function packBytes(bytes: Uint8Array): PackedTile {
  const plain = new Uint8Array(bytes);
  return { plain, gzip: new Uint8Array(gzipSync(plain, { level: 6 })) };
}

export function createTileCache(): TileCache {
  const kept = new Map<string, PackedTile>();
  let bytes = 0;
  const weight = (tile: PackedTile): number => tile.plain.length + tile.gzip.length + 200;
  return {
    get(name, make) {
      const known = kept.get(name);
      if (known) {
        kept.delete(name);
        kept.set(name, known);
        return known;
      }
      const made = make();
      if (made.length === 0) return null;
      const tile = packBytes(made);
      kept.set(name, tile);
      bytes += weight(tile);
      for (const [oldest, dropped] of kept) {
        if (bytes <= MOST_BYTES || oldest === name) break;
        kept.delete(oldest);
        bytes -= weight(dropped);
      }
      return tile;
    },
  };
}
