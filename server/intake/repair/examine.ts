// Looks at every drawing of a table: where it crosses itself, where it has spikes, and what it would be mended to.
import { evenOddSquareMetres } from '#domain/land/overlap.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import type { DrawingFault } from '#domain/land/repair.ts';
import type { MicroMu } from '#domain/units.ts';
import { mayCross } from '../check/crossing-test.ts';
import { landOf, lotArea } from '../check/lot-area.ts';
import { planeAround, PlanePool } from '../check/plane.ts';
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
  const pool = new PlanePool();
  const examined: (Examined | null)[] = [];
  for (const built of shapes) {
    if (!built?.shape) {
      examined.push(built && { ...built, crossing: null, spikes: none, proposal: null });
      continue;
    }
    const crossing = crossingOf(built.shape, pool);
    const spikes = built.shape.flatMap((polygon) => polygon.flatMap((ring) => spikesOf(ring).map((index) => ring[index]!)));
    if (!crossing && spikes.length === 0 && built.strayHoles === 0) {
      examined.push(sound(built));
      continue;
    }
    const faults: DrawingFault[] = [
      ...(crossing ? (['self-crossing'] as const) : []),
      ...(spikes.length > 0 ? (['spike'] as const) : []),
      ...(built.strayHoles > 0 ? (['hole-outside'] as const) : []),
    ];
    mend ??= await (await import('./make-valid.ts')).validMaker();
    examined.push({ ...built, crossing, spikes, proposal: propose(built.shape, faults, mend) });
  }
  return examined;
}

const none: readonly Position[] = [];

/** Written out, because there are many of them. */
function sound({ shape, unclosed, holes, strayHoles, degenerate, doubled, fault }: BuiltShape): Examined {
  return { shape, unclosed, holes, strayHoles, degenerate, doubled, fault, crossing: null, spikes: none, proposal: null };
}

function crossingOf(shape: MultiPolygon, pool: PlanePool): Position | null {
  for (const polygon of shape) {
    pool.clear();
    if (mayCross(pool.add([polygon], planeAround(polygon[0]![0]!)))) return selfCrossing(shape);
  }
  return null;
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
  const areaBefore = landOf(shape.reduce((sum, polygon) => sum + evenOddSquareMetres(polygon), 0));
  const areaAfter = lotArea(after);
  return areaBefore === null || areaAfter === null ? null : { faults, after, areaBefore, areaAfter };
}
