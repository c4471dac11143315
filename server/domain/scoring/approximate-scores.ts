// Scores in doubles over columns, with a bound of their error: the fast half of score-columns.ts.
import { toNumber } from './rational.ts';
import type { CompiledIndicator } from './sub-score.ts';

/**
 * One row per subject, rows in ascending order of the ids (ties by code follow it). Figures in smallest units, NaN = not known;
 * a double stands for its shortest decimal text.
 */
export interface ScoringColumns {
  readonly size: number;
  /** One column per indicator of the group, in its order. */
  readonly numerators: readonly Float64Array[];
  readonly denominators: readonly Float64Array[];
  /** Bonus less penalty, after the limits; null = none anywhere. */
  readonly adjustment: Float64Array | null;
  /** Best class that vetoes leave: 1 + its index; 0 = no veto; null = none anywhere. */
  readonly atMost: Uint8Array | null;
}

export interface Approximation {
  readonly score: Float64Array;
  /** No score is farther than this from the exact one. */
  readonly error: number;
}

/** Scores in doubles. Error bound: a few roundings per sub-score and the twelve decimals of averages, with two orders of magnitude to spare. */
export function approximateScores(compiled: readonly CompiledIndicator[], columns: ScoringColumns): Approximation {
  const points = compiled.map((each, at) => approximatePoints(each, columns.numerators[at]!, columns.denominators[at]!));
  const weights = Float64Array.from(compiled, (each) => toNumber(each.weight));
  const rules = compiled.map((each) => each.indicator.missing);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const averages = approximateAverages(compiled, points, columns.size);
  const score = new Float64Array(columns.size);
  let largest = 1;
  for (let row = 0; row < columns.size; row += 1) {
    let sum = 0;
    let magnitude = 1;
    let carried = total;
    let known = 0;
    let lacking = false;
    for (let at = 0; at < points.length; at += 1) {
      let value = points[at]![row]!;
      if (value === value) known += 1;
      else if (rules[at] === 'reweight') {
        carried -= weights[at]!;
        continue;
      } else if (rules[at] === 'zero') continue;
      else {
        value = averages[at]!;
        if (rules[at] === 'not-evaluated' || value !== value) lacking = true;
      }
      sum += value;
      magnitude += Math.abs(value);
    }
    if (lacking || known === 0 || carried <= total * 1e-12) {
      score[row] = NaN;
      continue;
    }
    const reweight = carried === total ? 1 : total / carried;
    score[row] = sum * reweight + (columns.adjustment ? columns.adjustment[row]! : 0);
    largest = Math.max(largest, magnitude * reweight);
  }
  return { score, error: largest * 1e-11 };
}

function approximatePoints(compiled: CompiledIndicator, upper: Float64Array, lower: Float64Array): Float64Array {
  const factor = toNumber(compiled.factor);
  const [ceiling, floor] = [
    compiled.ceiling ? toNumber(compiled.ceiling) : Infinity,
    compiled.floor ? toNumber(compiled.floor) : -Infinity,
  ];
  const fullAtZero = compiled.indicator.zeroDenominator === 'cap' && compiled.ceiling !== null;
  const points = new Float64Array(upper.length);
  for (let row = 0; row < points.length; row += 1) {
    const bottom = lower[row]!;
    if (bottom > 0) {
      const value = (upper[row]! / bottom) * factor;
      points[row] = value > ceiling ? ceiling : value < floor ? floor : value;
    } else points[row] = bottom === 0 && fullAtZero && upper[row]! > 0 ? ceiling : NaN;
  }
  return points;
}

/** Means over the evaluated rows with compensated sums; NaN when nobody has a value. */
function approximateAverages(compiled: readonly CompiledIndicator[], points: readonly Float64Array[], size: number): Float64Array {
  const averages = new Float64Array(points.length).fill(NaN);
  const needed = points.map((column, at) => compiled[at]!.indicator.missing === 'group-average' && column.some(Number.isNaN));
  if (!needed.includes(true)) return averages;
  const required = points.filter((_, at) => compiled[at]!.indicator.missing === 'not-evaluated');
  for (const [at, column] of points.entries()) {
    if (!needed[at]) continue;
    let sum = 0;
    let rest = 0;
    let count = 0;
    for (let row = 0; row < size; row += 1) {
      const value = column[row]!;
      if (value !== value || required.some((each) => Number.isNaN(each[row]!))) continue;
      const next = sum + (value - rest);
      rest = next - sum - (value - rest);
      sum = next;
      count += 1;
    }
    if (count > 0) averages[at] = sum / count;
  }
  return averages;
}
