// Two shapes side by side: whether they may share ground, and whether a narrow gap was left between them.
import { edgeDistanceSquared, planeContains, type PlaneShape } from './plane.ts';

/** Lines nearer than this are drawn to meet. */
const penMetres = 0.002;

/** False: the shapes lie apart or only touch. True: it must be measured how much they share. */
export function mayOverlap(a: PlaneShape, b: PlaneShape): boolean {
  const [left, right] = [Math.max(a.minX, b.minX), Math.min(a.maxX, b.maxX)];
  const [low, high] = [Math.max(a.minY, b.minY), Math.min(a.maxY, b.maxY)];
  if (right - left < penMetres || high - low < penMetres) return false;
  return edgesCross(a, b, left, low, right, high) || cornerInside(a, b) || cornerInside(b, a) || sameGround(a, b);
}

function edgesCross(a: PlaneShape, b: PlaneShape, left: number, low: number, right: number, high: number): boolean {
  for (let ringA = 0; ringA + 1 < a.starts.length; ringA += 1) {
    for (let i = a.starts[ringA]!; i < a.starts[ringA + 1]! - 1; i += 1) {
      const [x1, y1, x2, y2] = [a.xy[i * 2]!, a.xy[i * 2 + 1]!, a.xy[i * 2 + 2]!, a.xy[i * 2 + 3]!];
      if ((x1 < left && x2 < left) || (x1 > right && x2 > right) || (y1 < low && y2 < low) || (y1 > high && y2 > high)) continue;
      const [dx, dy] = [x2 - x1, y2 - y1];
      const margin = penMetres * Math.sqrt(dx * dx + dy * dy);
      for (let ringB = 0; ringB + 1 < b.starts.length; ringB += 1) {
        for (let j = b.starts[ringB]!; j < b.starts[ringB + 1]! - 1; j += 1) {
          const [x3, y3, x4, y4] = [b.xy[j * 2]!, b.xy[j * 2 + 1]!, b.xy[j * 2 + 2]!, b.xy[j * 2 + 3]!];
          const [one, two] = [dx * (y3 - y1) - dy * (x3 - x1), dx * (y4 - y1) - dy * (x4 - x1)];
          if (!((one > margin && two < -margin) || (one < -margin && two > margin))) continue;
          const [ex, ey] = [x4 - x3, y4 - y3];
          const other = penMetres * Math.sqrt(ex * ex + ey * ey);
          const [three, four] = [ex * (y1 - y3) - ey * (x1 - x3), ex * (y2 - y3) - ey * (x2 - x3)];
          if ((three > other && four < -other) || (three < -other && four > other)) return true;
        }
      }
    }
  }
  return false;
}

/** A corner of the first that lies inside the second and off its edge. */
function cornerInside(a: PlaneShape, b: PlaneShape): boolean {
  const count = a.xy.length / 2;
  for (let point = 0; point < count; point += 1) {
    const [x, y] = [a.xy[point * 2]!, a.xy[point * 2 + 1]!];
    if (x <= b.minX || x >= b.maxX || y <= b.minY || y >= b.maxY) continue;
    if (planeContains(b, x, y) && edgeDistanceSquared(b, x, y) > penMetres * penMetres) return true;
  }
  return false;
}

/** Shapes whose edges all coincide: then the middle of one is in the other. */
function sameGround(a: PlaneShape, b: PlaneShape): boolean {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const inner = innerPlace(one);
    if (inner && planeContains(other, inner[0], inner[1])) return true;
  }
  return false;
}

/** A place inside: the middle of the widest stretch along a line through the shape. */
function innerPlace(shape: PlaneShape): readonly [number, number] | null {
  const y = shape.minY + (shape.maxY - shape.minY) * 0.5013;
  const crossings: number[] = [];
  for (let ring = 0; ring + 1 < shape.starts.length; ring += 1) {
    for (let point = shape.starts[ring]!; point < shape.starts[ring + 1]! - 1; point += 1) {
      const [y1, y2] = [shape.xy[point * 2 + 1]!, shape.xy[point * 2 + 3]!];
      if (y1 > y === y2 > y) continue;
      const [x1, x2] = [shape.xy[point * 2]!, shape.xy[point * 2 + 2]!];
      crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    }
  }
  crossings.sort((left, right) => left - right);
  let [best, width] = [Number.NaN, 0];
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const wide = crossings[index + 1]! - crossings[index]!;
    if (wide > width) [best, width] = [(crossings[index]! + crossings[index + 1]!) / 2, wide];
  }
  return width > 0 ? [best, y] : null;
}

/** Wider than a pen's line, narrower than anything that is left between lots on purpose. */
const gapFrom = 0.02;
const gapTo = 0.5;

export interface Gap {
  /** Metres: mean distance of the corners that face the other shape, and how long the gap is along them. */
  readonly width: number;
  readonly length: number;
}

/** A strip between two shapes that were meant to meet: several corners of one a little off the other's edge, over some length. */
export function gapBetween(a: PlaneShape, b: PlaneShape): Gap | null {
  const found = [facing(a, b), facing(b, a)].filter((gap) => gap !== null).toSorted((one, other) => other.length - one.length);
  return found[0] ?? null;
}

function facing(a: PlaneShape, b: PlaneShape): Gap | null {
  let [length, sum, count] = [0, 0, 0];
  for (let ring = 0; ring + 1 < a.starts.length; ring += 1) {
    let before = Number.NaN;
    for (let point = a.starts[ring]!; point < a.starts[ring + 1]!; point += 1) {
      const [x, y] = [a.xy[point * 2]!, a.xy[point * 2 + 1]!];
      const near = x > b.minX - gapTo && x < b.maxX + gapTo && y > b.minY - gapTo && y < b.maxY + gapTo;
      const distance = near ? Math.sqrt(edgeDistanceSquared(b, x, y)) : Infinity;
      if (distance <= gapTo && before <= gapTo && Math.max(distance, before) >= gapFrom) {
        const [px, py] = [a.xy[point * 2 - 2]!, a.xy[point * 2 - 1]!];
        // The edge between the two corners faces the other shape only when its middle is as near as they are.
        const middle = Math.sqrt(edgeDistanceSquared(b, (x + px) / 2, (y + py) / 2));
        if (middle <= gapTo && middle >= gapFrom / 2) {
          length += Math.hypot(x - px, y - py);
          sum += middle;
          count += 1;
        }
      }
      before = distance;
    }
  }
  return count > 0 && length >= 2 ? { width: sum / count, length } : null;
}
