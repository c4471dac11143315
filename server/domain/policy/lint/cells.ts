// The cells into which a policy's thresholds and words cut each of its inputs: within one cell every test comes out the same.
import { isoDate } from '../../period.ts';
import { compareDecimals, decimal, decimalText } from '../../units.ts';
import type { Decimal } from '../../units.ts';
import { thresholdDecimal } from '../exact-number.ts';
import { neverNegative } from '../facts-json.ts';
import type { Field } from '../fields.ts';
import { fieldOf } from '../fields.ts';
import type { Condition, Predicate, Window } from '../policy.ts';
import { yearsOf } from '../predicate.ts';
import type { FactScalar } from '../facts.ts';

/** One input of a judgement: a field, in a year when it is yearly. */
export interface Variable {
  readonly key: string;
  readonly field: Field;
  readonly year: number | null;
  readonly cells: readonly Cell[];
}

/** A set of values that no test of the policy tells apart, with one of them. Null = known to be absent. */
export interface Cell {
  readonly value: FactScalar | null;
  /** Bounds of an ordered cell; from = to for a single value, null = unbounded. Absent for words, sets, yes/no. */
  readonly range?: { readonly from: string | number | null; readonly to: string | number | null };
}

export interface Years {
  readonly evaluationYear: number;
  readonly checkYear: number;
}

/** The inputs that these tests ask for, with cells cut by all tests of `cutting` on the same fields. */
export function variablesOf(asking: readonly Predicate[], cutting: readonly Predicate[], years: Years): readonly Variable[] {
  const found = new Map<string, Variable>();
  for (const predicate of asking) {
    const field = fieldOf(predicate.field);
    for (const year of yearsOf(predicate, years)) {
      const key = year === null ? field.name : `${field.name}[${year}]`;
      if (!found.has(key))
        found.set(key, {
          key,
          field,
          year,
          cells: cellsOf(
            field,
            cutting.filter((other) => other.field === field.name),
          ),
        });
    }
  }
  return [...found.values()];
}

function cellsOf(field: Field, predicates: readonly Predicate[]): readonly Cell[] {
  const absent: readonly Cell[] = predicates.some(
    (predicate) => predicate.op === 'is_null' || predicate.op === 'not_null' || predicate.op === 'manual',
  )
    ? [{ value: null }]
    : [];
  const words = [...new Set(predicates.flatMap((predicate) => predicate.value ?? []).map(String))];
  switch (field.type) {
    case 'number':
      return [...cellsOfFigure(field, words), ...absent];
    case 'date':
      return [...dateCells(words.sort()), ...absent];
    case 'boolean':
      return [{ value: true }, { value: false }, ...absent];
    case 'set':
      return setCells(words);
    case 'domains':
      return [{ value: allMeet(field) }, { value: { ...allMeet(field), 安全: false } }, ...absent];
    default:
      return [...(field.values ?? ['（其他）', ...words]).map((value) => ({ value })), ...absent];
  }
}

/** Every domain of the field met. */
function allMeet(field: Field): { readonly [domain: string]: boolean } {
  return Object.fromEntries((field.values ?? []).map((domain) => [domain, true]));
}

/** Cells of a number field. Of what is never below nothing there is no cell below zero: no subject could be shown for it. */
function cellsOfFigure(field: Field, words: readonly string[]): readonly Cell[] {
  const thresholds = words.map((word) => thresholdDecimal(word));
  if (!neverNegative(field) || thresholds.every(({ digits }) => digits > 0n)) return numberCells(thresholds);
  const zero = decimal(0);
  const isNegative = ({ value }: Cell): boolean => compareDecimals(decimal(value as number | string), zero) < 0;
  return numberCells([...thresholds, zero]).filter((cell) => !isNegative(cell));
}

/** Below the first threshold, on it, between it and the next, …, above the last. */
function numberCells(thresholds: readonly Decimal[]): readonly Cell[] {
  const sorted = thresholds
    .toSorted(compareDecimals)
    .filter((value, index, all) => index === 0 || compareDecimals(all[index - 1]!, value) !== 0);
  const cells: Cell[] = [];
  sorted.forEach((threshold, index) => {
    const before = sorted[index - 1];
    const between = before
      ? middle(before, threshold)
      : times(threshold, threshold.digits > 0n ? '0.8' : '1.2', threshold.digits === 0n ? -1n : 0n);
    cells.push({ value: written(between), range: { from: before ? written(before) : null, to: written(threshold) } });
    cells.push({ value: written(threshold), range: { from: written(threshold), to: written(threshold) } });
  });
  const last = sorted.at(-1);
  if (!last) return [{ value: 1, range: { from: null, to: null } }];
  return [
    ...cells,
    {
      value: written(times(last, last.digits >= 0n ? '1.2' : '0.8', last.digits === 0n ? 1n : 0n)),
      range: { from: written(last), to: null },
    },
  ];
}

function times(value: Decimal, factor: string, more: bigint): Decimal {
  const by = decimal(factor);
  return decimal(
    decimalText({
      digits: value.digits * by.digits + more * 10n ** BigInt(value.scale + by.scale),
      scale: value.scale + by.scale,
      approx: 0,
    }),
  );
}

function middle(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const sum = a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale);
  return decimal(decimalText({ digits: sum * 5n, scale: scale + 1, approx: 0 }));
}

/** As a JSON number where that says the same, else as decimal text. */
function written(value: Decimal): number | string {
  const text = decimalText(value);
  return compareDecimals(decimal(Number(text)), value) === 0 ? Number(text) : text;
}

const day = 86_400_000;

/** The day so many days after another. */
export function shiftDay(from: string, days: number): string {
  return isoDate(new Date(Date.parse(`${from}T00:00:00Z`) + days * day).toISOString().slice(0, 10));
}

function dateCells(thresholds: readonly string[]): readonly Cell[] {
  const cells: Cell[] = [];
  thresholds.forEach((threshold, index) => {
    const before = thresholds[index - 1];
    const gap = before ? Math.round((Date.parse(threshold) - Date.parse(before)) / day) : 400;
    // Two neighbouring days have nothing between them.
    if (gap > 1) cells.push({ value: shiftDay(threshold, -Math.floor(gap / 2)), range: { from: before ?? null, to: threshold } });
    cells.push({ value: threshold, range: { from: threshold, to: threshold } });
  });
  const last = thresholds.at(-1) ?? '2020-01-01';
  return [...cells, { value: shiftDay(last, 180), range: { from: last, to: null } }];
}

/** No tag, each single tag, each pair: enough for any conjunction of one wanted and one unwanted list. */
function setCells(tags: readonly string[]): readonly Cell[] {
  const pairs = tags.flatMap((one, index) => tags.slice(index + 1).map((other) => [one, other]));
  return [[], ...tags.map((tag) => [tag]), ...(tags.length <= 12 ? pairs : [])].map((value) => ({ value }));
}

/** A cell's value as a word: enumerations are words anyhow. */
export function wordOf(cell: Cell): string {
  if (cell.value === null) return '（没有）';
  if (typeof cell.value === 'boolean') return cell.value ? '是' : '否';
  return typeof cell.value === 'object' ? JSON.stringify(cell.value) : String(cell.value);
}

/** A single value rather than a range. */
export function isSingle(cell: Cell): boolean {
  return cell.range !== undefined && cell.range.from === cell.range.to;
}

/** The tests that hold exactly on a run of ordered cells, from the first to the last of them. */
export function rangePredicates(variable: Variable, first: Cell, last: Cell, evaluationYear: number): readonly Condition[] {
  const { field, year } = variable;
  const window: { window?: Window } =
    year === null
      ? {}
      : { window: { kind: 'at', anchor: 'evaluation_year', ...(year === evaluationYear ? {} : { offset: year - evaluationYear }) } };
  const unit = field.unit === undefined ? {} : { unit: field.unit };
  const test = (op: Predicate['op'], value: string | number): Condition => ({ field: field.name, op, value, ...unit, ...window });
  if (!first.range || !last.range) {
    if (first.value === null) return [{ field: field.name, op: 'is_null', ...window }];
    if (typeof first.value === 'boolean') return [{ field: field.name, op: first.value ? 'is_true' : 'is_false', ...window }];
    const [from, to] = [variable.cells.indexOf(first), variable.cells.indexOf(last)];
    const words = variable.cells.slice(from, to + 1).map(wordOf);
    return [words.length === 1 ? test('eq', words[0]!) : { field: field.name, op: 'in', value: words, ...window }];
  }
  const point = (cell: Cell): boolean => cell.range!.from === cell.range!.to;
  if (first === last && point(first)) return [test('eq', first.range.from!)];
  return [
    ...(first.range.from === null ? [] : [test(point(first) ? 'ge' : 'gt', first.range.from)]),
    ...(last.range.to === null ? [] : [test(point(last) ? 'le' : 'lt', last.range.to)]),
  ];
}
