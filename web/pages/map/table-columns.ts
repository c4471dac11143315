// Columns of the list: what they show and how they order. Sorting compares exact figures, unknown last in either direction.
import type { TFunction } from 'i18next';
import { freedStates, gradeLetters, idleStates, NO_INDEX, VERDICT_UNKNOWN } from '#domain/columns.ts';
import { mu, perMu, unknownMark, wan } from '../../format.ts';
import { industryName } from './facet-names.ts';
import type { Figures } from './figures.ts';

export const tableColumns = [
  'name',
  'code',
  'township',
  'block',
  'industry',
  'area',
  'tax',
  'ratio',
  'grade',
  'gradeYears',
  'verdict',
  'idle',
  'freed',
] as const;
export type TableColumn = (typeof tableColumns)[number];
export const usualColumns: readonly TableColumn[] = [
  'name',
  'code',
  'township',
  'area',
  'tax',
  'ratio',
  'grade',
  'verdict',
  'idle',
  'freed',
];
export const numberColumns: ReadonlySet<TableColumn> = new Set(['area', 'tax', 'ratio', 'gradeYears']);
export const columnWidths: Record<TableColumn, number> = {
  name: 220,
  code: 172,
  township: 104,
  block: 132,
  industry: 132,
  area: 92,
  tax: 108,
  ratio: 92,
  grade: 60,
  gradeYears: 84,
  verdict: 108,
  idle: 96,
  freed: 108,
};

export type SortOrder = readonly [column: TableColumn, direction: 'ascending' | 'descending'];

/** What a cell says. */
export function cellText(t: TFunction, column: TableColumn, { base, year, thresholds }: Figures, index: number): string {
  const named = (names: readonly string[], places: Uint16Array): string =>
    places[index] === NO_INDEX ? unknownMark : names[places[index]!]!;
  switch (column) {
    case 'name':
      return base.names[index]! || unknownMark;
    case 'code':
      return base.codes[index]!;
    case 'township':
      return named(base.townshipNames, base.township);
    case 'block':
      return named(base.blockNames, base.block);
    case 'industry':
      return base.industry[index] === NO_INDEX ? unknownMark : industryName(t, base.industryCodes[base.industry[index]!]!);
    case 'area':
      return mu(base.area[index]!, 2);
    case 'tax':
      return wan(year.tax[index]!, 2);
    case 'ratio':
      return perMu(year.tax[index]!, base.area[index]!, thresholds);
    case 'grade':
      return gradeLetters[year.grade[index]!] || unknownMark;
    case 'gradeYears':
      return year.gradeYears[index] === 0 ? unknownMark : String(year.gradeYears[index]);
    case 'verdict':
      return year.verdict[index] === VERDICT_UNKNOWN
        ? t('map.unknown')
        : year.verdict[index] === 0
          ? t('map.none')
          : year.classes[year.verdict[index]! - 1]!;
    case 'idle':
      return year.idle[index] === 0 ? '' : t(`map.idle.${idleStates[year.idle[index]!]!}`);
    case 'freed':
      return year.freed[index] === 0 ? '' : t(`map.freed.${freedStates[year.freed[index]!]!}`);
  }
}

/** Something that orders rows: a number, NaN where unknown, or a text. */
function sortKey(column: TableColumn, { base, year }: Figures): (index: number) => number | string {
  switch (column) {
    case 'name':
      return (index) => base.names[index]!;
    case 'code':
      return (index) => base.codes[index]!;
    case 'township':
      return (index) => (base.township[index] === NO_INDEX ? NaN : base.township[index]!);
    case 'block':
      return (index) => (base.block[index] === NO_INDEX ? NaN : base.block[index]!);
    case 'industry':
      return (index) => (base.industry[index] === NO_INDEX ? NaN : base.industry[index]!);
    case 'area':
      return (index) => base.area[index]!;
    case 'tax':
      return (index) => year.tax[index]!;
    case 'ratio':
      return (index) => (base.area[index]! > 0 ? year.tax[index]! / base.area[index]! : NaN);
    case 'grade':
      return (index) => year.grade[index] || NaN;
    case 'gradeYears':
      return (index) => year.gradeYears[index] || NaN;
    case 'verdict':
      return (index) => (year.verdict[index] === 0 ? 254 : year.verdict[index]!);
    case 'idle':
      return (index) => -year.idle[index]!;
    case 'freed':
      return (index) => -year.freed[index]!;
  }
}

/** Indices of the parcels that the filter keeps, in the asked order; unknown values stand last. */
export function orderedRows(figures: Figures, order: SortOrder | null): Uint32Array {
  const { base, kept } = figures;
  const rows: number[] = [];
  for (let index = 0; index < base.size; index += 1) if (kept[index]) rows.push(index);
  if (order) {
    const [column, direction] = order;
    const key = sortKey(column, figures);
    const sign = direction === 'ascending' ? 1 : -1;
    const collator = new Intl.Collator('zh-CN');
    const keys = rows.map((index) => ({ index, value: key(index) }));
    keys.sort((a, b) => {
      if (typeof a.value === 'string' || typeof b.value === 'string') return sign * collator.compare(String(a.value), String(b.value));
      if (Number.isNaN(a.value) || Number.isNaN(b.value)) return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
      return sign * (a.value - b.value) || a.index - b.index;
    });
    return Uint32Array.from(keys, ({ index }) => index);
  }
  return Uint32Array.from(rows);
}

/** The order in a view, when it names a column that exists. */
export function orderOf(sort: readonly [string, 'ascending' | 'descending'] | undefined): SortOrder | null {
  const column = tableColumns.find((one) => one === sort?.[0]);
  return column && sort ? [column, sort[1]] : null;
}
