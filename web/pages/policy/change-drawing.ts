// From who enters, leaves, changes and stays to what the map is told: one colour each, a dot where parcels are too small to be seen.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import { differenceCodes } from '#domain/drawing/difference.ts';
import { differenceWords, type FillClass } from '#domain/drawing/fill.ts';
import { differenceColours } from '#domain/drawing/palette.ts';
import type { ChangeSide, ClassChanges } from '../../api/policy-replies.ts';
import { versionQuery } from '../../api/queries.ts';
import { tileAddress, wholeAddress } from '../../api/tile-address.ts';
import { blockPoints } from '../../map/block-points.ts';
import type { Scene } from '../../map/deck/mount.ts';
import { differenceDots, keptDots } from '../../map/difference-dots.ts';
import { mapStyle } from '../../map/map-style.ts';
import { packRoles } from '../../map/parcel-states.ts';

const classesOfFill: readonly FillClass[] = differenceWords.map((word) => ({
  label: { word },
  colour: differenceColours[word],
  hatch: false,
}));
const present = { idle: [true, false, false], freed: [true, false, false], kinds: [] } as const;
/** Zoom from which the parcels themselves are seen well enough. */
const nearZoom = 14;

export interface ChangeInput {
  readonly county: string;
  readonly version: string;
  readonly base: BaseColumns;
  readonly year: YearColumns;
  readonly changes: ClassChanges;
  /** Sides that are shown; parcels of the others stay pale. */
  readonly sides: ReadonlySet<ChangeSide>;
  readonly open: string | undefined;
  readonly zoom: number;
}

export interface ChangeDrawing {
  readonly style: ReturnType<typeof mapStyle>;
  /** By parcel, its place in `differenceWords`. */
  readonly codes: Uint8Array;
  readonly states: Uint32Array;
  readonly placeStates: { readonly townships: ReadonlyMap<string, number>; readonly blocks: ReadonlyMap<string, number> };
  readonly scene: Scene | null;
}

export function useChangeDrawing({ county, version, base, year, changes, sides, open, zoom }: ChangeInput): ChangeDrawing {
  const program = useQuery(versionQuery);
  const blocks = useMemo(() => blockPoints(base), [base]);
  const basemap = useMemo(() => {
    const given = program.data?.basemap;
    return given ? { ...given, tiles: given.tiles.map(wholeAddress) } : null;
  }, [program.data]);
  const style = useMemo(
    () =>
      mapStyle({
        parcelTiles: tileAddress('parcels', county, version),
        contextTiles: tileAddress('context', county, version),
        blocks,
        classesOfFill,
        placeClasses: [],
        classes: [],
        styles: [],
        present,
        basemap,
        pieces: null,
        drawn: [],
        hidden: new Set(['hatches']),
      }),
    [county, version, blocks, basemap],
  );
  const codes = useMemo(() => differenceCodes(base, year.verdict, changes.codes), [base, year, changes.codes]);
  const shown = useMemo(
    () =>
      codes.map((code) => {
        const side = differenceWords[code]!;
        return side === 'differenceNone' || sides.has(side) ? code : 0;
      }),
    [codes, sides],
  );
  const kept = useMemo(() => new Uint8Array(base.size).fill(1), [base]);
  const states = useMemo(() => {
    const index = open === undefined ? -1 : base.codes.indexOf(open);
    return packRoles(shown, new Uint8Array(base.size), kept, new Set(index < 0 ? [] : [index]));
  }, [shown, kept, base, open]);
  const placeStates = useMemo(() => {
    // Shaded places would speak of something else than who enters and leaves.
    const blank = (names: readonly string[]): ReadonlyMap<string, number> => new Map([...names, 'none'].map((name) => [name, -1]));
    return { townships: blank(base.townshipCodes), blocks: blank(base.blockCodes) };
  }, [base]);
  const nearby = zoom >= nearZoom;
  const scene = useMemo((): Scene | null => {
    const fill = { codes: shown, classes: classesOfFill };
    const dots = nearby ? [] : [...keptDots(base, fill), ...differenceDots(base, fill, kept)];
    return dots.length > 0 ? { columns: null, halo: null, dots } : null;
  }, [nearby, base, shown, kept]);
  return { style, codes, states, placeStates, scene };
}
