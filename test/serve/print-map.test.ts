// The printed wall map: page sizes, true scale in the file's own coordinates, sums and colours of the screen, marks that may not be missing.
import proj4 from 'proj4';
import { beforeAll, describe, expect, test } from 'vitest';
import { townshipCode } from '#domain/land/codes.ts';
import { encodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';
import { pdfText } from '../../server/intake/read/pdf-text.ts';
import { lotCode, town } from '../fixtures/town/town.ts';
import { closedPaths, pageContents, pageSizes } from './pdf-pages.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeAll(async () => {
  app = await townApp();
});

const county = '331123';

const kept = new Map<string, Promise<Uint8Array>>();
/** The file of a request; a request made before is not printed again. */
function printed(query: string): Promise<Uint8Array> {
  const known = kept.get(query) ?? print(query);
  kept.set(query, known);
  return known;
}

async function print(query: string): Promise<Uint8Array> {
  const reply = await app.get(`/api/print/map.pdf?${query}`);
  if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
  expect(reply.headers.get('Content-Type')).toBe('application/pdf');
  return new Uint8Array(await reply.arrayBuffer());
}

function wordsOf(bytes: Uint8Array): string {
  const read = pdfText(bytes);
  if ('refused' in read) throw new Error(read.refused);
  return read.text;
}

interface Summary {
  readonly rows: readonly { readonly key: string; readonly parcels: number; readonly areaMu: number }[];
  readonly total: {
    readonly parcels: number;
    readonly areaMu: number;
    readonly taxWan: number;
    readonly classes: Readonly<Record<string, { readonly parcels: number; readonly areaMu: number }>>;
    readonly idle: Readonly<Record<string, { readonly parcels: number; readonly areaMu: number }>>;
  };
}
const summaryOf = (query: string) => app.json<Summary>(`/api/summary?by=none&${query}`);
const spoken = (value: number): string => value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const viewQuery = (view: Omit<View, 'county'>): string => `view=${encodeView({ county, ...view })}`;

describe('the sheet', () => {
  test.each([
    ['A4', 'portrait', 210, 297],
    ['A3', 'landscape', 420, 297],
    ['A0', 'landscape', 1189, 841],
  ])('%s %s has its size', async (paper, orientation, width, height) => {
    const sizes = pageSizes(await printed(`county=${county}&paper=${paper}&orientation=${orientation}`));
    expect(sizes).toHaveLength(1);
    expect(sizes[0]![0]).toBeCloseTo((width / 25.4) * 72, 2);
    expect(sizes[0]![1]).toBeCloseTo((height / 25.4) * 72, 2);
  });

  test('says what it is of: title, policy with its status, day, source, review number, version; and that it is invented', async () => {
    const words = wordsOf(
      await printed(
        `county=${county}&title=${encodeURIComponent('遂昌县工业用地挂图')}&review=${encodeURIComponent('浙S(2023)1号')}&source=${encodeURIComponent('遂昌县自然资源局')}`,
      ),
    );
    for (const said of [
      '遂昌县工业用地挂图',
      '征求意见稿',
      '数据截至 2022年6月30日',
      '审图号：浙S(2023)1号',
      '遂昌县自然资源局',
      '数据版本',
      '演示数据 · 虚构',
      'CGCS2000',
      '中央经线 120°E',
    ])
      expect(words).toContain(said);
    expect(words).not.toContain('未经审图');
    expect(wordsOf(await printed(`county=${county}`))).toContain('未经审图，仅供内部工作使用');
  });

  test('carries the same view hash as a workbook of the same view', async () => {
    const query = viewQuery({ filter: { grades: ['D'] } });
    const words = wordsOf(await printed(query));
    const { createHash } = await import('node:crypto');
    expect(words).toContain(`视图 ${createHash('sha256').update(`?${query}`).digest('hex').slice(0, 12)}`);
  });
});

describe('the scale', () => {
  test('is exact: edges of a lot in the file are its edges on the ground, one to N', async () => {
    const denominator = 2000;
    const bytes = await printed(`county=${county}&paper=A1&scale=${denominator}&extent=119.258,28.578,119.266,28.583`);
    // By another program's projection, so that ours is not measured by itself.
    const project = proj4('+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs');
    const ring = town.parcels.find(({ code }) => code === lotCode(1))!.shape![0]![0]!.slice(0, -1);
    const onGround = ring.map(([lon, lat]): [number, number] => {
      const { x, y } = project.forward({ x: lon, y: lat });
      return [x, y];
    });
    const points = (metres: number): number => ((metres * 1000) / denominator / 25.4) * 72;
    const expected = onGround.map(([x, y]) => [points(x - onGround[0]![0]), -points(y - onGround[0]![1])]);
    const same = pageContents(bytes)
      .flatMap(closedPaths)
      .filter((path) => path.length === ring.length)
      .filter((path) =>
        path.every(
          ([x, y], at) => Math.abs(x - path[0]![0] - expected[at]![0]!) < 0.03 && Math.abs(y - path[0]![1] - expected[at]![1]!) < 0.03,
        ),
      );
    expect(same.length).toBeGreaterThan(0);
    expect(wordsOf(bytes)).toContain('1:2 000');
  });

  test('is a round one at which everything fits, unless it is given', async () => {
    const words = wordsOf(await printed(`county=${county}&extent=parcels&paper=A4`));
    const [, digits] = /1:([\d ]+)/.exec(words)!;
    expect(String(Number(digits!.replaceAll(' ', '')))).toMatch(/^(1|15|2|25|3|4|5|6|8)0+$/);
    expect(words).not.toContain('图幅之外');
    expect(wordsOf(await printed(`county=${county}&extent=parcels&paper=A4&scale=500&insets=0`))).toMatch(/图幅之外另有 \d+ 宗/);
  });
});

describe('the legend', () => {
  test.each(['', 'grades', 'township', 'year'])('counts and sums what the screen does (%s)', async (kind) => {
    const query =
      kind === 'grades'
        ? viewQuery({ filter: { grades: ['C', 'D'] } })
        : kind === 'township'
          ? viewQuery({ filter: { townships: ['331123102'] } })
          : kind === 'year'
            ? viewQuery({ year: 2020 })
            : `county=${county}`;
    const [words, { total }] = [wordsOf(await printed(`${query}&paper=A2`)), await summaryOf(query)];
    expect(words).toMatch(new RegExp(`宗数${total.parcels}(?: / 22)?宗`));
    expect(words).toContain(`面积${spoken(total.areaMu)}亩`);
    expect(words).toContain(`税收${spoken(total.taxWan)}万元`);
    for (const [name, { parcels, areaMu }] of Object.entries(total.classes)) {
      if (name !== 'none' && name !== 'unknown') expect(words).toContain(`${name}${parcels}${spoken(areaMu)}`);
    }
    const { suspected } = total.idle;
    if (suspected!.parcels > 0) expect(words).toContain(`疑似闲置${suspected!.parcels}${spoken(suspected!.areaMu)}`);
    if (kind !== '' && kind !== 'year') expect(words).toContain('筛选：');
  });

  test('of the fill by class equals the summary by class', async () => {
    const query = viewQuery({ fill: 'class' });
    const words = wordsOf(await printed(query));
    const { total } = await summaryOf(query);
    expect(words).toContain(`未列入任何类别${total.classes['none']!.parcels}`);
    expect(words).toContain(`不能判断${total.classes['unknown']!.parcels}`);
  });

  test('is cut to what the asker may see', async () => {
    const scoped = await townApp({ actorOf: () => ({ name: '乡镇', role: 'clerk', townships: [townshipCode('331123102')] }) });
    const reply = await scoped.get(`/api/print/map.pdf?county=${county}`);
    const words = wordsOf(new Uint8Array(await reply.arrayBuffer()));
    const { total } = await scoped.json<Summary>(`/api/summary?by=none&county=${county}`);
    expect(total.parcels).toBeLessThan(22);
    expect(words).toContain(`宗数${total.parcels}宗`);
    expect(words).not.toContain('妙高街道');
  });
});

describe('the drawing', () => {
  test('has the colours of the classes, the verdicts and freed land', async () => {
    const content = pageContents(await printed(`county=${county}&extent=parcels&paper=A3`)).join('\n');
    const painted = (colour: string, opacity = 1): string =>
      [1, 3, 5]
        .map((at) => Math.round(255 + (Number.parseInt(colour.slice(at, at + 2), 16) - 255) * opacity))
        .map((part) => String(Math.round((part / 255) * 100) / 100))
        .join(' ');
    for (const colour of ['#8c510a', '#d8b365', '#01665e', '#e5e7eb']) expect(content).toContain(`${painted(colour, 0.85)} rg`);
    for (const colour of ['#7a0177', '#c2410c', '#1d4ed8', '#0b3b52']) expect(content).toContain(`${painted(colour)} RG`);
  });

  test('of a what-if is marked as simulated', async () => {
    const words = wordsOf(await printed(viewQuery({ fill: 'difference', scenario: { 'SC-R13b.when.value': 1.2 } })));
    expect(words).toContain('模拟');
    expect(words).toContain('列入');
    expect(wordsOf(await printed(`county=${county}`))).not.toContain('模拟');
  });

  test('has insets where lots would be too small, and none where they are large enough', async () => {
    expect(wordsOf(await printed(`county=${county}&paper=A4&scale=200000`))).toMatch(/插图\n比例尺 1:[\d ]+，编号见主图方框/);
    expect(wordsOf(await printed(`county=${county}&paper=A1&extent=parcels`))).not.toContain('编号见主图方框');
    expect(wordsOf(await printed(`county=${county}&paper=A4&scale=200000&insets=0`))).not.toContain('编号见主图方框');
  });

  test('of a view that keeps nothing is a map all the same, and says 0', async () => {
    expect(wordsOf(await printed(`county=${county}&filter=${encodeURIComponent("code = 'nowhere'")}&extent=parcels`))).toContain(
      '宗数0 / 22宗',
    );
  });
});

describe('a request', () => {
  test('may be posted, where the view is too long for an address', async () => {
    const reply = await app.post('/api/print/map.pdf', {
      view: encodeView({ county, selection: town.parcels.map(({ code }) => code) }),
      paper: 'A4',
    });
    expect(reply.status).toBe(200);
    expect(wordsOf(new Uint8Array(await reply.arrayBuffer()))).toContain('点选 22 宗');
  });

  test.each(['paper=A9', 'scale=1', 'scale=abc', 'extent=here', 'orientation=up', 'title=' + 'x'.repeat(81)])(
    'with %s is refused by name',
    async (query) => {
      const body = await problemOf(await app.get(`/api/print/map.pdf?county=${county}&${query}`));
      expect(body['status']).toBe(400);
      expect(String(body['detail'])).toContain(query.split('=')[0]);
    },
  );

  test('of a county that is not here is a 404', async () => {
    expect((await app.get('/api/print/map.pdf?county=999999')).status).toBe(404);
  });
});
