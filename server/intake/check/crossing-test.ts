// A quick answer for the many good drawings: whether any two edges of a shape that are no neighbours come together at all.
import type { PlaneShape } from './plane.ts';

/** Rings longer than this are left to the sweep, whose cost grows less than their square. */
const mostEdges = 400;
const tolerance = 0.001;

/** False: the shape surely does not cross itself. True: edges meet, or there are too many to look at pair by pair. */
export function mayCross({ pool: { xy, starts }, ringFrom, ringTo }: PlaneShape): boolean {
  if (starts[ringTo]! - starts[ringFrom]! > mostEdges) return true;
  for (let ring = ringFrom; ring < ringTo; ring += 1) {
    const first = starts[ring]!;
    const last = starts[ring + 1]! - 2;
    for (let a = first; a <= last; a += 1) {
      const x1 = xy[a * 2]!;
      const y1 = xy[a * 2 + 1]!;
      const x2 = xy[a * 2 + 2]!;
      const y2 = xy[a * 2 + 3]!;
      const left = Math.min(x1, x2) - tolerance;
      const right = Math.max(x1, x2) + tolerance;
      const low = Math.min(y1, y2) - tolerance;
      const high = Math.max(y1, y2) + tolerance;
      for (let other = ring; other < ringTo; other += 1) {
        const end = starts[other + 1]! - 2;
        // In its own ring an edge touches the ones before and behind it.
        for (let b = other === ring ? a + 2 : starts[other]!; b <= end; b += 1) {
          if (other === ring && a === first && b === last) continue;
          const x3 = xy[b * 2]!;
          const y3 = xy[b * 2 + 1]!;
          const x4 = xy[b * 2 + 2]!;
          const y4 = xy[b * 2 + 3]!;
          if ((x3 < left && x4 < left) || (x3 > right && x4 > right) || (y3 < low && y4 < low) || (y3 > high && y4 > high)) continue;
          if (together(x1, y1, x2, y2, x3, y3, x4, y4) && together(x3, y3, x4, y4, x1, y1, x2, y2)) return true;
        }
      }
    }
  }
  return false;
}

/** Whether the second segment's ends do not both lie clear of the first one's line, on one side of it. */
function together(x1: number, y1: number, x2: number, y2: number, x3: number, y3: number, x4: number, y4: number): boolean {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const margin = tolerance * Math.sqrt(dx * dx + dy * dy);
  const one = dx * (y3 - y1) - dy * (x3 - x1);
  const two = dx * (y4 - y1) - dy * (x4 - x1);
  return !((one > margin && two > margin) || (one < -margin && two < -margin));
}
