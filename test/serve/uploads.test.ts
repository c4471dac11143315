// The import by steps over HTTP: detection, trial, commit, undo, cancel, corrections, events. In memory, over a real record.
import { fileURLToPath } from 'node:url';
import { unzipSync, strFromU8, zipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UploadReply } from '#domain/upload.ts';
import { countyCode } from '#domain/land/codes.ts';
import { entriesNow, verifyEntry } from '#domain/ledger/acts.ts';
import { isoDate } from '#domain/period.ts';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { importArguments } from '../../server/commands/import.ts';
import { evaluateInside, loadPolicies } from '../../server/pipeline.ts';
import { readReference } from '../../server/reference.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { openUploadDesk } from '../../server/uploads/upload-desk.ts';
import { accounts, cases, firms, shapefile, tenure } from '../fixtures/bureau-files.ts';
import { box, code, parcelShapefile, type Point } from '../intake/making.ts';
import { problemOf } from './town-app.ts';
import { temporaryHome } from '../store/home.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const county = countyCode('331123');

/** An outline that crosses itself. */
const bow = [
  [
    [119.2, 28.5],
    [119.201, 28.501],
    [119.201, 28.5],
    [119.2, 28.501],
    [119.2, 28.5],
  ],
];

interface House {
  readonly store: Store;
  readonly home: string;
  send(
    files: Readonly<Record<string, Uint8Array | string>>,
    fields?: Readonly<Record<string, string>>,
  ): Promise<UploadReply & { uploads: UploadReply[] }>;
  ask(path: string, method?: string, body?: unknown): Promise<Response>;
  json<T = UploadReply>(path: string, method?: string, body?: unknown): Promise<T>;
}

async function house(home = temporaryHome()): Promise<House> {
  const store = await openStore(home);
  onTestFinished(() => store.close());
  let minute = 0;
  const clock = { today: () => '2026-01-01' as never, now: () => `2026-01-01T09:${String((minute += 1)).padStart(2, '0')}:00+08:00` };
  await loadPolicies(store, `${root}data/policies`, clock.now());
  const atlas = createAtlas(store, [], () => '2026-01-01' as never);
  const log = (error: unknown): void => {
    throw error;
  };
  const uploadDesk = openUploadDesk({ store, home, reference: readReference(root), clock, refresh: atlas.refresh, log, trusted: true });
  const app = createApp({
    store,
    atlas,
    policies: [],
    uploadDesk,
    evaluate: evaluateInside,
    clock,
    log,
    config: { version: '0', web: null, basemap: null, basemapFile: null },
  });
  const ask = async (path: string, method = 'GET', body?: unknown): Promise<Response> =>
    app.request(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  return {
    store,
    home,
    ask,
    async send(files, fields = {}) {
      const form = new FormData();
      for (const [name, content] of Object.entries(files))
        form.append('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
      for (const [name, value] of Object.entries({ county, ...fields })) form.set(name, value);
      const reply = await app.request('/api/uploads', { method: 'POST', body: form });
      if (reply.status !== 201) throw new Error(`${reply.status} ${await reply.text()}`);
      return (await reply.json()) as UploadReply & { uploads: UploadReply[] };
    },
    async json<T>(path: string, method = 'GET', body?: unknown) {
      const reply = await ask(path, method, body);
      if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
      return (await reply.json()) as T;
    },
  };
}

/** Everything that is stated of the county, without the version that only counts changes. */
async function dump(store: Store): Promise<unknown> {
  const data = await store.loadCounty(county);
  if (!data) return null;
  const { version: _version, ...rest } = data;
  return {
    ...rest,
    records: await store.loadRecords(county),
    conservation: await store.conservation(county),
    verdicts: await store.allVerdicts(county),
  };
}

async function commitAll({ send, json }: House): Promise<UploadReply[]> {
  const done: UploadReply[] = [];
  for (const [name, content] of [
    ['宗地.zip', shapefile()],
    ['企业.csv', firms()],
    ['账目.csv', accounts()],
    ['租用.csv', tenure()],
  ] as const) {
    const upload = await send({ [name]: content });
    done.push(await json(`/api/uploads/${upload.id}/commit`, 'POST'));
  }
  return done;
}

describe('an upload', () => {
  it('is told what it is, from its content alone', async () => {
    const { send } = await house();
    const { uploads } = await send({ '甲.zip': shapefile(), '乙.csv': firms(), '丙.csv': accounts(), '丁.csv': tenure() });
    expect(uploads.map(({ subject, guessed, status }) => [subject, guessed, status])).toEqual([
      ['parcels', true, 'ready'],
      ['firms', true, 'ready'],
      ['accounts', true, 'ready'],
      ['tenure', true, 'ready'],
    ]);
    const [parcels] = uploads;
    expect(parcels!.detected).toMatchObject({ format: 'shapefile', encoding: 'gb18030' });
    expect(parcels!.detected!.crs).toContain('4549');
    expect(parcels!.detected!.samples.length).toBeGreaterThan(0);
    expect(parcels!.detected!.tables[0]!.columns.find(({ field }) => field === 'code')?.samples[0]).toMatchObject({
      before: '331123001001GB00001',
    });
  });

  it('writes nothing before it is committed, and then exactly what was shown', async () => {
    const { store, send, json } = await house();
    const upload = await send({ '宗地.zip': shapefile() });
    expect(await store.counties()).toEqual([]);
    expect(upload.effect?.counts).toMatchObject({ created: 9, updated: 0, unchanged: 0, rejected: 0 });
    const done = await json(`/api/uploads/${upload.id}/commit`, 'POST');
    expect([done.status, done.importId]).toEqual(['committed', 1]);
    expect({ ...done.effect, mends: 0 }).toEqual({ ...upload.effect, mends: 0 });
    expect((await store.loadCounty(county))!.parcels).toHaveLength(9);
    const rows = await json<{ matched: number; rows: { key: string; row: number }[] }>(`/api/uploads/${upload.id}/rows?outcome=created`);
    expect([rows.matched, rows.rows[0]]).toMatchObject([9, { key: '331123001001GB00001', row: 1 }]);
  });

  it('is taken back as if it had never been, one after the other', async () => {
    const made = await house();
    const { store, send, json } = made;
    await commitAll(made);
    const before = await dump(store);
    const changed = accounts()
      .replace(/,21\.0,21\.0,/g, ',22.5,21.0,')
      .replace('77.7', '88.8');
    const upload = await send({ '更正.csv': `${changed}\r\n2022,91331123MAB1PLM57E,盛丰塑业有限公司,30,21,是,A` });
    expect(upload.effect?.counts).toMatchObject({ created: 1, updated: 3, unchanged: 12 });
    await json(`/api/uploads/${upload.id}/commit`, 'POST');
    expect(await dump(store)).not.toEqual(before);
    expect((await json(`/api/uploads/${upload.id}/undo`, 'POST')).status).toBe('undone');
    expect(await dump(store)).toEqual(before);
    expect(await store.revisions(county, 'account', '91331123MAB1PLM57E 2020')).toEqual([]);
    // Taken back, the same file may come again.
    expect((await send({ '更正.csv': `${changed}\r\n2022,91331123MAB1PLM57E,盛丰塑业有限公司,30,21,是,A` })).status).toBe('ready');
  });

  it('is not taken back while a later import or a decision rests on it', async () => {
    const made = await house();
    const { send, json, ask } = made;
    const [parcels, , first] = await commitAll(made);
    const later = await send({ '更正.csv': accounts().replace('77.7', '88.8') });
    await json(`/api/uploads/${later.id}/commit`, 'POST');
    const refused = await problemOf(await ask(`/api/uploads/${first!.id}/undo`, 'POST'));
    expect(refused).toMatchObject({ status: 409, issues: [{ kind: 'import', id: 5 }] });
    await made.store.change(county, (record) =>
      record.decideIdle({
        parcel: '331123001001GB00004',
        state: 'decided',
        since: null,
        basis: '现场',
        actor: '甲',
        recordedAt: '2026-02-01T09:00:00+08:00',
      } as never),
    );
    expect(await problemOf(await ask(`/api/uploads/${parcels!.id}/undo`, 'POST'))).toMatchObject({
      status: 409,
      issues: [{ kind: 'idle', count: 1 }],
    });
    await json(`/api/uploads/${later.id}/undo`, 'POST');
    expect((await json(`/api/uploads/${first!.id}/undo`, 'POST')).status).toBe('undone');
  });

  it('says of the same bytes when and by whom they came before', async () => {
    const made = await house();
    await commitAll(made);
    const again = await made.send({ '改了名.csv': accounts() });
    expect([again.status, again.earlier?.importId, again.earlier?.actor, again.earlier?.file]).toEqual([
      'repeated',
      3,
      '演示用户',
      '账目.csv',
    ]);
    expect(await problemOf(await made.ask(`/api/uploads/${again.id}/commit`, 'POST'))).toMatchObject({ status: 409 });
  });

  it('is read anew with other columns, and what nobody can read says what to do', async () => {
    const { send, json, ask } = await house();
    const upload = await send(
      { '税.csv': '税号,企业名称,期间,贡献\r\n91331123MAB1PLM57E,盛丰塑业有限公司,2021,210000' },
      { subject: 'accounts' },
    );
    expect([upload.status, upload.issues.first[0]?.kind]).toEqual(['refused', 'header-missing']);
    expect(upload.detected!.tables[0]!.columns.map(({ header, state }) => [header, state])).toContainEqual(['贡献', 'unmapped']);
    const columns = { 税号: { field: 'uscc' }, 期间: { field: 'year' }, 贡献: { field: 'tax', unit: '元' } };
    const read = await json(`/api/uploads/${upload.id}`, 'PATCH', { columns });
    expect(read.status).toBe('ready');
    expect(read.detected!.tables[0]!.columns.find(({ header }) => header === '贡献')).toMatchObject({
      field: 'tax',
      unit: '元',
      into: '万元',
      samples: [{ before: '210000', after: '21' }],
    });
    const bad = await send({ '图.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]) });
    expect(bad.status).toBe('refused');
    expect(await problemOf(await ask(`/api/uploads/${bad.id}/commit`, 'POST'))).toMatchObject({ status: 422 });
    expect((await ask(`/api/uploads/${bad.id}`, 'DELETE')).status).toBe(204);
    expect((await ask(`/api/uploads/${bad.id}`)).status).toBe(404);
  });

  it('is still there after the server was away, and can be committed then', async () => {
    const first = await house();
    const { id } = await first.send({ '宗地.zip': shapefile() });
    const second = await house(first.home);
    const upload = await second.json(`/api/uploads/${id}?wait=20`);
    expect([upload.status, upload.effect?.counts.created]).toEqual(['ready', 9]);
    expect((await second.json(`/api/uploads/${id}/commit`, 'POST')).status).toBe('committed');
  });

  it('tells its events in order and ends', async () => {
    const { send, ask, json } = await house();
    const { id } = await send({ '企业.csv': firms() });
    await json(`/api/uploads/${id}/commit`, 'POST');
    const text = await (await ask(`/api/uploads/${id}/events`)).text();
    const states = [...text.matchAll(/"status":"(\w+)"/g)].map(([, status]) => status);
    expect(states).toEqual(['reading', 'ready', 'committing', 'committed']);
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, number]) => Number(number));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(text.trimEnd().endsWith('event: end\ndata: {}')).toBe(true);
  });

  it('called off in the middle leaves nothing', async () => {
    const made = await house();
    const { store, send, ask, json } = made;
    const many = ['年度,统一社会信用代码,企业名称,税收(万元)', ...Array.from({ length: 9000 }, (_, row) => `2021,,企业${row},${row}`)].join(
      '\r\n',
    );
    const { id } = await send({ '企业.csv': firms() });
    await json(`/api/uploads/${id}/commit`, 'POST');
    const before = await dump(store);
    const codes = [
      '统一社会信用代码,企业名称',
      ...Array.from({ length: 9000 }, (_, row) => `${String(row).padStart(9, '9')}MA000000X,某某${row}有限公司`),
    ].join('\r\n');
    expect(many.length).toBeGreaterThan(0);
    const upload = await send({ '名册.csv': codes }, { subject: 'firms' });
    expect(upload.effect!.counts.created).toBeGreaterThan(4000);
    const committing = ask(`/api/uploads/${upload.id}/commit`, 'POST');
    await new Promise((resolve) => setImmediate(resolve));
    const cancelled = await ask(`/api/uploads/${upload.id}/cancel`, 'POST');
    expect(cancelled.status).toBe(200);
    expect((await problemOf(await committing))['status']).toBe(409);
    expect(await dump(store)).toEqual(before);
    expect((await json(`/api/uploads/${upload.id}/commit`, 'POST')).status).toBe('committed');
  });

  it('gives back a workbook whose mended rows settle what was found', async () => {
    const { store, send, ask, json } = await house();
    const wrong = accounts().replace('2021,91331123MAB1PLM57E,盛丰塑业有限公司,21.0', '2021,91331123MAB1PLM57E,盛丰塑业有限公司,约二十');
    const { id } = await send({ '账目.csv': wrong });
    await json(`/api/uploads/${id}/commit`, 'POST');
    const found = (await store.keptIssues(county)).find(({ kind }) => kind === 'value-invalid')!;
    const reply = await ask(`/api/uploads/${id}/corrections.xlsx`);
    const book = new Uint8Array(await reply.arrayBuffer());
    const parts = unzipSync(book);
    expect(strFromU8(parts['xl/comments1.xml']!)).toContain('ref="D');
    const xlsx = await import('@e965/xlsx');
    const read = xlsx.read(book);
    const sheet = read.Sheets[read.SheetNames[0]!]!;
    const rows = xlsx.utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
    expect(rows[0]!.slice(0, 4)).toEqual(['年度', '统一社会信用代码', '企业名称', '税收实际贡献(万元)']);
    const line = rows.findIndex((row) => row[3] === '约二十');
    expect(line).toBeGreaterThan(0);
    sheet[xlsx.utils.encode_cell({ r: line, c: 3 })] = { t: 'n', v: 21 };
    const mended = await send({ '账目-更正.xlsx': xlsx.write(read, { type: 'buffer', bookType: 'xlsx' }) as Buffer });
    expect([mended.status, mended.subject, mended.effect!.mends > 0]).toEqual(['ready', 'accounts', true]);
    expect(mended.issues.first.filter(({ kind }) => kind === 'value-invalid')).toEqual([]);
    await json(`/api/uploads/${mended.id}/commit`, 'POST');
    expect((await store.issueActs(county)).get(found.id)?.at(-1)).toMatchObject({ act: 'mend', importId: 2 });
    expect((await store.loadCounty(county))!.accounts.find(({ uscc, year }) => uscc === '91331123MAB1PLM57E' && year === 2021)?.tax).toBe(
      21_000_000,
    );
  });

  it('gives back text that looks like a formula as text, also when it is edited', async () => {
    const { send, ask } = await house();
    const { id } = await send({
      '账目.csv': `年度,统一社会信用代码,企业名称,税收(万元)\r\n2021,91331123MAB1PLM57E,=HYPERLINK("http://x"),+约`,
    });
    const parts = unzipSync(new Uint8Array(await (await ask(`/api/uploads/${id}/corrections.xlsx`)).arrayBuffer()));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    const texts = [...strFromU8(parts['xl/sharedStrings.xml']!).matchAll(/<si>(.*?)<\/si>/gs)].map(([text]) => text);
    const formats = strFromU8(parts['xl/styles.xml']!).match(/<xf\b[^>]*>/g)!;
    for (const [column, text] of [
      ['C', 'HYPERLINK'],
      ['D', '+约'],
    ] as const) {
      const [, style, index] = new RegExp(`<c r="${column}2" s="(\\d+)" t="s"><v>(\\d+)</v>`).exec(sheet)!;
      expect(texts[Number(index)]).toContain(text);
      expect(formats[Number(style)]).toContain('quotePrefix="1"');
    }
    expect(sheet).not.toContain('<f>');
  });

  it('proposes what a delivery no longer holds, and lets nothing leave by itself', async () => {
    const made = await house();
    await commitAll(made);
    const lines = accounts().split('\r\n');
    const upload = await made.send({ '全年.csv': lines.filter((line) => !line.includes('91331123MA6WBN10CF')).join('\r\n') });
    expect(upload.effect!.diff).toMatchObject({
      scope: ['2020', '2021'],
      vanished: [{ key: '91331123MA6WBN10CF 2021', kind: 'vanished' }],
    });
    await made.json(`/api/uploads/${upload.id}/commit`, 'POST');
    expect((await made.store.loadCounty(county))!.accounts).toHaveLength(15);
    expect(await made.store.successions(county)).toMatchObject([{ noun: 'account', key: '91331123MA6WBN10CF 2021', acts: [] }]);
  });

  it('keeps what nobody delivers any more until a person decides, and gives it back', async () => {
    const made = await house();
    await commitAll(made);
    const before = await dump(made.store);
    const gone = '91331123MA6WBN10CF 2021';
    const upload = await made.send({
      '全年.csv': accounts()
        .split('\r\n')
        .filter((line) => !line.includes('91331123MA6WBN10CF'))
        .join('\r\n'),
    });
    await made.json(`/api/uploads/${upload.id}/commit`, 'POST');
    const [proposal] = await made.json<{ id: number; key: string; kind: string }[]>(`/api/successions?county=${county}`);
    expect(proposal).toMatchObject({ key: gone, kind: 'vanished' });
    const decide = (act: string) => made.ask('/api/successions/acts', 'POST', { county, ids: [proposal!.id], act, reason: '已注销' });
    expect((await decide('restore')).status).toBe(422);
    expect((await decide('retire')).status).toBe(200);
    expect((await made.store.loadRecords(county)).accounts).toHaveLength(14);
    expect(await problemOf(await made.ask(`/api/uploads/${upload.id}/undo`, 'POST'))).toMatchObject({
      status: 409,
      issues: [{ kind: 'succession' }],
    });
    expect((await decide('restore')).status).toBe(200);
    expect(await dump(made.store)).toEqual(before);
  });

  it('tells split, merged, renumbered and vanished lots apart by the land they share; a person lets them leave and come back', async () => {
    const made = await house();
    const [x, y] = [428_300, 3_163_200];
    const row = (index: number) => box(x + index * 300, y, 100, 100);
    const send = async (name: string, lots: readonly (readonly [number, readonly Point[]])[]): Promise<UploadReply> =>
      made.send({
        [name]: parcelShapefile(
          lots.map(([number]) => [code(number)]),
          lots.map(([, ring]) => [ring]),
        ),
      });
    const kept = Array.from({ length: 6 }, (_, index) => [index + 10, row(index + 10)] as const);
    // 2 and 3 lie side by side.
    const first = await send('去年.zip', [
      [1, row(1)],
      [2, box(x + 600, y, 100, 100)],
      [3, box(x + 700, y, 100, 100)],
      [4, row(4)],
      [5, row(5)],
      ...kept,
    ]);
    await made.json(`/api/uploads/${first.id}/commit`, 'POST');
    const second = await send('今年.zip', [
      [21, box(x + 300, y, 50, 100)],
      [22, box(x + 350, y, 50, 100)],
      [23, box(x + 600, y, 200, 100)],
      [24, row(4)],
      ...kept,
    ]);
    expect(second.effect!.diff).toMatchObject({ scope: ['331123001'], appeared: 4, changed: 0, unchanged: 6 });
    expect(second.effect!.diff!.vanished.map(({ key, kind, successors }) => [key, kind, successors.toSorted()])).toEqual([
      [code(1), 'split', [code(21), code(22)]],
      [code(2), 'merged', [code(23)]],
      [code(3), 'merged', [code(23)]],
      [code(4), 'renumbered', [code(24)]],
      [code(5), 'vanished', []],
    ]);
    await made.json(`/api/uploads/${second.id}/commit`, 'POST');
    const codes = async () => (await made.store.loadRecords(county)).parcels.map((parcel) => parcel.code);
    expect(await codes()).toHaveLength(15);
    const proposals = await made.json<{ id: number; key: string }[]>(`/api/successions?county=${county}`);
    const decide = (act: string) =>
      made.ask('/api/successions/acts', 'POST', { county, ids: proposals.map(({ id }) => id), act, reason: '不动产登记变更' });
    expect((await decide('retire')).status).toBe(200);
    expect(await codes()).toHaveLength(10);
    expect((await made.store.formerParcels(county)).map((parcel) => parcel.code).toSorted()).toEqual([1, 2, 3, 4, 5].map(code));
    expect((await decide('restore')).status).toBe(200);
    expect(await codes()).toHaveLength(15);
    // Restored, nothing rests on the acts any more but their history: the delivery itself stays where acts were made on it.
    expect(await problemOf(await made.ask(`/api/uploads/${second.id}/undo`, 'POST'))).toMatchObject({
      status: 409,
      issues: [{ kind: 'succession' }],
    });
  });

  it('a ledger file is taken back by reversing what it declared, unless something was done with it', async () => {
    const made = await house();
    await commitAll(made);
    const file = (rows: readonly string[]) => ['宗地代码,类型,面积(亩),有效面积(亩),日期,依据,措施', ...rows].join('\r\n');
    const declared = await made.send(
      { '台账.csv': file([`${cases.idle},腾出,3,2,2022-06-01,收回决定,收回`, `${cases.first},腾出,2,,2022-07-01,合同,收购`]) },
      { subject: 'ledger' },
    );
    expect(declared.effect!.counts).toMatchObject({ created: 2, rejected: 0 });
    const { importId } = await made.json(`/api/uploads/${declared.id}/commit`, 'POST');
    const stages = async () => entriesNow(await made.store.ledger(county)).map(({ parcel, stage }) => [parcel, stage]);
    expect(await stages()).toEqual([
      [cases.idle, 'declared'],
      [cases.first, 'declared'],
    ]);
    expect((await made.json(`/api/uploads/${declared.id}/undo`, 'POST')).status).toBe('undone');
    expect(await stages()).toEqual([
      [cases.idle, 'reversed'],
      [cases.first, 'reversed'],
    ]);
    const rows = await made.store.ledger(county);
    expect([rows.length, rows.at(-1)!.basis]).toEqual([4, `撤销第 ${importId} 次导入`]);
    expect(await made.store.faults()).toEqual([]);
    // Taken back, the same land may be declared again; verified, it no longer goes with the file.
    const again = await made.send({ '台账.csv': file([`${cases.idle},腾出,3,2,2022-06-01,收回决定,收回`]) }, { subject: 'ledger' });
    await made.json(`/api/uploads/${again.id}/commit`, 'POST');
    const open = entriesNow(await made.store.ledger(county)).find(({ stage }) => stage === 'declared')!;
    await made.store.change(county, async (record) => {
      const verified = verifyEntry(await record.ledger(county), open.id, {
        date: isoDate('2022-08-01'),
        basis: '现场核实',
        actor: '赵六',
        recordedAt: '2026-01-01T12:00:00+08:00',
      });
      if (!verified.ok) throw new Error(verified.error.message);
      await record.appendLedger(verified.value);
    });
    expect(await problemOf(await made.ask(`/api/uploads/${again.id}/undo`, 'POST'))).toMatchObject({
      status: 409,
      issues: [{ kind: 'entry', id: open.id }],
    });
    expect((await stages()).at(-1)).toEqual([cases.idle, 'verified']);
  });

  it('has its findings filtered, counted, assigned, waived with a reason, and exported', async () => {
    const made = await house();
    await commitAll(made);
    const { ask, json } = made;
    const all = await json<{
      matched: number;
      rows: { id: string; to: string; severity: string }[];
      counts: { bureau: Record<string, number> };
    }>(`/api/issues?county=${county}`);
    expect(all.matched).toBeGreaterThan(3);
    expect(Object.values(all.counts.bureau).reduce((sum, one) => sum + one, 0)).toBe(all.matched);
    const [first, second] = all.rows;
    const act = (body: object) => ask('/api/issues/acts', 'POST', { county, ...body });
    expect((await act({ issues: [first!.id], act: 'waive' })).status).toBe(422);
    expect((await act({ issues: [first!.id], act: 'waive', reason: '历史遗留' })).status).toBe(200);
    expect((await act({ issues: [second!.id], act: 'assign', to: '乡镇' })).status).toBe(200);
    expect((await act({ issues: [first!.id], act: 'close' })).status).toBe(422);
    expect((await json<{ matched: number }>(`/api/issues?county=${county}`)).matched).toBe(all.matched - 1);
    expect(
      (await json<{ rows: unknown[] }>(`/api/issues?county=${county}&bureau=${encodeURIComponent('乡镇')}&state=assigned`)).rows,
    ).toMatchObject([{ id: second!.id }]);
    const csv = await (await ask(`/api/issues/export/csv?county=${county}&state=all`)).text();
    expect(csv.trim().split('\r\n').length).toBeGreaterThan(all.matched);
    expect(Object.keys(await json<object>('/api/issue-kinds')).length).toBeGreaterThan(40);
  });

  it('is read by a saved mapping, which has versions and goes out and in as YAML', async () => {
    const { ask, json, send } = await house();
    const columns = { 税号: { field: 'uscc' }, 期间: { field: 'year' }, 贡献: { field: 'tax', unit: '元' } };
    const save = (body: unknown) => ask('/api/mappings', 'POST', body);
    expect((await save({ name: '税务表', bureau: '税务', subject: 'accounts', columns: { 税号: { field: 'uscc' } } })).status).toBe(201);
    expect(await (await save({ name: '税务表', bureau: '税务', subject: 'accounts', columns })).json()).toMatchObject({ version: 2 });
    expect(await json<unknown[]>('/api/mappings?subject=accounts')).toHaveLength(2);
    const yaml = await (await ask(`/api/mappings/${encodeURIComponent('税务表')}?format=yaml`)).text();
    expect(yaml).toContain('贡献:');
    const upload = await send({ '税.csv': '税号,期间,贡献\r\n91331123MAB1PLM57E,2021,210000' }, { subject: 'accounts', mapping: '税务表' });
    expect([upload.status, upload.effect?.conservation.after]).toEqual([
      'ready',
      [{ year: 2021, accounts: 1, known: 1, importedWan: 21, allocatedWan: 0, unallocatedWan: 21 }],
    ]);
  });

  it('takes in its form everything that the command line takes', async () => {
    const { ask, send, json } = await house();
    const { paths } = (await (await ask('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { requestBody: { content: Record<string, { schema: { properties: object } }> } }>>;
    };
    const form = Object.keys(paths['/api/uploads']!['post']!.requestBody.content['multipart/form-data']!.schema.properties);
    const changes = Object.keys(paths['/api/uploads/{id}']!['patch']!.requestBody.content['application/json']!.schema.properties);
    // Every upload is tried before it is committed, and every reply is JSON.
    const called: Record<string, string | null> = { as: 'subject', name: 'countyName', 'dry-run': null, json: null };
    for (const option of Object.keys(importArguments)) {
      const field = option in called ? called[option]! : option;
      if (field === null) continue;
      expect(form).toContain(field);
      if (field !== 'county' && field !== 'countyName') expect(changes).toContain(field);
    }
    const two = {
      '名册.zip': zipSync({ '城区.csv': Buffer.from(firms()), '山区.csv': Buffer.from(firms().split('\r\n').slice(0, 3).join('\r\n')) }),
    };
    const whole = await send(two);
    expect([whole.detected!.layers, whole.effect!.counts.rowsIn > 2]).toEqual([['城区.csv', '山区.csv'], true]);
    const one = await send(two, { layer: '山区' });
    expect([one.options.layer, one.detected!.layers, one.effect!.counts.rowsIn]).toEqual(['山区', ['城区.csv', '山区.csv'], 2]);
    expect((await json(`/api/uploads/${whole.id}`, 'PATCH', { layer: '山区' })).effect!.counts.rowsIn).toBe(2);
    const none = await send(two, { layer: '海区' });
    expect([none.status, none.issues.first[0]?.kind]).toEqual(['refused', 'layer-choice']);
    const lots = JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { GISJOIN: '00-17' }, geometry: { type: 'Polygon', coordinates: bow } }],
    });
    const asked = { subject: 'parcels', foreign: 'true', keys: 'pad10', repair: 'true' };
    const sent = await send({ 'lots.geojson': lots }, asked);
    const read = await json(`/api/uploads/${sent.id}`, 'PATCH', { columns: { GISJOIN: { field: 'code' } } });
    expect([read.status, read.options]).toMatchObject(['ready', { foreign: true, keys: 'pad10', repair: true }]);
    const rows = await json<{ rows: { key: string }[] }>(`/api/uploads/${read.id}/rows?outcome=created`);
    expect(rows.rows[0]!.key).toBe('0000000017');
    expect(read.issues.first.some(({ kind }) => kind === 'geometry-repaired')).toBe(true);
  });

  it('is refused in words when the form is wrong', async () => {
    const { ask } = await house();
    const empty = await ask('/api/uploads', 'POST', {});
    expect((await problemOf(empty))['status']).toBe(415);
    expect((await ask('/api/uploads/00000000-0000-0000-0000-000000000000')).status).toBe(404);
    const { paths } = (await (await ask('/openapi.json')).json()) as { paths: Record<string, unknown> };
    for (const path of [
      '/api/uploads',
      '/api/uploads/{id}',
      '/api/uploads/{id}/events',
      '/api/uploads/{id}/commit',
      '/api/uploads/{id}/undo',
      '/api/uploads/{id}/corrections.xlsx',
    ])
      expect(Object.keys(paths)).toContain(path);
  });
});
