// Looks at every drawing of a table: where it crosses itself, where it has spikes, and what it would be mended to.
import { evenOddSquareMetres } from '#domain/land/overlap.ts';
import { measuredArea } from '#domain/land/area.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import type { DrawingFault } from '#domain/land/repair.ts';
import { microMuFromSquareMetres, type MicroMu } from '#domain/units.ts';
import { mayCross } from '../check/crossing-test.ts';
import { flatten, planeAround } from '../check/plane.ts';
import { selfCrossing } from '../check/self-crossing.ts';
import type { BuiltShape } from '../place/shape.ts';
import { spikesOf, withoutSpikes } from './spikes.ts';

export interface Proposal {
  readonly faults: readonly DrawingFault[];
  readonly after: MultiPolygon;
  readonly areaBefore: MicroMu;
  readonly areaAfter: MicroMu;
}

/** A drawing with what was found about it. */
export interface Examined extends BuiltShape {
  /** Where it crosses itself; such a drawing has no area one could rely on. */
  readonly crossing: Position | null;
  readonly spikes: readonly Position[];
  readonly proposal: Proposal | null;
}

export async function examine(shapes: readonly (BuiltShape | null)[]): Promise<readonly (Examined | null)[]> {
  let mend: ((shape: MultiPolygon) => MultiPolygon | null) | null = null;
  const examined: (Examined | null)[] = [];
  for (const built of shapes) {
    if (!built?.shape) {
      examined.push(built && { ...built, crossing: null, spikes: [], proposal: null });
      continue;
    }
    const found = { ...built, ...faultsOf(built.shape) };
    const faults: DrawingFault[] = [
      ...(found.crossing ? (['self-crossing'] as const) : []),
      ...(found.spikes.length > 0 ? (['spike'] as const) : []),
      ...(built.strayHoles > 0 ? (['hole-outside'] as const) : []),
    ];
    if (faults.length > 0) mend ??= await (await import('./make-valid.ts')).validMaker();
    examined.push({ ...found, proposal: faults.length > 0 && mend ? propose(built.shape, faults, mend) : null });
  }
  return examined;
}

function faultsOf(shape: MultiPolygon): { readonly crossing: Position | null; readonly spikes: readonly Position[] } {
  const crossing = shape.some((polygon) => mayCross(flatten([polygon], planeAround(polygon[0]![0]!)))) ? selfCrossing(shape) : null;
  const spikes = shape.flatMap((polygon) => polygon.flatMap((ring) => spikesOf(ring).map((index) => ring[index]!)));
  return { crossing, spikes };
}

/** Null when the mended drawing is none, or crosses itself still. */
function propose(
  shape: MultiPolygon,
  faults: readonly DrawingFault[],
  mend: (shape: MultiPolygon) => MultiPolygon | null,
): Proposal | null {
  const blunt = shape.map((polygon) => polygon.map(withoutSpikes));
  const after = faults.length === 1 && faults[0] === 'spike' && !selfCrossing(blunt) ? blunt : mend(blunt);
  if (!after || selfCrossing(after)) return null;
  return {
    faults,
    after,
    areaBefore: microMuFromSquareMetres(shape.reduce((sum, polygon) => sum + evenOddSquareMetres(polygon), 0)),
    areaAfter: measuredArea(after),
  };
}
