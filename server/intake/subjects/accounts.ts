// Rows of yearly accounts: one firm, one year.
import type { Account } from '#domain/firms/firm.ts';
import type { Fen } from '#domain/units.ts';
import { aboveScale, grade, year as yearWord } from '../cells/words.ts';
import { accountFields } from '../columns/firm-fields.ts';
import { yearsInTitle } from '../columns/heading-years.ts';
import { cutText, type RowReader } from '../row-reader.ts';
import { firmOfRow } from './codes-in-row.ts';
import { sourceOf, spendRows, takeRows, type Job, type PlacedTable, type SubjectIntake } from './subject-intake.ts';

export const accountIntake: SubjectIntake = {
  table: {
    vocabulary: { fields: accountFields, facts: [], yearless: ['year', 'uscc', 'name'] },
    needed: [['uscc', 'name'], accountFields.map((field) => field.name).filter((name) => !['year', 'uscc', 'name'].includes(name))],
    keys: ['uscc'],
  },
  mender: '税务',
  drawn: false,
  read: (tables, job) => {
    const seen = new Map<string, Account[]>();
    const rows = tables.flatMap((table) => {
      const stated = yearOfTable(table, job);
      return takeRows(table, job, (reader) => readAccount(table, reader, { job, seen, stated }), spendRows(table));
    });
    return { subject: 'accounts', rows };
  },
};

interface RowContext {
  readonly job: Job;
  /** Records of each firm so far. */
  readonly seen: Map<string, Account[]>;
  /** Year that the title or the sheet's name states, for tables without a column of years. */
  readonly stated: number | null;
}

function yearOfTable(table: PlacedTable, job: Job): number | null {
  if (table.data.year !== null) return table.data.year;
  if (table.data.columns.some((column) => column.field === 'year')) return null;
  for (const [text, where] of [
    [table.data.title, '表题'],
    [table.data.sheet ?? '', '工作表名'],
    [job.input.name, '文件名'],
  ] as const) {
    const { years, parts } = yearsInTitle(text);
    if (parts.length > 0) {
      // Half a year taken for a whole one would halve every figure per mu.
      const message = `${where}写的是“${parts[0]!.slice(0, 30)}”，不是全年，不能作为年度数据；请提供全年数据，确是全年的请加“年度”列。`;
      job.report.add({ kind: 'value-missing', severity: 'warning', sheet: table.data.sheet, value: parts[0]!.slice(0, 100), message });
      return null;
    }
    if (years.size !== 1) continue;
    const [found] = years;
    job.report.add({
      kind: 'value-assumed',
      severity: 'warning',
      sheet: table.data.sheet,
      value: String(found),
      message: `表中没有“年度”列，按${where}认定为 ${found} 年；请加上“年度”列。`,
    });
    return found!;
  }
  return null;
}

function readAccount(table: PlacedTable, reader: RowReader, { job, seen, stated }: RowContext): Account | null {
  const firm = firmOfRow(reader);
  if (!firm) return null;
  reader.subject = firm.uscc;
  const text = reader.text('year');
  const year = text === null ? stated : yearWord(text);
  if (year === null) {
    const reason = text === null ? '缺年度' : `“${cutText(text)}”不是年度`;
    reader.report(
      text === null ? 'value-missing' : 'value-invalid',
      'error',
      'year',
      text,
      `${reason}，无法认定是哪一年的数据，本行未导入；请填四位年份。`,
    );
    return null;
  }
  reader.year = year;
  const assessed = reader.land('assessed_area');
  if (assessed !== null && assessed < 0)
    reader.report('value-negative', 'warning', 'assessed_area', reader.text('assessed_area'), '评价用地是负数，按未知处理；请核对。');
  const record: Account = {
    county: job.input.county,
    uscc: firm.uscc,
    name: firm.name,
    year,
    tax: signed(reader, 'tax', '税收'),
    revenue: signed(reader, 'revenue', '主营业务收入'),
    valueAdded: signed(reader, 'value_added', '工业增加值'),
    outputValue: signed(reader, 'output_value', '年产值'),
    researchSpending: signed(reader, 'rd', '研发费用'),
    energyTce: notNegative(reader, 'energy_tce'),
    powerKwh: notNegative(reader, 'power_kwh'),
    waterTonnes: notNegative(reader, 'water_t'),
    emissionsTonnes: notNegative(reader, 'emissions_t'),
    employees: notNegative(reader, 'employees'),
    aboveScale: reader.word('above_scale', aboveScale, '是或否'),
    grade: reader.word('grade', grade, 'A、B、C 或 D'),
    assessedArea: assessed !== null && assessed < 0 ? null : assessed,
    source: sourceOf(job, table.data, reader.row),
  };
  const others = seen.get(firm.uscc);
  const first = others?.find((other) => other.year === year);
  if (first) {
    const same = sameFigures(first, record);
    const where = reader.nameOf(first.source);
    const message = same
      ? `与${where}完全相同，只计一次，本行未导入。`
      : `同一企业 ${year} 年已有${where}，数值不同，保留${where}，本行未导入；请核对以哪行为准。`;
    reader.report('duplicate-row', 'error', 'uscc', `${firm.uscc} ${year}`, message);
    return null;
  }
  if (others) others.push(record);
  else seen.set(firm.uscc, [record]);
  // A year without a tax makes every rule about that year unknown: whoever keeps the figure must hear of it, row by row.
  if (record.tax === null && reader.has('tax') && reader.text('tax') === null)
    reader.report('value-missing', 'warning', 'tax', null, `${year} 年税收未填，按未知处理（不是零），这一年的亩均税收无法计算；请补充。`);
  return record;
}

function sameFigures(a: Account, b: Account): boolean {
  const { source: _a, ...left } = a;
  const { source: _b, ...right } = b;
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Money that may truly be negative (refunds): kept, and pointed out. */
function signed(reader: RowReader, field: string, noun: string): Fen | null {
  const amount = reader.money(field);
  if (amount !== null && amount < 0)
    reader.report('value-negative', 'warning', field, reader.text(field), `${noun}是负数（如退税），已按负数保留；请核对。`);
  return amount;
}

/** Quantities that cannot be below zero. */
function notNegative(reader: RowReader, field: string): number | null {
  const value = reader.number(field);
  if (value === null || value >= 0) return value;
  reader.report('value-negative', 'warning', field, reader.text(field), '数值是负数，按未知处理；请核对。');
  return null;
}
