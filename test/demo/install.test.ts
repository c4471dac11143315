// A demonstration county goes into the record as files do: read, recorded, matched, evaluated, with the place each record came from.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entriesAsOf } from '#domain/ledger/acts.ts';
import { countyCode } from '#domain/land/codes.ts';
import { readReference } from '../../server/commands/session.ts';
import { generateCounty } from '../../server/demo/generate.ts';
import { demoDay, type DemoHands, installDemo } from '../../server/demo/install.ts';
import { type ImportReport, importFile, loadPolicies } from '../../server/pipeline.ts';
import { openStore, type Store } from '../../server/store/store.ts';

const county = countyCode('331123');
const request = { county, parcels: 90, seed: 4 };
const root = fileURLToPath(new URL('../..', import.meta.url));
const demo = generateCounty(request);
let home: string;
let store: Store;
let reports: ImportReport[];

function hands(): DemoHands {
  const reference = readReference(root);
  return {
    importFile: (file, options) => importFile(store, file, { ...options, reference, demo: true }),
    change: (code, work) => store.change(code, work),
    progress: (report) => reports.push(report),
  };
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'mutu-demo-'));
  store = await openStore(home);
  reports = [];
  await loadPolicies(store, join(root, 'data', 'policies'), '2024-01-01T00:00:00.000Z');
  await installDemo(request, hands());
});

afterAll(async () => {
  await store.close();
  rmSync(home, { recursive: true });
});

describe('an installed demonstration', () => {
  test('has every record that was generated, none rejected, every column understood', async () => {
    expect(reports.map((report) => [report.subject, report.status, report.counts?.rejected])).toEqual([
      ['townships', 'committed', 0],
      ['blocks', 'committed', 0],
      ['parcels', 'committed', 0],
      ['firms', 'committed', 0],
      ['tenure', 'committed', 0],
      ['accounts', 'committed', 0],
      ['ledger', 'committed', 0],
    ]);
    const unread = reports.flatMap((report) =>
      report.detected!.tables.flatMap((table) => table.columns.filter((column) => column.field === null)),
    );
    expect(unread).toEqual([]);
    const data = (await store.loadCounty(county))!;
    expect(data.county).toEqual({ code: county, name: '遂昌县', demo: true });
    expect(data.parcels).toHaveLength(90);
    expect(data.firms).toHaveLength(demo.firms.length);
    expect(data.accounts).toHaveLength(demo.accounts.length);
    expect(data.tenures).toHaveLength(demo.tenures.length);
    expect(data.context).toHaveLength(demo.context.length);
  });

  test('says the same of each parcel, firm and account as the generator, to the last unit', async () => {
    const data = (await store.loadCounty(county))!;
    for (const { source, measuredArea: _measured, ...parcel } of data.parcels) {
      expect(source.file).toContain('演示');
      expect(parcel).toEqual(demo.parcels.find((other) => other.code === parcel.code));
    }
    for (const { source, ...firm } of data.firms) {
      expect(source.row).toBeGreaterThan(1);
      expect(firm).toEqual(demo.firms.find((other) => other.uscc === firm.uscc));
    }
    for (const { source: _source, ...account } of data.accounts) {
      expect(account).toEqual(demo.accounts.find((other) => other.uscc === account.uscc && other.year === account.year));
    }
  });

  test('has its ledger verified and reversed as told, as of its own day', async () => {
    const entries = entriesAsOf(await store.ledger(county), demoDay(county)!);
    const stages = entries.map(({ parcel, stage }) => `${parcel} ${stage}`).sort();
    const told = demo.ledger
      .map(({ parcel, verified, reversed }) => `${parcel} ${reversed ? 'reversed' : verified ? 'verified' : 'declared'}`)
      .sort();
    expect(stages).toEqual(told);
    expect(told.length).toBeGreaterThan(3);
    expect(await store.faults()).toEqual([]);
  });

  test('is evaluated under its policy on its own day', async () => {
    const [evaluation] = await store.evaluations(county);
    expect(evaluation).toMatchObject({ policy: 'suichang-2022', asOf: '2023-03-31' });
    expect(await store.verdicts(county, 'suichang-2022', 2021)).toHaveLength(90);
  });

  test('makes room for another demonstration of the same county', async () => {
    await installDemo({ county, parcels: 12, seed: 9 }, hands());
    expect((await store.loadCounty(county))!.parcels).toHaveLength(12);
    expect(await store.faults()).toEqual([]);
  });

  test('never takes the place of real data', async () => {
    await store.change(county, async (record) => {
      await record.clearDemo();
      await record.putCounty({ code: county, name: '遂昌县', demo: false });
    });
    await expect(installDemo(request, hands())).rejects.toThrow('正式数据');
    expect((await store.loadCounty(county))!.parcels).toEqual([]);
  });
});
