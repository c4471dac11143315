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
  const { xy: ofA, starts: startsA } = a.pool;
  const { xy: ofB, starts: startsB } = b.pool;
  for (let ringA = a.ringFrom; ringA < a.ringTo; ringA += 1) {
    for (let i = startsA[ringA]!; i < startsA[ringA + 1]! - 1; i += 1) {
      const x1 = ofA[i * 2]!;
      const y1 = ofA[i * 2 + 1]!;
      const x2 = ofA[i * 2 + 2]!;
      const y2 = ofA[i * 2 + 3]!;
      if ((x1 < left && x2 < left) || (x1 > right && x2 > right) || (y1 < low && y2 < low) || (y1 > high && y2 > high)) continue;
      const dx = x2 - x1;
      const dy = y2 - y1;
      const margin = penMetres * Math.sqrt(dx * dx + dy * dy);
      for (let ringB = b.ringFrom; ringB < b.ringTo; ringB += 1) {
        for (let j = startsB[ringB]!; j < startsB[ringB + 1]! - 1; j += 1) {
          const x3 = ofB[j * 2]!;
          const y3 = ofB[j * 2 + 1]!;
          const x4 = ofB[j * 2 + 2]!;
          const y4 = ofB[j * 2 + 3]!;
          const one = dx * (y3 - y1) - dy * (x3 - x1);
          const two = dx * (y4 - y1) - dy * (x4 - x1);
          if (!((one > margin && two < -margin) || (one < -margin && two > margin))) continue;
          const ex = x4 - x3;
          const ey = y4 - y3;
          const other = penMetres * Math.sqrt(ex * ex + ey * ey);
          const three = ex * (y1 - y3) - ey * (x1 - x3);
          const four = ex * (y2 - y3) - ey * (x2 - x3);
          if ((three > other && four < -other) || (three < -other && four > other)) return true;
        }
      }
    }
  }
  return false;
}

/** A corner of the first that lies inside the second and off its edge. */
function cornerInside(a: PlaneShape, b: PlaneShape): boolean {
  const { xy, starts } = a.pool;
  for (let point = starts[a.ringFrom]!; point < starts[a.ringTo]!; point += 1) {
    const x = xy[point * 2]!;
    const y = xy[point * 2 + 1]!;
    if (x <= b.minX || x >= b.maxX || y <= b.minY || y >= b.maxY) continue;
    if (planeContains(b, x, y) && edgeDistanceSquared(b, x, y) > penMetres * penMetres) return true;
  }
  return false;
}

/** Shapes whose edges all coincide: then the middle of one is in the other. */
function sameGround(a: PlaneShape, b: PlaneShape): boolean {
  return innerLiesIn(a, b) || innerLiesIn(b, a);
}

function innerLiesIn(a: PlaneShape, b: PlaneShape): boolean {
  const y = a.minY + (a.maxY - a.minY) * 0.5013;
  if (y < b.minY || y > b.maxY) return false;
  const inner = innerPlace(a);
  return inner !== null && planeContains(b, inner[0], inner[1]);
}

/** A place inside: the middle of the widest stretch along a line through the shape. */
function innerPlace(shape: PlaneShape): readonly [number, number] | null {
  const y = shape.minY + (shape.maxY - shape.minY) * 0.5013;
  const { xy, starts } = shape.pool;
  const crossings: number[] = [];
  for (let ring = shape.ringFrom; ring < shape.ringTo; ring += 1) {
    for (let point = starts[ring]!; point < starts[ring + 1]! - 1; point += 1) {
      const y1 = xy[point * 2 + 1]!;
      const y2 = xy[point * 2 + 3]!;
      if (y1 > y === y2 > y) continue;
      const x1 = xy[point * 2]!;
      const x2 = xy[point * 2 + 2]!;
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
  const { xy, starts } = a.pool;
  for (let ring = a.ringFrom; ring < a.ringTo; ring += 1) {
    let before = Number.NaN;
    for (let point = starts[ring]!; point < starts[ring + 1]!; point += 1) {
      const x = xy[point * 2]!;
      const y = xy[point * 2 + 1]!;
      const near = x > b.minX - gapTo && x < b.maxX + gapTo && y > b.minY - gapTo && y < b.maxY + gapTo;
      const distance = near ? Math.sqrt(edgeDistanceSquared(b, x, y)) : Infinity;
      if (distance <= gapTo && before <= gapTo && Math.max(distance, before) >= gapFrom) {
        const [px, py] = [xy[point * 2 - 2]!, xy[point * 2 - 1]!];
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
