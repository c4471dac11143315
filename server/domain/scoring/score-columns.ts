// Scores and classes of a whole group over columns of doubles: the same answer as the plain path, a thousand times faster.
// Doubles decide where they are plainly apart; wherever rounding could matter the exact fractions decide.
import { decimal } from '../units.ts';
import { approximateScores, type ScoringColumns } from './approximate-scores.ts';
import { aroundPlace } from './select-place.ts';
import { decidingPlace, shareEnds } from './classify.ts';
import type { ScoringClass, ScoringGroup } from './parameters.ts';
import { rankEntries, type RankEntry } from './ranking-order.ts';
import { add, compareRationals, fromDecimal, rational, type Rational } from './rational.ts';
import { combine, groupAverages, settle } from './score.ts';
import { compileIndicator, subScoreOf, type CompiledIndicator, type Reading } from './sub-score.ts';
import { holds } from './triggers.ts';

export interface ColumnScores {
  /** Nearest doubles; NaN = no score. Good for showing and charts, not for comparing. */
  readonly score: Float64Array;
  /** 1 + index of the class after vetoes; 0 = no class. */
  readonly class: Uint8Array;
  /** Rows that the exact path had to decide. */
  readonly exactRows: number;
}

/** Scores and classifies every row as `rankSubjects` would. */
export function scoreColumns(group: ScoringGroup, classes: readonly ScoringClass[], columns: ScoringColumns): ColumnScores {
  const compiled = group.indicators.map(compileIndicator);
  const exact = new ExactRows(group, compiled, columns);
  const { score, error } = approximateScores(compiled, columns);
  const ranked =
    group.cuts.by === 'share'
      ? placesToClasses(group, classes, columns, score, error, exact)
      : scoresToClasses(group, classes, score, error, exact);
  const last = classes.length;
  if (columns.atMost) {
    for (let row = 0; row < columns.size; row += 1) {
      const limit = columns.atMost[row]!;
      if (limit === last) ranked[row] = last;
      else if (ranked[row]! > 0 && limit > ranked[row]!) ranked[row] = limit;
    }
  }
  return { score, class: ranked, exactRows: exact.count };
}

/** The exact scores of single rows, made only when asked for. */
class ExactRows {
  count = 0;
  #averages: readonly (Rational | null)[] | null = null;
  readonly #group: ScoringGroup;
  readonly #compiled: readonly CompiledIndicator[];
  readonly #columns: ScoringColumns;

  constructor(group: ScoringGroup, compiled: readonly CompiledIndicator[], columns: ScoringColumns) {
    this.#group = group;
    this.#compiled = compiled;
    this.#columns = columns;
  }

  entry(row: number): RankEntry {
    this.count += 1;
    const readings = this.#readings(row);
    const subScores = this.#compiled.map((each, at) => settle(each, readings[at]!, readings[at]!.points ? null : this.#average(at)));
    const { points } = combine(subScores);
    if (!points) throw new Error(`row ${row} has no score`);
    const adjustment = this.#columns.adjustment ? stated(this.#columns.adjustment[row]!) : null;
    const tieBreak = this.#group.tieBreak.map((id) => subScores.find((each) => each.compiled.indicator.id === id)?.value ?? null);
    return { id: String(row).padStart(10, '0'), score: adjustment ? add(points, adjustment) : points, tieBreak };
  }

  #readings(row: number): Reading[] {
    return this.#compiled.map((each, at) =>
      subScoreOf(each, stated(this.#columns.numerators[at]![row]!), stated(this.#columns.denominators[at]![row]!)),
    );
  }

  #average(at: number): Rational | null {
    this.#averages ??= groupAverages(
      this.#compiled,
      Array.from({ length: this.#columns.size }, (_, row) => this.#readings(row)),
    );
    return this.#averages[at]!;
  }
}

function stated(value: number): Rational | null {
  if (Number.isNaN(value)) return null;
  return Number.isSafeInteger(value) ? rational(value) : fromDecimal(decimal(value));
}

function scoresToClasses(
  group: ScoringGroup,
  classes: readonly ScoringClass[],
  score: Float64Array,
  error: number,
  exact: ExactRows,
): Uint8Array {
  const result = new Uint8Array(score.length);
  if (group.cuts.by !== 'score') return result;
  const cuts = group.cuts.from.map((cut) => ({
    ...cut,
    exact: fromDecimal(cut.score),
    near: cut.score.approx,
    code: codeOf(classes, cut.class),
  }));
  for (let row = 0; row < score.length; row += 1) {
    const value = score[row]!;
    if (value !== value) continue;
    let found = classes.length;
    for (const cut of cuts) {
      const distance = value - cut.near;
      const reached = Math.abs(distance) > error ? distance > 0 : holds(compareRationals(exact.entry(row).score, cut.exact), cut.op);
      if (!reached) continue;
      found = cut.code;
      break;
    }
    result[row] = found;
  }
  return result;
}

/** A run of rows too close together around a cut: places from `start` (0-based), values from `low` to `high`. */
interface Cluster {
  readonly start: number;
  readonly low: number;
  readonly high: number;
}

function placesToClasses(
  group: ScoringGroup,
  classes: readonly ScoringClass[],
  columns: ScoringColumns,
  score: Float64Array,
  error: number,
  exact: ExactRows,
): Uint8Array {
  const result = new Uint8Array(score.length);
  const { cuts } = group;
  if (cuts.by !== 'share') return result;
  const left = cuts.vetoed === 'apart' ? columns.atMost : null;
  const counted = new Float64Array(score.length);
  let count = 0;
  for (let row = 0; row < score.length; row += 1) {
    const value = score[row]!;
    if (value === value && (left === null || left[row] !== classes.length)) counted[count++] = value;
  }
  const ends = shareEnds(cuts, count);
  const codes = cuts.shares.map((share) => codeOf(classes, share.class));
  const { lowest, clusters } = cutValues(counted.subarray(0, count), ends, error);
  const inside = new Map<number, number[]>(clusters.map((cluster) => [cluster.start, []]));
  for (let row = 0; row < score.length; row += 1) {
    const value = score[row]!;
    if (value !== value || (left !== null && left[row] === classes.length)) continue;
    const cluster = clusters.length > 0 ? clusters.find(({ low, high }) => low <= value && value <= high) : undefined;
    if (cluster) inside.get(cluster.start)!.push(row);
    else {
      let at = 0;
      while (value < lowest[at]!) at += 1;
      result[row] = codes[at]!;
    }
  }
  for (const [start, rows] of inside) {
    for (const each of rankEntries(rows.map((row) => exact.entry(row)))) {
      const at = decidingPlace({ rank: start + each.rank, tied: each.tied, position: start + each.position }, cuts.ties);
      result[Number(each.entry.id)] = codes[ends.findIndex((end) => at <= end)]!;
    }
  }
  return result;
}

/** The lowest value inside each cut, and the runs of values around a cut that doubles cannot tell apart. Reorders `values`. */
function cutValues(
  values: Float64Array,
  ends: readonly number[],
  error: number,
): { readonly lowest: readonly number[]; readonly clusters: readonly Cluster[] } {
  const count = values.length;
  const neighbours = ends.map((end) => (end > 0 && end < count ? aroundPlace(values, count - end) : null));
  const lowest = ends.map((end, index) => neighbours[index]?.above ?? (end > 0 ? -Infinity : Infinity));
  const doubtful = ends.filter((_, index) => neighbours[index] && !(neighbours[index].above - neighbours[index].below > 2 * error));
  if (doubtful.length === 0) return { lowest, clusters: [] };
  values.sort();
  const place = (index: number) => values[count - 1 - index]!;
  const clusters = doubtful.map((end): Cluster => {
    let [start, stop] = [end - 1, end];
    while (start > 0 && !(place(start - 1) - place(start) > 2 * error)) start -= 1;
    while (stop < count - 1 && !(place(stop) - place(stop + 1) > 2 * error)) stop += 1;
    return { start, low: place(stop), high: place(start) };
  });
  return { lowest, clusters };
}

function codeOf(classes: readonly ScoringClass[], id: string): number {
  return classes.findIndex((each) => each.id === id) + 1;
}
