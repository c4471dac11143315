// A ring moved inwards by a distance: where outlines that mark verdicts run, so that neighbours do not draw over each other.

/** Twice the signed area of flat x, y pairs; its sign tells the winding. */
export function windingOf(points: ArrayLike<number>): number {
  let sum = 0;
  const { length } = points;
  for (let index = 0, before = length - 2; index < length; before = index, index += 2) {
    sum += points[before]! * points[index + 1]! - points[index]! * points[before + 1]!;
  }
  return sum;
}

/** Corners sharper than this are cut: the tip of a thin lot would else shoot far across it. */
const longestMitre = 2.5;

/** The ring (flat x, y pairs, the first not repeated) moved by `distance` toward the inside of its polygon. */
export function movedInwards(points: ArrayLike<number>, distance: number, hole = false): number[] {
  const count = points.length / 2;
  const sign = windingOf(points) > 0 === hole ? 1 : -1;
  const normals: [number, number][] = [];
  for (let corner = 0; corner < count; corner += 1) {
    const next = (corner + 1) % count;
    const [dx, dy] = [points[2 * next]! - points[2 * corner]!, points[2 * next + 1]! - points[2 * corner + 1]!];
    const length = Math.hypot(dx, dy) || 1;
    normals.push([(sign * dy) / length, (-sign * dx) / length]);
  }
  const moved: number[] = [];
  for (let corner = 0; corner < count; corner += 1) {
    const [ax, ay] = normals[(corner + count - 1) % count]!;
    const [bx, by] = normals[corner]!;
    const sum = 1 + ax * bx + ay * by;
    const scale = Math.min(1 / Math.max(sum, 1e-6), longestMitre) * distance;
    moved.push(points[2 * corner]! + (ax + bx) * scale, points[2 * corner + 1]! + (ay + by) * scale);
  }
  return moved;
}
