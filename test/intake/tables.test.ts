// Tables of firms, accounts, tenure, ledger and places: headers, units, values and what is not data.
import type * as xlsx from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { code, context, csv, gbk, issuesOf, refused, rowsOf, take, workbook } from './making.ts';

const alpha = '91330100799655058B';
const beta = '91440300708461136T';
const gamma = '9144030071526726XG';

describe('a workbook as a bureau sends it', () => {
  const header = ['年度', '统一社会信用代码', '企业名称', '税收实际贡献', '评价用地', '规上', '评价等级'];
  const sheets = {
    说明: [['本表由各乡镇填报'], ['有问题请联系']],
    数据: [
      ['遂昌县工业企业亩均效益评价数据表'],
      ['单位：万元、亩'],
      header,
      ['甲', '乙', '1', '2', '3', '4', '5'],
      [2020, alpha, '甲公司', 20.99, 21, '是', 'B类'],
      [2021, alpha, '甲公司', 0.1 + 0.2, 21, '规上', 'Ａ'],
      ['妙高街道小计', null, null, 21.29, 42],
      header,
      [2021, beta, '乙公司', -12.5, 10.5, '否', 'D档'],
      [],
      ['合计', null, null, 8.79, 52.5],
      ['填表人：', null, '审核人：'],
      ['2022年3月1日'],
    ],
  };

  test.each(['xlsx', 'biff8', 'ods', 'xlsb', 'xlml'] as const)('%s', async (type) => {
    const outcome = await take('accounts', workbook(sheets, type), { name: `表.${type}` });
    expect(outcome.counts).toEqual({ rowsIn: 3, records: 3, rejected: 0, notData: 8 });
    expect(rowsOf(outcome, 'accounts')).toMatchObject([
      {
        uscc: alpha,
        year: 2020,
        tax: 20_990_000,
        assessedArea: 21_000_000,
        aboveScale: true,
        grade: 'B',
        source: { sheet: '数据', row: 5 },
      },
      { uscc: alpha, year: 2021, tax: 300_000, grade: 'A', aboveScale: true },
      { uscc: beta, year: 2021, tax: -12_500_000, assessedArea: 10_500_000, grade: 'D', aboveScale: false, source: { row: 9 } },
    ]);
    expect(outcome.detected.tables).toMatchObject([{ sheet: '数据', headerRow: 3 }]);
    expect(outcome.detected.tables[0]!.columns[3]).toMatchObject({ header: '税收实际贡献', field: 'tax', unit: '万元' });
    expect(issuesOf(outcome, 'row-not-data').map((issue) => issue.row)).toEqual([1, 2, 4, 7, 8, 11, 12, 13]);
    expect(issuesOf(outcome, 'sheet-skipped')).toMatchObject([{ sheet: '说明' }]);
    expect(issuesOf(outcome, 'value-negative')).toMatchObject([
      { sheet: '数据', row: 9, column: '税收实际贡献', subject: beta, value: '-12.5' },
    ]);
    expect(issuesOf(outcome, 'unit-assumed')).toEqual([]);
  });

  test('a unit row below the header, dates that the program knows, hidden sheets, merged codes', async () => {
    const bytes = workbook(
      {
        一: [
          ['企业名称', '统一社会信用代码', '年度', '税收', '用电量'],
          [null, null, null, '（元）', '万千瓦时'],
          ['甲公司', alpha, 2020, 123_456.78, 1.5],
          [null, null, 2021, null, null],
        ],
        旧: [
          ['企业名称', '年度', '税收(万元)'],
          ['旧公司', 2019, 1],
        ],
      },
      'xlsx',
      (book) => {
        book.Sheets['一']!['!merges'] = [
          { s: { r: 2, c: 0 }, e: { r: 3, c: 0 } },
          { s: { r: 2, c: 1 }, e: { r: 3, c: 1 } },
          { s: { r: 2, c: 3 }, e: { r: 3, c: 3 } },
        ];
        book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
      },
    );
    const outcome = await take('accounts', bytes, { name: 'a.xlsx' });
    expect(rowsOf(outcome, 'accounts')).toMatchObject([
      { uscc: alpha, year: 2020, tax: 12_345_678, powerKwh: 15_000 },
      { uscc: alpha, year: 2021, tax: null, powerKwh: null, name: '甲公司' },
    ]);
    expect(issuesOf(outcome, 'sheet-skipped')).toMatchObject([{ sheet: '旧', severity: 'warning' }]);
    expect(issuesOf(outcome, 'merged-cells')).toMatchObject([
      { column: '企业名称', severity: 'info', value: '第 3–4 行' },
      { column: '统一社会信用代码' },
      { column: '税收', severity: 'warning' },
    ]);
  });

  test('a header of two rows: the lower one counts, headings merged downwards and the unit of their group with it', async () => {
    const grouped = (group: string): Uint8Array =>
      workbook(
        {
          s: [
            ['统一社会信用代码', '年度', group, null, '评价用地（亩）', '亩均（万元/亩）'],
            [null, null, '税收', '营业收入', null, '增加值'],
            [alpha, 2021, 200_000, 300_000, 10, 3],
          ],
        },
        'xlsx',
        (book) => {
          book.Sheets['s']!['!merges'] = [
            { s: { r: 0, c: 0 }, e: { r: 1, c: 0 } },
            { s: { r: 0, c: 1 }, e: { r: 1, c: 1 } },
            { s: { r: 0, c: 2 }, e: { r: 0, c: 3 } },
            { s: { r: 0, c: 4 }, e: { r: 1, c: 4 } },
          ];
        },
      );
    const outcome = await take('accounts', grouped('财务数据（元）'), { name: 'a.xlsx' });
    expect(rowsOf(outcome, 'accounts')).toMatchObject([
      { uscc: alpha, year: 2021, tax: 20_000_000, revenue: 30_000_000, valueAdded: null },
    ]);
    expect(issuesOf(outcome, 'unit-assumed')).toEqual([]);
  });

  test('a group of headings is not the column it stands over', async () => {
    const bytes = workbook({
      s: [
        ['宗地代码', '面积', null],
        [null, '登记面积(亩)', '建筑面积'],
        [code(1), 20, 300],
      ],
    });
    expect(rowsOf(await take('parcels', bytes, { name: 'a.xlsx' }), 'parcels')).toMatchObject([
      { code: code(1), registeredArea: 20_000_000 },
    ]);
  });

  test('dates in cells: day numbers with a date format, typed text, October as a number', async () => {
    const bytes = workbook(
      {
        s: [
          ['宗地代码', '供地日期', '投产日期'],
          [code(1), 42_856, '2017年5月1日'],
          [code(2), '20170501', 2017.1],
          [code(3), 42_856, '2017/5/1'],
        ],
      },
      'xlsx',
      (book) => {
        const sheet = book.Sheets['s'] as Record<string, xlsx.CellObject>;
        sheet['B2']!.z = 'yyyy/m/d';
        sheet['C3']!.z = '0.00';
      },
    );
    const parcels = rowsOf(await take('parcels', bytes, { name: 'a.xlsx' }), 'parcels');
    expect(parcels.map((parcel) => parcel.supplyDate)).toEqual(['2017-05-01', '2017-05-01', '2017-05-01']);
    expect(parcels.map((parcel) => (parcel.productionStart.state === 'started' ? parcel.productionStart.date : null))).toEqual([
      '2017-05-01',
      '2017-10-01',
      '2017-05-01',
    ]);
  });

  test('several sheets of data are read, each row once', async () => {
    const outcome = await take(
      'accounts',
      workbook({
        2020: [
          ['统一社会信用代码', '税收(万元)'],
          [alpha, 1],
        ],
        2021: [
          ['统一社会信用代码', '税收(万元)'],
          [alpha, 2],
        ],
      }),
      { name: 'a.xlsx' },
    );
    expect(rowsOf(outcome, 'accounts').map((account) => [account.year, account.tax, account.source.sheet])).toEqual([
      [2020, 1_000_000, '2020'],
      [2021, 2_000_000, '2021'],
    ]);
    expect(issuesOf(outcome, 'value-assumed')).toHaveLength(2);
  });

  test('a web page that calls itself .xls, in GBK, keeps leading zeros', async () => {
    const page = gbk(
      `<html><meta charset=gb2312><table><tr><td>统一社会信用代码</td><td>企业名称</td><td>行业代码</td></tr><tr><td>${alpha}</td><td>甲公司</td><td>0811</td></tr></table></html>`,
    );
    expect(rowsOf(await take('firms', page, { name: '导出.xls' }), 'firms')).toMatchObject([
      { uscc: alpha, name: '甲公司', industryCode: '0811' },
    ]);
  });
});

describe('accounts', () => {
  const header = ['年度', '统一社会信用代码', '企业名称', '税收实际贡献(万元)'];

  test('amounts are exact; what is finer than a fen says so', async () => {
    const outcome = await take(
      'accounts',
      csv(
        header,
        [2020, alpha, '甲', '0.99'],
        [2021, alpha, '甲', '1,234.5678901'].map((cell) => `"${cell}"`),
        [2019, alpha, '甲', '１２.５'],
      ),
    );
    expect(rowsOf(outcome, 'accounts').map((account) => account.tax)).toEqual([990_000, 1_234_567_890, 12_500_000]);
    expect(issuesOf(outcome, 'value-rounded')).toMatchObject([{ row: 3, severity: 'info' }]);
  });

  test('a value that cannot be read is null and reported; the row stays', async () => {
    const outcome = await take(
      'accounts',
      csv(header, [2020, alpha, '甲', '约21'], [2021, alpha, '甲', '#DIV/0!'], [2022, alpha, '甲', '-'], [2023, alpha, '甲', '']),
    );
    expect(rowsOf(outcome, 'accounts').map((account) => account.tax)).toEqual([null, null, null, null]);
    expect(issuesOf(outcome, 'value-invalid')).toMatchObject([{ row: 2, column: header[3], value: '约21', subject: alpha }, { row: 3 }]);
  });

  test('the second row of a firm and year is rejected, same or not', async () => {
    const outcome = await take(
      'accounts',
      csv(header, [2020, alpha, '甲', 1], [2020, alpha, '甲', 1], [2020, alpha, '甲', 2], [2021, alpha, '甲', 2]),
    );
    expect(outcome.counts).toMatchObject({ rowsIn: 4, records: 2, rejected: 2 });
    expect(
      issuesOf(outcome, 'duplicate-row').map((issue) => [issue.row, issue.message.includes('完全相同'), issue.message.includes('第 2 行')]),
    ).toEqual([
      [3, true, true],
      [4, false, true],
    ]);
  });

  test('without a code the name is the key; without either the row is rejected; without a year too', async () => {
    const outcome = await take(
      'accounts',
      csv(header, [2020, '', '甲 作坊', 1], [2021, '', '甲作坊', 1], [2020, '', '', 1], ['', beta, '乙', 1], ['20年', gamma, '丙', 1]),
    );
    expect(rowsOf(outcome, 'accounts').map((account) => account.uscc)).toEqual(['name:甲作坊', 'name:甲作坊']);
    expect(outcome.counts).toMatchObject({ rowsIn: 5, records: 2, rejected: 3 });
    expect(outcome.issues.filter((issue) => issue.severity === 'error').map((issue) => [issue.row, issue.kind])).toEqual([
      [4, 'value-missing'],
      [5, 'value-missing'],
      [6, 'value-invalid'],
    ]);
  });

  test('a wrong check digit is reported and kept; a code that became a number is not', async () => {
    const wrong = `${alpha.slice(0, 17)}A`;
    const outcome = await take(
      'accounts',
      workbook({ s: [header, [2020, wrong, '甲', 1], [2020, Number('913301007996550580'), '乙', 1]] }),
      {
        name: 'a.xlsx',
      },
    );
    expect(rowsOf(outcome, 'accounts').map((account) => account.uscc)).toEqual([wrong, 'name:乙']);
    expect(issuesOf(outcome, 'uscc-check-digit')).toMatchObject([{ row: 2, column: '统一社会信用代码', value: wrong }]);
    expect(issuesOf(outcome, 'value-invalid')).toMatchObject([{ row: 3, column: '统一社会信用代码' }]);
  });

  test('a quotient is not the tax', async () => {
    expect((await refused('accounts', csv(['年度', '统一社会信用代码', '税收(万元/亩)'], [2020, alpha, 3])))[0]).toMatchObject({
      kind: 'header-missing',
    });
    const outcome = await take('accounts', csv(['年度', '统一社会信用代码', '亩均税收(万元/亩)', '税收(元)'], [2020, alpha, 3, 500]));
    expect(rowsOf(outcome, 'accounts')[0]!.tax).toBe(50_000);
    expect(issuesOf(outcome, 'column-unmapped')).toMatchObject([{ column: '亩均税收(万元/亩)' }]);
  });

  test('units: by custom, and said so; in the cell, and believed', async () => {
    const outcome = await take(
      'accounts',
      csv(['year', 'uscc', 'tax', 'assessed_area_ha'], [2020, alpha, 3, 1.4], [2021, alpha, '30000元', '21亩']),
    );
    expect(rowsOf(outcome, 'accounts')).toMatchObject([
      { tax: 3_000_000, assessedArea: 21_000_000 },
      { tax: 3_000_000, assessedArea: 21_000_000 },
    ]);
    expect(issuesOf(outcome, 'unit-assumed')).toMatchObject([{ column: 'tax', value: '万元' }]);
  });

  test('whoever keeps a figure is asked to mend it', async () => {
    const columns = ['税收(万元)', '用电量(度)', '主营业务收入(万元)', '评价用地(亩)'];
    const outcome = await take('accounts', csv(['年度', '统一社会信用代码', ...columns], [2020, alpha, '甲', '乙', '丙', '丁']));
    expect(
      issuesOf(outcome, 'value-invalid')
        .map((issue) => `${issue.column} ${issue.mender}`)
        .toSorted(),
    ).toEqual(['税收(万元) 税务', '用电量(度) 供电', '主营业务收入(万元) 统计', '评价用地(亩) 土地'].toSorted());
  });

  test('the unit above the table is found behind the name of the bureau, in brackets, with or without the word', async () => {
    for (const [above, fen] of [
      ['填报单位：经信局,,日期：2022.3.1\n（单位：元）', 123_456_789],
      ['填报单位：税务局 单位：千元', 123_456_789_000],
      ['2021 年度台账（元）', 123_456_789],
      ['单位：亩、万元', 1_234_567_890_000],
    ] as const) {
      const outcome = await take('accounts', `${above}\n统一社会信用代码,年度,税收\n${alpha},2021,1234567.89\n`);
      expect([above, rowsOf(outcome, 'accounts').map((row) => row.tax)]).toEqual([above, [fen]]);
      expect(issuesOf(outcome, 'unit-assumed')).toEqual([]);
    }
  });

  test('money without a unit is in 万元 by custom, with a warning when half of it would be billions', async () => {
    const of = async (tax: number) =>
      issuesOf(await take('accounts', csv(['统一社会信用代码', '年度', '税收'], [alpha, 2021, tax])), 'unit-assumed');
    expect(await of(50_000_000)).toMatchObject([{ severity: 'warning', column: '税收' }]);
    expect(await of(5000)).toMatchObject([{ severity: 'info' }]);
  });

  test('a year whose tax is blank is kept as unknown and named with row and column', async () => {
    const outcome = await take('accounts', csv(['统一社会信用代码', '年度', '税收(万元)'], [alpha, 2020, ''], [alpha, 2021, '0']));
    expect(rowsOf(outcome, 'accounts').map((row) => row.tax)).toEqual([null, 0]);
    expect(issuesOf(outcome, 'value-missing')).toMatchObject([{ severity: 'warning', row: 2, column: '税收(万元)', subject: alpha }]);
    const without = await take('accounts', csv(['统一社会信用代码', '年度', '评价等级'], [alpha, 2020, 'A']));
    expect(issuesOf(without, 'value-missing')).toEqual([]);
  });

  test('the output of the year is a figure of its own, whatever it is called, and not the revenue', async () => {
    for (const name of ['年产值（亿元）', '工业总产值(亿元)']) {
      const kept = await take('accounts', csv(['年度', '统一社会信用代码', '税收', name], [2020, alpha, 3, 0.07]));
      expect(rowsOf(kept, 'accounts')).toMatchObject([{ outputValue: 700_000_000, revenue: null }]);
    }
  });

  test('a unit that is none of ours is not taken for the customary one', async () => {
    const header = ['年度', '统一社会信用代码', '税收(美元)', '主营业务收入'];
    const units = ['单位', '', '', '万元/人'];
    expect((await refused('accounts', csv(header, units, [2020, alpha, 3, 4])))[0]!.kind).toBe('header-missing');
    const kept = await take('accounts', csv([...header, '用电量(含自发电，万度)'], [2020, alpha, 3, 4, 1]));
    expect(rowsOf(kept, 'accounts')).toMatchObject([{ tax: null, revenue: 4_000_000, powerKwh: 10_000 }]);
    expect(issuesOf(kept, 'column-unmapped')).toMatchObject([{ column: '税收(美元)' }]);
  });

  test('a comma without quotes shifts the row: it is rejected, not read askew', async () => {
    const outcome = await take('accounts', csv(header, [2020, alpha, '甲,乙公司', 1], [2021, alpha, '甲', 1]));
    expect(outcome.counts).toMatchObject({ rowsIn: 2, records: 1, rejected: 1 });
    expect(issuesOf(outcome, 'row-shifted')).toMatchObject([{ row: 2, severity: 'error' }]);
  });

  test('a saved mapping goes before the aliases', async () => {
    const outcome = await take('accounts', csv(['期间', '税号', '贡献', '税收(万元)'], [2020, alpha, 500, 9]), {
      mapping: { 期间: { field: 'year' }, 税号: { field: 'uscc' }, 贡献: { field: 'tax', unit: '元' }, '税收(万元)': { field: null } },
    });
    expect(rowsOf(outcome, 'accounts')).toMatchObject([{ year: 2020, uscc: alpha, tax: 50_000 }]);
  });
});

describe('firms', () => {
  test('tags: a blank cell is none, no column is unknown, 不详 is unknown', async () => {
    const outcome = await take(
      'firms',
      csv(['统一社会信用代码', '企业名称', '行业标签'], [alpha, '甲', '铸造、喷涂'], [beta, '乙', ''], [gamma, '丙', '不详']),
    );
    expect(rowsOf(outcome, 'firms').map((firm) => firm.industryTags)).toEqual([['铸造', '喷涂'], [], null]);
    expect(issuesOf(outcome, 'blank-as-absent')).toMatchObject([{ row: 3, column: '行业标签', subject: beta }]);
    expect(rowsOf(await take('firms', csv(['uscc', 'name'], [alpha, '甲'])), 'firms')[0]!.industryTags).toBeNull();
  });

  test('policy facts by Chinese label, snake or camel case; blank is unknown, 无 of a yes-or-no is no', async () => {
    const outcome = await take(
      'firms',
      csv(
        [
          '统一社会信用代码',
          '企业名称',
          '有证有照',
          'is_zombie',
          'hasEnvMeasures',
          '是否僵尸',
          '场所土地用途',
          '环保达标',
          '消防达标',
          '占地面积(平方米)',
          '连续停产月数',
        ],
        [alpha, '甲', '是', '0', '√', '', '非工业用地', '否', '', '14000', '7'],
        [beta, '乙', '', '无', 'FALSE', '', '荒地', '', '', '', '无'],
      ),
    );
    const [first, second] = rowsOf(outcome, 'firms');
    expect(first!.facts).toEqual({
      hasPermits: true,
      isZombie: false,
      hasEnvMeasures: true,
      premisesLandUse: '非工业用地',
      meetsStandards: { 环保: false },
      occupiedAreaMu: 21,
      haltMonthsConsecutive: 7,
    });
    expect(second!.facts).toEqual({ isZombie: false, hasEnvMeasures: false, haltMonthsConsecutive: null });
    expect(issuesOf(outcome, 'value-invalid')).toMatchObject([{ row: 3, column: '场所土地用途', value: '荒地' }]);
    expect(outcome.fields).toContain('fact:hasPermits');
  });

  test('legal forms, codes kept as text by tricks, years written as days', async () => {
    const trick = `"=""${alpha}${'"'.repeat(3)}`;
    const firms = csv(
      ['统一社会信用代码', '企业名称', '企业类型'],
      [trick, '甲', '有限责任公司(自然人投资或控股)'],
      [`'${beta}`, '乙', '个体工商户（个人经营）'],
    );
    expect(rowsOf(await take('firms', firms), 'firms').map((firm) => [firm.uscc, firm.kind])).toEqual([
      [alpha, '企业'],
      [beta, '个体工商户'],
    ]);
    const accounts = csv(['所属年度', '统一社会信用代码', '税收(万元)'], ['2021-12-31', alpha, 1], ['2020年', beta, 1]);
    expect(rowsOf(await take('accounts', accounts), 'accounts').map((account) => account.year)).toEqual([2021, 2020]);
  });

  test('the second row of a code is rejected and names the first', async () => {
    const outcome = await take('firms', csv(['统一社会信用代码', '企业名称'], [alpha, '甲'], [alpha.toLowerCase(), '甲厂'], ['', '']));
    expect(outcome.counts).toMatchObject({ rowsIn: 2, records: 1, rejected: 1 });
    expect(issuesOf(outcome, 'duplicate-code')[0]!.message).toContain('第 2 行');
  });
});

describe('tenure', () => {
  const header = ['宗地代码', '统一社会信用代码', '关系', '面积(平方米)', '起', '止'];

  test('roles, areas, dates', async () => {
    const outcome = await take(
      'tenure',
      gbk(
        csv(
          header,
          [code(5), alpha, '租赁', '2746.09', '2016-01-01', ''],
          [code(5), beta, '自有', '1,000'.replace(',', ''), '2010/1/1', '长期'],
          [code(5), gamma, '看管', '1', '', ''],
        ),
      ),
    );
    expect(rowsOf(outcome, 'tenure')).toMatchObject([
      { parcel: code(5), uscc: alpha, role: '租用', area: 4_119_135, from: '2016-01-01', to: null },
      { uscc: beta, role: '自用', area: 1_500_000, from: '2010-01-01', to: null },
    ]);
    expect(outcome.counts).toMatchObject({ rowsIn: 3, records: 2, rejected: 1 });
  });

  test('a parcel that is not on record is pointed out and kept; a bare area takes its unit from the parcel', async () => {
    const known = context({ parcels: [{ code: code(5), shape: null, area: 21_000_000 as never }] });
    const outcome = await take(
      'tenure',
      csv(['宗地代码', '统一社会信用代码', '关系', '面积'], [code(5), alpha, '自用', 21], [code(6), beta, '自用', 5]),
      { context: known },
    );
    expect(rowsOf(outcome, 'tenure').map((tenure) => tenure.area)).toEqual([21_000_000, 5_000_000]);
    expect(issuesOf(outcome, 'tenure-unknown-parcel')).toMatchObject([{ row: 3, subject: code(6) }]);
  });
});

describe('ledger and places', () => {
  test('declarations', async () => {
    const outcome = await take(
      'ledger',
      csv(
        ['宗地代码', '类型', '面积', '有效面积', '日期', '依据', '措施'],
        [code(1), '腾出', '21.5', '20', '2022-06-30', '遂政办〔2022〕1号', 'M-CLOSE'],
        [code(2), 'revitalised', '10亩', '', '2022.7.1', '', ''],
        [code(3), '腾出', '5', '6', '2022-06-30', '依据', ''],
        [code(4), '捐赠', '5', '', '2022-06-30', '依据', ''],
      ),
    );
    expect(rowsOf(outcome, 'ledger')).toMatchObject([
      {
        parcel: code(1),
        kind: 'vacated',
        gross: 21_500_000,
        effective: 20_000_000,
        date: '2022-06-30',
        basis: '遂政办〔2022〕1号',
        measure: 'M-CLOSE',
      },
      { parcel: code(2), kind: 'revitalised', gross: 10_000_000, effective: null, date: '2022-07-01', basis: '', measure: null },
    ]);
    expect(outcome.issues.filter((issue) => issue.severity === 'error').map((issue) => [issue.row, issue.column])).toEqual([
      [4, '有效面积'],
      [5, '类型'],
    ]);
  });

  test('townships by full, padded or short code, or by name', async () => {
    const outcome = await take(
      'townships',
      csv(
        ['乡镇代码', '乡镇名称'],
        ['331123001', '妙高街道'],
        ['331123105000', '大柘镇'],
        ['106', '石练镇'],
        ['', '三仁畲族乡'],
        ['330723001', '白洋街道'],
      ),
    );
    expect(rowsOf(outcome, 'townships').map((township) => township.code)).toEqual(['331123001', '331123105', '331123106', '331123200']);
    expect(issuesOf(outcome, 'county-mismatch')).toMatchObject([{ row: 6, severity: 'error' }]);
  });

  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [119.2, 28.5],
        [119.21, 28.5],
        [119.21, 28.51],
        [119.2, 28.5],
      ],
    ],
  };

  test('blocks and zones with their drawings', async () => {
    const blocks = await take(
      'blocks',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { 区块编号: 'B1', 区块名称: '东城工业区', 乡镇: '大柘镇', 管控类别: '整合改造' },
            geometry: square,
          },
        ],
      }),
    );
    expect(rowsOf(blocks, 'blocks')).toMatchObject([
      { code: 'B1', name: '东城工业区', township: '331123105', facts: { managementClass: '整合改造' }, shape: [[expect.any(Array)]] },
    ]);
    const zones = await take(
      'zones',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { 名称: '中心城区', 类型: '中心城区控制区' }, geometry: square },
          { type: 'Feature', properties: { 名称: '无图' }, geometry: null },
        ],
      }),
    );
    expect(rowsOf(zones, 'zones')).toMatchObject([{ name: '中心城区', kind: '中心城区控制区' }]);
    expect(zones.counts).toMatchObject({ rowsIn: 2, records: 1, rejected: 1 });
  });
});

describe('what a person says of columns', () => {
  const file = '税号,年份,贡献\n91331123MAB1PLM57E,2021,21';
  const said = (contribution: { field: string; unit?: string }) => ({
    税号: { field: 'uscc' },
    年份: { field: 'year' },
    贡献: contribution,
  });

  test('is followed, and never passed over: an unknown unit or field is asked about', async () => {
    const taken = await take('accounts', file, { mapping: said({ field: 'tax', unit: '千元' }) });
    expect(rowsOf(taken, 'accounts')[0]!.tax).toBe(2_100_000);
    const unit = await refused('accounts', file, { mapping: said({ field: 'tax', unit: '万美元' }) });
    expect(unit).toMatchObject([{ kind: 'mapping-unknown', column: '贡献', value: '万美元', row: 1 }]);
    expect(unit[0]!.message).toContain('千元');
    const field = await refused('accounts', file, { mapping: said({ field: 'taxx' }) });
    expect(field).toMatchObject([{ kind: 'mapping-unknown', column: '贡献', value: 'taxx' }]);
    expect(field[0]!.message).toContain('tax');
  });
});
