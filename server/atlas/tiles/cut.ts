// Cuts shapes to a tile: clip to the buffered square, round to units, drop what has no area, write the commands.
import type { ShapeColumns } from '../shapes.ts';
import { BUFFER, unitX, unitY, type Frame } from './frame.ts';
import { EXTENT } from './layer-writer.ts';

const LOW = -BUFFER;
const HIGH = EXTENT + BUFFER;

/** Keeps the part of a ring (x, y, x, y …) on one side of a line: axis 0 is x, 1 is y. */
function clipSide(points: readonly number[], axis: 0 | 1, limit: number, keepGreater: boolean): number[] {
  const kept: number[] = [];
  const other = 1 - axis;
  let before = points.length - 2;
  for (let index = 0; index < points.length; before = index, index += 2) {
    const [here, there] = [points[index + axis]!, points[before + axis]!];
    const [inside, wasInside] = keepGreater ? [here >= limit, there >= limit] : [here <= limit, there <= limit];
    if (inside !== wasInside) {
      const share = (limit - there) / (here - there);
      const cross = points[before + other]! + (points[index + other]! - points[before + other]!) * share;
      if (axis === 0) kept.push(limit, cross);
      else kept.push(cross, limit);
    }
    if (inside) kept.push(points[index]!, points[index + 1]!);
  }
  return kept;
}

/** The part of a ring inside the buffered tile; empty when there is none. */
export function clipRing(points: readonly number[]): readonly number[] {
  let kept = points;
  for (const [axis, limit, keepGreater] of [
    [0, LOW, true],
    [0, HIGH, false],
    [1, LOW, true],
    [1, HIGH, false],
  ] as const) {
    if (kept.length === 0) return kept;
    kept = clipSide(kept, axis, limit, keepGreater);
  }
  return kept;
}

/** Rounds to units and drops repeated points; fewer than three points give none. */
function rounded(points: readonly number[]): number[] {
  const units: number[] = [];
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [Math.round(points[index]!), Math.round(points[index + 1]!)];
    if (units.length === 0 || x !== units[units.length - 2] || y !== units[units.length - 1]) units.push(x, y);
  }
  while (units.length > 2 && units[0] === units[units.length - 2] && units[1] === units[units.length - 1]) units.length -= 2;
  return units.length < 6 ? [] : units;
}

/** Twice the signed area in units; positive clockwise on the screen. */
export function doubledArea(points: readonly number[]): number {
  let sum = 0;
  for (let index = 0, before = points.length - 2; index < points.length; before = index, index += 2) {
    sum += points[before]! * points[index + 1]! - points[index]! * points[before + 1]!;
  }
  return sum;
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

/** Commands of a geometry, with the cursor they leave behind. */
export interface Commands {
  readonly numbers: number[];
  x: number;
  y: number;
}

export function startCommands(): Commands {
  return { numbers: [], x: 0, y: 0 };
}

/** Appends a path: a move, lines, and a closing when it is a ring. `backwards` turns it round. */
export function appendPath(commands: Commands, points: readonly number[], ring: boolean, backwards = false): void {
  const { numbers } = commands;
  const total = points.length / 2;
  for (let step = 0; step < total; step += 1) {
    const index = 2 * (backwards ? total - 1 - step : step);
    if (step === 0) numbers.push(9);
    if (step === 1) numbers.push(((total - 1) << 3) | 2);
    numbers.push(zigzag(points[index]! - commands.x), zigzag(points[index + 1]! - commands.y));
    commands.x = points[index]!;
    commands.y = points[index + 1]!;
  }
  if (ring) numbers.push(15);
}

/** A square for a shape too small to keep its corners: as near to its area as whole units allow, at least one unit. */
function appendSpeck(commands: Commands, x: number, y: number, area: number): void {
  const side = Math.max(1, Math.round(Math.sqrt(area)));
  const [left, top] = [Math.round(x - side / 2), Math.round(y - side / 2)];
  appendPath(commands, [left, top, left + side, top, left + side, top + side, left, top + side], true);
}

function ringUnits(shapes: ShapeColumns, ring: number, frame: Frame): number[] {
  const points: number[] = [];
  for (let vertex = shapes.vertexOf[ring]!; vertex < shapes.vertexOf[ring + 1]!; vertex += 1) {
    points.push(unitX(frame, shapes.vertices[vertex * 2]!), unitY(frame, shapes.vertices[vertex * 2 + 1]!));
  }
  return points;
}

/**
 * Appends what the tile shows of an item's parts; a shape smaller than a unit stays as a speck in the tile that holds it.
 * `coarser` may take points off a ring first; parcels are cut as drawn.
 */
export function cutPolygons(
  commands: Commands,
  shapes: ShapeColumns,
  item: number,
  frame: Frame,
  coarser: (points: number[]) => number[] = (points) => points,
): void {
  const [west, north, east, south] = shapes.boxes.subarray(item * 4, item * 4 + 4) as unknown as [number, number, number, number];
  const whole = west >= frame.box[0] && north >= frame.box[1] && east <= frame.box[2] && south <= frame.box[3];
  const before = commands.numbers.length;
  let lost = 0;
  for (let part = shapes.partOf[item]!; part < shapes.partOf[item + 1]!; part += 1) {
    for (let ring = shapes.ringOf[part]!; ring < shapes.ringOf[part + 1]!; ring += 1) {
      const outer = ring === shapes.ringOf[part];
      const drawn = coarser(ringUnits(shapes, ring, frame));
      const units = rounded(whole ? drawn : clipRing(drawn));
      const area = units.length === 0 ? 0 : doubledArea(units);
      if (area === 0) {
        if (!outer) continue;
        lost += Math.abs(doubledArea(drawn)) / 2;
        break;
      }
      // Rounding can turn a sliver inside out; the winding is what says outer or hole.
      appendPath(commands, units, true, area > 0 !== outer);
    }
  }
  if (whole && lost > 0 && commands.numbers.length === before) {
    appendSpeck(commands, unitX(frame, (west + east) / 2), unitY(frame, (north + south) / 2), lost);
  }
}
