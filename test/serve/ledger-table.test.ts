// The ledger as a table: the same entries for rows, counts, sums, map and files; its sums are those of the progress.
import { beforeEach, describe, expect, test } from 'vitest';
import { townshipCode } from '#domain/land/codes.ts';
import { HILL } from '../fixtures/town/lots.ts';
import { lotCode } from '../fixtures/town/town.ts';
import { townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp();
});

interface Row {
  readonly id: number;
  readonly stage: string;
  readonly kind: string;
  readonly grossMu: number;
  readonly effectiveMu: number | null;
  readonly partly: boolean;
  readonly parts: readonly {
    readonly parcel: string;
    readonly townshipName: string | null;
    readonly firms: readonly { readonly name: string }[];
  }[];
  readonly countsToward: readonly { readonly target: string; readonly areaMu: number | null; readonly standing: string }[];
}
interface Table {
  readonly matched: number;
  readonly all: number;
  readonly hidden: number;
  readonly rows: readonly Row[];
  readonly totals: readonly {
    readonly kind: string;
    readonly verifiedMu: number;
    readonly declaredMu: number;
    readonly takenBackMu: number;
  }[];
  readonly counts: Record<'kind' | 'stage' | 'township' | 'measure', readonly { readonly key: string; readonly entries: number }[]>;
}
const table = (query = ''): Promise<Table> => app.json<Table>(`/api/ledger/table?county=331123${query}`);
const ids = ({ rows }: Table): number[] => rows.map((row) => row.id);
const declare = (number: number, change: Record<string, unknown> = {}) =>
  app.post('/api/ledger', {
    county: '331123',
    policy: 'suichang-2022',
    parcel: lotCode(number),
    kind: 'vacated',
    measure: 'M-REPURCHASE',
    grossMu: 5,
    date: '2022-06-01',
    basis: '示例合同',
    ...change,
  });

describe('the table', () => {
  test('lists what the ledger holds on a day, newest first, with firms, townships and what each entry counts toward', async () => {
    await declare(1, { grossMu: 2.5, effectiveMu: 2 });
    const all = await table();
    expect(ids(all)[0]).toBe(4);
    expect(all.rows[0]).toMatchObject({
      stage: 'declared',
      grossMu: 2.5,
      effectiveMu: 2,
      parts: [{ parcel: lotCode(1), townshipName: '妙高街道' }],
    });
    expect(all.rows[0]!.parts[0]!.firms.length).toBeGreaterThan(0);
    expect(all.rows[0]!.countsToward).toContainEqual(expect.objectContaining({ target: 'SC-T03', standing: 'declared', areaMu: 2.5 }));
    expect(ids(await table('&asOf=2022-05-31'))).not.toContain(4);
  });

  test('has sums that are those of the progress, target by target', async () => {
    await declare(1, { grossMu: 2.5, effectiveMu: 2 });
    await app.post('/api/ledger/4/verify', { date: '2022-06-10', basis: '核验' });
    await declare(2, { grossMu: 0.7 });
    const targets =
      await app.json<{ id: string; kind: string | null; verifiedMu: number; declaredMu: number }[]>('/api/targets?county=331123');
    for (const target of targets.filter(({ kind }) => kind !== null)) {
      const { rows } = await table(`&target=${target.id}`);
      const sum = (stage: string): number =>
        Math.round(
          rows
            .flatMap((row) => row.countsToward.filter((one) => one.target === target.id && one.standing === stage))
            .reduce((total, one) => total + one.areaMu! * 1e6, 0),
        );
      expect([sum('verified'), sum('declared')]).toEqual([Math.round(target.verifiedMu * 1e6), Math.round(target.declaredMu * 1e6)]);
    }
  });

  test('counts each choice before it is made, keeps order and pages, and never adds kinds', async () => {
    await declare(1);
    const all = await table();
    for (const facet of ['kind', 'stage', 'township', 'measure'] as const) {
      for (const { key, entries } of all.counts[facet]) {
        const chosen = await table(`&${facet}=${encodeURIComponent(key || 'none')}`);
        expect([facet, key, chosen.matched]).toEqual([facet, key, entries]);
        // With a choice made, its siblings are still counted.
        expect(chosen.counts[facet].length).toBe(all.counts[facet].length);
      }
    }
    const byArea = ids(await table('&sort=gross'));
    expect([...byArea].reverse()).toEqual(ids(await table('&sort=-gross')));
    expect(ids(await table('&sort=gross&offset=1&limit=2'))).toEqual(byArea.slice(1, 3));
    expect(new Set(all.totals.map(({ kind }) => kind)).size).toBe(all.totals.length);
  });

  test('tells what was taken back and finds it by mark, word and number', async () => {
    await declare(1);
    await app.post('/api/ledger/4/reverse', { date: '2022-06-20', basis: '复查发现复产', reason: 'rebound', grossMu: 2 });
    const found = await table('&mark=partly,rebound');
    expect(found.rows).toMatchObject([{ id: 4, grossMu: 3, partly: true }]);
    expect(found.totals).toMatchObject([{ declaredMu: 3, takenBackMu: 2 }]);
    expect(ids(await table(`&q=${encodeURIComponent('示例合同')}`))).toEqual([4]);
    expect(ids(await table('&q=4'))).toContain(4);
    expect(ids(await table('&dateBy=recorded&from=2022-06-30'))).toContain(4);
    expect((await app.get('/api/ledger/table?county=331123&target=SC-T99')).status).toBe(422);
    expect((await app.get('/api/ledger/table?county=331123&stage=gone')).status).toBe(400);
  });

  test('shows a township’s clerk that township’s land only, and how much he does not see', async () => {
    await declare(1);
    const whole = await table();
    const clerk = await townApp({ actorOf: () => ({ name: '甲', role: 'clerk', townships: [townshipCode(HILL)] }) });
    const own = await clerk.json<Table>('/api/ledger/table?county=331123');
    expect(own.rows.every((row) => row.parts.every((part) => part.townshipName === '新路湾镇'))).toBe(true);
    expect(own.all + own.hidden).toBe(whole.all - 1);
  });
});

describe('the map', () => {
  test('draws the entries of the table', async () => {
    const shape = {
      type: 'Polygon',
      coordinates: [
        [
          [119.2601, 28.5801],
          [119.2602, 28.5801],
          [119.2602, 28.5802],
          [119.2601, 28.5802],
          [119.2601, 28.5801],
        ],
      ],
    };
    const reply = await declare(1, { geometry: shape, grossMu: 0.1 });
    expect([reply.status, await reply.clone().text()]).toEqual([201, expect.any(String)]);
    const map = await app.json<{ id: number[]; parcel: number[]; stage: number[]; shapes: { place: number }[] }>(
      '/api/ledger/map?county=331123&stage=declared',
    );
    expect(new Set(map.id)).toEqual(new Set(ids(await table('&stage=declared'))));
    expect(map.shapes.map(({ place }) => map.id[place])).toContain(4);
    expect(map.stage.every((stage) => stage === 0)).toBe(true);
  });
});

describe('the files', () => {
  test('hold the rows that the table counts, with the land they are of', async () => {
    await declare(1);
    for (const query of ['', '&stage=declared', '&q=%E7%A4%BA%E4%BE%8B%E5%90%88%E5%90%8C']) {
      const { matched } = await table(query);
      for (const format of ['csv', 'xlsx', 'geojson']) {
        const reply = await app.get(`/api/ledger/export/${format}?county=331123${query}`);
        expect([format, reply.status, reply.headers.get('X-Row-Count')]).toEqual([format, 200, String(matched)]);
      }
    }
    const csv = await (await app.get('/api/ledger/export/csv?county=331123&stage=declared&sort=id')).text();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + (await table('&stage=declared')).matched);
    expect(csv).toContain('示例合同');
    const { features } = await app.json<{ features: { id: number; geometry: unknown }[] }>('/api/ledger/export/geojson?county=331123');
    expect(features.find(({ id }) => id === 4)!.geometry).toMatchObject({ type: 'MultiPolygon' });
    const gpkg = await app.get('/api/ledger/export/gpkg?county=331123');
    expect(gpkg.status).toBe(200);
    expect(
      Buffer.from(await gpkg.arrayBuffer())
        .subarray(0, 15)
        .toString(),
    ).toBe('SQLite format 3');
  });
});

describe('the chain', () => {
  test('is followed in the record itself', async () => {
    const chain = () => app.json<{ rows: number; broken: unknown; lastId: number }>('/api/ledger/chain?county=331123');
    const before = await chain();
    expect(before.broken).toBeNull();
    await declare(1);
    expect(await chain()).toMatchObject({ rows: before.rows + 1, broken: null, lastId: 4 });
  });
});

describe('a trial', () => {
  test('says toward what it would count, what is drawn, and where it goes wrong', async () => {
    const shape = (south: number) => ({
      type: 'Polygon',
      coordinates: [
        [
          [119.2601, south],
          [119.2602, south],
          [119.2602, 28.5802],
          [119.2601, 28.5802],
          [119.2601, south],
        ],
      ],
    });
    const trial = async (change: Record<string, unknown>) => {
      const reply = await app.post('/api/ledger/check', {
        county: '331123',
        policy: 'suichang-2022',
        parcel: lotCode(1),
        kind: 'vacated',
        measure: 'M-REPURCHASE',
        grossMu: 0.1,
        date: '2022-06-01',
        basis: '试算',
        ...change,
      });
      return (await reply.json()) as {
        faults: { parameter: string; geometry?: unknown }[];
        drawnMu: number;
        countsToward: { target: string; areaMu: number | null; standing: string }[];
      };
    };
    const good = await trial({ geometry: shape(28.5801) });
    expect(good.faults).toEqual([]);
    expect(good.drawnMu).toBeGreaterThan(0.1);
    expect(good.countsToward).toContainEqual(expect.objectContaining({ target: 'SC-T03', areaMu: 0.1, standing: 'declared' }));
    const outside = await trial({ geometry: shape(28.579) });
    expect(outside.faults).toMatchObject([{ parameter: 'geometry', geometry: { type: 'MultiPolygon' } }]);
  });
});
