// The document's own text: attached as TXT or DOCX of the test's own making, opened by clause; hostile files refused.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { openActor, type Role } from '../../server/domain/access/actor.ts';
import { isoDate } from '../../server/domain/period.ts';
import { documentText } from '../../server/intake/document-text.ts';
import { loadPolicies } from '../../server/pipeline.ts';
import { openPolicies } from '../../server/policy-desk.ts';
import { openStore } from '../../server/store/store.ts';
import { problemOf } from './town-app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const day = isoDate('2022-06-30');
let app: ReturnType<typeof createApp>;
let role: Role = 'administrator';

beforeAll(async () => {
  const store = await openStore(mkdtempSync(path.join(tmpdir(), 'mutu-text-')));
  await loadPolicies(store, path.join(root, 'data', 'policies'), `${day}T09:00:00.000Z`);
  const { policies, desk } = await openPolicies(store, root, () => day);
  const log = (error: unknown): void => {
    throw error;
  };
  const clock = { today: () => day, now: () => `${day}T09:00:00.000Z` };
  const config = { version: '0', web: null, basemap: null, basemapFile: null };
  const actorOf = () => ({ ...openActor, role });
  app = createApp({ store, atlas: createAtlas(store, policies, () => day), policies, policyDesk: desk, clock, config, log, actorOf });
});

const lines = ['二、做法（虚构）', '（一）第一类', '1.甲<乙 & 丙', '3．丁', '三、别的'];
const xml = (paragraphs: readonly string[]) =>
  `<w:document><w:body>${paragraphs
    .map((words) => `<w:p><w:r><w:t xml:space="preserve">${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`)
    .join('')}</w:body></w:document>`;
const docx = (body: string) => new Uint8Array(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(body) }));

const attach = async (bytes: Uint8Array, type = 'text/plain', query = '') =>
  app.request(`/api/policies/suichang-2022/text${query}`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: new Uint8Array(bytes),
  });
const open = async (clause: string) =>
  (await (await app.request(`/api/policies/suichang-2022/clauses?clause=${encodeURIComponent(clause)}`)).json()) as Record<string, unknown>;

describe('clauses of an attached text', () => {
  it('without one it says so', async () => {
    expect(await open('二(一)3')).toMatchObject({ attached: null, match: 'none', text: null });
    expect((await app.request('/api/policies/nothing/clauses?clause=1')).status).toBe(404);
  });

  it('a TXT in the encoding of the county, then a DOCX in a form, which is then the one in use', async () => {
    const first = await attach(
      new Uint8Array(iconv.encode(lines.join('\r\n'), 'gb18030')),
      'text/plain',
      `?name=${encodeURIComponent('原文.txt')}`,
    );
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ name: '原文.txt', hash: expect.stringMatching(/^[\da-f]{64}$/) as string });
    expect(await open('二(一)3')).toMatchObject({ match: 'exact', text: '3．丁', from: 4, to: 4, attached: { name: '原文.txt' } });
    const form = new FormData();
    form.set('file', new File([docx(xml([...lines.slice(0, 3), '3．戊'])).slice()], '修订.docx'));
    const second = await app.request('/api/policies/suichang-2022/text', { method: 'POST', body: form });
    expect(second.status).toBe(201);
    expect(await open('二(一)3')).toMatchObject({ text: '3．戊', attached: { name: '修订.docx' } });
    expect(await open('二（一）1')).toMatchObject({ text: '1.甲<乙 & 丙' });
    expect(await open('二(一)7')).toMatchObject({ match: 'nearest' });
    expect(await open('九')).toMatchObject({ match: 'none', text: null });
  });

  it('is for those who govern', async () => {
    role = 'clerk';
    expect((await attach(strToU8('一、甲'))).status).toBe(403);
    role = 'administrator';
  });

  it('what is no document is refused with the reason, and what was attached stays', async () => {
    const bomb = new Uint8Array(zipSync({ 'word/document.xml': new Uint8Array(80_000_000) }, { level: 1 }));
    const bad: readonly [Uint8Array, string][] = [
      [new Uint8Array(), '空'],
      [strToU8('%PDF-1.7 …'), 'PDF'],
      [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'DOC'],
      [new Uint8Array([1, 2, 0, 3]), '不是文字'],
      [new Uint8Array(zipSync({ 'a.txt': strToU8('x') })), '不是 DOCX'],
      [strToU8('PK\u0003\u0004 broken'), '损坏'],
      [docx('<!DOCTYPE x [<!ENTITY a "b">]><w:document/>'), '不能读取'],
      [docx(xml(['  '])), '没有文字'],
      [bomb, '压缩炸弹'],
    ];
    for (const [bytes, reason] of bad) {
      const response = await attach(bytes);
      expect([reason, response.status]).toEqual([reason, 422]);
      expect((await problemOf(response))['detail']).toContain(reason);
    }
    expect(await open('二(一)3')).toMatchObject({ match: 'exact' });
    expect((await attach(new Uint8Array(3_000_000).fill(0x61))).status).toBeGreaterThanOrEqual(413);
    const noFile = new FormData();
    noFile.set('file', 'words');
    expect((await app.request('/api/policies/suichang-2022/text', { method: 'POST', body: noFile })).status).toBe(400);
  });
});

it('a text made to be slow is read to its end', async () => {
  await documentText(docx('<w:t '.repeat(1_000_000)));
  await attach(strToU8('一、\n1.\n'.repeat(150_000)));
  // A reading that grew with the square of the length would outlast the test.
  expect(await open('一1')).toMatchObject({ match: 'exact' });
});
