// A county with a ledger of 100 000 entries, drawn and undrawn, in a temporary home, and the app over it: what the ledger's benchmarks ask.
import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { countyCode } from '#domain/land/codes.ts';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { boundsOf } from '#domain/land/geometry.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { dayNumber, isoOfDay } from '#domain/ledger/ledger-lines.ts';
import { isoDate, type IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { microMu } from '#domain/units.ts';
import { createApp } from '../../server/app.ts';
import { type Atlas, createAtlas } from '../../server/atlas/atlas.ts';
import { readReference } from '../../server/commands/session.ts';
import { installDemo } from '../../server/demo/install.ts';
import { importFile, loadPolicies, storedPolicies } from '../../server/pipeline.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { declared } from '../domain/ledger/rows.ts';

export const entries = 100_000;
export const county = countyCode('331123');
export const today = isoDate('2023-06-30');
export const firstDay = dayNumber(isoDate('2022-03-01'));
export const measures = ['M-CLOSE', 'M-REMOVE', 'M-REPOSSESS', 'M-REPURCHASE'] as const;
const root = path.join(import.meta.dirname, '../..');

export interface LedgerHome {
  readonly store: Store;
  readonly atlas: Atlas;
  readonly policies: readonly Policy[];
  readonly parcels: readonly Parcel[];
  readonly database: Sqlite.Database;
  /** Bytes of the reply; throws for a refusal other than those of the rules. */
  ask(address: string, body?: unknown): Promise<number>;
  /** A day of the ledger that no earlier sample asked for. */
  dayOf(sample: number): IsoDate;
}

/** One of sixteen pieces of the box around a parcel: small enough that a parcel holds many. */
export function pieceOf(parcel: Parcel, number: number): MultiPolygon | null {
  const bounds = parcel.shape && boundsOf(parcel.shape);
  if (!bounds) return null;
  const [west, south, east, north] = bounds;
  const [width, height] = [(east - west) / 8, (north - south) / 8];
  const [x, y] = [west + width * (2 + (number % 4)), south + height * (2 + (Math.floor(number / 4) % 4))];
  const ring = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ] as const;
  return [[ring]];
}

/** Every third entry is a drawn piece; seven of ten are verified, one of twenty is taken back. */
async function fill(store: Store, parcels: readonly Parcel[]): Promise<void> {
  await store.change(county, async (record) => {
    for (let number = 0; number < entries; number += 1) {
      const parcel = parcels[(number * 7919) % parcels.length]!;
      const day = firstDay + ((number * 31) % 480);
      const draft = declared({
        county,
        parcel: parcel.code,
        township: parcel.township,
        measure: measures[number % 4]!,
        gross: microMu(10_000 + (number % 900) * 10),
        shape: number % 3 === 0 ? pieceOf(parcel, Math.floor(number / parcels.length)) : null,
        date: isoOfDay(day),
      });
      const { id } = await record.appendLedger(draft);
      if (number % 10 < 7) await record.appendLedger({ ...draft, act: 'verify', entry: id, date: isoOfDay(day + 9) });
      if (number % 20 === 0) await record.appendLedger({ ...draft, act: 'reverse', entry: id, date: isoOfDay(day + 30) });
    }
  });
}

/** Makes the home, hands it over, and removes it. */
export async function withLedgerHome(work: (home: LedgerHome) => Promise<void>): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-'));
  const store = await openStore(home);
  try {
    await loadPolicies(store, path.join(root, 'data/policies'), `${today}T09:00:00.000Z`);
    const reference = readReference(root);
    await installDemo(
      { county, parcels: 20_000, seed: 1 },
      {
        importFile: (file, options) => importFile(store, file, { ...options, reference, demo: true }),
        change: (code, change) => store.change(code, change),
      },
    );
    const { parcels } = (await store.loadCounty(county))!;
    await fill(store, parcels);
    const policies = (await storedPolicies(store)).map(({ policy }) => policy);
    const clock = { today: () => today, now: () => `${today}T09:00:00.000Z` };
    const atlas = createAtlas(store, policies, clock.today);
    await atlas.load();
    const config = { version: 'bench', web: null, basemap: null, basemapFile: null };
    const app = createApp({ store, atlas, policies, clock, config, log: console.error });
    const ask = async (address: string, body?: unknown) => {
      const sent = { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
      const response = await app.request(address, body === undefined ? {} : sent);
      if (response.status >= 400) throw new Error(`${address}: ${response.status} ${await response.text()}`);
      return (await response.arrayBuffer()).byteLength;
    };
    const database = new Sqlite(path.join(home, 'mutu.sqlite'), { readonly: true });
    await work({ store, atlas, policies, parcels, database, ask, dayOf: (sample) => isoOfDay(firstDay + 200 + sample) });
    database.close();
  } finally {
    await store.close();
    rmSync(home, { recursive: true });
  }
}
