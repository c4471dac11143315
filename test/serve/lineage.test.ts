// Split, merged, renumbered parcels and redrawn townships over HTTP: entries go on, each square metre once, old days show the old state.
import { beforeEach, describe, expect, test } from 'vitest';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import type { FreedTimeline } from '#domain/ledger/freed-timeline.ts';
import { dayNumber } from '#domain/ledger/ledger-lines.ts';
import { microMu } from '#domain/units.ts';
import { day } from '../domain/firms/samples.ts';
import { evaluateInside } from '../../server/pipeline.ts';
import { lotCode, TOWN } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp({ evaluate: evaluateInside });
});

const [west, south, perEast, perNorth] = [119.26, 28.58, 1 / 97_850, 1 / 110_830];
function box(x: number, y: number, width: number, height: number): MultiPolygon {
  const at = (east: number, north: number) => [west + east * perEast, south + north * perNorth] as const;
  return [[[at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)]]];
}

/** New parcels come as a delivery brings them; like an old one but for code, area and drawing. */
async function deliver(like: number, pieces: readonly (readonly [code: string, mu: number, shape: MultiPolygon | null])[]): Promise<void> {
  const { parcels } = await app.deps.store.loadRecords(TOWN);
  const old = parcels.find(({ code }) => code === lotCode(like))!;
  await app.deps.store.change(TOWN, async (record) => {
    const file = {
      subject: 'parcels',
      file: '宗地.geojson',
      sha256: 'b'.repeat(64),
      options: '{}',
      bytes: 1,
      actor: '测试',
      recordedAt: '2022-06-01',
    } as const;
    const id = await record.openImport(file);
    const rows = pieces.map(([code, mu, shape], row): Parcel => ({
      ...old,
      code,
      registeredArea: microMu(Math.round(mu * 1e6)),
      measuredArea: null,
      shape,
      source: { importId: id, file: file.file, sheet: null, row },
    }));
    await record.putParcels(rows);
    await record.closeImport(id, { rowsRead: rows.length, rejected: 0, created: rows.length, updated: 0, unchanged: 0 });
  });
  await app.deps.atlas.refresh(TOWN);
}

const [left, right] = ['331123001001GB00141', '331123001001GB00142'];
const halves = () =>
  deliver(14, [
    [left, 9, box(420, 0, 60, 100)],
    [right, 6, box(480, 0, 40, 100)],
  ]);
const act = (more: Record<string, unknown>) => ({ county: TOWN, date: '2022-06-01', basis: '不动产登记簿', ...more });
const split = (more: Record<string, unknown> = {}) =>
  act({ kind: 'split', parts: [left, right].map((to) => ({ from: lotCode(14), to })), ...more });
interface Entry {
  readonly id: number;
  readonly parcel: string;
  readonly township: string;
  readonly grossMu: number;
  readonly stage: string;
  readonly parts: readonly { parcel: string; township: string; grossMu: number }[];
}
const ledgerOn = (day: string) => app.json<Entry[]>(`/api/ledger?county=${TOWN}&asOf=${day}`);
const partsOn = async (id: number, day: string) =>
  (await ledgerOn(day)).find((entry) => entry.id === id)!.parts.map(({ parcel, grossMu }) => [parcel, grossMu]);
const sound = async () => expect(await app.deps.store.faults()).toEqual([]);

describe('a split', () => {
  test('carries a whole entry by the areas of the pieces; before the day the old state shows', async () => {
    await halves();
    const trial = await app.post('/api/ledger/lineage/check', split());
    expect(await trial.json()).toMatchObject({ faults: [], conflicts: [], carried: [{ entry: 1, stage: 'verified' }] });
    expect(await app.deps.store.lineage(TOWN)).toEqual([]);
    const done = await app.post('/api/ledger/lineage', split());
    expect(done.status).toBe(201);
    expect(await done.json()).toMatchObject({
      act: { id: 1, kind: 'split', entries: [1], undoneBy: null, parts: [{ areaMu: 9 }, { areaMu: 6 }] },
      carried: [
        {
          entry: 1,
          before: [{ parcel: lotCode(14), grossMu: 15 }],
          after: [
            { origin: lotCode(14), parcel: left, grossMu: 9 },
            { parcel: right, grossMu: 6 },
          ],
        },
      ],
    });
    expect(await partsOn(1, '2022-05-31')).toEqual([[lotCode(14), 15]]);
    expect(await partsOn(1, '2022-06-01')).toEqual([
      [left, 9],
      [right, 6],
    ]);
    // On a day before the split the map has the old parcel where it lay, with what was freed on it.
    const freed = await app.json<FreedTimeline>(`/api/freed?county=${TOWN}`);
    expect(freed.former).toMatchObject([{ code: lotCode(14), from: null, until: dayNumber(day('2022-06-01')) }]);
    const [old] = freed.former;
    expect(old!.places.map((place) => [freed.stage[place], freed.gross[place]])).toContainEqual([2, 15_000_000]);
    const onMap = await app.json<{ parcel: number[]; shapes: { place: number }[] }>(`/api/ledger/map?county=${TOWN}&asOf=2022-05-31`);
    expect(onMap.shapes.map(({ place }) => onMap.parcel[place])).toEqual([-1]);
    // The old parcel left the register, whole in its history.
    expect((await app.get(`/api/parcels/${lotCode(14)}`)).status).toBe(404);
    expect((await app.deps.store.formerParcels(TOWN)).map(({ code }) => code)).toEqual([lotCode(14)]);
    await sound();
    // Each square metre once: the new parcels are full, and the old one is no more.
    const again = { county: TOWN, policy: 'suichang-2022', kind: 'vacated', measure: 'M-REPURCHASE', date: '2022-06-10', basis: '合同' };
    expect((await app.post('/api/ledger', { ...again, parcel: left, grossMu: 1 })).status).toBe(409);
    const late = await problemOf(await app.post('/api/ledger', { ...again, parcel: lotCode(14), grossMu: 1 }));
    expect(late).toMatchObject({ status: 422, issues: [{ parameter: 'date' }] });
    const early = await app.post('/api/ledger', { ...again, parcel: lotCode(14), grossMu: 15, date: '2022-05-15' });
    expect(await problemOf(early)).toMatchObject({ status: 409, conflicts: [{ id: 1 }] });
    expect(await app.json(`/api/ledger/lineage?county=${TOWN}&parcel=${right}`)).toMatchObject([{ id: 1, entries: [1] }]);
  });

  test('puts a drawn piece where it lies, and asks where an undrawn part lies', async () => {
    const drawn = {
      county: TOWN,
      policy: 'suichang-2022',
      parcel: lotCode(15),
      kind: 'vacated',
      measure: 'M-REPURCHASE',
      date: '2022-06-01',
      basis: '合同',
    };
    const geometry = { type: 'MultiPolygon', coordinates: box(470, 110, 20, 100) };
    const told = await app.post('/api/ledger', { ...drawn, grossMu: 3, geometry });
    expect(told.status).toBe(201);
    // Entry 3 is not drawn: that it is other land is only known by area, which is said.
    expect(await told.json()).toMatchObject({ notices: [expect.stringContaining('第 3 条没有图形，与它只按面积核对')] });
    await deliver(15, [
      ['N1', 9, box(420, 110, 60, 100)],
      ['N2', 6, box(480, 110, 40, 100)],
    ]);
    const body = act({ kind: 'split', date: '2022-06-15', parts: ['N1', 'N2'].map((to) => ({ from: lotCode(15), to })) });
    const refused = await app.post('/api/ledger/lineage', body);
    expect(refused.status).toBe(422);
    expect(await problemOf(refused)).toMatchObject({ issues: [{ parameter: 'placements', entry: 3, areaMu: 6 }] });
    const full = await app.post('/api/ledger/lineage', { ...body, placements: [{ entry: 3, to: 'N2', grossMu: 6 }] });
    expect(full.status).toBe(409);
    expect((await problemOf(full))['conflicts']).toContainEqual({ id: 3, parcel: 'N2', overlapMu: 1.5 });
    const placements = [
      { entry: 3, to: 'N1', grossMu: 2 },
      { entry: 3, to: 'N2', grossMu: 4 },
    ];
    expect((await app.post('/api/ledger/lineage', { ...body, placements })).status).toBe(201);
    expect(await partsOn(3, '2022-06-15')).toEqual([
      ['N1', 2],
      ['N2', 4],
    ]);
    expect((await partsOn(4, '2022-06-15')).map(([parcel]) => parcel)).toEqual(['N1', 'N2']);
    expect((await partsOn(4, '2022-06-15'))[0]![1]).toBeCloseTo(1.5, 3);
  });

  test('of a parcel that keeps its code leaves old days with the boundary of those days', async () => {
    // 540–640 east becomes 540–580 (the old code) and K2; K2 then gives 600–640 away to K3 and keeps its code.
    const kept = lotCode(18);
    await deliver(18, [
      [kept, 6, box(540, 0, 40, 100)],
      ['K2', 9, box(580, 0, 60, 100)],
    ]);
    const first = act({ kind: 'split', parts: [kept, 'K2'].map((to) => ({ from: kept, to })) });
    expect((await app.post('/api/ledger/lineage', first)).status).toBe(201);
    await deliver(18, [
      ['K2', 3, box(580, 0, 20, 100)],
      ['K3', 6, box(600, 0, 40, 100)],
    ]);
    const second = act({ kind: 'split', date: '2022-06-15', parts: ['K2', 'K3'].map((to) => ({ from: 'K2', to })) });
    const done = await app.post('/api/ledger/lineage', second);
    expect(await done.json()).toMatchObject({ notices: [] });
    const sort = { county: TOWN, policy: 'suichang-2022', kind: 'vacated', measure: 'M-REPURCHASE', basis: '合同' };
    const declare = (parcel: string, date: string, shape: MultiPolygon, grossMu: number) =>
      app.post('/api/ledger', {
        ...sort,
        parcel,
        date,
        grossMu,
        geometry: { type: 'MultiPolygon', coordinates: shape },
      });
    const old = await declare(kept, '2022-05-10', box(570, 0, 40, 100), 6);
    expect(old.status).toBe(201);
    const { id, notices } = (await old.json()) as { id: number; notices: string[] };
    expect(notices).toEqual([]);
    const lies = async (on: string) => (await partsOn(id, on)).map(([parcel, mu]) => [parcel, Math.round((mu as number) * 1000) / 1000]);
    expect(await lies('2022-05-31')).toEqual([[kept, 6]]);
    expect(await lies('2022-06-01')).toEqual([
      [kept, 1.5],
      ['K2', 4.5],
    ]);
    expect(await lies('2022-06-15')).toEqual([
      [kept, 1.5],
      ['K2', 3],
      ['K3', 1.5],
    ]);
    // On the day the land lay in K2, which has another boundary now: it is not free all the same.
    const again = await declare('K2', '2022-06-05', box(602, 0, 6, 100), 0.9);
    expect(await problemOf(again)).toMatchObject({ status: 409, conflicts: [{ id, overlapMu: expect.closeTo(0.9, 2) as number }] });
    const outside = await declare(kept, '2022-05-20', box(620, 0, 40, 100), 6);
    expect(await problemOf(outside)).toMatchObject({
      status: 422,
      issues: [{ parameter: 'geometry', areaMu: expect.closeTo(3, 2) as number }],
    });
    const { former } = await app.json<FreedTimeline>(`/api/freed?county=${TOWN}`);
    const from = dayNumber(day('2022-06-01'));
    expect(former).toMatchObject([
      { code: kept, from: null, until: from, shape: box(540, 0, 100, 100) },
      { code: 'K2', from, until: dayNumber(day('2022-06-15')), shape: box(580, 0, 60, 100) },
    ]);
    await sound();
  });

  test.each(['2022-06-01', '2022-06-20'])('that kept a code, undone on %s, gives the parcel its land back', async (on) => {
    const kept = lotCode(18);
    await deliver(18, [
      [kept, 6, box(540, 0, 40, 100)],
      ['K2', 9, box(580, 0, 60, 100)],
    ]);
    const parts = [kept, 'K2'].map((to) => ({ from: kept, to }));
    const done = await app.post('/api/ledger/lineage', act({ kind: 'split', parts }));
    const { id } = ((await done.json()) as { act: { id: number } }).act;
    const undone = await app.post(`/api/ledger/lineage/${id}/undo`, { date: on, basis: '登记有误' });
    expect(undone.status).toBe(201);
    expect(await undone.json()).toMatchObject({ notices: [] });
    expect(await app.json(`/api/parcels/${kept}`)).toMatchObject({ registeredMu: 15, geometry: { coordinates: box(540, 0, 100, 100) } });
    const whole = { county: TOWN, policy: 'suichang-2022', kind: 'vacated', measure: 'M-REPURCHASE', basis: '合同', grossMu: 15 };
    expect((await app.post('/api/ledger', { ...whole, parcel: kept, date: '2022-06-25' })).status).toBe(201);
    // Undone on a later day, the parcel was the smaller one between.
    const { former } = await app.json<FreedTimeline>(`/api/freed?county=${TOWN}`);
    const between = former.filter(({ code, from }) => code === kept && from !== null).map(({ shape }) => shape);
    expect(between).toEqual(on === '2022-06-01' ? [] : [box(540, 0, 40, 100)]);
    await sound();
  });

  test.each([
    [
      'pieces that do not add up',
      {
        parts: [
          { to: left, areaMu: 9 },
          { to: right, areaMu: 5 },
        ],
      },
      'parts',
      '相差 1 亩',
    ],
    ['an unknown new parcel', { parts: [{ to: left }, { to: 'NOWHERE' }] }, 'parts', '没有新宗地 NOWHERE'],
    ['one piece only', { parts: [{ to: left }] }, 'kind', '两宗以上'],
    ['a day to come', { date: '2022-07-01' }, 'date', '还没有到'],
    ['areas of some pieces only', { parts: [{ to: left, areaMu: 9 }, { to: right }] }, 'parts', '要么都写明'],
  ])('is refused with %s', async (_, more: { parts?: object[]; date?: string }, parameter, words) => {
    await halves();
    const parts = more.parts?.map((part) => ({ from: lotCode(14), ...part }));
    const refused = await app.post('/api/ledger/lineage', split({ ...more, ...(parts ? { parts } : {}) }));
    expect(refused.status).toBe(422);
    const told = await problemOf(refused);
    expect((told['issues'] as { parameter: string }[])[0]).toMatchObject({ parameter });
    expect(told['detail']).toContain(words);
    expect(await app.deps.store.lineage(TOWN)).toEqual([]);
    expect(await app.deps.store.ledger(TOWN)).toHaveLength(3);
  });

  test('is refused when the new parcels overlap or lie elsewhere, with the land', async () => {
    await deliver(14, [
      [left, 9, box(420, 0, 60, 100)],
      [right, 6, box(470, 0, 40, 100)],
    ]);
    const told = await problemOf(await app.post('/api/ledger/lineage', split()));
    expect(told).toMatchObject({ status: 422, issues: [{ parcel: left, geometry: { type: 'MultiPolygon' } }] });
    expect(told['detail']).toContain('重叠');
    await deliver(14, [[right, 6, box(480, 100, 40, 100)]]);
    expect((await problemOf(await app.post('/api/ledger/lineage', split())))['detail']).toContain('不在原宗地');
  });

  test('is undone from a day on: the old parcel is back with its entry, once', async () => {
    await halves();
    await app.post('/api/ledger/lineage', split());
    const early = await app.post('/api/ledger/lineage/1/undo', { date: '2022-05-01', basis: '登记有误' });
    expect(early.status).toBe(422);
    const undone = await app.post('/api/ledger/lineage/1/undo', { date: '2022-06-20', basis: '登记有误' });
    expect(undone.status).toBe(201);
    expect(await partsOn(1, '2022-06-19')).toEqual([
      [left, 9],
      [right, 6],
    ]);
    expect(await partsOn(1, '2022-06-20')).toEqual([[lotCode(14), 15]]);
    expect((await app.get(`/api/parcels/${lotCode(14)}`)).status).toBe(200);
    // The new ones left with the act that had made them: no square metre is on the register twice.
    expect((await app.get(`/api/parcels/${left}`)).status).toBe(404);
    expect((await app.deps.store.formerParcels(TOWN)).map(({ code }) => code).toSorted()).toEqual([left, right]);
    const freed = await app.json<{ former: { code: string; from: number | null; until: number }[] }>(`/api/freed?county=${TOWN}`);
    expect(freed.former).toMatchObject(
      [left, right].map((code) => ({ code, from: dayNumber(day('2022-06-01')), until: dayNumber(day('2022-06-20')) })),
    );
    expect((await app.post('/api/ledger/lineage/1/undo', { date: '2022-06-20', basis: '再次' })).status).toBe(409);
    expect((await app.post('/api/ledger/lineage/2/undo', { date: '2022-06-20', basis: '再次' })).status).toBe(422);
    expect((await app.post('/api/ledger/lineage/9/undo', { date: '2022-06-20', basis: '再次' })).status).toBe(404);
    // Undone on its own day a split leaves no trace on any day.
    expect((await app.post('/api/ledger/lineage', split({ date: '2022-06-25' }))).status).toBe(201);
    expect((await app.get(`/api/parcels/${left}`)).status).toBe(200);
    await app.post('/api/ledger/lineage/3/undo', { date: '2022-06-25', basis: '误记' });
    expect(await partsOn(1, '2022-06-25')).toEqual([[lotCode(14), 15]]);
    await sound();
  });
});

describe('a merger', () => {
  const merge = act({ kind: 'merge', date: '2022-06-10', parts: [14, 15].map((number) => ({ from: lotCode(number), to: 'M1' })) });
  test('brings the entries of the old parcels to the new one, and undone gives each its own back', async () => {
    await deliver(14, [['M1', 30, box(410, 0, 120, 210)]]);
    const refused = await problemOf(await app.post('/api/ledger/lineage', merge));
    expect(refused['detail']).toContain('不在原宗地');
    await deliver(14, [['M1', 30, [...box(420, 0, 100, 100), ...box(420, 110, 100, 100)]]]);
    expect((await app.post('/api/ledger/lineage', merge)).status).toBe(201);
    const entries = await ledgerOn('2022-06-10');
    expect(entries.map(({ id, parts }) => [id, parts[0]!.parcel, parts[0]!.grossMu])).toEqual([
      [1, 'M1', 15],
      [3, 'M1', 6],
    ]);
    expect((await app.post('/api/ledger/lineage/1/undo', { date: '2022-06-12', basis: '误' })).status).toBe(201);
    expect(await partsOn(1, '2022-06-12')).toEqual([[lotCode(14), 15]]);
    expect(await partsOn(3, '2022-06-12')).toEqual([[lotCode(15), 6]]);
    await sound();
  });
});

describe('redrawn townships', () => {
  const [east, hill] = ['331123001', '331123102'];
  const townshipOf = async (id: number, day: string) => (await ledgerOn(day)).find((entry) => entry.id === id)!.parts[0]!.township;
  test('move parcels and what is counted on them, by name, township or outline, from the day on', async () => {
    const outline = { type: 'MultiPolygon', coordinates: box(410, -10, 120, 115) };
    const done = await app.post('/api/ledger/lineage', act({ kind: 'township', moves: [{ to: hill, geometry: outline }] }));
    expect(await done.json()).toMatchObject({
      act: { kind: 'township', parts: [{ from: lotCode(14), to: lotCode(14), fromTownship: east, toTownship: hill }] },
      carried: [{ entry: 1 }],
    });
    expect([await townshipOf(1, '2022-05-31'), await townshipOf(1, '2022-06-01')]).toEqual([east, hill]);
    expect(await app.json(`/api/parcels/${lotCode(14)}`)).toMatchObject({ township: hill });
    const half = { type: 'MultiPolygon', coordinates: box(410, -10, 60, 500) };
    const cut = await problemOf(
      await app.post(
        '/api/ledger/lineage',
        act({ kind: 'township', date: '2022-06-20', moves: [{ to: hill, geometry: half, from: east }] }),
      ),
    );
    expect(cut['detail']).toContain('跨新界线');
    const none = await app.post('/api/ledger/lineage', act({ kind: 'township', moves: [{ to: '331123999', from: east }] }));
    expect((await problemOf(none))['detail']).toContain('没有乡镇 331123999');
    const all = await app.post('/api/ledger/lineage', act({ kind: 'township', date: '2022-06-20', moves: [{ to: hill, from: east }] }));
    expect(all.status).toBe(201);
    expect(await townshipOf(3, '2022-06-20')).toBe(hill);
    expect((await app.post('/api/ledger/lineage/2/undo', { date: '2022-06-25', basis: '误' })).status).toBe(201);
    expect([await townshipOf(1, '2022-06-25'), await townshipOf(3, '2022-06-25')]).toEqual([hill, east]);
    await sound();
  });
});

describe('a re-delivery that no longer holds a parcel', () => {
  const decide = (more: Record<string, unknown>) => ({ county: TOWN, ids: [1], act: 'retire', reason: '登记簿已分割', ...more });
  test('lets it leave with its entries carried to what came in its place, and comes back only by undoing', async () => {
    await halves();
    await app.deps.store.change(TOWN, (record) =>
      record.addSuccessions(1, 'parcel', [{ key: lotCode(14), kind: 'split', label: null, successors: [left, right] }]),
    );
    const undated = await problemOf(await app.post('/api/successions/acts', decide({})));
    expect(undated).toMatchObject({ status: 422, issues: [{ parameter: 'date', parcel: lotCode(14) }] });
    expect((await app.post('/api/successions/acts', decide({ date: '2022-06-01' }))).status).toBe(200);
    expect(await partsOn(1, '2022-06-01')).toEqual([
      [left, 9],
      [right, 6],
    ]);
    expect(await app.json(`/api/successions?county=${TOWN}`)).toMatchObject([{ key: lotCode(14), acts: [{ act: 'retire' }] }]);
    const back = await problemOf(await app.post('/api/successions/acts', decide({ act: 'restore' })));
    expect(back['detail']).toContain('请撤销沿革第 1 项');
    expect((await app.post('/api/ledger/lineage/1/undo', { date: '2022-06-01', basis: '误' })).status).toBe(201);
    expect(await partsOn(1, '2022-06-01')).toEqual([[lotCode(14), 15]]);
    await sound();
  });

  test('stays while its entries have nowhere to go', async () => {
    await halves();
    await app.deps.store.change(TOWN, (record) =>
      record.addSuccessions(1, 'parcel', [{ key: lotCode(14), kind: 'vanished', label: null, successors: [] }]),
    );
    const refused = await problemOf(await app.post('/api/successions/acts', decide({ date: '2022-06-01' })));
    expect(refused['detail']).toContain('没有宗地接替它');
  });
});

describe('who may', () => {
  test('is whoever writes for the whole county', async () => {
    await halves();
    const clerk = await townApp({ actorOf: () => ({ name: '甲', role: 'clerk', townships: [] }) });
    expect((await clerk.post('/api/ledger/lineage', split())).status).toBe(403);
  });
});
