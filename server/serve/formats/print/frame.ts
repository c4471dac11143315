// A window of the plane on the page: metres to points at 1:N, and outlines of shapes as PDF paths.
import type { Rect } from '#domain/print/paper.ts';
import { pointsPerMetre, type PlaneBox } from '#domain/print/scale.ts';
import { ringsOf, type PlaneShapes } from './plan.ts';

export interface Frame {
  readonly rect: Rect;
  readonly denominator: number;
  /** Points per metre. */
  readonly factor: number;
  /** What of the plane lies inside. */
  readonly box: PlaneBox;
  x(east: number): number;
  y(north: number): number;
}

/** The frame that has the middle of the box in its middle. */
export function frameOn(rect: Rect, denominator: number, { west, south, east, north }: PlaneBox): Frame {
  const factor = pointsPerMetre(denominator);
  const [middleEast, middleNorth] = [(west + east) / 2, (south + north) / 2];
  const [middleX, middleY] = [rect.x + rect.width / 2, rect.y + rect.height / 2];
  const [halfWidth, halfHeight] = [rect.width / 2 / factor, rect.height / 2 / factor];
  return {
    rect,
    denominator,
    factor,
    box: {
      west: middleEast - halfWidth,
      south: middleNorth - halfHeight,
      east: middleEast + halfWidth,
      north: middleNorth + halfHeight,
    },
    x: (value) => middleX + (value - middleEast) * factor,
    y: (value) => middleY - (value - middleNorth) * factor,
  };
}

/** Whether an item's box meets the frame. */
export function isSeen({ boxes }: PlaneShapes, item: number, { box }: Frame): boolean {
  const at = item * 4;
  return boxes[at]! <= box.east && boxes[at + 2]! >= box.west && boxes[at + 1]! <= box.north && boxes[at + 3]! >= box.south;
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;
/** Vertices nearer than this to the one before (points) are not drawn: nobody sees 0.02 mm. */
const finest = 0.06;

/** Vertices of a ring on the page, as flat x, y pairs. */
export function ringOnPage({ metres }: PlaneShapes, { from, to }: { from: number; to: number }, frame: Frame): number[] {
  const points: number[] = [];
  for (let vertex = from; vertex < to; vertex += 1) {
    const [x, y] = [frame.x(metres[2 * vertex]!), frame.y(metres[2 * vertex + 1]!)];
    const { length } = points;
    if (length > 0 && Math.abs(x - points[length - 2]!) < finest && Math.abs(y - points[length - 1]!) < finest) continue;
    points.push(x, y);
  }
  return points;
}

/** A closed path through flat x, y pairs. */
export function closedPath(points: readonly number[]): string {
  let path = '';
  for (let at = 0; at < points.length; at += 2)
    path += `${hundredths(points[at]!)} ${hundredths(points[at + 1]!)} ${at === 0 ? 'm' : 'l'} `;
  return `${path}h`;
}

/** Outline of an item as one path, holes included; to be painted by the even-odd rule. */
export function pathOf(shapes: PlaneShapes, item: number, frame: Frame): string {
  return ringsOf(shapes, item)
    .map((ring) => closedPath(ringOnPage(shapes, ring, frame)))
    .join(' ');
}

/** An open path through metres, in the pieces of it that come near the frame. */
export function linePath(metres: Float64Array, frame: Frame): string {
  const { box } = frame;
  let path = '';
  let drawing = false;
  for (let at = 0; at + 3 < metres.length; at += 2) {
    const [ax, ay, bx, by] = [metres[at]!, metres[at + 1]!, metres[at + 2]!, metres[at + 3]!];
    const apart =
      Math.max(ax, bx) < box.west || Math.min(ax, bx) > box.east || Math.max(ay, by) < box.south || Math.min(ay, by) > box.north;
    if (apart) {
      drawing = false;
      continue;
    }
    if (!drawing) path += `${hundredths(frame.x(ax))} ${hundredths(frame.y(ay))} m `;
    path += `${hundredths(frame.x(bx))} ${hundredths(frame.y(by))} l `;
    drawing = true;
  }
  return path;
}
