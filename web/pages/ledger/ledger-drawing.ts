// From the entries that are shown to what the map draws: states of whole parcels, pieces, dots, and which parcels stand for which entries.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BaseColumns } from '#domain/columns.ts';
import type { FillClass } from '#domain/drawing/fill.ts';
import { plain } from '#domain/drawing/palette.ts';
import { boundsOf, type Position } from '#domain/land/geometry.ts';
import { ledgerStages } from '#domain/ledger/entry.ts';
import type { LedgerMapReply } from '../../api/ledger-replies.ts';
import { versionQuery } from '../../api/queries.ts';
import { tileAddress, wholeAddress } from '../../api/tile-address.ts';
import { blockPoints } from '../../map/block-points.ts';
import { stageColours, withLedger, type LedgerPiece } from '../../map/layers/ledger.ts';
import { mapStyle } from '../../map/map-style.ts';
import { packLand } from '../../map/parcel-states.ts';
import type { Overlay } from './sketch.ts';

/** What stands on a parcel without a drawing of its own; the furthest stage shows. */
const shownOrder = ['reversed', 'declared', 'verified'] as const;
const classes: readonly FillClass[] = [
  { label: { word: 'freedNone' }, colour: plain, hatch: false },
  ...shownOrder.map((stage) => ({ label: { text: stage }, colour: stageColours[stage], hatch: false })),
];

export interface LedgerOnMap {
  readonly style: ReturnType<typeof mapStyle>;
  readonly states: Uint32Array;
  /** Entries on each parcel, newest first. */
  readonly entriesOn: ReadonlyMap<number, readonly number[]>;
  readonly piecesOf: ReadonlyMap<number, LedgerPiece & { readonly parcel: number }>;
  /** Pieces that can be shown nowhere. */
  readonly lost: number;
}

function readMap(found: LedgerMapReply, base: BaseColumns) {
  const shapes = new Map(found.shapes.map(({ place, shape }) => [place, shape]));
  const [codes, freed, kinds] = [new Uint8Array(base.size), new Uint8Array(base.size), new Uint8Array(base.size)];
  const entriesOn = new Map<number, number[]>();
  let lost = 0;
  const pieces = found.id.map((id, place): LedgerPiece & { parcel: number } => {
    const [parcel, stage, kind] = [found.parcel[place]!, found.stage[place]!, found.kind[place]!];
    const shape = shapes.get(place) ?? null;
    const box = shape && boundsOf(shape);
    const own: Position | null = box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null;
    const known = parcel >= 0 && !Number.isNaN(base.points[2 * parcel]!);
    const point = own ?? (known ? ([base.points[2 * parcel]!, base.points[2 * parcel + 1]!] as const) : null);
    if (point === null) lost += 1;
    if (parcel >= 0) {
      entriesOn.set(parcel, [...(entriesOn.get(parcel) ?? []), id]);
      const rank = 1 + shownOrder.indexOf(ledgerStages[stage]!);
      if (shape === null && rank > codes[parcel]!) {
        codes[parcel] = rank;
        freed[parcel] = rank - 1;
        kinds[parcel] = rank > 1 ? kind + 1 : 0;
      }
    }
    return { id, parcel, stage, kind, shape, point };
  });
  return { codes, freed, kinds, entriesOn, pieces, lost };
}

interface Asked {
  readonly county: string;
  readonly version: string;
  readonly base: BaseColumns;
  readonly found: LedgerMapReply;
  readonly open: number | null;
  readonly overlay: Overlay;
}

export function useLedgerDrawing({ county, version, base, found, open, overlay }: Asked): LedgerOnMap {
  const program = useQuery(versionQuery);
  const read = useMemo(() => readMap(found, base), [found, base]);
  const { pieces, codes, freed, kinds, entriesOn, lost } = read;
  const ground = useMemo(() => {
    const given = program.data?.basemap;
    return mapStyle({
      parcelTiles: tileAddress('parcels', county, version),
      contextTiles: tileAddress('context', county, version),
      blocks: blockPoints(base),
      classesOfFill: classes,
      placeClasses: [],
      classes: [],
      styles: [],
      present: {
        idle: [false, false, false],
        freed: [false, freed.includes(1), freed.includes(2)],
        kinds: [...new Set(kinds)].filter((kind) => kind > 0),
      },
      basemap: given ? { ...given, tiles: given.tiles.map(wholeAddress) } : null,
      pieces: null,
      drawn: [],
      hidden: new Set(),
    });
  }, [program.data, county, version, base, freed, kinds]);
  const style = useMemo(() => withLedger(ground, { pieces, open, ...overlay }), [ground, pieces, open, overlay]);
  const states = useMemo(() => {
    const marked = new Set(
      pieces.filter(({ id, shape, parcel }) => id === open && shape === null && parcel >= 0).map(({ parcel }) => parcel),
    );
    return packLand(codes, freed, kinds, marked);
  }, [pieces, codes, freed, kinds, open]);
  const piecesOf = useMemo(() => new Map(pieces.map((piece) => [piece.id, piece])), [pieces]);
  return { style, states, entriesOn, piecesOf, lost };
}
