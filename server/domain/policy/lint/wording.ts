// How the lint names inputs and ranges to people.
import type { Cell, Variable } from './cells.ts';
import { shiftDay, wordOf } from './cells.ts';

/** A run of cells of one input in words: 2021 年亩均税收恰为 1 万元/亩, 供地日期 2018-01-02 至 2020-12-31. */
export function describeRange(variable: Variable, first: Cell, last: Cell): string {
  const { field, year } = variable;
  const subject = `${year === null ? '' : `${year} 年`}${field.label}`;
  if (!first.range || !last.range) {
    const [from, to] = [variable.cells.indexOf(first), variable.cells.indexOf(last)];
    return `${subject}为 ${variable.cells
      .slice(from, to + 1)
      .map(wordOf)
      .join('、')}`;
  }
  if (field.type === 'date') return describeDays(subject, first.range, last.range);
  const unit = field.unit === undefined ? '' : ` ${field.unit}`;
  const point = (cell: Cell): boolean => cell.range!.from === cell.range!.to;
  if (first === last && point(first)) return `${subject}恰为 ${first.range.from}${unit}`;
  const lower = first.range.from === null ? '' : point(first) ? `不低于 ${first.range.from}` : `高于 ${first.range.from}`;
  const upper = last.range.to === null ? '' : point(last) ? `不高于 ${last.range.to}` : `低于 ${last.range.to}`;
  return lower || upper ? `${subject}${[lower, upper].filter(Boolean).join('、')}${unit}` : `${subject}不论多少`;
}

type Bounds = NonNullable<Cell['range']>;

function describeDays(subject: string, first: Bounds, last: Bounds): string {
  const from = first.from === null ? null : first.from === first.to ? String(first.from) : shiftDay(String(first.from), 1);
  const to = last.to === null ? null : last.from === last.to ? String(last.to) : shiftDay(String(last.to), -1);
  if (from !== null && from === to) return `${subject}为 ${from}`;
  if (from === null) return to === null ? `${subject}不论何日` : `${subject}在 ${to} 及以前`;
  return to === null ? `${subject}在 ${from} 及以后` : `${subject}在 ${from} 至 ${to}`;
}
