// Roads, rivers and borders that a block of bought land must not cross, as segments that are found by place.
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import type { Point } from '#domain/land/facing.ts';
import { segmentsTouch } from '#domain/land/inside.ts';
import type { BarrierKind } from '#domain/repurchase/adjacency.ts';
import type { CountySheet } from '../sheet.ts';

export interface Barriers {
  /** Whether a barrier runs between two places. */
  between(from: Point, to: Point): boolean;
}

const none: Barriers = { between: () => false };

type Segment = readonly [Position, Position];

function segmentsOf(lines: Iterable<readonly Position[]>): Segment[] {
  const segments: Segment[] = [];
  for (const line of lines) for (let index = 0; index + 1 < line.length; index += 1) segments.push([line[index]!, line[index + 1]!]);
  return segments;
}

function* ringsOf(shapes: Iterable<MultiPolygon | null>): Generator<readonly Position[]> {
  for (const shape of shapes) for (const polygon of shape ?? []) yield* polygon;
}

function linesOf(sheet: CountySheet, kind: BarrierKind): Segment[] {
  const { context, zones, townships, blocks } = sheet.data;
  if (kind === 'road') {
    const roads = context.filter((feature) => feature.kind === 'road');
    const lines = roads.flatMap(({ geometry }) => (geometry.type === 'LineString' ? [geometry.coordinates] : []));
    return segmentsOf([
      ...lines,
      ...ringsOf(roads.map(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates : null))),
    ]);
  }
  if (kind === 'water') {
    const waters = context.filter((feature) => feature.kind === 'water');
    const lines = waters.flatMap(({ geometry }) => (geometry.type === 'LineString' ? [geometry.coordinates] : []));
    return segmentsOf([
      ...lines,
      ...ringsOf(waters.map(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates : null))),
    ]);
  }
  const areas = { zone: zones ?? [], township: townships, block: blocks }[kind];
  return segmentsOf(ringsOf(areas.map((area) => area.shape)));
}

/** About 100 m: a cell of the grid by which segments are found. */
const cell = 0.001;

/** The county's barriers of these kinds, found through a grid over degrees. */
export function barriersOf(sheet: CountySheet, kinds: readonly BarrierKind[]): Barriers {
  if (kinds.length === 0) return none;
  const grid = new Map<string, Segment[]>();
  for (const segment of kinds.flatMap((kind) => linesOf(sheet, kind))) {
    const [[ax, ay], [bx, by]] = segment;
    // Long segments are filed along their way, not over their whole box.
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / cell));
    const seen = new Set<string>();
    for (let step = 0; step <= steps; step += 1) {
      const [x, y] = [Math.floor((ax + ((bx - ax) * step) / steps) / cell), Math.floor((ay + ((by - ay) * step) / steps) / cell)];
      for (let near = 0; near < 9; near += 1) seen.add(`${x - 1 + (near % 3)} ${y - 1 + Math.floor(near / 3)}`);
    }
    for (const key of seen) grid.set(key, [...(grid.get(key) ?? []), segment]);
  }
  return {
    between(from, to) {
      const key = `${Math.floor((from[0] + to[0]) / 2 / cell)} ${Math.floor((from[1] + to[1]) / 2 / cell)}`;
      return (grid.get(key) ?? []).some(([a, b]) => segmentsTouch(from, to, a, b));
    },
  };
}
