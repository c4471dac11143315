// What of the plane the main map shows, and which clusters of parcels want insets there.
import { clustersOf, type Cluster } from '#domain/print/clusters.ts';
import type { PrintOrder } from '#domain/print/order.ts';
import { POINTS_PER_MM } from '#domain/print/paper.ts';
import { grown, joinBoxes, pointsPerMetre, type PlaneBox } from '#domain/print/scale.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import { boxAt, type Plan, type PlaneShapes } from './plan.ts';

function boxesOf(shapes: PlaneShapes, wanted: (item: number) => boolean): PlaneBox[] {
  return Array.from({ length: shapes.size }, (_, item) => item).flatMap((item) => (wanted(item) ? (boxAt(shapes, item) ?? []) : []));
}

/** Box of the parcels that are kept; of one township only, where one is given. Null when none is drawn. */
export function keptBox({ parcels }: MapPicture, plan: Plan, township?: number): PlaneBox | null {
  const box = joinBoxes(
    boxesOf(plan.parcels, (item) => parcels.kept[item] === 1 && (township === undefined || parcels.township[item] === township)),
  );
  if (!box) return null;
  // A single lot is shown with what is around it.
  return grown(box, Math.max(40, 0.03 * Math.max(box.east - box.west, box.north - box.south)));
}

export function extentOf(order: Pick<PrintOrder, 'extent'>, picture: MapPicture, plan: Plan): PlaneBox {
  const nowhere: PlaneBox = { west: -5000, south: 3_200_000, east: 5000, north: 3_210_000 };
  const county = (): PlaneBox | null => joinBoxes([...boxesOf(plan.outlines, () => true), ...boxesOf(plan.parcels, () => true)]);
  if (order.extent === 'county') return county() ?? nowhere;
  if (order.extent === 'parcels') return keptBox(picture, plan) ?? county() ?? nowhere;
  const [west, south, east, north] = order.extent;
  const corners = [plan.project(west, south), plan.project(east, south), plan.project(west, north), plan.project(east, north)];
  return {
    west: Math.min(...corners.map(([x]) => x)),
    south: Math.min(...corners.map(([, y]) => y)),
    east: Math.max(...corners.map(([x]) => x)),
    north: Math.max(...corners.map(([, y]) => y)),
  };
}

/** Lots whose side is less than this on paper, half of them, are too small to be read: their clusters want insets. */
const leastReadable = 2.6 * POINTS_PER_MM;

/** Insets for clusters of at least so many lots, until this share of all lots is shown. */
const leastInCluster = 3;
const mostShown = 0.94;

/** Clusters of kept parcels in the extent, when at this scale half of the lots are too small; else none. */
export function clustersWanted(picture: MapPicture, plan: Plan, extent: PlaneBox, denominator: number, size: number): Cluster[] {
  const { parcels } = picture;
  const factor = pointsPerMetre(denominator);
  const inside = Array.from({ length: plan.parcels.size }, (_, item) => item).filter((item) => {
    const box = parcels.kept[item] === 1 ? boxAt(plan.parcels, item) : null;
    return box && box.east >= extent.west && box.west <= extent.east && box.north >= extent.south && box.south <= extent.north;
  });
  const sides = inside.map((item) => plan.sides[item]! * factor).sort((a, b) => a - b);
  const middle = sides[Math.floor(sides.length / 2)];
  if (middle === undefined || middle >= leastReadable * Math.sqrt(size)) return [];
  const clusters = clustersOf(
    inside.map((item) => ({ township: parcels.township[item]!, block: parcels.block[item]!, box: boxAt(plan.parcels, item)! })),
  );
  // A few lots apart are dots on the main map; an inset for each would make all insets small.
  const [told, all] = [[...clusters].sort((a, b) => b.parcels - a.parcels), inside.length];
  let shown = 0;
  const worth = new Set(
    told.filter(({ parcels: count }, at) => {
      const wanted = at === 0 || (count >= leastInCluster && shown < mostShown * all);
      shown += wanted ? count : 0;
      return wanted;
    }),
  );
  return clusters.filter((cluster) => worth.has(cluster));
}

/** Kept parcels that lie outside what the frame shows. */
export function outsideOf({ parcels }: MapPicture, plan: Plan, box: PlaneBox): number {
  let outside = 0;
  for (let item = 0; item < plan.parcels.size; item += 1) {
    const own = parcels.kept[item] === 1 ? boxAt(plan.parcels, item) : null;
    if (own && (own.east > box.east || own.west < box.west || own.north > box.north || own.south < box.south)) outside += 1;
  }
  return outside;
}
