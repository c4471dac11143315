// Where to look: the box round the open parcel, what is selected, what the filter keeps, or a place that was clicked.
import { NO_INDEX } from '#domain/columns.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import { boundsOf } from '../../map/column-bounds.ts';
import type { LandHit } from '../../map/map-canvas.tsx';
import type { Figures } from './figures.ts';

function inPlace(figures: Figures, hit: LandHit): (index: number) => boolean {
  const { base } = figures;
  if (hit.kind === 'parcel') return (index) => index === hit.index;
  const [codes, column] = hit.kind === 'township' ? [base.townshipCodes, base.township] : [base.blockCodes, base.block];
  const place = codes.indexOf(hit.code);
  if (place >= 0) return (index) => column[index] === place;
  // Stand-ins of the tiles for land outside every township or block: `none`, `none/<township>`.
  const township = base.townshipCodes.indexOf(hit.code.split('/')[1] ?? '');
  return (index) => column[index] === NO_INDEX && (township < 0 || base.township[index] === township);
}

export function boundsToFit(figures: Figures, hit?: LandHit): Bounds | null {
  const { base, marked, kept, keptCount } = figures;
  if (hit) return boundsOf(base.bounds, base.size, inPlace(figures, hit));
  if (marked.size > 0) return boundsOf(base.bounds, base.size, (index) => marked.has(index));
  return keptCount > 0 ? boundsOf(base.bounds, base.size, (index) => kept[index] === 1) : null;
}
