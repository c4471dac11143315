// Dots of a what-if: one for each parcel that changes, those that stay by themselves, none where a parcel is not drawn or left out.
import { expect, test } from 'vitest';
import { differenceWords, type FillClass } from '#domain/drawing/fill.ts';
import { differenceColours } from '#domain/drawing/palette.ts';
import { differenceDots, keptDots } from '../../web/map/difference-dots.ts';

const classes: readonly FillClass[] = differenceWords.map((word) => ({ label: { word }, colour: differenceColours[word], hatch: false }));
const code = (word: (typeof differenceWords)[number]): number => differenceWords.indexOf(word);
const words = ['entered', 'kept', 'differenceNone', 'left', 'changed', 'entered'] as const;
// The last but one has no place on the map.
const points = Float64Array.from([119, 28, 119.1, 28.1, 119.2, 28.2, 119.3, 28.3, NaN, NaN, 119.5, 28.5]);
const fill = { codes: Uint8Array.from(words, code), classes };

test('what changes has a dot in its colour, where it is drawn and the filter keeps it', () => {
  const kept = Uint8Array.from([1, 1, 1, 1, 1, 0]);
  expect(differenceDots({ points }, fill, kept)).toEqual([
    { place: [119, 28], colour: differenceColours.entered },
    { place: [119.3, 28.3], colour: differenceColours.left },
  ]);
});

test('what stays in its class has a dot of its own', () => {
  expect(keptDots({ points }, fill)).toEqual([{ place: [119.1, 28.1], colour: differenceColours.kept }]);
});
