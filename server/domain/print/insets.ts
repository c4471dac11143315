// Insets of one scale set in rows into a region of the sheet, and how a sheet is divided between the main map and its insets.
import type { Cluster } from './clusters.ts';
import type { Rect } from './paper.ts';
import { pointsPerMetre, roundScales, scaleToFit, type PlaneBox } from './scale.ts';

export interface Inset {
  readonly cluster: Cluster;
  /** Map and caption together. */
  readonly rect: Rect;
}

export interface InsetRows {
  readonly denominator: number;
  readonly insets: readonly Inset[];
}

/** No inset is drawn larger than this: a lot would fill the sheet. */
const leastInset = 1000;

/** Measures of an inset in points. */
export interface InsetLook {
  /** Ground left free around the parcels. */
  readonly air: number;
  readonly caption: number;
  readonly gap: number;
  readonly leastWidth: number;
  readonly leastHeight: number;
}

interface Piece {
  readonly cluster: Cluster;
  readonly width: number;
  readonly height: number;
}

function piecesAt(clusters: readonly Cluster[], denominator: number, look: InsetLook): Piece[] {
  const factor = pointsPerMetre(denominator);
  return clusters.map((cluster) => ({
    cluster,
    width: Math.max(look.leastWidth, (cluster.box.east - cluster.box.west) * factor + 2 * look.air),
    height: Math.max(look.leastHeight, (cluster.box.north - cluster.box.south) * factor + 2 * look.air) + look.caption,
  }));
}

interface Row {
  readonly pieces: Piece[];
  width: number;
  readonly height: number;
}

/** Rows of pieces in each region, tallest first; null when they do not fit. */
function rowsIn(pieces: readonly Piece[], regions: readonly Rect[], gap: number): Row[][] | null {
  const sorted = [...pieces].sort((a, b) => b.height - a.height);
  const rows: Row[][] = regions.map(() => []);
  const used = regions.map(() => 0);
  for (const piece of sorted) {
    let placed = false;
    for (const [at, region] of regions.entries()) {
      if (placed || piece.width > region.width) continue;
      const row = rows[at]!.find(({ width, height }) => width + gap + piece.width <= region.width && piece.height <= height);
      const needed = piece.height + (rows[at]!.length > 0 ? gap : 0);
      if (row) {
        row.pieces.push(piece);
        row.width += gap + piece.width;
      } else if (used[at]! + needed <= region.height) {
        rows[at]!.push({ pieces: [piece], width: piece.width, height: piece.height });
        used[at] = used[at]! + needed;
      } else continue;
      placed = true;
    }
    if (!placed) return null;
  }
  return rows;
}

/** A few insets are not blown up over a large sheet. */
const mostStretch = 1.6;

/** The rows stretched over the region: every row as wide as it, all together as high. */
function spreadOut(rows: readonly Row[], region: Rect, gap: number): Inset[] {
  const whole = rows.reduce((sum, { height }) => sum + height, 0);
  const stretch = Math.min((region.height - gap * (rows.length - 1)) / whole, mostStretch);
  let y = region.y;
  return rows.flatMap((row) => {
    const ordered = [...row.pieces].sort((a, b) => a.cluster.township - b.cluster.township);
    const widths = ordered.reduce((sum, { width }) => sum + width, 0);
    const factor = Math.min((region.width - gap * (ordered.length - 1)) / widths, ordered.length === 1 ? mostStretch : Infinity);
    const height = row.height * stretch;
    let x = region.x;
    const placed = ordered.map(({ cluster, width }): Inset => {
      const rect = { x, y, width: width * factor, height };
      x += rect.width + gap;
      return { cluster, rect };
    });
    y += height + gap;
    return placed;
  });
}

/**
 * The insets of the clusters in the regions at the largest common scale. Clusters of fewer parcels are left out where all do not fit at
 * half the denominator of the main map or better; null when not even one does.
 */
export function placeInsets(clusters: readonly Cluster[], regions: readonly Rect[], main: number, look: InsetLook): InsetRows | null {
  const byParcels = [...clusters].sort((a, b) => b.parcels - a.parcels);
  const useful = roundScales.filter((denominator) => denominator >= leastInset && denominator <= main / 2);
  const tried = (denominator: number, count: number): InsetRows | null => {
    const rows = rowsIn(piecesAt(byParcels.slice(0, count), denominator, look), regions, look.gap);
    return rows && { denominator, insets: rows.flatMap((own, at) => spreadOut(own, regions[at]!, look.gap)) };
  };
  for (const denominator of useful) {
    const placed = tried(denominator, byParcels.length);
    if (placed) return placed;
  }
  const last = useful.at(-1);
  if (last === undefined) return null;
  // As many as fit; found by halving, since a sheet is divided in many ways before one is chosen.
  let [low, high, best]: [number, number, InsetRows | null] = [0, byParcels.length - 1, null];
  while (low < high) {
    const count = Math.ceil((low + high) / 2);
    const placed = tried(last, count);
    best = placed ?? best;
    if (placed) low = count;
    else high = count - 1;
  }
  return best;
}

export interface Division {
  readonly main: Rect;
  readonly denominator: number;
  readonly insets: InsetRows | null;
}

/** Sides of the sheet that the main map may take, as shares. */
const shares = [0.27, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5, 0.55, 0.6, 0.65, 0.7, 1] as const;

/** The main map at the upper left, and what is left of the body beside and below it. */
function splits(body: Rect, gap: number, least: { readonly width: number; readonly height: number }): { main: Rect; regions: Rect[] }[] {
  return shares.flatMap((across) =>
    shares.flatMap((down) => {
      const width = across === 1 ? body.width : (body.width - gap) * across;
      const height = down === 1 ? body.height : (body.height - gap) * down;
      const beside = { x: body.x + width + gap, y: body.y, width: body.width - width - gap, height: body.height };
      const below = { x: body.x, y: body.y + height + gap, width, height: body.height - height - gap };
      const regions = [beside, below].filter((region) => region.width >= least.width && region.height >= least.height);
      const wasted = (across < 1 && !regions.includes(beside)) || (down < 1 && !regions.includes(below));
      return wasted || regions.length === 0 ? [] : [{ main: { ...body, width, height }, regions }];
    }),
  );
}

/** Main map and insets beside and below it, divided so that both are shown large. `fixed`: the main map's scale is given. */
export function divideSheet(
  body: Rect,
  extent: PlaneBox,
  clusters: readonly Cluster[],
  look: InsetLook & { readonly mainAir: number },
  fixed: number | null,
): Division {
  const scaleIn = (rect: Rect): number => fixed ?? scaleToFit(extent, rect, look.mainAir);
  const all = clusters.reduce((sum, { parcels }) => sum + parcels, 0);
  let best: { division: Division; cost: number } = { division: { main: body, denominator: scaleIn(body), insets: null }, cost: Infinity };
  if (all === 0) return best.division;
  const least = { width: look.leastWidth, height: look.leastHeight + look.caption };
  const filled = (rect: Rect, denominator: number): number => {
    const factor = pointsPerMetre(denominator);
    const share = ((extent.east - extent.west) * factor * ((extent.north - extent.south) * factor)) / (rect.width * rect.height);
    return Math.min(1, share);
  };
  for (const { main, regions } of splits(body, look.gap, least)) {
    const denominator = scaleIn(main);
    const insets = placeInsets(clusters, regions, denominator, look);
    if (!insets) continue;
    const shown = insets.insets.reduce((sum, { cluster }) => sum + cluster.parcels, 0);
    // What is drawn large, weighed against paper that shows nothing.
    const cost =
      0.9 * Math.log(denominator) + Math.log(insets.denominator) - 2 * Math.log(shown / all) - 0.5 * Math.log(filled(main, denominator));
    if (cost < best.cost) best = { division: { main, denominator, insets }, cost };
  }
  return best.division;
}
