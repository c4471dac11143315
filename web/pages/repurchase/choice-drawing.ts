// From the choice to what the map is told: plots by score, chosen ones in one strong colour, locks as outlines; plans compared by who has what.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FillClass } from '#domain/drawing/fill.ts';
import { differenceColours, ink, noData, plain, primary, quantityRamp } from '#domain/drawing/palette.ts';
import type { PolicyClass } from '#domain/policy/policy.ts';
import { tileAddress, wholeAddress } from '../../api/tile-address.ts';
import { versionQuery } from '../../api/queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import type { DifferenceDot } from '../../map/deck/difference-layer.ts';
import type { Scene } from '../../map/deck/mount.ts';
import { mapStyle } from '../../map/map-style.ts';
import { packRoles } from '../../map/parcel-states.ts';
import type { ChoiceFigures, Offer } from './choice-figures.ts';

/** Scores in steps of twenty, then what has none, what is not offered, what is chosen; and of compared plans the first, the others, several. */
const scoreSteps = 5;
const codeOf = { unknown: 5, excluded: 6, chosen: 7, first: 8, others: 9, several: 10 } as const;
const text = (label: string, colour: string, hatch = false): FillClass => ({ label: { text: label }, colour, hatch });
export const chosenColour = differenceColours.changed;
export const compareColours = {
  first: differenceColours.entered,
  others: differenceColours.left,
  several: differenceColours.changed,
} as const;
export const scoreColours = quantityRamp.slice(1);
const classesOfFill: readonly FillClass[] = [
  ...scoreColours.map((colour, step) => text(`${step * 20}–${step * 20 + 20}`, colour)),
  text('', noData, true),
  text('', plain),
  text('', chosenColour),
  text('', compareColours.first),
  text('', compareColours.others),
  text('', compareColours.several),
];

/** Roles of a plot, drawn as outlines: line style first, colour second. */
export const roles = ['chosen', 'lockedIn', 'lockedOut'] as const;
export type Role = (typeof roles)[number];
export const roleStyles: Readonly<Record<Role, Pick<PolicyClass, 'style' | 'colour'>>> = {
  chosen: { style: 'solid', colour: '#7c2d12' },
  lockedIn: { style: 'double', colour: primary },
  lockedOut: { style: 'dash', colour: ink },
};
const styles: readonly PolicyClass[] = roles.map((name) => ({ name, severity: 0, ...roleStyles[name] }));
const present = { idle: [true, false, false], freed: [true, false, false], kinds: [] } as const;
const nothingHidden: ReadonlySet<string> = new Set();
/** Zooms below which single plots are hardly seen: all of them, and a few chosen ones among many. */
const dotZoom = 11.5;
const chosenDotZoom = 13.5;

function fillOf({ candidate, score, excluded }: Offer, chosen: ReadonlySet<string>): number {
  if (chosen.has(candidate.code)) return codeOf.chosen;
  if (excluded !== null) return codeOf.excluded;
  if (score.score === null) return codeOf.unknown;
  return Math.min(scoreSteps - 1, Math.floor(score.score / 20));
}

/** Which of the compared plans hold a plot. */
export type Compared = ReadonlyMap<string, 'first' | 'others' | 'several'>;

export interface ChoiceDrawing {
  readonly style: ReturnType<typeof mapStyle>;
  readonly states: Uint32Array | null;
  readonly placeStates: { readonly townships: ReadonlyMap<string, number>; readonly blocks: ReadonlyMap<string, number> } | null;
  readonly scene: Scene | null;
}

export function useChoiceDrawing(county: CountyReply | undefined, figures: ChoiceFigures | null, compared: Compared | null): ChoiceDrawing {
  const program = useQuery(versionQuery);
  const [code, version] = [county?.code ?? '', county?.version ?? ''];
  const basemap = useMemo(() => {
    const given = program.data?.basemap;
    return given ? { ...given, tiles: given.tiles.map(wholeAddress) } : null;
  }, [program.data]);
  const drawn = figures?.view.filter?.within;
  const style = useMemo(
    () =>
      mapStyle({
        parcelTiles: tileAddress('parcels', code, version),
        contextTiles: tileAddress('context', code, version),
        blocks: null,
        classesOfFill,
        placeClasses: [],
        classes: roles,
        styles,
        present,
        basemap,
        pieces: null,
        drawn: [...(drawn ?? [])],
        hidden: nothingHidden,
      }),
    [code, version, basemap, drawn],
  );
  const [offers, chosen, kept, base] = [figures?.offers, figures?.chosen, figures?.kept, figures?.base];
  const open = figures?.view.open;
  const told = useMemo(() => {
    if (!offers || !chosen || !kept || !base) return null;
    const [codes, role] = [new Uint8Array(base.size), new Uint8Array(base.size)];
    const marked = new Set<number>();
    for (const offer of offers) {
      const { index, candidate, lock } = offer;
      const side = compared?.get(candidate.code);
      codes[index] = compared ? (side ? codeOf[side] : codeOf.excluded) : fillOf(offer, chosen);
      if (!compared) role[index] = lock === 'in' ? 2 : lock === 'out' ? 3 : chosen.has(candidate.code) ? 1 : 0;
      else if (side) role[index] = 1;
      if (candidate.code === open) marked.add(index);
    }
    return { codes, states: packRoles(codes, role, kept, marked) };
  }, [offers, chosen, kept, base, open, compared]);
  const placeStates = useMemo(() => {
    if (!base) return null;
    const blank = (names: readonly string[]): ReadonlyMap<string, number> => new Map([...names, 'none'].map((name) => [name, -1]));
    return { townships: blank(base.townshipCodes), blocks: blank(base.blockCodes) };
  }, [base]);
  const zoom = figures?.view.camera?.[2] ?? 0;
  const [far, nearby] = [zoom < dotZoom, zoom >= chosenDotZoom];
  const scene = useMemo((): Scene | null => {
    if (!told || !base || nearby) return null;
    // Far out single plots cannot be seen: a dot each, what is chosen on top.
    const places = [...told.codes.keys()].filter((index) => kept?.[index] === 1 && !Number.isNaN(base.points[2 * index]!));
    const dot = (index: number): DifferenceDot => ({
      place: [base.points[2 * index]!, base.points[2 * index + 1]!],
      colour: classesOfFill[told.codes[index]!]!.colour,
    });
    const strong = places.filter((index) => told.codes[index]! >= codeOf.chosen);
    const weak = far ? places.filter((index) => told.codes[index]! < codeOf.chosen) : [];
    const dots = [...weak, ...strong].map(dot);
    return dots.length > 0 ? { columns: null, halo: null, dots, dotRadius: far ? 4 : 6 } : null;
  }, [told, base, far, nearby, kept]);
  return { style, states: told?.states ?? null, placeStates, scene };
}
