// Reads the cells of one row by field, and reports every value that could not be taken as it stands.
import type { IsoDate } from '#domain/period.ts';
import type { KeyForm } from '#domain/key-form.ts';
import type { Fen, MicroMu } from '#domain/units.ts';
import { cellText, isBlankMark, isUnknownWord } from './cells/cell-text.ts';
import { readDay } from './cells/day.ts';
import type { DataTable } from './columns/data-table.ts';
import { splitUnit, landIn, moneyIn, numberIn } from './columns/units.ts';
import type { MappedColumn } from './columns/map-columns.ts';
import { limits } from './limits.ts';
import type { Cell, RawRow } from './read/raw-table.ts';
import type { Finding, Report } from './report.ts';

/** Columns of a table by field, looked up once per table. */
export function columnsByField(table: DataTable): ReadonlyMap<string, MappedColumn> {
  return new Map(table.columns.map((column) => [column.field, column]));
}

export interface ReadNumber<T> {
  readonly value: T;
  readonly text: string;
}

/** Where a key was met first. */
export interface SeenAt {
  readonly sheet: string | null;
  readonly row: number | null;
}

export class RowReader {
  /** 宗地代码 or credit code of the row, once known: stands in every finding after that. */
  subject: string | null = null;
  /** Form of keys of another country's register; null: keys are Chinese codes and checked as such. */
  foreignKeys: KeyForm | null = null;
  /** Year that the row is of, once known. */
  year: number | null = null;
  readonly row: RawRow;
  readonly #table: DataTable;
  readonly #columns: ReadonlyMap<string, MappedColumn>;
  readonly #report: Report;

  constructor(table: DataTable, columns: ReadonlyMap<string, MappedColumn>, row: RawRow, report: Report) {
    this.#table = table;
    this.#columns = columns;
    this.row = row;
    this.#report = report;
  }

  get sheet(): string | null {
    return this.#table.sheet;
  }

  has(field: string): boolean {
    return this.#columns.has(field);
  }

  unit(field: string): string | null {
    return this.#columns.get(field)?.unit ?? null;
  }

  /** Another row of the file as a finding about this one names it: with its sheet or layer, when it stands in another. */
  nameOf({ sheet, row }: SeenAt): string {
    return sheet === this.#table.sheet ? `第 ${row} 行` : `“${sheet ?? ''}”第 ${row} 行`;
  }

  /** Reports something about this row, at the column of `field`. */
  report(kind: Finding['kind'], severity: Finding['severity'], field: string | null, value: string | null, message: string): void {
    const column = field === null ? undefined : this.#columns.get(field);
    this.#report.add({
      kind,
      severity,
      sheet: this.#table.sheet,
      row: this.row.row,
      column: column?.header ?? null,
      subject: this.subject,
      value,
      message,
      ...(column?.mender ? { mender: column.mender } : {}),
      ...(this.year === null ? {} : { year: this.year }),
    });
  }

  /** The cell as the file holds it. */
  cell(field: string): Cell {
    const column = this.#columns.get(field);
    return (column ? this.row.cells[column.index] : null) ?? null;
  }

  /** The cell as it stands, marks for "nothing" included; null when blank or without such a column. */
  raw(field: string): string | null {
    const text = cellText(this.cell(field));
    if (text !== null && text.length > limits.cellCharacters) {
      this.report('value-invalid', 'warning', field, text, `单元格有 ${text.length} 个字，超过上限，按未填处理；请核对。`);
      return null;
    }
    return text;
  }

  /** Text, or null when it was not filled in. */
  text(field: string): string | null {
    const text = this.raw(field);
    return text === null || isBlankMark(text) ? null : text;
  }

  land(field: string, unit = this.unit(field)): MicroMu | null {
    return unit === null
      ? null
      : this.#amount(
          field,
          (text) => {
            const part = splitUnit(text, 'land');
            return landIn(amountText(part.number), part.unit ?? unit);
          },
          '面积',
        );
  }

  money(field: string): Fen | null {
    const unit = this.unit(field);
    return unit === null
      ? null
      : this.#amount(
          field,
          (text) => {
            const part = splitUnit(text, 'money');
            return moneyIn(amountText(part.number), part.unit ?? unit);
          },
          '金额',
        );
  }

  number(field: string): number | null {
    const column = this.#columns.get(field);
    if (!column?.quantity || column.unit === null) return null;
    const { quantity, unit } = column;
    return this.#amount(
      field,
      (text) => {
        const part = splitUnit(text, quantity);
        const value = numberIn(amountText(part.number), part.unit ?? unit, quantity);
        return value === null ? null : { value, rounded: false };
      },
      '数值',
    );
  }

  #amount<T extends number>(
    field: string,
    read: (text: string) => { readonly value: T; readonly rounded: boolean } | null,
    noun: string,
  ): T | null {
    const text = this.text(field);
    if (text === null || text === '无') return null;
    const parsed = read(text);
    if (!parsed) {
      this.report('value-invalid', 'warning', field, text, `“${cutText(text)}”不是可读的${noun}，按未填处理；请改为数字。`);
      return null;
    }
    if (parsed.rounded) this.report('value-rounded', 'info', field, text, `${noun}的小数超出最小单位，已四舍五入到最小单位。`);
    return parsed.value;
  }

  /** A day; null when not filled in or not readable (reported). */
  day(field: string): IsoDate | null {
    const text = this.text(field);
    if (text === null || text === '无' || isUnknownWord(text)) return null;
    // Spreadsheets show an empty date as day zero.
    if (/^1(899|900)[-/年]/.test(text) || text === '0') return null;
    const read = readDay(text);
    if (!read || read.precision === 'year') {
      this.report('date-invalid', 'warning', field, text, `“${cutText(text)}”不是完整的日期，按未知处理；请写成 2017-05-01 这样的日期。`);
      return null;
    }
    if (read.precision === 'month') this.report('date-assumed', 'warning', field, text, `日期只到月，按 ${read.day} 认定；请补充到日。`);
    return read.day;
  }

  /** A word out of a known list; null when not filled in or not known (reported). */
  word<T>(field: string, read: (text: string) => T | null, expected: string): T | null {
    const text = this.text(field);
    if (text === null || isUnknownWord(text)) return null;
    const value = read(text);
    if (value === null)
      this.report('value-invalid', 'warning', field, text, `“${cutText(text)}”不是可识别的值，按未知处理；应为${expected}。`);
    return value;
  }
}

export function cutText(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Currency signs go; accountants' brackets are a minus. */
function amountText(text: string): string {
  if (/^[\d.]+$/.test(text)) return text;
  const plain = text.normalize('NFKC').replaceAll(/[¥￥\s]/g, '');
  const negative = /^\((.+)\)$/.exec(plain);
  return negative ? `-${negative[1]}` : plain;
}
