// Where a dot is put for a what-if or a comparison: on each parcel that changes, seen from zooms at which single parcels are not.
import type { BaseColumns } from '#domain/columns.ts';
import { differenceWords, type Fill } from '#domain/drawing/fill.ts';
import type { DifferenceDot } from './deck/difference-layer.ts';

const quiet: ReadonlySet<number> = new Set([differenceWords.indexOf('differenceNone'), differenceWords.indexOf('kept')]);

type Dotted = Pick<BaseColumns, 'points'>;
type Filled = Pick<Fill, 'codes' | 'classes'>;

function dotsOf(base: Dotted, { codes, classes }: Filled, shown: (code: number, index: number) => boolean): DifferenceDot[] {
  return [...codes.keys()].flatMap((index) => {
    const code = codes[index]!;
    const [lon, lat] = [base.points[2 * index]!, base.points[2 * index + 1]!];
    return shown(code, index) && !Number.isNaN(lon) ? [{ place: [lon, lat] as const, colour: classes[code]!.colour }] : [];
  });
}

/** A dot on each parcel that changes and that the filter keeps, in the colour of its fill. */
export function differenceDots(base: Dotted, fill: Filled, kept: Uint8Array): DifferenceDot[] {
  return dotsOf(base, fill, (code, index) => !quiet.has(code) && kept[index] === 1);
}

/** A dot on each parcel that is in a class and stays there; drawn below those that change. */
export function keptDots(base: Dotted, fill: Filled): DifferenceDot[] {
  return dotsOf(base, fill, (code) => code === differenceWords.indexOf('kept'));
}
