// What can be chosen in each filter and how many parcels each choice would show, before it is applied.
import { freedStates, gradeLetters, idleStates, NO_INDEX } from '#domain/columns.ts';
import { classKey, compileFilter, NONE, UNKNOWN } from '#domain/select.ts';
import { withoutPart, type ListPart } from '../../state/filter-change.ts';
import type { Figures } from './figures.ts';

export const facetParts = [
  'townships',
  'blocks',
  'grades',
  'classes',
  'industries',
  'idle',
  'freed',
] as const satisfies readonly ListPart[];
export type FacetPart = (typeof facetParts)[number];

export interface FacetOption {
  readonly key: string;
  /** The record's own name of it; null for words that the page has in its languages. */
  readonly name: string | null;
  /** Parcels that would be shown if this were the only choice of its part. */
  readonly parcels: number;
}

type KeyOf = (index: number) => string;

/** Key of a parcel in a part, as the filter names it. */
function keyOf(part: FacetPart, { base, year }: Figures): KeyOf {
  const lookup =
    (codes: readonly string[], column: Uint16Array): KeyOf =>
    (index) =>
      column[index] === NO_INDEX ? NONE : codes[column[index]!]!;
  switch (part) {
    case 'townships':
      return lookup(base.townshipCodes, base.township);
    case 'blocks':
      return lookup(base.blockCodes, base.block);
    case 'industries':
      return lookup(base.industryCodes, base.industry);
    case 'grades':
      return (index) => gradeLetters[year.grade[index]!] || UNKNOWN;
    case 'classes':
      return (index) => classKey(year, index);
    case 'idle':
      return (index) => idleStates[year.idle[index]!]!;
    case 'freed':
      return (index) => freedStates[year.freed[index]!]!;
  }
}

/** Keys of a part in their order of display, with the record's names. */
function keysOf(part: FacetPart, { base, year }: Figures): (readonly [string, string | null])[] {
  const named = (codes: readonly string[], names: readonly string[]) => codes.map((code, place) => [code, names[place]!] as const);
  switch (part) {
    case 'townships':
      return [...named(base.townshipCodes, base.townshipNames), [NONE, null]];
    case 'blocks':
      return [...named(base.blockCodes, base.blockNames), [NONE, null]];
    case 'industries':
      return [...base.industryCodes.map((code) => [code, null] as const), [NONE, null]];
    case 'grades':
      return [...['A', 'B', 'C', 'D'].map((letter) => [letter, letter] as const), [UNKNOWN, null]];
    case 'classes':
      return [...year.classes.map((name) => [name, name] as const), [NONE, null], [UNKNOWN, null]];
    case 'idle':
      return idleStates.map((state) => [state, null] as const);
    case 'freed':
      return freedStates.map((state) => [state, null] as const);
  }
}

/** Choices of a part with their counts under all the other parts of the filter; those nobody has are left out unless chosen. */
export function facetOptions(part: FacetPart, figures: Figures): FacetOption[] {
  const { base, year, filter } = figures;
  const keeps = compileFilter(withoutPart(filter, part), base, year);
  const key = keyOf(part, figures);
  const counts = new Map<string, number>();
  for (let index = 0; index < base.size; index += 1) {
    if (keeps(index)) counts.set(key(index), (counts.get(key(index)) ?? 0) + 1);
  }
  const chosen: readonly string[] = filter[part] ?? [];
  return keysOf(part, figures)
    .map(([option, name]) => ({ key: option, name, parcels: counts.get(option) ?? 0 }))
    .filter((option) => option.parcels > 0 || chosen.includes(option.key));
}
