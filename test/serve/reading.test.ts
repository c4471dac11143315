// The reading routes: what they answer, what they refuse, and how they are cached.
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeColumns } from '#domain/column-codec.ts';
import { baseOfTable, yearOfTable } from '#domain/column-tables.ts';
import { openActor } from '#domain/access/actor.ts';
import { tileAt } from '#domain/land/mercator.ts';
import { encodeView } from '#domain/view-codec.ts';
import type { ParcelDossier } from '../../server/atlas/dossier.ts';
import type { FirmDossier } from '../../server/atlas/firm-dossier.ts';
import { decodeTile } from '../atlas/decoded-tile.ts';
import { suichang } from '../fixtures/town/policies.ts';
import { townUscc } from '../fixtures/town/firms.ts';
import { lotCode, town } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

type Dossier = ParcelDossier;
interface TileJson {
  readonly tiles: readonly string[];
  readonly vector_layers: readonly { readonly id: string; readonly fields: Record<string, string> }[];
}

let app: TownApp;
beforeAll(async () => {
  app = await townApp();
});

interface Collection {
  readonly numberMatched: number;
  readonly numberReturned: number;
  readonly features: readonly {
    readonly id: string;
    readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
    readonly properties: Record<string, unknown>;
  }[];
}
const features = (query: string): Promise<Collection> => app.json<Collection>(`/api/parcels.geojson?county=331123${query}`);
const numbersOf = async (filter: string): Promise<number[]> => {
  const { features: found } = await features(`&filter=${encodeURIComponent(filter)}`);
  return found.map((feature) => Number(feature.id.slice(-2))).sort((a, b) => a - b);
};

describe('system', () => {
  test('health and versions', async () => {
    expect(await app.json('/healthz')).toEqual({ status: 'ok' });
    expect(await app.json('/version')).toMatchObject({
      version: '0.0.0',
      data: '331123@1',
      policies: { 'suichang-2022': '1' },
      schema: app.deps.store.schema,
    });
  });

  test('the interface is described, with every route of the contract', async () => {
    const document = await app.json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>('/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    const routes = Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
    for (const route of [
      'get /healthz',
      'get /version',
      'get /api/counties',
      'get /api/parcels.geojson',
      'get /api/parcels/{code}',
      'get /api/firms/{uscc}',
      'get /api/summary',
      'get /api/search',
      'get /tiles/parcels.json',
      'get /tiles/parcels/{county}/{z}/{x}/{y}',
      'get /api/policies',
      'get /api/policies/{id}',
      'post /api/policies/{id}/judge',
      'get /api/policies/{id}/lint',
      'post /api/scenarios',
      'get /api/targets',
      'get /api/ledger',
      'post /api/ledger',
      'post /api/ledger/{id}/verify',
      'post /api/ledger/{id}/reverse',
      'get /api/export/{format}',
    ])
      expect(routes).toContain(route);
  });

  test('the page of documents needs nothing from outside', async () => {
    const html = await (await app.get('/docs')).text();
    expect(html).toContain('/api/summary');
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).not.toContain('<script');
  });
});

describe('counties', () => {
  test('are listed with where they lie', async () => {
    const [county] = await app.json<Record<string, unknown>[]>('/api/counties');
    expect(county).toMatchObject({
      code: '331123',
      name: '遂昌县',
      parcels: 22,
      policies: ['suichang-2022'],
      asOf: '2022-06-30',
      demo: true,
    });
    const [west, south, east, north] = county!['bounds'] as [number, number, number, number];
    expect([west, south]).toEqual([119.26, 28.58]);
    expect(east).toBeGreaterThan(west);
    expect(north).toBeGreaterThan(south);
  });
});

describe('features', () => {
  test('have exactly the properties of the contract', async () => {
    const { features: all, numberMatched, numberReturned } = await features('');
    expect([numberMatched, numberReturned, all.length]).toEqual([22, 22, 22]);
    for (const { properties } of all) {
      expect(Object.keys(properties)).toEqual([
        'code',
        'name',
        'county',
        'township',
        'townshipName',
        'block',
        'registeredMu',
        'measuredMu',
        'year',
        'taxWan',
        'taxPerMuWan',
        'grade',
        'gradeYears',
        'class',
        'flags',
        'unknown',
        'idle',
        'freed',
        'firms',
        'demo',
      ]);
    }
    const of = (number: number) => all.find((feature) => feature.id === lotCode(number))!;
    expect(of(1).properties).toMatchObject({
      registeredMu: 21,
      taxWan: 21,
      taxPerMuWan: 1,
      grade: 'B',
      class: null,
      flags: [],
      idle: { state: 'none' },
      freed: null,
      demo: true,
    });
    expect(of(2).properties).toMatchObject({ taxPerMuWan: 0.9996, class: '淘汰关停类', flags: ['SC-R13b', 'SC-R22a'] });
    expect(of(3).properties).toMatchObject({
      taxWan: null,
      taxPerMuWan: null,
      grade: null,
      gradeYears: null,
      firms: [],
      idle: { state: 'suspected', since: '2017-06-20' },
    });
    expect(of(13).properties).toMatchObject({ township: null, townshipName: null, block: null });
    expect(of(14).properties['freed']).toEqual({ grossMu: 15, effectiveMu: null, state: 'verified' });
    expect(of(17).properties['registeredMu']).toBeNull();
    expect(of(4).properties['firms']).toEqual([
      { uscc: townUscc('tenant-a'), name: '遂昌甲租纺织有限公司', shareMu: 10, role: '租用' },
      { uscc: townUscc('tenant-b'), name: '遂昌乙租塑料有限公司', shareMu: 6, role: '租用' },
      { uscc: townUscc('tenant-c'), name: '遂昌丙租木业有限公司', shareMu: 4, role: '租用' },
    ]);
  });

  test('have the shapes of the record, unchanged', async () => {
    const { features: all } = await features('');
    const of = (number: number) => all.find((feature) => feature.id === lotCode(number))!.geometry;
    const shape = (number: number) => town.parcels.find((parcel) => parcel.code === lotCode(number))!.shape!;
    expect(of(10)).toEqual({ type: 'Polygon', coordinates: shape(10)[0] });
    expect(of(11)).toEqual({ type: 'MultiPolygon', coordinates: shape(11) });
    expect(of(16)).toBeNull();
  });

  test('are filtered by CQL2, exactly', async () => {
    expect(await numbersOf('taxPerMuWan < 1')).toEqual([2, 7, 14, 19]);
    expect(await numbersOf('taxPerMuWan <= 1')).toEqual([1, 2, 7, 14, 19, 20]);
    expect(await numbersOf('NOT (taxPerMuWan < 1) AND NOT (taxPerMuWan >= 1)')).toEqual([]);
    expect(await numbersOf('taxPerMuWan IS NULL')).toEqual([3, 5, 12, 21]);
    expect(await numbersOf("idle = 'suspected' OR freed = 'declared'")).toEqual([3, 14, 15]);
    expect(await numbersOf("A_CONTAINS(flags, ('SC-R13b'))")).toEqual([2, 4, 14]);
    expect(await numbersOf('measuredMu > 0 AND registeredMu IS NULL')).toEqual([17]);
    expect(await numbersOf('S_INTERSECTS(geometry, POINT(119.2605 28.5805))')).toEqual([1]);
    expect(await numbersOf("name LIKE '%正好%'")).toEqual([1, 18]);
  });

  test('of 2020: one fen below 1 is below 1', async () => {
    const { features: found } = await features(`&year=2020&filter=${encodeURIComponent('taxPerMuWan < 1')}`);
    expect(found.map((feature) => feature.id)).toContain(lotCode(2));
    expect(found.map((feature) => feature.id)).not.toContain(lotCode(1));
    expect(found.find((feature) => feature.id === lotCode(2))!.properties['taxPerMuWan']).toBeLessThan(1);
  });

  test('are cut by box, limit and offset', async () => {
    const box = await features('&bbox=119.26,28.58,119.2613,28.5808');
    expect(box.features.map((feature) => feature.id)).toEqual([lotCode(1)]);
    // A box over the hole of lot 10 touches nothing.
    expect((await features('&bbox=119.26045,28.58940,119.26070,28.58960')).numberMatched).toBe(0);
    const page = await features('&limit=5&offset=20');
    expect([page.numberMatched, page.numberReturned]).toEqual([22, 2]);
  });

  test('take the filter of a view', async () => {
    const view = encodeView({ county: '331123', year: 2021, filter: { taxPerMu: [null, '1'] } });
    const found = await app.json<Collection>(`/api/parcels.geojson?view=${view}`);
    expect(found.numberMatched).toBe(4);
  });
});

describe('what is refused', () => {
  test.each([
    ['/api/summary?county=331123&by=colour', 'by'],
    ['/api/summary', 'county'],
    ['/api/summary?county=33', 'county'],
    ['/api/summary?county=331123&year=21', 'year'],
    ['/api/summary?county=331123&yaer=2021', 'yaer'],
    ['/api/parcels.geojson?county=331123&limit=0', 'limit'],
    ['/api/parcels.geojson?county=331123&limit=ten', 'limit'],
    ['/api/parcels.geojson?county=331123&bbox=1,2,3', 'bbox'],
    ['/api/parcels.geojson?county=331123&bbox=120,28,119,29', 'bbox'],
    ['/api/parcels.geojson?county=331123&bbox=a,b,c,d', 'bbox'],
    ['/api/parcels.geojson?county=331123&filter=taxPerMuWan%20%3C', 'filter'],
    ['/api/parcels.geojson?county=331123&filter=colour%20%3D%201', 'filter'],
    ['/api/parcels.geojson?county=331123&view=nonsense!', 'view'],
    ['/api/counties?x=1', 'x'],
    ['/api/targets?county=331123&asOf=2022-02-30', 'asOf'],
    ['/api/export/pdf?county=331123', 'format'],
    ['/tiles/parcels.json?county=abc', 'county'],
  ])('%s names %s', async (path, parameter) => {
    const reply = await app.get(path);
    expect(reply.status).toBe(400);
    const body = await problemOf(reply);
    expect((body['issues'] as { parameter: string }[]).map((issue) => issue.parameter)).toContain(parameter);
    expect(body['detail']).toContain(parameter);
  });

  test.each([
    '/api/summary?county=999999',
    '/api/summary?county=331123&policy=nope',
    '/api/parcels/331123001001GB99999',
    '/api/firms/91330000000000000X',
    '/api/policies/nope',
    '/tiles/parcels.json?county=999999',
    '/tiles/parcels/999999/10/1/1.mvt',
    '/api/ledger?county=999999',
    '/api/nothing',
    '/tiles/nothing',
    '/ogc/nothing',
    '/nothing',
  ])('%s is not there', async (path) => {
    const reply = await app.get(path);
    expect(reply.status).toBe(404);
    await problemOf(reply);
  });

  test.each([
    '/tiles/parcels/331123/3/8/0.mvt',
    '/tiles/parcels/331123/23/0/0.mvt',
    '/tiles/parcels/331123/a/0/0.mvt',
    '/tiles/parcels/331123/3/0/0.png',
    '/tiles/parcels/331123/3/-1/0.mvt',
  ])('%s is no tile', async (path) => {
    expect((await app.get(path)).status).toBe(400);
  });

  test('another method of a known address', async () => {
    const reply = await app.post('/api/counties', {});
    expect(reply.status).toBe(405);
    expect(reply.headers.get('Allow')).toBe('GET');
    await problemOf(reply);
  });
});

describe('sums', () => {
  type Summary = { rows: Record<string, unknown>[]; total: Record<string, unknown> };
  test('have the same total however they are grouped, and hold every parcel', async () => {
    const totals = await Promise.all(
      ['none', 'township', 'block', 'class', 'grade', 'industry'].map((by) => app.json<Summary>(`/api/summary?county=331123&by=${by}`)),
    );
    for (const { rows, total } of totals) {
      expect(total).toEqual(totals[0]!.total);
      if (rows.length > 0) expect(rows.reduce((sum, row) => sum + Number(row['parcels']), 0)).toBe(22);
    }
    expect(totals[0]!.total).toMatchObject({ parcels: 22, taxCoverage: { known: 18, total: 22 } });
  });
  test('of a filter count what the features count', async () => {
    const filter = encodeURIComponent("grade IN ('C', 'D')");
    const { total } = await app.json<Summary>(`/api/summary?county=331123&by=none&filter=${filter}`);
    expect(total['parcels']).toBe((await features(`&filter=${filter}`)).numberMatched);
  });
  test('by industry have its Chinese name', async () => {
    const { rows } = await app.json<Summary>('/api/summary?county=331123&by=industry');
    expect(rows.find((row) => row['key'] === '17')).toMatchObject({ name: '纺织业', parcels: 1 });
    expect(rows.at(-1)).toMatchObject({ key: 'none', name: '行业不明' });
  });
  test('by class name the classes, none and unknown', async () => {
    const { rows } = await app.json<Summary>('/api/summary?county=331123&by=class');
    expect(rows.map((row) => row['key'])).toEqual(['淘汰关停类', '腾笼换鸟类', '整治提升类', 'none', 'unknown']);
  });
});

describe('dossiers', () => {
  test('of a parcel: three areas, occupants, years, verdict with evidence, sources', async () => {
    const dossier = await app.json<Dossier>(`/api/parcels/${lotCode(2)}`);
    expect(dossier.areas).toMatchObject({ registeredMu: 21, countedMu: 21, countedKind: 'registered' });
    expect(Math.abs(dossier.areas.differencePercent ?? 1)).toBeLessThan(0.1);
    expect(dossier.occupants).toMatchObject([{ role: '自用', share: 1, firm: { taxPerMuWan: 0.9996, assessedMu: 21 } }]);
    expect(dossier.years.map((one) => one.year)).toEqual([2016, 2017, 2018, 2019, 2020, 2021]);
    expect(dossier.years[5]).toMatchObject({
      taxPerMuWan: 0.9996,
      numerator: 20_991_600,
      denominator: 21_000_000,
      basis: '登记面积',
      grade: 'C',
    });
    expect(dossier.years[0]).toMatchObject({ taxWan: null, taxPerMuWan: null, numerator: null });
    expect(dossier.verdict).toMatchObject({ class: '淘汰关停类', policy: 'suichang-2022', year: 2021 });
    const matched = dossier.verdict!.subjects[0]!.matched[0]!;
    expect(matched).toMatchObject({ rule: 'SC-R13b', clause: '二(一)3' });
    expect(matched.wording.length).toBeGreaterThan(5);
    expect(matched.evidence).toMatchObject([
      { year: 2020, op: 'lt', threshold: 1, label: '亩均税收', unit: '万元/亩' },
      { year: 2021, value: 0.9996 },
    ]);
    expect(dossier.sources.map((source) => source.what)).toContain('宗地');
  });
  test('say what is missing and who has it', async () => {
    const dossier = await app.json<Dossier>(`/api/parcels/${lotCode(5)}`);
    const open = dossier.verdict!.subjects[0]!.unknown.find((rule) => rule.rule === 'SC-R31')!;
    expect(open.missing).toContainEqual({
      field: 'enterprise.taxPerMuWan[2021]',
      year: 2021,
      label: '亩均税收',
      unit: '万元/亩',
      bureau: '税务',
    });
  });
  test('of a parcel agree with its feature', async () => {
    const { features: all } = await features('');
    for (const { id, properties } of all) expect(await app.json(`/api/parcels/${id}`)).toMatchObject(properties);
  });
  test('of a firm: its parcels, years and verdicts', async () => {
    const dossier = await app.json<FirmDossier>(`/api/firms/${townUscc('twice').toLowerCase()}`);
    expect(dossier.parcels.map((parcel) => parcel.code).sort()).toEqual([lotCode(8), lotCode(9)]);
    expect(dossier.years.at(-1)).toMatchObject({ year: 2021, taxWan: 67.5, assessedMu: 22.5, taxPerMuWan: 3 });
    expect(dossier.verdicts).toHaveLength(2);
  });
});

describe('search', () => {
  const kindsOf = async (text: string): Promise<string[]> =>
    (await app.json<{ kind: string; id: string }[]>(`/api/search?county=331123&q=${encodeURIComponent(text)}`)).map(
      (hit) => `${hit.kind} ${hit.id}`,
    );
  test('finds firms, parcels, townships and blocks', async () => {
    expect(await kindsOf('妙高')).toContain('township 331123001');
    expect(await kindsOf('江滨')).toContain('block RB');
    expect(await kindsOf('正好一')).toEqual([`firm ${townUscc('exact')}`, `parcel ${lotCode(1)}`]);
    expect(await kindsOf('gb00004')).toContain(`parcel ${lotCode(4)}`);
    expect(await kindsOf('示例路 12 号')).toEqual([`parcel ${lotCode(12)}`]);
    expect(await kindsOf(' ')).toEqual([]);
    expect(await kindsOf('没有这样的名字')).toEqual([]);
  });
});

describe('tiles', () => {
  test('the address in the TileJSON leads to tiles, good for ever', async () => {
    const json = await app.json<TileJson>('/tiles/parcels.json?county=331123');
    expect(json).toMatchObject({ tilejson: '3.0.0', minzoom: 4, maxzoom: 16 });
    expect(json.vector_layers.map((layer) => layer.id)).toEqual(['townships', 'blocks', 'parcels', 'labels']);
    const { x, y } = tileAt([119.2605, 28.5805], 14);
    const address = json.tiles[0]!.replace('{z}', '14').replace('{x}', String(x)).replace('{y}', String(y));
    const reply = await app.get(address);
    expect(reply.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile');
    expect(reply.headers.get('Cache-Control')).toContain('immutable');
    const layer = decodeTile(new Uint8Array(await reply.arrayBuffer())).get('parcels')!;
    const fields = json.vector_layers.find((one) => one.id === 'parcels')!.fields;
    for (const feature of layer) for (const key of Object.keys(feature.properties)) expect(Object.keys(fields)).toContain(key);
    const codes = app.deps.atlas.snapshot('331123', openActor)!.base.codes;
    for (const feature of layer) expect(feature.properties['code']).toBe(codes[feature.id!]);
  });
  test('without the version, or with another, they are asked for again', async () => {
    for (const query of ['', '?v=1-20200101-x-1']) {
      const reply = await app.get(`/tiles/parcels/331123/14/13619/6833.mvt${query}`);
      expect(reply.headers.get('Cache-Control')).toBe('private, no-cache');
      const again = await app.get(`/tiles/parcels/331123/14/13619/6833.mvt${query}`, { 'If-None-Match': reply.headers.get('ETag')! });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
  });
  test('are of the asked year and policy', async () => {
    const of = async (query: string) => {
      const layer = decodeTile(new Uint8Array(await (await app.get(`/tiles/parcels/331123/14/13619/6833.mvt${query}`)).arrayBuffer())).get(
        'parcels',
      )!;
      return layer.find((feature) => feature.properties['code'] === lotCode(18))!.properties['taxPerMuWan'];
    };
    expect([await of(''), await of('?year=2020'), await of('?year=2021&policy=cixi-2021')]).toEqual([3, 4, 3]);
  });
  test('empty ones are 204, compressed ones are compressed once', async () => {
    expect((await app.get('/tiles/parcels/331123/14/0/0.mvt')).status).toBe(204);
    const plain = new Uint8Array(await (await app.get('/tiles/parcels/331123/14/13619/6833.mvt')).arrayBuffer());
    const packed = await app.get('/tiles/parcels/331123/14/13619/6833.mvt', { 'Accept-Encoding': 'gzip, br' });
    expect(packed.headers.get('Content-Encoding')).toBe('gzip');
    expect(packed.headers.get('Vary')).toContain('Accept-Encoding');
    expect(new Uint8Array(gunzipSync(await packed.arrayBuffer()))).toEqual(plain);
  });
  test('the context has its own set', async () => {
    const json = await app.json<TileJson>('/tiles/context.json?county=331123');
    expect(json.vector_layers.map((layer) => layer.id)).toEqual(['water', 'boundaries', 'roads', 'places']);
    expect((await app.get('/tiles/context/331123/12/3404/1708.mvt')).status).toBe(200);
  });
});

describe('columns', () => {
  test('are those of the snapshot', async () => {
    const snapshot = app.deps.atlas.snapshot('331123', openActor)!;
    const base = await (await app.get(`/api/columns/base?county=331123&v=${snapshot.tag}`)).arrayBuffer();
    expect(baseOfTable(decodeColumns(base))).toEqual(snapshot.base);
    const year = await app.get('/api/columns/year?county=331123&year=2020', { 'Accept-Encoding': 'gzip' });
    const bytes = gunzipSync(await year.arrayBuffer());
    expect(yearOfTable(decodeColumns(new Uint8Array(bytes).buffer))).toEqual(snapshot.columns(2020, suichang));
  });
});

describe('caching', () => {
  test.each([
    '/api/counties',
    '/api/summary?county=331123',
    '/api/parcels.geojson?county=331123',
    `/api/parcels/${lotCode(1)}`,
    '/api/policies',
    '/api/policies/cixi-2021',
    '/api/targets?county=331123',
    '/api/ledger?county=331123',
    '/api/search?county=331123&q=a',
    '/api/columns/base?county=331123',
  ])('%s is not sent twice', async (path) => {
    const first = await app.get(path, { 'Accept-Encoding': 'gzip' });
    const etag = first.headers.get('ETag')!;
    expect(first.status).toBe(200);
    expect(etag).toMatch(/^(W\/)?"[\w-]+"$/);
    const second = await app.get(path, { 'If-None-Match': etag });
    expect(second.status).toBe(304);
    expect((await app.get(path, { 'If-None-Match': '"other"' })).status).toBe(200);
  });
  test('long replies are compressed for whoever takes it', async () => {
    const reply = await app.get('/api/parcels.geojson?county=331123', { 'Accept-Encoding': 'gzip' });
    expect(reply.headers.get('Content-Encoding')).toBe('gzip');
    expect(JSON.parse(gunzipSync(await reply.arrayBuffer()).toString())).toMatchObject({ numberMatched: 22 });
  });
});
