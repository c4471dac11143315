// Files are tried and committed in a thread of its own: the server answers meanwhile, and outlives it.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { UploadReply } from '#domain/upload.ts';
import { noOptions } from '#domain/upload-options.ts';
import { readReference } from '../../server/reference.ts';
import { importerApart } from '../../server/uploads/importer-apart.ts';
import { openUploadDesk, type UploadDesk } from '../../server/uploads/upload-desk.ts';
import { accountsCsvOf } from '../bench/account-rows.ts';
import { county } from '../domain/firms/samples.ts';
import { openTestStore, temporaryHome } from '../store/home.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function openDesk(bounds: { readonly heapMegabytes?: number } = {}) {
  const home = temporaryHome();
  const store = await openTestStore(home);
  const faults: unknown[] = [];
  const importer = importerApart(store, { home, root }, bounds);
  let minute = 0;
  const clock = { now: () => `2026-01-01T09:${String((minute += 1)).padStart(2, '0')}:00+08:00` };
  const desk = openUploadDesk({
    store,
    home,
    importer,
    reference: readReference(root),
    clock,
    refresh: async () => undefined,
    log: (fault) => void faults.push(fault),
  });
  onTestFinished(() => desk.stop());
  return { home, store, desk, faults };
}

async function send(desk: UploadDesk, text: string, subject: UploadReply['subject'] = 'accounts'): Promise<UploadReply> {
  const coming = await desk.receive();
  await coming.write(Buffer.from(text));
  const made = await desk.create({
    county,
    countyName: null,
    file: '台账.csv',
    received: await coming.end(),
    subject,
    options: noOptions,
    actor: '测试',
  });
  return (await desk.get(made.id, 60_000))!;
}

test('what was shown is written and taken back, and the server goes on meanwhile', async () => {
  const { store, desk, faults } = await openDesk();
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 5);
  onTestFinished(() => clearInterval(turning));
  const upload = await send(desk, accountsCsvOf(12_000));
  expect([upload.status, upload.effect?.counts.created]).toEqual(['ready', 12_000]);
  expect((await store.totals(county)).accounts).toBe(0);
  const before = turns;
  const committing = desk.commit(upload.id, '测试');
  // Others write in their turn: after the import, not in the middle of it and not never.
  const named = store.putCounty({ code: county, name: '改了名', demo: false });
  expect(await committing).toMatchObject({ ok: true, value: { status: 'committed' } });
  await named;
  // How long it is held up at worst is measured by the bench "busy".
  expect(turns - before).toBeGreaterThan(10);
  expect((await store.totals(county)).accounts).toBe(12_000);
  expect(await desk.undo(upload.id, '测试')).toMatchObject({ ok: true, value: { status: 'undone' } });
  expect((await store.totals(county)).accounts).toBe(0);
  expect(faults).toEqual([]);
}, 120_000);

test('called off while it writes, nothing is written', async () => {
  const { store, desk } = await openDesk();
  const upload = await send(desk, accountsCsvOf(12_000));
  const committing = desk.commit(upload.id, '测试');
  while ((await desk.get(upload.id))!.progress?.stage !== 'committing') await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await desk.cancel(upload.id)).ok).toBe(true);
  expect(await committing).toMatchObject({ ok: false, error: { status: 409 } });
  expect((await store.totals(county)).accounts).toBe(0);
  expect((await desk.commit(upload.id, '测试')).ok).toBe(true);
}, 120_000);

test('a thread that runs out of memory ends alone: the record is whole, and the next file is taken', async () => {
  const { home, store, desk, faults } = await openDesk({ heapMegabytes: 64 });
  const upload = await send(desk, accountsCsvOf(80_000));
  expect(upload.status).toBe('refused');
  await store.putCounty({ code: county, name: '还能写', demo: false });
  const next = await send(desk, accountsCsvOf(100));
  expect([next.status, next.effect?.counts.created]).toEqual(['ready', 100]);
  expect(await desk.commit(next.id, '测试')).toMatchObject({ ok: true });
  expect(faults).toMatchObject([{ code: 'ERR_WORKER_OUT_OF_MEMORY' }]);
  expect(readdirSync(join(home, 'uploads')).every((name) => name.endsWith('.bin'))).toBe(true);
}, 120_000);
