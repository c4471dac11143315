// From draft lots to lots on the land: corner points of neighbours inserted, long edges bent a little, all in shared numbers.
import type { MultiPolygon, Position, Ring } from '#domain/land/geometry.ts';
import { type BlockSite, layOut } from './block-sites.ts';
import type { DraftLot } from './lot-split.ts';
import { onSegment } from './lot-split.ts';
import { createWarp, planeAt, type Plane, type Point } from './plane.ts';
import { centroid, type Polygon, signedArea } from './polygon.ts';

/** A lot on the land. */
export interface LotShape {
  readonly shape: MultiPolygon;
  /** Square metres within the boundary, holes left out. */
  readonly squareMetres: number;
  /** A point near the middle of the lot. */
  readonly middle: Position;
}

const longEdge = 75;

/** The ring with every other lot's corner that lies on one of its edges. */
function withNeighbourCorners(ring: Polygon, corners: readonly Point[]): Point[] {
  return ring.flatMap((point, index) => {
    const next = ring[(index + 1) % ring.length]!;
    const between = corners.filter((corner) => corner !== point && corner !== next && onSegment(corner, point, next));
    const order = (corner: Point): number => Math.hypot(corner[0] - point[0], corner[1] - point[1]);
    const distinct = between
      .sort((a, b) => order(a) - order(b))
      .filter((corner, position, list) => position === 0 || order(corner) - order(list[position - 1]!) > 1e-5);
    return [point, ...distinct];
  });
}

/** Middle points on long edges, computed the same from both sides. */
function withMiddles(ring: Polygon): Point[] {
  return ring.flatMap((point, index) => {
    const next = ring[(index + 1) % ring.length]!;
    const pieces = Math.floor(Math.hypot(next[0] - point[0], next[1] - point[1]) / longEdge) + 1;
    const forward = point[0] < next[0] || (point[0] === next[0] && point[1] < next[1]);
    const [from, to] = forward ? [point, next] : [next, point];
    const middles: Point[] = [];
    for (let piece = 1; piece < pieces; piece += 1) {
      middles.push([from[0] + ((to[0] - from[0]) * piece) / pieces, from[1] + ((to[1] - from[1]) * piece) / pieces]);
    }
    if (!forward) middles.reverse();
    return [point, ...middles];
  });
}

function closed(points: readonly Position[]): Ring {
  return [...points, points[0]!];
}

/** How draft points of one block come to lie on the land. */
export interface BlockLaying {
  /** Plane that touches the ellipsoid at the block. */
  readonly plane: Plane;
  /** Draft metres to metres of that plane. */
  readonly lay: (point: Point) => Point;
}

export function layingOf(site: BlockSite, county: Plane, label: string): BlockLaying {
  const warp = createWarp(label, [
    { wavelength: 420, amplitude: 6 },
    { wavelength: 95, amplitude: 2.2 },
  ]);
  const scale = Math.min(1, Math.sqrt(site.order.meanLot) / 80);
  return {
    // The county's plane is off by up to 0.3 % at its edge; within the block everything is measured in the block's own plane.
    plane: planeAt(county.toLonLat(site.origin)),
    lay: (point) => {
      const [x, y] = layOut(site, point);
      const [dx, dy] = warp([x / scale, y / scale]);
      return [x + dx * scale, y + dy * scale];
    },
  };
}

/** Shapes of the lots of one street block. */
export function shapeLots(quarter: readonly DraftLot[], laying: BlockLaying): LotShape[] {
  const corners = quarter.flatMap((lot) => lot.ring);
  return quarter.map((lot) => {
    const outer = withMiddles(withNeighbourCorners(lot.ring, corners)).map(laying.lay);
    const inner = lot.hole ? withMiddles(lot.hole).map(laying.lay) : null;
    const rings = inner ? [outer, inner] : [outer];
    return {
      shape: [rings.map((ring) => closed(ring.map(laying.plane.toLonLat)))],
      squareMetres: signedArea(outer) + (inner ? signedArea(inner) : 0),
      middle: laying.plane.toLonLat(centroid(outer)),
    };
  });
}
