// Shapes as bytes: little-endian float64 throughout, [polygons, then per polygon: rings, then per ring: points, lon, lat, lon, lat …].
// Doubles keep every coordinate exactly as it was read; one number size keeps the reader to a single typed array.
import type { MultiPolygon, PolygonRings, Position, Ring } from '#domain/land/geometry.ts';

export function shapeToBytes(shape: MultiPolygon): Uint8Array {
  let length = 1;
  for (const polygon of shape) {
    length += 1;
    for (const ring of polygon) length += 1 + ring.length * 2;
  }
  const numbers = new Float64Array(length);
  let at = 0;
  numbers[at++] = shape.length;
  for (const polygon of shape) {
    numbers[at++] = polygon.length;
    for (const ring of polygon) {
      numbers[at++] = ring.length;
      for (const [lon, lat] of ring) {
        numbers[at++] = lon;
        numbers[at++] = lat;
      }
    }
  }
  return Buffer.from(numbers.buffer);
}

/** The doubles of stored bytes. */
export function numbersOf(bytes: Uint8Array): Float64Array {
  if (bytes.byteLength % 8 !== 0) throw new RangeError('a stored shape is not a whole number of doubles');
  // The driver's buffers may start anywhere in memory; a typed array of doubles may not.
  return bytes.byteOffset % 8 === 0
    ? new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    : new Float64Array(new Uint8Array(bytes).buffer);
}

export function shapeFromBytes(bytes: Uint8Array): MultiPolygon {
  const numbers = numbersOf(bytes);
  let at = 0;
  const next = (): number => {
    const value = numbers[at++];
    if (value === undefined) throw new RangeError('a stored shape ends too early');
    return value;
  };
  const polygons: PolygonRings[] = [];
  const polygonCount = next();
  for (let polygon = 0; polygon < polygonCount; polygon += 1) {
    const rings: Ring[] = [];
    const ringCount = next();
    for (let ring = 0; ring < ringCount; ring += 1) {
      const pointCount = next();
      const points: Position[] = new Array<Position>(pointCount);
      for (let point = 0; point < pointCount; point += 1) points[point] = [next(), next()];
      rings.push(points);
    }
    polygons.push(rings);
  }
  return polygons;
}

/** About 0.1 mm: two drawings this close are the same drawing, written down twice. */
const sameDegrees = 1e-9;

function near([lonA, latA]: Position, [lonB, latB]: Position): boolean {
  return Math.abs(lonA - lonB) <= sameDegrees && Math.abs(latA - latB) <= sameDegrees;
}

/** The same closed ring, wherever it begins and whichever way round it goes. */
function sameRing(a: Ring, b: Ring): boolean {
  if (a.length !== b.length) return false;
  const count = a.length - 1;
  if (count < 1) return a.every((position, index) => near(position, b[index]!));
  for (let start = 0; start < count; start += 1) {
    if (!near(a[0]!, b[start]!)) continue;
    for (const step of [1, count - 1]) {
      let at = start;
      let same = true;
      for (let index = 1; same && index < count; index += 1) {
        at = (at + step) % count;
        same = near(a[index]!, b[at]!);
      }
      if (same) return true;
    }
  }
  return false;
}

/** Whether two stored shapes are one drawing: the same parts and rings in order, point for point. */
export function sameShape(left: Uint8Array | null, right: Uint8Array | null): boolean {
  if (left === null || right === null) return left === right;
  if (left.byteLength !== right.byteLength) return false;
  if (Buffer.compare(left, right) === 0) return true;
  const [a, b] = [shapeFromBytes(left), shapeFromBytes(right)];
  return (
    a.length === b.length &&
    a.every((rings, polygon) => rings.length === b[polygon]!.length && rings.every((ring, index) => sameRing(ring, b[polygon]![index]!)))
  );
}
