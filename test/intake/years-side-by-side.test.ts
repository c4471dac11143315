// Several years as columns become one row per firm and year, each value traced to its own column; what has no year is asked about.
import { describe, expect, test } from 'vitest';
import { csv, issuesOf, refused, rowsOf, take, workbook } from './making.ts';

const alpha = '91331123MAB1PLM57E';
const beta = '91331123MAQWWBDE1K';

async function figures(...given: Parameters<typeof take>): Promise<unknown[]> {
  const outcome = await take(...given);
  expect(outcome.counts.rowsIn).toBe(outcome.counts.records + outcome.counts.rejected);
  return rowsOf(outcome, 'accounts')
    .map(({ uscc, year, tax, revenue, grade, source }) => [uscc, year, tax, revenue, grade, source.row])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe('years side by side', () => {
  test('in the headers themselves, in either order, each with its own unit', async () => {
    const text = csv(
      ['统一社会信用代码', '企业名称', '2020年税收(万元)', '税收(元)2021年', '2021年主营业务收入', '备注'],
      [alpha, '甲', 1, 20000, 300, ''],
      [beta, '乙', '', 5, '', ''],
      ['', '', '', '', '', ''],
    );
    expect(await figures('accounts', text)).toEqual([
      [alpha, 2020, 1_000_000, null, null, 2],
      [alpha, 2021, 2_000_000, 300_000_000, null, 2],
      [beta, 2021, 500, null, null, 3],
    ]);
  });

  test('as headings over the columns, merged or not, in three rows too', async () => {
    const rows = [
      ['2020—2021年企业税收情况表', null, null, null, null, null],
      ['统一社会信用代码', '企业名称', '2020年', null, '2021年', null],
      [null, null, '税收(万元)', '主营业务收入(万元)', '税收(万元)', '主营业务收入(万元)'],
      [alpha, '甲', 1, 10, 2, 20],
    ];
    const wanted = [
      [alpha, 2020, 1_000_000, 10_000_000, null, 4],
      [alpha, 2021, 2_000_000, 20_000_000, null, 4],
    ];
    const merged = workbook({ s: rows }, 'xlsx', (book) => {
      book.Sheets['s']!['!merges'] = [
        { s: { r: 0, c: 0 }, e: { r: 0, c: 5 } },
        { s: { r: 1, c: 0 }, e: { r: 2, c: 0 } },
        { s: { r: 1, c: 1 }, e: { r: 2, c: 1 } },
        { s: { r: 1, c: 2 }, e: { r: 1, c: 3 } },
        { s: { r: 1, c: 4 }, e: { r: 1, c: 5 } },
      ];
    });
    expect(await figures('accounts', merged, { name: 'a.xlsx' })).toEqual(wanted);
    expect(await figures('accounts', workbook({ s: rows }), { name: 'a.xlsx' })).toEqual(wanted);
    const three = [...rows.slice(0, 2), [null, null, '财务', null, '财务', null], ...rows.slice(2)];
    expect(await figures('accounts', workbook({ s: three }), { name: 'a.xlsx' })).toEqual(wanted.map((row) => [...row.slice(0, -1), 5]));
  });

  test('a year over the whole table is its title; a column of years says what the others are of', async () => {
    const titled = [
      ['2021年', null, null, null],
      ['年度', '统一社会信用代码', '企业名称', '税收(万元)'],
      [2019, alpha, '甲', 1],
      [2020, alpha, '甲', 2],
    ];
    const book = workbook({ s: titled }, 'xlsx', (made) => {
      made.Sheets['s']!['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 3 } }];
    });
    expect(await figures('accounts', book, { name: 'a.xlsx' })).toEqual([
      [alpha, 2019, 1_000_000, null, null, 3],
      [alpha, 2020, 2_000_000, null, null, 4],
    ]);
    const mixed = csv(['年度', '统一社会信用代码', '评价等级', '2020年税收', '2021年税收'], [2022, alpha, 'A', 1, 2]);
    expect(await figures('accounts', mixed)).toEqual([
      [alpha, 2020, 1_000_000, null, null, 2],
      [alpha, 2021, 2_000_000, null, null, 2],
      [alpha, 2022, null, null, 'A', 2],
    ]);
  });

  test('a column without a year beside others is asked about, not guessed; a mapping can say it', async () => {
    const text = csv(['统一社会信用代码', '2020年税收', '2021年税收', '评价等级'], [alpha, 1, 2, 'A']);
    const outcome = await take('accounts', text);
    expect(issuesOf(outcome, 'column-ambiguous')).toMatchObject([{ column: '评价等级', severity: 'warning' }]);
    expect(outcome.detected.tables[0]!.columns.map(({ header, state, year }) => [header, state, year])).toEqual([
      ['统一社会信用代码', 'mapped', null],
      ['2020年税收', 'mapped', 2020],
      ['2021年税收', 'mapped', 2021],
      ['评价等级', 'ambiguous', null],
    ]);
    expect(await figures('accounts', text, { mapping: { 评价等级: { field: 'grade', year: 2021 } } })).toEqual([
      [alpha, 2020, 1_000_000, null, null, 2],
      [alpha, 2021, 2_000_000, null, 'A', 2],
    ]);
  });

  test('a wrong value names its own column and year; a row without any figure is told of', async () => {
    const outcome = await take('accounts', csv(['统一社会信用代码', '2020年税收', '2021年税收'], [alpha, 1, '约二'], [beta, '-', '']));
    expect(issuesOf(outcome, 'value-invalid')).toMatchObject([{ row: 2, column: '2021年税收', year: 2021, subject: alpha }]);
    expect(issuesOf(outcome, 'row-empty')).toMatchObject([{ value: '第 3 行' }]);
    expect(outcome.counts).toMatchObject({ rowsIn: 2, notData: 1 });
  });

  test('a quotient is no tax, whatever year stands before it', async () => {
    expect((await refused('accounts', csv(['统一社会信用代码', '2020年亩均税收(万元/亩)'], [alpha, 1])))[0]!.kind).toBe('header-missing');
  });
});
