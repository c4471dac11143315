// From the figures to what the map is told: its style, the state of each parcel and place, and what deck.gl adds.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BaseColumns } from '#domain/columns.ts';
import { tileAddress, wholeAddress } from '../../api/tile-address.ts';
import { versionQuery } from '../../api/queries.ts';
import { blockPoints } from '../../map/block-points.ts';
import { ratioColours, ratioEdges, edgeLabel } from '#domain/drawing/breaks.ts';
import { columnsData } from '../../map/deck/columns-data.ts';
import type { DifferenceDot } from '../../map/deck/difference-layer.ts';
import type { Scene } from '../../map/deck/mount.ts';
import { freedColours } from '#domain/drawing/palette.ts';
import type { FillClass } from '#domain/drawing/fill.ts';
import { differenceDots } from '../../map/difference-dots.ts';
import { mapStyle } from '../../map/map-style.ts';
import { packStates } from '../../map/parcel-states.ts';
import { freedPieces } from '../../map/freed-pieces.ts';
import { placeCodes, placeSums } from '../../map/place-fill.ts';
import { noData } from '../../ui/tokens.ts';
import type { Figures, PageFacts } from './figures.ts';

/** Overlays as the view's `layers` names them: a name with a minus is switched off, `columns` switches the third dimension on. */
export const columnsOverlay = 'columns';

export interface MapDrawing {
  readonly style: ReturnType<typeof mapStyle>;
  readonly states: Uint32Array | null;
  readonly placeStates: { readonly townships: ReadonlyMap<string, number>; readonly blocks: ReadonlyMap<string, number> } | null;
  readonly scene: Scene | null;
}

const nothing: readonly never[] = [];
/** Zoom from which what is selected needs no halo to be found. */
const haloZoom = 14;
/** Zoom from which ticks can be read. */
const tickZoom = 12;

function presentStates(figures: Figures | null) {
  const idle: [boolean, boolean, boolean] = [false, false, false];
  const freed: [boolean, boolean, boolean] = [false, false, false];
  for (const state of figures?.year.idle ?? nothing) idle[state] = true;
  for (const state of figures?.year.freed ?? nothing) freed[state] = true;
  const kinds = [...new Set(figures?.freedKinds ?? nothing)].filter((kind) => kind > 0).sort((a, b) => a - b);
  return { idle, freed, kinds };
}

/** A dot on each parcel with freed land, verified ones on top; for zooms at which ticks cannot be read. */
function freedDots(base: BaseColumns, freed: Uint8Array, kept: Uint8Array): DifferenceDot[] {
  const of = (state: 1 | 2, colour: string): DifferenceDot[] =>
    [...freed.keys()].flatMap((index) => {
      const [lon, lat] = [base.points[2 * index]!, base.points[2 * index + 1]!];
      return freed[index] === state && kept[index] && !Number.isNaN(lon) ? [{ place: [lon, lat] as const, colour }] : [];
    });
  return [...of(1, freedColours.declared), ...of(2, freedColours.verified)];
}

export function useMapDrawing(facts: PageFacts | null, figures: Figures | null): MapDrawing {
  const program = useQuery(versionQuery);
  const county = facts?.county.code ?? '';
  const version = facts?.county.version ?? '';
  const layers = facts?.view.layers;
  const [fill, year, policy] = [figures?.fill, figures?.year, figures?.policy];
  const thresholds = figures?.thresholds ?? nothing;
  const breaks = facts?.view.breaks;
  const drawn = facts?.view.filter?.within;
  const edges = useMemo(() => ratioEdges(breaks, thresholds), [breaks, thresholds]);
  const placeClasses = useMemo((): FillClass[] => {
    const colours = ratioColours(edges, thresholds);
    return [
      ...colours.map((colour, place) => ({ label: { text: edgeLabel(edges, place) }, colour, hatch: false })),
      { label: { word: 'noData' }, colour: noData, hatch: true },
    ];
  }, [edges, thresholds]);
  // The style depends on the look of the classes, not on which parcel is in which: a year or a filter leaves it as it is.
  const present = JSON.stringify(presentStates(figures));
  const classes = JSON.stringify(fill?.classes ?? nothing);
  const names = JSON.stringify(year?.classes ?? nothing);
  const basemap = useMemo(() => {
    const given = program.data?.basemap;
    return given ? { ...given, tiles: given.tiles.map(wholeAddress) } : null;
  }, [program.data]);
  const base = figures?.base;
  const blocks = useMemo(() => (base ? blockPoints(base) : null), [base]);
  const [timeline, day] = [figures?.timeline ?? null, figures?.day ?? ''];
  const pieces = useMemo(() => freedPieces(timeline, day), [timeline, day]);
  const style = useMemo(
    () =>
      mapStyle({
        parcelTiles: tileAddress('parcels', county, version),
        contextTiles: tileAddress('context', county, version),
        blocks,
        classesOfFill: JSON.parse(classes) as FillClass[],
        placeClasses,
        classes: JSON.parse(names) as string[],
        styles: policy?.classes ?? nothing,
        present: JSON.parse(present) as ReturnType<typeof presentStates>,
        basemap,
        drawn: [...(drawn ?? nothing)],
        pieces,
        hidden: new Set((layers ?? nothing).flatMap((name: string) => (name.startsWith('-') ? [name.slice(1)] : []))),
      }),
    [county, version, blocks, classes, placeClasses, names, policy, present, basemap, drawn, pieces, layers],
  );

  // Shaded by tax per mu, the places would speak of something else than a difference or freed land does.
  const byDifference = fill?.metric === 'difference' || fill?.metric === 'freed';
  const [kept, marked, kinds, pieced] = [figures?.kept, figures?.marked, figures?.freedKinds ?? null, figures?.pieced ?? null];
  const states = useMemo(
    () => (fill && year && kept && marked ? packStates(fill.codes, year, kept, marked, { kinds, pieced }) : null),
    [fill, year, kept, marked, kinds, pieced],
  );
  const placeStates = useMemo(() => {
    if (!base || !year || !kept) return null;
    const codes = (kind: 'township' | 'block') => {
      const told = placeCodes(placeSums(kind, base, year, kept), edges);
      // -1 leaves them blank.
      return byDifference ? new Map([...told.keys()].map((code) => [code, -1])) : told;
    };
    return { townships: codes('township'), blocks: codes('block') };
  }, [base, year, kept, edges, byDifference]);

  const inColumns = layers?.includes(columnsOverlay) ?? false;
  const nearby = (facts?.view.camera?.[2] ?? 0) >= haloZoom;
  const byDots = (facts?.view.camera?.[2] ?? 0) < tickZoom && (fill?.metric === 'freed' || (layers?.includes('replay') ?? false));
  const scene = useMemo((): Scene | null => {
    if (!base || !year || !kept || !fill || !marked) return null;
    const columns = inColumns
      ? columnsData(base.points, year.tax, base.area, kept, (index) => fill.classes[fill.codes[index]!]!.colour)
      : null;
    // Close by, the outline alone is seen well enough.
    const points = nearby
      ? []
      : [...marked].map((index) => [base.points[2 * index]!, base.points[2 * index + 1]!] as const).filter(([lon]) => !Number.isNaN(lon));
    const dots = byDots
      ? freedDots(base, year.freed, kept)
      : nearby || fill.metric !== 'difference'
        ? []
        : differenceDots(base, fill, kept);
    if (!columns && points.length === 0 && dots.length === 0) return null;
    return { columns, halo: points.length > 0 ? { points } : null, dots: dots.length > 0 ? dots : null };
  }, [inColumns, nearby, byDots, base, year, kept, fill, marked]);
  return { style, states, placeStates, scene };
}
