// 连片 of a target's verified land, from the drawings of its entries, else those of their parcels. Which lie side by side is found once.
import { adjacentPairs } from '#domain/land/adjacency.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { contiguityOf, type Contiguity } from '#domain/ledger/contiguity.ts';
import type { CountedLine } from '#domain/ledger/ledger-lines.ts';
import type { MicroMu } from '#domain/units.ts';
import { memory } from './sheet.ts';
import { landShape, type TargetScope } from './target-scope.ts';

/** Metres between boundaries that still count as side by side: two surveyors' lines of one fence. */
export const besideMetres = 2;

function shapeOf(scope: TargetScope, { line: { entry, parcel, shape, from } }: CountedLine): MultiPolygon | null {
  if (shape) return shape;
  const sheet = scope.members.find((member) => member.sheet.data.county.code === entry.county)?.sheet;
  return sheet ? landShape(sheet, parcel, from) : null;
}

/** Each drawing once: entries on one parcel are joined anyway, and its boundary need not be looked at for each of them. */
function once(shapes: readonly (MultiPolygon | null)[]): (MultiPolygon | null)[] {
  const seen = new Set<MultiPolygon>();
  return shapes.map((shape) => {
    if (!shape || seen.has(shape)) return null;
    seen.add(shape);
    return shape;
  });
}

/** Pairs are kept by the lines concerned, so that another day with the same land asks nothing anew. */
export function freedContiguity(scope: TargetScope, counted: readonly CountedLine[], least: MicroMu, metres: number): Contiguity {
  const verified = counted.filter(({ stage }) => stage === 'verified');
  const shapes = verified.map((one) => shapeOf(scope, one));
  const kept = scope.members[0]!.sheet.once('freed neighbours', () => memory(16));
  const pairs = kept(`${scope.code} ${metres} ${verified.map(({ line }) => `${line.entry.id}@${line.from}`).join(',')}`, () =>
    adjacentPairs(once(shapes), metres),
  );
  const pieces = verified.map(({ line, area }, place) => ({
    entry: line.entry.id,
    parcel: line.parcel,
    area,
    drawn: shapes[place] !== null,
  }));
  return contiguityOf(pieces, pairs, least);
}
