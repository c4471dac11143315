// Reads POLYGON and MULTIPOLYGON in well-known text.
import { limits } from '../limits.ts';
import type { RawGeometry, RawPosition } from './raw-table.ts';

/** Null for an empty geometry; anything that is not a polygon, or is broken, is named. */
export function readWkt(text: string): RawGeometry | null {
  const match = /^\s*([A-Z]+)\s*(?:Z|M|ZM)?\s*(EMPTY|\(.*\))\s*$/is.exec(text);
  const type = match?.[1]?.toUpperCase();
  if (!match || !type) return { kind: 'other', name: '无效的 WKT' };
  if (type !== 'POLYGON' && type !== 'MULTIPOLYGON') return { kind: 'other', name: type };
  if (match[2]!.toUpperCase() === 'EMPTY') return null;
  const inner = match[2]!.slice(1, -1);
  const bodies = type === 'POLYGON' ? [inner] : groups(inner);
  const polygons = bodies?.map((body) => groups(body)?.map(positions) ?? null);
  if (!polygons || polygons.some((rings) => rings === null || rings.some((ring) => ring === null)))
    return { kind: 'other', name: '无效的 WKT' };
  return { kind: 'polygons', polygons: polygons as RawPosition[][][] };
}

/** Contents of the top-level brackets; null when they do not pair. */
function groups(text: string): string[] | null {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') {
      depth += 1;
      if (depth === 1) start = index + 1;
    } else if (text[index] === ')') {
      depth -= 1;
      if (depth < 0) return null;
      if (depth === 0) found.push(text.slice(start, index));
    }
  }
  return depth === 0 && found.length > 0 ? found : null;
}

function positions(text: string): RawPosition[] | null {
  const pairs = text.split(',');
  if (pairs.length > limits.vertices) return null;
  const read = pairs.map((pair) => pair.trim().split(/\s+/).map(Number));
  return read.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)) ? read.map(([x, y]) => [x!, y!]) : null;
}
