// Bulletins over HTTP: frozen figures and files stay as they were after the ledger has moved on; layout of the document; totals as formulas.
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { pdfText } from '../../server/intake/read/pdf-text.ts';
import { lotCode } from '../fixtures/town/town.ts';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp();
});

type Flow = { readonly entries: number; readonly areaMu: number };
interface Bulletin {
  readonly number: number;
  readonly hash: string;
  readonly figuresHash: string;
  readonly text: Record<string, string>;
  readonly edited: boolean;
  readonly doubts: readonly { readonly line: number; readonly number: string }[];
  readonly replaces: { readonly number: number } | null;
  readonly comparison: {
    readonly hash: string;
    readonly number: number;
    readonly targets: readonly {
      readonly late: { readonly verifiedMu: number; readonly entries: readonly { readonly id: number; readonly verifiedNowMu: number }[] };
    }[];
  } | null;
  readonly files: Readonly<Record<string, { readonly hash: string }>>;
  readonly figures: {
    readonly targets: readonly {
      readonly id: string;
      readonly verifiedMu: number;
      readonly increment: {
        readonly netVerifiedMu: number;
        readonly verified: Flow;
        readonly reversed: Flow & { readonly partly: number };
      };
      readonly entries: readonly { readonly stage: string; readonly areaMu: number }[];
      readonly townships: readonly { readonly verifiedMu: number }[];
    }[];
  };
}
const may = { county: '331123', kind: 'monthly', asOf: '2022-05-31' };
const june = { ...may, asOf: '2022-06-30' };
const preview = (ask: Record<string, string> = may) => app.json<Bulletin>(`/api/bulletins/preview?${new URLSearchParams(ask)}`);
async function freeze(body: object = may): Promise<Bulletin> {
  const reply = await app.post('/api/bulletins', body);
  if (reply.status !== 201) throw new Error(await reply.text());
  return (await reply.json()) as Bulletin;
}
async function file(number: number, format: string): Promise<Uint8Array> {
  const reply = await app.get(`/api/bulletins/${number}/files/${format}?county=331123`);
  expect(reply.status).toBe(200);
  return new Uint8Array(await reply.arrayBuffer());
}
function wordsOf(bytes: Uint8Array): string {
  const read = pdfText(bytes);
  if (!('text' in read)) throw new Error(read.refused);
  return read.text;
}
const micro = (mu: number) => Math.round(mu * 1e6);
const formats = ['docx', 'xlsx', 'pdf'] as const;

/** In June somebody enters land of May, and takes back a part of what was verified in May. */
async function moveOn(): Promise<void> {
  const entry = { county: '331123', policy: 'suichang-2022', parcel: lotCode(1), kind: 'vacated', measure: 'M-REPURCHASE', grossMu: 5 };
  expect((await app.post('/api/ledger', { ...entry, date: '2022-05-20', basis: '补录' })).status).toBe(201);
  expect((await app.post('/api/ledger/4/verify', { date: '2022-05-25', basis: '补核' })).status).toBe(200);
  expect((await app.post('/api/ledger/1/reverse', { date: '2022-06-05', basis: '回潮', grossMu: 4, reason: 'rebound' })).status).toBe(200);
}

describe('bulletins', () => {
  test('every figure is the sum of the lines behind it, and agrees with the progress page', async () => {
    const { figures } = await preview(june);
    expect(figures.targets.length).toBeGreaterThan(0);
    const shown = await app.json<{ id: string; verifiedMu: number }[]>('/api/targets?county=331123&asOf=2022-06-30');
    for (const target of figures.targets) {
      expect(target.verifiedMu).toBe(shown.find(({ id }) => id === target.id)!.verifiedMu);
      const lines = target.entries.filter(({ stage }) => stage === 'verified').reduce((sum, { areaMu }) => sum + micro(areaMu), 0);
      expect(lines).toBe(micro(target.verifiedMu));
      expect(target.townships.reduce((sum, { verifiedMu }) => sum + micro(verifiedMu), 0)).toBe(micro(target.verifiedMu));
    }
  });

  test('tells what an upper level asked for beside the policy, nobody’s own targets, and works it out again when both have changed', async () => {
    const asked = { county: '331123', policy: 'suichang-2022', kind: 'vacated', title: '市下达腾出', areaMu: 300, basis: '丽政办发' };
    const period = { periodStart: '2022-03-01', periodEnd: '2022-12-31' };
    const given = { ...asked, ...period, origin: 'inherited', date: '2022-04-01' };
    expect((await app.post('/api/targets', given)).status).toBe(201);
    expect((await app.post('/api/targets', { ...given, origin: 'own', title: '我的' })).status).toBe(201);
    const { figures, text } = await preview();
    expect(figures.targets.map(({ id }) => id)).toContain('T1');
    expect(figures.targets.map(({ id }) => id)).not.toContain('T2');
    expect(figures.targets.find(({ id }) => id === 'T1')).toMatchObject({
      inherited: { policy: 'suichang-2022' },
      targetMu: 300,
      verifiedMu: 15,
    });
    expect(text['body']).toContain('上级下达的目标300亩（丽政办发');
    await freeze();
    const raised = { title: '市下达腾出', areaMu: 500, ...period, basis: '丽政办发〔2022〕9号', date: '2022-04-01' };
    expect((await app.post('/api/targets/T1?county=331123', raised)).status).toBe(201);
    await moveOn();
    expect(await app.json('/api/bulletins/1/check?county=331123')).toMatchObject({
      replayed: 'same',
      late: expect.arrayContaining([expect.objectContaining({ id: 'T1', verifiedMu: 5 })]),
    });
  });

  test('a frozen issue keeps its edited words, figures and bytes when the ledger moves on, and says how it was corrected since', async () => {
    const { text } = await preview();
    const first = await freeze({ ...may, text: { ...text, title: '一期 <通报> & 说明' } });
    expect(first).toMatchObject({ edited: true, doubts: [], comparison: null, replaces: null });
    const before = await Promise.all(formats.map((format) => file(1, format)));
    await moveOn();
    expect(await app.json('/api/bulletins/1?county=331123')).toEqual(first);
    for (const [at, format] of formats.entries()) {
      const again = await file(1, format);
      expect(again).toEqual(before[at]);
      expect(createHash('sha256').update(again).digest('hex')).toBe(first.files[format]!.hash);
    }
    expect(await app.json('/api/bulletins/1/check?county=331123')).toMatchObject({
      content: true,
      figures: true,
      files: { docx: true, xlsx: true, pdf: true },
      faults: [],
      ledgers: [{ rowsThen: 3, rowsNow: 6, intact: true }],
      replayed: 'same',
      late: [{ verifiedMu: 5, entries: [{ id: 4, verifiedBeforeMu: 0, verifiedNowMu: 5 }] }],
    });
  });

  test('the next issue tells what came, what was taken back in part, and what the one before did not know', async () => {
    const first = await freeze();
    await moveOn();
    const second = await freeze(june);
    expect(second.comparison).toMatchObject({ hash: first.hash, number: 1 });
    expect(second.comparison!.targets[0]!.late).toMatchObject({ verifiedMu: 5, entries: [{ id: 4, verifiedNowMu: 5 }] });
    expect(second.figures.targets[0]!.increment).toMatchObject({
      netVerifiedMu: -4,
      verified: { entries: 0, areaMu: 0 },
      reversed: { entries: 1, partly: 1, areaMu: 4 },
    });
    expect(second.text['body']).toContain('冲销1条（其中1条为部分冲销）、4亩');
    expect(second.text['body']).toContain('上期定稿后台账补录或更正了1条（第4条），按现有台账，上期核实面积应增加5亩');
    const again = await freeze(june);
    expect(again.replaces).toEqual({ number: 2, hash: second.hash });
    expect(again.comparison!.number).toBe(1);
  });

  test('a number that no figure gives is told and not frozen unawares; nor are figures that have moved since they were seen', async () => {
    const { text, figuresHash } = await preview();
    const changed = { ...text, body: text['body']!.replace('核实15亩', '核实18亩').replace('800亩', '800.00亩') };
    const reply = await app.post('/api/bulletins/doubts', { ...may, text: changed });
    expect(await reply.json()).toMatchObject({ doubts: [{ line: 3, number: '18亩' }] });
    const refused = await app.post('/api/bulletins', { ...may, text: changed, figuresHash });
    expect(refused.status).toBe(422);
    expect((await problemOf(refused))['issues']).toMatchObject([{ parameter: 'text.body', line: 3 }]);
    await moveOn();
    expect((await app.post('/api/bulletins', { ...may, text: changed, figuresHash, acceptDoubts: true })).status).toBe(409);
    // What the text says of the figures before they moved is doubted too.
    const kept = (await freeze({ ...may, text: changed, acceptDoubts: true })).doubts.map(({ number }) => number);
    expect(kept).toEqual(['18亩', '1.9%', '785亩', expect.any(String), expect.any(String)]);
  });

  test('nobody is named as issuer unless people say so, and then on every paper', async () => {
    const { text } = await preview();
    expect(text).toMatchObject({ issuer: '', number: '', signer: '' });
    await freeze({ ...may, text: { ...text, issuer: '某某办公室', number: '示例〔2022〕1号', signer: '某某办公室' } });
    const body = strFromU8(unzipSync(await file(1, 'docx'))['word/document.xml']!);
    expect(body.match(/某某办公室/g)).toHaveLength(2);
    expect(body).toContain('<w:color w:val="C8161D"/>');
    const words = wordsOf(await file(1, 'pdf')).replaceAll(/\s/g, '');
    for (const said of ['某某办公室', '示例〔2022〕1号', '一、总体情况', '—1—', '演示数据·虚构']) expect(words).toContain(said);
  });

  test('the document has the page and fonts of official papers; the appendix sums by formula', async () => {
    await freeze();
    const docx = unzipSync(await file(1, 'docx'));
    const body = strFromU8(docx['word/document.xml']!);
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"');
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体']) expect(body).toContain(`w:eastAsia="${font}"`);
    expect(body).toContain('w:line="579" w:lineRule="exact"');
    const sheet = strFromU8(unzipSync(await file(1, 'xlsx'))['xl/worksheets/sheet2.xml']!);
    const [target] = (await preview()).figures.targets;
    const [, from, to, cached] = /<f>ROUND\(SUM\(B(\d+):B(\d+)\),6\)<\/f><v>([^<]*)<\/v>/.exec(sheet)!;
    let sum = 0;
    for (let row = Number(from); row <= Number(to); row += 1)
      sum += micro(Number(new RegExp(`<c r="B${row}"[^>]*><v>([^<]*)`).exec(sheet)![1]));
    expect(sum).toBe(micro(Number(cached)));
    expect(Number(cached)).toBe(target!.verifiedMu);
  });

  test('who sees some townships only, who may not govern, what does not exist and a day to come are refused', async () => {
    const town = await townApp({ actorOf: () => ({ name: '乡镇', role: 'planner', townships: [] as never }) });
    await problemOf(await town.get('/api/bulletins?county=331123'));
    const clerk = await townApp({ actorOf: () => ({ name: '经办', role: 'viewer', townships: 'all' }) });
    expect((await clerk.post('/api/bulletins', may)).status).toBe(403);
    expect((await app.get('/api/bulletins/9?county=331123')).status).toBe(404);
    expect((await app.get('/api/bulletins/9/check?county=331123')).status).toBe(404);
    const day = await app.get('/api/bulletins/preview?county=331123&kind=monthly&asOf=2022-07-01');
    expect((await problemOf(day))['detail']).toContain('还没有到');
    expect((await app.get('/api/bulletins/preview?county=331123&kind=monthly&asOf=2022-03-31&from=2022-01-01')).status).toBe(422);
  });
});
