// A record in a temporary folder, gone after the test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../server/store/store.ts';
import { county } from '../domain/firms/samples.ts';

export function temporaryHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'mutu-test-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** An open record with one (real) county in it. */
export async function openTestStore(home = temporaryHome()): Promise<Store> {
  const store = await openStore(home);
  onTestFinished(() => store.close());
  await store.putCounty({ code: county, name: '遂昌县', demo: false });
  return store;
}
