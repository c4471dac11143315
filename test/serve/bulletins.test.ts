// Bulletins over HTTP: frozen figures and files stay as they were after the ledger has moved on; layout of the document; totals as formulas.
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { problemOf, townApp, type TownApp } from './town-app.ts';

let app: TownApp;
beforeEach(async () => {
  app = await townApp();
});

interface Bulletin {
  readonly hash: string;
  readonly text: Record<string, string>;
  readonly edited: boolean;
  readonly comparison: { hash: string } | null;
  readonly files: Record<string, { hash: string }>;
  readonly figures: {
    targets: { id: string; verifiedMu: number; entries: { stage: string; areaMu: number }[]; townships: { verifiedMu: number }[] }[];
  };
}
const ask = { county: '331123', kind: 'occasional', asOf: '2023-03-31' };
const preview = () => app.json<Bulletin>(`/api/bulletins/preview?${new URLSearchParams(ask)}`);
async function freeze(more: object = {}): Promise<Bulletin> {
  const reply = await app.post('/api/bulletins', { ...ask, ...more });
  expect(reply.status).toBe(201);
  return (await reply.json()) as Bulletin;
}
async function file(number: number, format: string): Promise<Uint8Array> {
  const reply = await app.get(`/api/bulletins/${number}/files/${format}?county=331123`);
  expect(reply.status).toBe(200);
  return new Uint8Array(await reply.arrayBuffer());
}
const micro = (mu: number) => Math.round(mu * 1e6);

describe('bulletins', () => {
  test('every figure is the sum of the lines behind it, and agrees with the progress page', async () => {
    const { figures } = await preview();
    expect(figures.targets.length).toBeGreaterThan(0);
    const shown = await app.json<{ id: string; verifiedMu: number }[]>('/api/targets?county=331123&asOf=2023-03-31');
    for (const target of figures.targets) {
      expect(target.verifiedMu).toBe(shown.find(({ id }) => id === target.id)!.verifiedMu);
      const lines = target.entries.filter(({ stage }) => stage === 'verified').reduce((sum, { areaMu }) => sum + micro(areaMu), 0);
      expect(lines).toBe(micro(target.verifiedMu));
      expect(target.townships.reduce((sum, { verifiedMu }) => sum + micro(verifiedMu), 0)).toBe(micro(target.verifiedMu));
    }
  });

  test('a frozen issue keeps its edited words, figures and bytes when the targets move on, and the next is compared with it', async () => {
    const { text } = await preview();
    const first = await freeze({ text: { ...text, title: '一期 <通报> & 说明' } });
    expect(first.edited).toBe(true);
    const before = { docx: await file(1, 'docx'), xlsx: await file(1, 'xlsx') };
    await app.post('/api/targets/tasks', {
      county: '331123',
      policy: 'suichang-2022',
      target: 'SC-T03',
      basis: '纪要',
      tasks: [{ township: '331123100', areaMu: 5 }],
    });
    const second = await freeze({ asOf: '2023-04-30' });
    expect(second.comparison!.hash).toBe(first.hash);
    expect(await app.json('/api/bulletins/1?county=331123')).toEqual(first);
    for (const format of ['docx', 'xlsx'] as const) {
      const again = await file(1, format);
      expect(again).toEqual(before[format]);
      expect(createHash('sha256').update(again).digest('hex')).toBe(first.files[format]!.hash);
    }
  });

  test('the document has the page and fonts of official papers; the appendix sums by formula', async () => {
    await freeze();
    const docx = unzipSync(await file(1, 'docx'));
    const body = strFromU8(docx['word/document.xml']!);
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"');
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体']) expect(body).toContain(`w:eastAsia="${font}"`);
    expect(body).toContain('w:line="560" w:lineRule="exact"');
    const sheet = strFromU8(unzipSync(await file(1, 'xlsx'))['xl/worksheets/sheet2.xml']!);
    const [target] = (await preview()).figures.targets;
    const [, from, to, cached] = /<f>ROUND\(SUM\(B(\d+):B(\d+)\),6\)<\/f><v>([^<]*)<\/v>/.exec(sheet)!;
    let sum = 0;
    for (let row = Number(from); row <= Number(to); row += 1) sum += micro(Number(new RegExp(`<c r="B${row}"><v>([^<]*)`).exec(sheet)![1]));
    expect(sum).toBe(micro(Number(cached)));
    expect(Number(cached)).toBe(target!.verifiedMu);
  });

  test('who sees some townships only, who may not govern, and what does not exist are refused', async () => {
    const town = await townApp({ actorOf: () => ({ name: '乡镇', role: 'planner', townships: [] as never }) });
    await problemOf(await town.get('/api/bulletins?county=331123'));
    const clerk = await townApp({ actorOf: () => ({ name: '经办', role: 'viewer', townships: 'all' }) });
    expect((await clerk.post('/api/bulletins', ask)).status).toBe(403);
    expect((await app.get('/api/bulletins/9?county=331123')).status).toBe(404);
    expect((await app.get('/api/bulletins/preview?county=331123&kind=monthly&asOf=2023-03-31&from=2023-01-01')).status).toBe(422);
  });
});
