// The fill: which class each parcel is in under the chosen metric, and how the classes look. Colour never decides a verdict.
import { VERDICT_UNKNOWN, type BaseColumns, type YearColumns } from '../columns.ts';
import type { PolicyClass } from '../policy/policy.ts';
import { compareMu, compareRatio, decimal, type Decimal, type Fen, type MicroMu } from '../units.ts';
import type { FillMetric } from '../view.ts';
import * as palette from './palette.ts';
import { areaEdges, changeEdges, edgeLabel, ratioColours, ratioEdges, spread } from './breaks.ts';

/** Names of classes that are words, not ranges; the page has them in its languages. */
export type FillWord =
  | 'noData'
  | 'none'
  | 'notJudged'
  | 'idleNone'
  | 'idleSuspected'
  | 'idleDecided'
  | 'freedNone'
  | 'freedDeclared'
  | 'freedVerified'
  | 'differenceNone'
  | 'entered'
  | 'left'
  | 'changed'
  | 'kept';

export interface FillClass {
  /** Text that needs no translation (a range, a grade, a class of the policy) or the name of one that does. */
  readonly label: { readonly text: string } | { readonly word: FillWord };
  readonly colour: string;
  readonly hatch: boolean;
}

export interface Fill {
  readonly metric: FillMetric;
  readonly classes: readonly FillClass[];
  /** Class of each parcel: index into `classes`. */
  readonly codes: Uint8Array;
  /** Edges of the ranges, for histograms and legends; empty for metrics that are not numbers. */
  readonly edges: readonly Decimal[];
}

export interface FillInput {
  readonly metric: FillMetric;
  readonly base: BaseColumns;
  readonly year: YearColumns;
  /** The year from which a change counts; null when it is not loaded. */
  readonly before: YearColumns | null;
  readonly policyClasses: readonly PolicyClass[];
  readonly thresholds: readonly Decimal[];
  readonly breaks: readonly string[] | undefined;
  /** By parcel, what a what-if or a comparison does (place in `differenceWords`); null while it is not known. */
  readonly difference: Uint8Array | null;
}

/** What a difference says of a parcel, by its code. */
export const differenceWords = ['differenceNone', 'entered', 'left', 'changed', 'kept'] as const satisfies readonly FillWord[];

const noData: FillClass = { label: { word: 'noData' }, colour: palette.noData, hatch: true };

function ranges(edges: readonly Decimal[], colours: readonly string[]): FillClass[] {
  return colours.map((colour, place) => ({ label: { text: edgeLabel(edges, place) }, colour, hatch: false }));
}

function word(name: FillWord, colour: string, hatch = false): FillClass {
  return { label: { word: name }, colour, hatch };
}

/** Code per parcel, `unknown` where the measure gives null. */
function coded(size: number, unknown: number, measure: (index: number) => number | null): Uint8Array {
  const codes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) codes[index] = measure(index) ?? unknown;
  return codes;
}

/** Place of an exact quotient among ascending edges: 0 below the first, one more for each edge reached. */
export function placeOfRatio(tax: number, area: number, edges: readonly Decimal[]): number | null {
  if (!(area > 0) || Number.isNaN(tax)) return null;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRatio(tax as Fen, area as MicroMu, edges[middle]!) >= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byRatio({ base, year, breaks, thresholds }: FillInput): Omit<Fill, 'metric'> {
  const edges = ratioEdges(breaks, thresholds);
  const classes = [...ranges(edges, ratioColours(edges, thresholds)), noData];
  return {
    classes,
    edges,
    codes: coded(base.size, classes.length - 1, (index) => placeOfRatio(year.tax[index]!, base.area[index]!, edges)),
  };
}

function byChange({ base, year, before }: FillInput): Omit<Fill, 'metric'> {
  const edges = changeEdges.map((text) => decimal(text));
  const classes = [...ranges(edges, spread(palette.ratioRamp, edges.length + 1)), noData];
  // The denominator is the same land in both years, so the difference of the quotients is the quotient of the difference.
  const change = (index: number): number | null =>
    before ? placeOfRatio(year.tax[index]! - before.tax[index]!, base.area[index]!, edges) : null;
  return { classes, edges, codes: coded(base.size, classes.length - 1, change) };
}

function byArea({ base }: FillInput): Omit<Fill, 'metric'> {
  const edges = areaEdges.map((text) => decimal(text));
  const classes = [...ranges(edges, spread(palette.quantityRamp, edges.length + 1)), noData];
  const place = (index: number): number | null => {
    const area = base.area[index]!;
    return Number.isNaN(area) ? null : edges.filter((edge) => compareMu(area as MicroMu, edge) >= 0).length;
  };
  return { classes, edges, codes: coded(base.size, classes.length - 1, place) };
}

function byGrade({ base, year }: FillInput): Omit<Fill, 'metric'> {
  const classes = [...palette.gradeColours.map((colour, place) => ({ label: { text: 'ABCD'[place]! }, colour, hatch: false })), noData];
  return { classes, edges: [], codes: coded(base.size, 4, (index) => (year.grade[index] === 0 ? null : year.grade[index]! - 1)) };
}

function byClass({ base, year, policyClasses }: FillInput): Omit<Fill, 'metric'> {
  const names = year.classes;
  const colour = (name: string): string => policyClasses.find((one) => one.name === name)?.colour ?? palette.quiet;
  const classes: FillClass[] = [
    ...names.map((name) => ({ label: { text: name }, colour: colour(name), hatch: false })),
    word('none', palette.plain),
    word('notJudged', palette.notJudged, true),
  ];
  const place = (index: number): number => {
    const verdict = year.verdict[index]!;
    if (verdict === VERDICT_UNKNOWN) return names.length + 1;
    return verdict === 0 ? names.length : verdict - 1;
  };
  return { classes, edges: [], codes: coded(base.size, names.length + 1, place) };
}

function byState(column: Uint8Array, classes: readonly FillClass[]): Omit<Fill, 'metric'> {
  return { classes, edges: [], codes: Uint8Array.from(column, (state) => Math.min(state, classes.length - 1)) };
}

/** The fill of the chosen metric. Pure: the same columns and choices give the same codes. */
export function fillOf(input: FillInput): Fill {
  const { metric, year } = input;
  const { idleColours: idle, freedColours: freed } = palette;
  switch (metric) {
    case 'taxPerMu':
      return { metric, ...byRatio(input) };
    case 'change':
      return { metric, ...byChange(input) };
    case 'area':
      return { metric, ...byArea(input) };
    case 'grade':
      return { metric, ...byGrade(input) };
    case 'class':
      return { metric, ...byClass(input) };
    case 'idle':
      return {
        metric,
        ...byState(year.idle, [word('idleNone', idle.none), word('idleSuspected', idle.suspected), word('idleDecided', idle.decided)]),
      };
    case 'difference':
      return {
        metric,
        ...byState(
          input.difference ?? new Uint8Array(input.base.size),
          differenceWords.map((name) => word(name, palette.differenceColours[name])),
        ),
      };
    case 'freed':
      return {
        metric,
        ...byState(year.freed, [
          word('freedNone', freed.none),
          word('freedDeclared', freed.declared),
          word('freedVerified', freed.verified),
        ]),
      };
  }
}
