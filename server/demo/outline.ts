// Invented outlines of a county and its townships: a convex draft cut into Voronoi cells, then bent as one sheet, so that
// neighbours share the very same border points. True boundaries are not imitated; only the county's extent and seat are real.
import type { TownshipCode } from '#domain/land/codes.ts';
import { centreOf, createWarp, planeAt, type Plane, type Point } from './plane.ts';
import { boxOf, centroid, contains, cutConvex, type Polygon, signedArea } from './polygon.ts';
import { createRandom, type Random } from './random.ts';
import type { CountyProfile } from './profiles.ts';
import { type ReferenceCounty, type ReferenceTownship, referenceTownships } from './reference.ts';

export interface TownshipSketch {
  readonly code: TownshipCode;
  readonly name: string;
  /** Border in plane metres, counter-clockwise, open. */
  readonly ring: Polygon;
  /** Where the town stands: roads meet here. */
  readonly centre: Point;
}

export interface CountySketch {
  readonly plane: Plane;
  readonly outline: Polygon;
  readonly seat: Point;
  readonly townships: readonly TownshipSketch[];
  /** Length by which distances in the county are judged: the root of its area. */
  readonly size: number;
}

/** Longest straight piece of a border before it is bent. */
const borderStep = 260;

function draftOutline(random: Random, halfWidth: number, halfHeight: number): Point[] {
  const points: Point[] = [];
  const corners = 64;
  const power = random.range(2.2, 3.2);
  const turn = random.range(-0.25, 0.25);
  for (let index = 0; index < corners; index += 1) {
    const angle = (2 * Math.PI * index) / corners;
    const radius = (Math.abs(Math.cos(angle)) ** power + Math.abs(Math.sin(angle)) ** power) ** (-1 / power);
    const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    points.push([halfWidth * (x * Math.cos(turn) - y * Math.sin(turn)), halfHeight * (x * Math.sin(turn) + y * Math.cos(turn))]);
  }
  return points;
}

/** Voronoi cells of the sites within a convex outline. */
function cells(outline: Polygon, sites: readonly Point[]): Point[][] {
  return sites.map((site, index) => {
    let cell: Point[] = [...outline];
    for (const [other, point] of sites.entries()) {
      if (other === index) continue;
      const normal: Point = [point[0] - site[0], point[1] - site[1]];
      const offset = (point[0] ** 2 + point[1] ** 2 - site[0] ** 2 - site[1] ** 2) / 2;
      cell = cutConvex(cell, normal, offset).below;
    }
    return cell;
  });
}

/** Sites of the townships: street offices around the seat, the others spread out, then evened twice. */
function placeSites(random: Random, outline: Polygon, seat: Point, streets: number, others: number, size: number): Point[] {
  const sites: Point[] = [];
  for (let index = 0; index < streets; index += 1) {
    const angle = (2 * Math.PI * (index + random.range(-0.25, 0.25))) / Math.max(1, streets);
    const radius = index === 0 && streets > 3 ? 0 : size * random.range(0.055, 0.085);
    sites.push([seat[0] + radius * Math.cos(angle), seat[1] + radius * Math.sin(angle)]);
  }
  const [west, south, east, north] = boxOf(outline);
  for (let index = 0; index < others; index += 1) {
    let best: { point: Point; distance: number } | null = null;
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const point: Point = [random.range(west, east), random.range(south, north)];
      if (!contains(outline, point)) continue;
      const distance = Math.min(...sites.map(([x, y]) => Math.hypot(x - point[0], y - point[1])), size);
      if (!best || distance > best.distance) best = { point, distance };
    }
    if (best) sites.push(best.point);
  }
  for (let turn = 0; turn < 2; turn += 1) {
    for (const [index, cell] of cells(outline, sites).entries()) {
      if (index < streets) continue;
      const [x, y] = centroid(cell);
      sites[index] = [x + random.normal() * size * 0.012, y + random.normal() * size * 0.012];
    }
  }
  return sites;
}

/** Points along a ring's edges, the same in both directions: ends are named by a shared vertex list. */
function densify(ring: readonly Point[], vertices: Point[]): Point[] {
  const named = ring.map((point) => {
    const known = vertices.findIndex(([x, y]) => Math.abs(x - point[0]) < 0.05 && Math.abs(y - point[1]) < 0.05);
    if (known >= 0) return known;
    vertices.push(point);
    return vertices.length - 1;
  });
  const kept = named.filter((vertex, index) => vertex !== named[(index + 1) % named.length]);
  return kept.flatMap((vertex, index) => {
    const next = kept[(index + 1) % kept.length]!;
    const [first, last] = vertex < next ? [vertices[vertex]!, vertices[next]!] : [vertices[next]!, vertices[vertex]!];
    const steps = Math.max(1, Math.ceil(Math.hypot(last[0] - first[0], last[1] - first[1]) / borderStep));
    const points: Point[] = [];
    for (let step = 0; step <= steps; step += 1) {
      points.push([first[0] + ((last[0] - first[0]) * step) / steps, first[1] + ((last[1] - first[1]) * step) / steps]);
    }
    if (vertex > next) points.reverse();
    return points.slice(0, -1);
  });
}

/** The invented county: outline within the real extent, townships with the real names and codes. */
export function sketchCounty(
  county: ReferenceCounty,
  profile: Pick<CountyProfile, 'relief' | 'townshipWeights'>,
  seed: number,
): CountySketch {
  const random = createRandom(seed, county.code, 'outline');
  const plane = planeAt(centreOf(county.bounds));
  const [left, bottom] = plane.toPoint([county.bounds[0], county.bounds[1]]);
  const [right, top] = plane.toPoint([county.bounds[2], county.bounds[3]]);
  const [halfWidth, halfHeight] = [(right - left) / 2, (top - bottom) / 2];
  const reach = Math.min(halfWidth, halfHeight);
  const warp = createWarp(`${seed}|${county.code}|sheet`, [
    { wavelength: reach * 1.05, amplitude: reach * 0.19 },
    { wavelength: reach * 0.4, amplitude: reach * 0.05 },
    { wavelength: reach * 0.15, amplitude: reach * 0.015 },
    { wavelength: reach * 0.055, amplitude: reach * 0.0055 },
    { wavelength: reach * 0.02, amplitude: reach * 0.0018 },
  ]);
  const draft = draftOutline(random, halfWidth, halfHeight);
  const bent = ([x, y]: Point): Point => {
    const [dx, dy] = warp([x, y]);
    return [x + dx, y + dy];
  };
  const [west, south, east, north] = boxOf(densify(draft, []).map(bent));
  const margin = 0.985;
  const fit = (point: Point): Point => {
    const [x, y] = bent(point);
    return [
      ((x - (west + east) / 2) / (east - west)) * 2 * halfWidth * margin,
      ((y - (south + north) / 2) / (north - south)) * 2 * halfHeight * margin,
    ];
  };
  const seat = plane.toPoint(county.seat);
  let draftSeat: Point = seat;
  for (let turn = 0; turn < 40; turn += 1) {
    const [x, y] = fit(draftSeat);
    draftSeat = [draftSeat[0] + (seat[0] - x) * 0.6, draftSeat[1] + (seat[1] - y) * 0.6];
  }
  const names = referenceTownships(county.code);
  const streets = names.filter((township) => township.name.endsWith('街道'));
  const others = names.filter((township) => !township.name.endsWith('街道'));
  const size = Math.sqrt(signedArea(draft));
  const sites = placeSites(random, draft, draftSeat, streets.length, others.length, size);
  // In the hills industry stands in the valleys near the seat, so the townships that have it lie there; on the plain anywhere.
  const remoteness = ([x, y]: Point): number =>
    profile.relief === 'hills' ? Math.hypot(x - draftSeat[0], y - draftSeat[1]) * random.range(0.8, 1.25) : random.next();
  const outer = sites.slice(streets.length).map((site) => ({ site, far: remoteness(site) }));
  sites.splice(streets.length, outer.length, ...outer.sort((a, b) => a.far - b.far).map(({ site }) => site));
  const vertices: Point[] = [];
  const rings = cells(draft, sites).map((cell) => densify(cell, vertices).map(fit));
  const weightOf = (township: ReferenceTownship): number => profile.townshipWeights[township.code.slice(6)] ?? 0;
  const order = [...streets, ...random.shuffled(others).sort((a, b) => weightOf(b) - weightOf(a))];
  const townships = order.map((township, index): TownshipSketch => {
    const ring = rings[index]!;
    return { code: township.code, name: township.name, ring, centre: fit(sites[index]!) };
  });
  const outline = densify(draft, []).map(fit);
  return {
    plane,
    outline,
    seat,
    size: Math.sqrt(signedArea(outline)),
    townships: townships.sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}
