// The evaluation over HTTP: each class by its formula, what people state kept beside it, nobody's parameters borrowed, scope in every list.
import { beforeEach, describe, expect, test } from 'vitest';
import { countyCode, townshipCode } from '#domain/land/codes.ts';
import type { ScoringParameters } from '#domain/scoring/parameters.ts';
import { decimal } from '#domain/units.ts';
import { group, indicator, parameters } from '../domain/scoring/samples.ts';
import { townUscc } from '../fixtures/town/firms.ts';
import { EAST, HILL } from '../fixtures/town/lots.ts';
import { lotCode, TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

const marked = [{ kind: 'mark' }] as const;
const cuts = {
  by: 'score',
  from: [
    { class: 'A', op: 'ge', score: decimal(100) },
    { class: 'B', op: 'ge', score: decimal(50) },
    { class: 'C', op: 'ge', score: decimal(10) },
  ],
} as const;
const taxOnly = [indicator('tax-per-mu', 100, 2, { cap: decimal(2), floor: decimal(0) })];
const set: ScoringParameters = parameters(
  [
    group(taxOnly, {
      id: 'firms',
      name: '企业',
      cuts,
      adjustments: [{ id: 'honour', name: '荣誉', kind: 'bonus', points: decimal(5), when: marked }],
      vetoes: [{ id: 'accident', name: '较大事故', atMost: 'D', when: marked }],
    }),
    group(taxOnly, {
      id: 'blocks',
      name: '区块',
      subject: 'block',
      cuts,
      vetoes: [{ id: 'unsafe', name: '区块不安全', atMost: 'D', when: marked }],
    }),
  ],
  { id: 'town', title: '镇的参数', county: TOWN, fromYear: 2018, toYear: 2021, prevails: 'imported', basis: '示例' },
);

let app: TownApp;
beforeEach(async () => {
  app = await townApp({ scoring: [set] });
});

type Row = Record<string, unknown>;
interface List extends Row {
  readonly firms: Row[];
}
const list = (of: TownApp = app, year = 2021) => of.json<List>(`/api/evaluation?county=331123&year=${year}`);
const rowOf = ({ firms }: List, key: string) => firms.find((firm) => firm['uscc'] === townUscc(key))!;
const firm = (key: string, year = 2021) => app.json<Row>(`/api/evaluation/firms/${townUscc(key)}?county=331123&year=${year}`);
const say = (what: 'forced' | 'marks', body: Row) =>
  app.post(`/api/evaluation/${what}`, { county: '331123', year: 2021, subject: townUscc('exact'), basis: '会议纪要〔2022〕1 号', ...body });

describe('the list', () => {
  test('classes each firm exactly at the cut, beside the imported grade', async () => {
    const found = await list();
    expect(found).toMatchObject({ year: 2021, note: null, parameters: { id: 'town', example: true, basis: '示例', prevails: 'imported' } });
    // 1 万元/亩 over base 2 is 50 exactly; 0.9996 is not, and is not shown as 50.
    expect(rowOf(found, 'exact')).toMatchObject({
      score: 50,
      scoreText: '50.00',
      computed: 'B',
      imported: 'B',
      class: 'B',
      from: 'imported',
      differs: false,
    });
    expect(rowOf(found, 'below')).toMatchObject({ scoreText: '49.98', computed: 'C' });
    expect(rowOf(found, 'falling')).toMatchObject({ computed: 'A', imported: 'D', class: 'D', from: 'imported', differs: true });
    expect(rowOf(found, 'best')).toMatchObject({ score: 200, rank: 1, computed: 'A' });
  });

  test('gives no score to a firm whose tax is not known, and says what is missing', async () => {
    const found = await list();
    expect(rowOf(found, 'untaxed')).toMatchObject({
      state: 'lacking',
      score: null,
      computed: null,
      reason: '缺亩均税收',
      imported: 'B',
      class: 'B',
    });
    expect(found['coverage']).toEqual({ firms: 20, rated: 19, imported: 19, differs: expect.any(Number) as number, forced: 0 });
    const groups = found['groups'] as Row[];
    expect(groups.map((one) => one['id'])).toEqual(['firms']);
    const counted = Object.values(groups[0]!['classes'] as Record<string, number>).reduce((sum, count) => sum + count, 0);
    expect([counted, groups[0]!['scored'], groups[0]!['subjects']]).toEqual([19, 19, 20]);
  });

  test('counts the computed class only where the set says that it prevails', async () => {
    const computed = await townApp({ scoring: [{ ...set, prevails: 'computed' }] });
    expect(rowOf(await list(computed), 'falling')).toMatchObject({
      computed: 'A',
      imported: 'D',
      class: 'A',
      from: 'computed',
      differs: true,
    });
  });

  test('says so where the county has no parameters, and borrows none', async () => {
    const other = { ...set, county: countyCode('330282') };
    for (const [scoring, year] of [
      [[other], 2021],
      [[set], 2017],
    ] as const) {
      const without = await townApp({ scoring });
      const found = await list(without, year);
      expect(found).toMatchObject({ parameters: null, groups: [], coverage: { rated: 0 } });
      expect(found['note']).toContain(`${year} 年的评价参数`);
      expect(rowOf(found, 'exact')).toMatchObject({ state: 'no-parameters', score: null, computed: null, imported: 'B', class: 'B' });
    }
  });

  test('shows an actor his townships only, in places of the whole county', async () => {
    const hill = await townApp({ scoring: [set], actorOf: () => ({ name: '镇', role: 'clerk', townships: [townshipCode(HILL)] }) });
    const seen = await list(hill);
    const all = await list();
    expect(new Set(seen.firms.map((row) => row['uscc']))).toEqual(new Set(['parted', 'ring', 'undrawn', 'unregistered'].map(townUscc)));
    expect(rowOf(seen, 'ring')['rank']).toBe(rowOf(all, 'ring')['rank']);
    expect((await hill.get(`/api/evaluation/firms/${townUscc('exact')}?county=331123`)).status).toBe(404);
    const blocks = await hill.json<{ blocks: Row[] }>('/api/evaluation/blocks?county=331123');
    expect(blocks.blocks.map((block) => block['name'])).toEqual(['山前工业区块']);
  });

  test('is answered 304 until something is stated', async () => {
    const path = '/api/evaluation?county=331123&year=2021';
    const tag = (await app.get(path)).headers.get('ETag')!;
    expect((await app.get(path, { 'If-None-Match': tag })).status).toBe(304);
    await say('forced', { grade: 'D' });
    expect((await app.get(path, { 'If-None-Match': tag })).status).toBe(200);
  });
});

describe('an explanation', () => {
  test('holds the formula with its numbers', async () => {
    const { explanation } = (await firm('below')) as { explanation: { score: { subScores: Row[]; formula: string } } };
    expect(explanation.score.subScores[0]).toMatchObject({
      indicator: 'tax-per-mu',
      numerator: { value: '20.9916', unit: '万元' },
      denominator: { value: '21', unit: '亩' },
      value: '0.9996',
      base: '2',
      weight: '100',
      cap: '200',
      points: '49.98',
    });
    expect(explanation.score.formula).toContain('49.98');
  });

  test('tells the streak of what stands, year by year', async () => {
    expect(await firm('best')).toMatchObject({ streak: { class: 'A', years: 6, since: 2016, exact: false } });
    const falling = await firm('falling');
    expect(falling['streak']).toEqual({ class: 'D', years: 1, since: 2021, exact: true });
    expect((falling['history'] as Row[]).filter((year) => year['class'] !== null)).toEqual([
      { year: 2020, class: 'C', exempt: false, from: 'imported', imported: 'C' },
      { year: 2021, class: 'D', exempt: false, from: 'imported', imported: 'D' },
    ]);
  });

  test('of a parcel lists whoever stands on it', async () => {
    const found = await app.json<List>(`/api/evaluation/parcels/${lotCode(4)}?county=331123&year=2021`);
    expect(found.firms.map((row) => [row['uscc'], row['computed'], row['imported']])).toEqual([
      [townUscc('tenant-a'), 'B', 'C'],
      [townUscc('tenant-b'), 'B', 'B'],
      [townUscc('tenant-c'), 'C', null],
    ]);
    expect((await app.get('/api/evaluation/parcels/nowhere?county=331123')).status).toBe(404);
  });
});

describe('what people state', () => {
  test('a forced grade stands above both others, with who and why, until it is lifted', async () => {
    const reply = await say('forced', { grade: 'D' });
    expect(reply.status).toBe(201);
    expect(await reply.json()).toMatchObject({ grade: 'D', actor: '演示用户', basis: '会议纪要〔2022〕1 号' });
    expect(await firm('exact')).toMatchObject({
      computed: 'B',
      imported: 'B',
      class: 'D',
      from: 'forced',
      forced: { grade: 'D', actor: '演示用户' },
    });
    expect((await firm('exact', 2020))['from']).toBe('imported');
    expect((await say('forced', { grade: null, basis: '复核' })).status).toBe(201);
    const lifted = await firm('exact');
    expect(lifted).toMatchObject({ class: 'B', from: 'imported', forced: null });
    expect((lifted['forcedGrades'] as Row[]).map((each) => each['grade'])).toEqual(['D', null]);
    expect(await app.deps.store.forcedGrades(TOWN)).toHaveLength(2);
  });

  test('a bonus adds its points, a veto sends down, and both are taken back by a later row', async () => {
    await say('marks', { item: 'honour' });
    expect(await firm('exact')).toMatchObject({ score: 55, computed: 'B' });
    await say('marks', { item: 'accident' });
    expect(await firm('exact')).toMatchObject({ computed: 'D', vetoes: ['较大事故'], rankedClass: 'B' });
    expect((await say('marks', { item: 'accident', holds: false })).status).toBe(201);
    const found = await firm('exact');
    expect(found).toMatchObject({ computed: 'B', vetoes: [] });
    expect((found['marks'] as Row[]).map((each) => [each['item'], each['holds'], each['inForce']])).toEqual([
      ['honour', true, true],
      ['accident', true, false],
      ['accident', false, false],
    ]);
  });

  test('a mark may name a block where the item is one of blocks', async () => {
    expect((await say('marks', { subject: 'RB', item: 'unsafe' })).status).toBe(201);
    expect(await app.json('/api/evaluation/blocks/RB?county=331123&year=2021')).toMatchObject({ class: 'D', vetoes: ['区块不安全'] });
    expect((await say('marks', { subject: 'RB', item: 'honour' })).status).toBe(422);
  });

  const bad: readonly (readonly [string, 'forced' | 'marks', Row, number, string])[] = [
    ['a class that the set does not have', 'forced', { grade: 'E' }, 422, 'grade'],
    ['a firm that nobody knows', 'forced', { grade: 'D', subject: '91331123MA2T99999X' }, 422, 'subject'],
    ['lifting what was never set', 'forced', { grade: null }, 422, 'grade'],
    ['a year to come', 'forced', { grade: 'D', year: 2023 }, 422, 'year'],
    ['an item that the set does not have', 'marks', { item: 'prize' }, 422, 'item'],
    ['a year without parameters', 'marks', { item: 'honour', year: 2017 }, 422, 'year'],
    ['taking back what was never stated', 'marks', { item: 'honour', holds: false }, 422, 'holds'],
    ['no basis', 'forced', { grade: 'D', basis: '  ' }, 400, 'basis'],
    ['a field nobody knows', 'marks', { item: 'honour', points: 9 }, 400, 'points'],
  ];
  for (const [why, what, body, status, parameter] of bad) {
    test(`is refused for ${why}, and nothing is written`, async () => {
      const reply = await say(what, body);
      expect(reply.status).toBe(status);
      expect((await problemOf(reply))['issues']).toEqual([expect.objectContaining({ parameter })]);
      expect([await app.deps.store.marks(TOWN), await app.deps.store.forcedGrades(TOWN)]).toEqual([[], []]);
    });
  }

  test('is not for those who only read', async () => {
    const leader = await townApp({ scoring: [set], actorOf: () => ({ name: '领导', role: 'leader', townships: 'all' }) });
    const said = { county: '331123', year: 2021, subject: townUscc('exact'), basis: '纪要', grade: 'D' };
    expect((await leader.post('/api/evaluation/forced', said)).status).toBe(403);
  });
});

interface Ranking extends Row {
  readonly rows: { key: string; name: string; rank: number | null; notRanked: string | null; value: number | null; coverage: Row }[];
}
const ranking = (query: string) => app.json<Ranking>(`/api/evaluation/ranking?county=331123&year=2021&${query}`);

describe('the ranking', () => {
  test('puts firms in order, sheds aside, and the unknown never as zero', async () => {
    const { rows, rule } = await ranking('by=firm');
    expect(rows.slice(0, 3).map((row) => [row.key, row.rank, row.value])).toEqual(
      [
        [townUscc('best'), 1, 23],
        [townUscc('undrawn'), 2, 6],
        [townUscc('ring'), 2, 6],
      ].sort((a, b) => Number(a[1]) - Number(b[1]) || (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
    expect(rule).toMatchObject({ minimumLandMu: 3, landOf: 'firms' });
    expect(rows.find((row) => row.key === townUscc('narrow'))).toMatchObject({ rank: null, notRanked: 'little-land' });
    expect(rows.find((row) => row.key === townUscc('untaxed'))).toMatchObject({ rank: null, notRanked: 'no-data', value: null });
    expect((await ranking('by=firm&minLandMu=0')).rows.find((row) => row.key === townUscc('narrow'))!.rank).not.toBeNull();
  });

  test('adds townships and blocks up from the land, blocks over all of theirs', async () => {
    const townships = await ranking('by=township&minKnownPercent=0');
    // 妙高街道 without the firm whose tax is not known, the refund counted as what it is.
    const east = townships.rows.find((row) => row.key === EAST)!;
    expect(east.coverage).toMatchObject({ known: 13, total: 14 });
    const blocks = await ranking('by=block&minKnownPercent=0');
    const hill = blocks.rows.find((row) => row.key === 'HB')!;
    // 115.2 + 54 + 72 + 30 万元 over 19.2 + 18 + 15 idle + 12 and one lot known by its drawing alone.
    expect(hill.value).toBeLessThan(271.2 / 79);
    expect(hill.value).toBeGreaterThan(271.2 / 80);
  });

  test('names industries and refuses an indicator that nobody knows', async () => {
    const industries = await ranking('by=industry&minFirms=1');
    expect(industries.rows.find((row) => row.key === '34')?.name).toBe('通用设备制造业');
    const unknown = await app.get('/api/evaluation/ranking?county=331123&indicator=luck');
    expect(unknown.status).toBe(400);
  });
});

describe('files', () => {
  test('have the rows of the list, marked as example and as invented', async () => {
    const reply = await app.get('/api/evaluation/export/csv?county=331123&year=2021');
    const lines = (await reply.text()).trim().split('\r\n');
    expect(lines).toHaveLength((await list()).firms.length + 1);
    expect(reply.headers.get('X-Row-Count')).toBe('20');
    expect(lines[1]).toContain('示例参数；演示数据 · 虚构');
    const book = await app.get('/api/evaluation/ranking/export/xlsx?county=331123&by=township');
    expect(
      Buffer.from(await book.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(decodeURIComponent(book.headers.get('Content-Disposition')!)).toContain('亩产英雄');
  });
});

test('the parameters open to their numbers and to what may be stated', async () => {
  const found = await app.json<Row>('/api/evaluation/parameters?county=331123&year=2021');
  expect(found['groups']).toMatchObject([
    { id: 'firms', indicators: [{ id: 'tax-per-mu', base: '2', weight: '100', cap: '2' }] },
    { id: 'blocks' },
  ]);
  expect((found['markItems'] as Row[]).map((item) => [item['id'], item['kind'], item['subject']])).toEqual([
    ['honour', 'bonus', 'firm'],
    ['accident', 'veto', 'firm'],
    ['unsafe', 'veto', 'block'],
  ]);
});
