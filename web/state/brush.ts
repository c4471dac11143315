// The histogram's axis: every class has the same width and is cut into quarters; positions are quarters from the left.
import { compareDecimals, decimal, decimalText, parseDecimal, type Decimal } from '#domain/units.ts';

const quarters = 4;

/** Edges of all bars, ascending, as exact decimals: quarters of each class, from 0 (or the first edge, if lower) to twice the last edge. */
export function barEdges(edges: readonly Decimal[]): Decimal[] {
  const first = edges[0];
  const last = edges.at(-1);
  if (!first || !last) return [];
  const start = first.approx > 0 ? 0 : first.approx - 1;
  const stops = [start, ...edges.map((edge) => edge.approx), last.approx > 0 ? last.approx * 2 : last.approx + 1];
  const cuts: Decimal[] = [];
  for (let stop = 0; stop + 1 < stops.length; stop += 1) {
    const [low, high] = [stops[stop]!, stops[stop + 1]!];
    for (let quarter = 0; quarter < quarters; quarter += 1)
      cuts.push(decimal(Number((low + ((high - low) * quarter) / quarters).toFixed(6))));
  }
  return [...cuts, decimal(stops.at(-1)!)];
}

/** Class of a bar: bars come four to a class. */
export function classOfBar(bar: number): number {
  return Math.floor(bar / quarters);
}

/** Range of the filter from two positions; the ends of the axis are open. Undefined when nothing is left out. */
export function rangeOfPositions(
  cuts: readonly Decimal[],
  [low, high]: readonly [number, number],
): [string | null, string | null] | undefined {
  const from = low <= 0 ? null : decimalText(cuts[low]!);
  const to = high >= cuts.length - 1 ? null : decimalText(cuts[high]!);
  return from === null && to === null ? undefined : [from, to];
}

/** Positions of a range on the axis: the nearest cut not past it. */
export function positionsOfRange(cuts: readonly Decimal[], range: readonly [string | null, string | null] | undefined): [number, number] {
  const place = (text: string | null | undefined, open: number): number => {
    const value = text === null || text === undefined ? null : parseDecimal(text);
    if (!value) return open;
    const at = cuts.findIndex((cut) => compareDecimals(cut, value) >= 0);
    return at < 0 ? cuts.length - 1 : at;
  };
  return [place(range?.[0], 0), place(range?.[1], cuts.length - 1)];
}
