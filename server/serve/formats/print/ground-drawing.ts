// The ground of a printed map: the county white on grey, its edge in a band, water, roads, township outlines. Pale, so that parcels stay strong.
import { ground, paper, road, townshipEdge, water } from '#domain/drawing/palette.ts';
import { isSeen, linePath, pathOf, type Frame } from './frame.ts';
import type { Pen } from './pen.ts';
import type { Plan, PlaneShapes } from './plan.ts';

const countyBand = '#d9dce3';

function seenPaths(shapes: PlaneShapes, frame: Frame): string[] {
  return Array.from({ length: shapes.size }, (_, item) => item)
    .filter((item) => isSeen(shapes, item, frame))
    .map((item) => pathOf(shapes, item, frame));
}

/** `unit`: points of a line that is one pixel wide on screen. `context`: roads, water and outlines are wanted. */
export function drawGround(pen: Pen, plan: Plan, frame: Frame, unit: number, context: boolean): void {
  const { rect } = frame;
  pen.fill(ground);
  pen.rect(rect.x, rect.y, rect.width, rect.height, 'f');
  const outlines = seenPaths(plan.outlines, frame);
  pen.raw('1 j 1 J');
  // The band first and the county over it: what stays of the band lies outside.
  pen.stroke(countyBand, 7 * unit);
  for (const outline of outlines) pen.raw(`${outline} S`);
  pen.fill(paper);
  for (const outline of outlines) pen.raw(`${outline} f*`);
  if (!context) return;
  pen.fill(water);
  for (const area of seenPaths(plan.water, frame)) pen.raw(`${area} f*`);
  const roads = plan.roads.map((line) => linePath(line, frame)).filter((path) => path !== '');
  // Real widths where they show, and never thinner than a hair.
  const wide = Math.max(1.1 * unit, 14 * frame.factor);
  for (const [colour, width] of [
    [road, wide],
    [paper, wide * 0.6],
  ] as const) {
    pen.stroke(colour, Math.min(width, 9 * unit));
    for (const path of roads) pen.raw(`${path}S`);
  }
  pen.stroke(townshipEdge, 0.8 * unit);
  pen.raw(`0 J [${5 * unit} ${3 * unit}] 0 d`);
  for (const outline of outlines) pen.raw(`${outline} S`);
  pen.raw('[] 0 d');
}
