// Carries an entry's land through acts of lineage: on which of the new parcels, and in which township, each piece lies.
import type { MultiPolygon } from '../land/geometry.ts';
import { overlaid } from '../land/overlay.ts';
import { fail, ok, type Result } from '../result.ts';
import { type MicroMu, microMu, splitByWeight, toMu } from '../units.ts';
import { drawnFault, isSliver } from './drawn-piece.ts';
import type { LedgerPart } from './entry.ts';
import type { LineagePart } from './lineage.ts';

/** What registers may differ by on the area of one piece of land and still mean all of it: a square metre. */
export const closingTolerance = microMu(1_500);

/** Where a person says that a piece lies which is neither drawn nor the whole parcel. */
export interface Placement {
  readonly entry: number;
  readonly to: string;
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
}

/** A piece on a new parcel, with the parcel it comes from. */
export interface CarriedPart extends LedgerPart {
  readonly origin: string;
}

export interface CarryInput {
  readonly entry: number;
  readonly part: LedgerPart;
  /** Of the act: at least those from the piece's parcel. */
  readonly parts: readonly LineagePart[];
  /** Drawing of a parcel as it was before the act, and as it is after it; null when there is none. */
  before(parcel: string): MultiPolygon | null;
  after(parcel: string): MultiPolygon | null;
  /** Whether land of several parcels comes together in the new one. */
  shared(to: string): boolean;
  readonly placements: readonly Placement[];
}

function onto(
  part: LedgerPart,
  { from, to, toTownship }: LineagePart,
  land: Pick<LedgerPart, 'gross' | 'effective' | 'shape'>,
): CarriedPart {
  return { ...part, ...land, origin: from, parcel: to, township: toTownship };
}

/** The effective part by the same shares: exact when it is all or nothing, or when all shares stay together. */
function splitEffective(part: LedgerPart, gross: readonly number[], stated: readonly (MicroMu | null)[] | null): (MicroMu | null)[] | null {
  if (part.effective === null) return gross.map(() => null);
  if (part.effective === part.gross) return gross.map((area) => microMu(area));
  if (stated?.every((area) => area !== null)) return [...stated];
  return splitByWeight(part.effective, gross)?.map((area) => microMu(area)) ?? null;
}

/** Weights by which a piece falls to the new parcels: the drawn land on each, or each one's share of a whole parcel; null when not known. */
function weightsOf(
  { part, before, after, shared }: CarryInput,
  targets: readonly LineagePart[],
): { weights: number[]; shapes: (MultiPolygon | null)[] } | null {
  if (part.shape) {
    const cuts = targets.map(({ to }) => {
      const shape = after(to);
      return shape && part.shape ? overlaid(part.shape, shape, 'and') : null;
    });
    if (cuts.some((cut) => cut === null)) return null;
    const land = cuts.map((cut) => (cut && !isSliver(cut) ? cut : null));
    const weights = land.map((cut) => Math.round((cut?.squareMetres ?? 0) * 1_000_000));
    return weights.some((weight) => weight > 0) ? { weights, shapes: land.map((cut) => cut?.shape ?? null) } : null;
  }
  if (!isWhole(part, targets)) return null;
  const drawn = landOfWhole(part, before);
  const shapes = targets.map(({ to }) => {
    const theirs = shared(to) ? after(to) : null;
    return drawn && theirs ? overlaid(drawn, theirs, 'and').shape : null;
  });
  return { weights: targets.map(({ area }) => area), shapes };
}

function isWhole(part: LedgerPart, targets: readonly LineagePart[]): boolean {
  return part.gross >= targets.reduce((sum, { area }) => sum + area, 0) - closingTolerance;
}

/** Where a whole parcel lies, to be told once it is only a part of another; not where its drawing is of another size. */
function landOfWhole(part: LedgerPart, before: CarryInput['before']): MultiPolygon | null {
  const shape = before(part.parcel);
  return shape && drawnFault({ gross: part.gross, shape }) === null ? shape : null;
}

/** The pieces that lie again where they came from, when the act that brought them is undone. `undo`: the undoing act's parts. */
export function returnedParts(brought: readonly CarriedPart[], undo: readonly LineagePart[]): CarriedPart[] {
  return brought.map((piece) => {
    const back = undo.find(({ from, to }) => from === piece.parcel && to === piece.origin);
    return { ...piece, parcel: piece.origin, origin: piece.parcel, township: back ? back.toTownship : piece.township };
  });
}

/** The pieces that one piece becomes; in words why that cannot be told. */
export function carryPart(input: CarryInput): Result<readonly CarriedPart[], string> {
  const { entry, part } = input;
  const targets = input.parts.filter(({ from }) => from === part.parcel);
  if (targets.length === 0) return ok([]);
  if (targets.length === 1) {
    const [target] = targets as [LineagePart];
    const tells = part.shape === null && input.shared(target.to) && isWhole(part, targets);
    return ok([onto(part, target, tells ? { ...part, shape: landOfWhole(part, input.before) } : part)]);
  }
  const stated = input.placements.filter((one) => one.entry === entry && targets.some(({ to }) => to === one.to));
  if (stated.length > 0) {
    const gross = targets.map(({ to }) => stated.find((one) => one.to === to)?.gross ?? microMu(0));
    if (gross.reduce((sum, area) => sum + area, 0) !== part.gross) {
      return fail(`第 ${entry} 条在各新宗地上的面积合计应为 ${toMu(part.gross)} 亩`);
    }
    const told = targets.map(({ to }) => stated.find((one) => one.to === to)?.effective ?? null);
    const effective = splitEffective(part, gross, told);
    if (part.effective !== null && effective?.reduce<number>((sum, area) => sum + (area ?? 0), 0) !== part.effective) {
      return fail(`第 ${entry} 条在各新宗地上的有效面积合计应为 ${toMu(part.effective)} 亩`);
    }
    if (effective?.some((area, index) => area !== null && area > gross[index]!)) return fail(`第 ${entry} 条的有效面积不能大于面积`);
    return ok(
      piecesOf(
        part,
        targets,
        gross,
        effective,
        targets.map(() => null),
      ),
    );
  }
  const known = weightsOf(input, targets);
  const gross = known && splitByWeight(part.gross, known.weights)?.map((area) => microMu(area));
  if (!known || !gross) {
    return fail(`第 ${entry} 条只占宗地 ${part.parcel} 的一部分而没有图形，须写明它在各新宗地上的面积`);
  }
  return ok(piecesOf(part, targets, gross, splitEffective(part, gross, null), known.shapes));
}

function piecesOf(
  part: LedgerPart,
  targets: readonly LineagePart[],
  gross: readonly MicroMu[],
  effective: readonly (MicroMu | null)[] | null,
  shapes: readonly (MultiPolygon | null)[],
): CarriedPart[] {
  return targets.flatMap((target, index) =>
    gross[index]! > 0
      ? [onto(part, target, { gross: gross[index]!, effective: effective?.[index] ?? null, shape: shapes[index] ?? null })]
      : [],
  );
}
