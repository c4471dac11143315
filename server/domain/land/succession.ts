// What came in the place of parcels that a delivery no longer holds: told by the land they share, or by nothing at all.
import { overlapSquareMetres } from './overlap.ts';
import { boundsOf, type MultiPolygon } from './geometry.ts';
import { geodesicSquareMetres } from './area.ts';
import type { Succession, SuccessionKind } from '../upload.ts';

export interface Piece {
  readonly key: string;
  readonly label: string | null;
  readonly shape: MultiPolygon | null;
}

/** A successor has at least this share of the gone parcel's land, or has this share of its own land from it. */
const leastShare = 0.1;
/** Two drawings of the same land share at least this much of both. */
const sameLand = 0.8;
/** Side of the grid in which neighbours are looked for, in degrees: about a kilometre. */
const cell = 0.01;

function cellsOf(shape: MultiPolygon): string[] {
  const bounds = boundsOf(shape);
  if (!bounds) return [];
  const cells: string[] = [];
  for (let x = Math.floor(bounds[0] / cell); x <= Math.floor(bounds[2] / cell); x += 1)
    for (let y = Math.floor(bounds[1] / cell); y <= Math.floor(bounds[3] / cell); y += 1) cells.push(`${x} ${y}`);
  return cells;
}

interface Link {
  readonly gone: string;
  readonly came: string;
  /** Shared land as a share of each. */
  readonly ofGone: number;
  readonly ofCame: number;
}

function linksOf(gone: readonly Piece[], came: readonly Piece[]): Link[] {
  const grid = new Map<string, Piece[]>();
  for (const piece of came)
    for (const place of piece.shape ? cellsOf(piece.shape) : []) grid.set(place, [...(grid.get(place) ?? []), piece]);
  return gone.flatMap((piece) => {
    if (!piece.shape) return [];
    const area = geodesicSquareMetres(piece.shape);
    const near = new Set(cellsOf(piece.shape).flatMap((place) => grid.get(place) ?? []));
    return [...near].flatMap((other): Link[] => {
      const shared = overlapSquareMetres(piece.shape!, other.shape!);
      if (shared <= 0 || area <= 0) return [];
      const [ofGone, ofCame] = [shared / area, shared / geodesicSquareMetres(other.shape!)];
      return ofGone >= leastShare || ofCame >= leastShare ? [{ gone: piece.key, came: other.key, ofGone, ofCame }] : [];
    });
  });
}

function kindOf(mine: readonly Link[], links: readonly Link[]): SuccessionKind {
  if (mine.length === 0) return 'vanished';
  const predecessors = (key: string): number => links.filter((link) => link.came === key).length;
  if (mine.length === 1) {
    const [only] = mine as [Link];
    if (predecessors(only.came) > 1) return 'merged';
    if (only.ofGone >= sameLand && only.ofCame >= sameLand) return 'renumbered';
    return only.ofGone >= sameLand ? 'merged' : 'rearranged';
  }
  return mine.every((link) => predecessors(link.came) === 1) ? 'split' : 'rearranged';
}

/** For each parcel that is gone: what seems to have become of it. `came`: parcels that are new or drawn anew. */
export function successionsOf(gone: readonly Piece[], came: readonly Piece[]): Succession[] {
  const links = linksOf(
    gone,
    came.filter(({ shape }) => shape !== null),
  );
  const byGone = new Map<string, Link[]>();
  for (const link of links) byGone.set(link.gone, [...(byGone.get(link.gone) ?? []), link]);
  return gone.map(({ key, label }) => {
    const mine = byGone.get(key) ?? [];
    return {
      key,
      label,
      kind: kindOf(mine, links),
      successors: mine.toSorted((a, b) => b.ofGone - a.ofGone).map(({ came: successor }) => successor),
    };
  });
}
