// A county's files from bytes to verdicts: forms, order, repetition, trials, refusals, conservation.
import iconv from 'iconv-lite';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countyCode } from '#domain/land/codes.ts';
import { toMu, toWan } from '#domain/units.ts';
import { findEvaluationFaults } from '../server/evaluate/verify.ts';
import { readReference } from '../server/commands/session.ts';
import type { Subject } from '../server/intake/intake.ts';
import { evaluateCounty, importFile, type ImportOptions, type ImportReport, loadPolicies, parsedPolicies } from '../server/pipeline.ts';
import { openStore, type Store } from '../server/store/store.ts';
import { temporaryHome } from './store/home.ts';
import { accounts, accountsBook, cases, firms, parcelPackage, shapefile, taxWan, tenure, uscc } from './fixtures/bureau-files.ts';

const county = countyCode('331123');
const root = fileURLToPath(new URL('..', import.meta.url));
const options: ImportOptions = { reference: readReference(root), actor: '测试', now: '2026-01-01T09:00:00+08:00', trusted: true };

async function openRecord(): Promise<Store> {
  const store = await openStore(temporaryHome());
  const { faults } = await loadPolicies(store, `${root}data/policies`, options.now);
  expect(faults).toEqual([]);
  return store;
}

function load(
  store: Store,
  subject: Subject,
  name: string,
  bytes: Uint8Array | string,
  more: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  return importFile(
    store,
    { county, name, subject, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes },
    { ...options, ...more },
  );
}

async function loadAll(store: Store): Promise<ImportReport> {
  await load(store, 'parcels', '宗地.zip', shapefile());
  await load(store, 'firms', '企业.csv', firms());
  await load(store, 'accounts', '账目.csv', accounts());
  return load(store, 'tenure', '租用.csv', tenure());
}

describe("a county's files", () => {
  it('become its record, each row accounted for and each fen conserved', async () => {
    const store = await openRecord();
    const last = await loadAll(store);
    expect(last.status).toBe('committed');
    const data = (await store.loadCounty(county))!;
    expect([data.county.name, data.parcels.length, data.firms.length, data.accounts.length, data.tenures.length]).toEqual([
      '遂昌县',
      9,
      10,
      15,
      3,
    ]);
    for (const one of await store.imports(county)) expect(one.rowsRead).toBe(one.created + one.updated + one.unchanged + one.rejected);
    expect(
      last.evaluation!.conservation.map(({ year, imported, allocated, unallocated }) => [
        year,
        toWan(imported),
        toWan(allocated),
        toWan(unallocated),
      ]),
    ).toEqual([
      [2020, taxWan[2020], taxWan[2020], 0],
      [2021, taxWan[2021], 262.17, 77.7],
    ]);
    expect(last.evaluation!.unallocated.map((one) => [one.uscc, toWan(one.tax)])).toEqual([[uscc.stray, 77.7]]);
    await store.close();
  });

  it('tenure is held against the parcels on record, however its subject came to be known', async () => {
    const store = await openRecord();
    await loadAll(store);
    const parcels = (await store.loadCounty(county))!.parcels.filter(({ registeredArea }) => registeredArea !== null).slice(0, 3);
    // The whole lot each, in mu, as the column does not say.
    const lines = parcels.map(({ code, registeredArea }) => `${code},${uscc.stray},自用,${toMu(registeredArea!)},2015-01-01`);
    const file = ['宗地代码,统一社会信用代码,关系,面积,起', ...lines, `331123999001GB00001,${uscc.stray},租用,5,2015-01-01`].join('\n');
    for (const subject of ['tenure', null] as const) {
      const report = await importFile(
        store,
        { county, name: '关系.csv', subject, bytes: Buffer.from(file) },
        { ...options, dryRun: true, trusted: subject === null },
      );
      expect(report.issues.filter(({ kind }) => kind === 'tenure-unknown-parcel')).toMatchObject([{ row: 5 }]);
      expect(report.issues.filter(({ kind }) => kind === 'unit-assumed')).toMatchObject([{ value: '亩' }]);
    }
    await store.close();
  });

  it('are judged case by case', async () => {
    const store = await openRecord();
    await loadAll(store);
    const verdicts = new Map((await store.verdicts(county, 'suichang-2022', 2021)).map((one) => [one.parcel, one]));
    const seen = Object.fromEntries(
      Object.entries(cases).map(([name, code]) => [
        name,
        [verdicts.get(code)!.proposed, verdicts.get(code)!.matched, verdicts.get(code)!.gaps],
      ]),
    );
    expect(seen).toEqual({
      exactlyOne: [null, [], ['SC-G1']],
      justBelowOne: ['淘汰关停类', ['SC-R13b'], []],
      missingYear: [null, [], ['SC-G5']],
      idle: ['腾笼换鸟类', ['SC-R21'], []],
      // The owner pays 4.4 on 6.75 mu; the tenants' first year is missing.
      shared: ['整治提升类', ['SC-R31'], ['SC-G5']],
      first: [null, [], ['SC-G2']],
      second: [null, [], ['SC-G2']],
      wrongCode: ['整治提升类', ['SC-R32'], []],
      foundry: [null, [], []],
    });
    expect(verdicts.get(cases.foundry)!.scope).toBe('out');
    await store.close();
  });

  it("split a firm's tax by area over its parcels, refunds too", async () => {
    const store = await openRecord();
    await loadAll(store);
    const { allocations } = (await store.loadCounty(county))!;
    const parts = allocations.filter((one) => one.uscc === uscc.two).map(({ year, parcel, tax }) => [year, parcel, tax && toWan(tax)]);
    expect(parts).toEqual([
      [2020, cases.first, 40],
      [2020, cases.second, 60],
      [2021, cases.first, -5],
      [2021, cases.second, -7.5],
    ]);
    await store.close();
  });

  it('give the same record in another form', async () => {
    const store = await openRecord();
    await loadAll(store);
    const before = (await store.loadCounty(county))!;
    for (const { shape } of before.parcels) {
      const ring = shape![0]![0]!;
      const [west, south] = ring[0]!;
      const doubled = ring
        .slice(1)
        .reduce((sum, [lon, lat], index) => sum + (ring[index]![0] - west) * (lat - south) - (lon - west) * (ring[index]![1] - south), 0);
      // Clockwise in the Shapefile, counter-clockwise inside, as GeoJSON wants it.
      expect(doubled).toBeGreaterThan(0);
    }
    const other = await load(store, 'parcels', '宗地.gpkg', await parcelPackage());
    expect(other.counts).toMatchObject({ created: 0, updated: 0, unchanged: 9 });
    const book = await load(store, 'accounts', '账目.xlsx', accountsBook());
    expect(book.counts).toMatchObject({ rowsIn: 15, created: 0, updated: 0, unchanged: 15 });
    const after = (await store.loadCounty(county))!;
    expect(after.parcels).toEqual(before.parcels);
    expect(after.accounts).toEqual(before.accounts);
    expect(after.allocations).toEqual(before.allocations);
    await store.close();
  });

  it('may come in any order', async () => {
    const store = await openRecord();
    await load(store, 'tenure', '租用.csv', tenure());
    await load(store, 'accounts', '账目.csv', accounts());
    await load(store, 'firms', '企业.csv', firms());
    await load(store, 'parcels', '宗地.zip', shapefile());
    const straight = await openRecord();
    await loadAll(straight);
    expect(await store.allVerdicts(county)).toEqual(await straight.allVerdicts(county));
    expect(await store.conservation(county)).toEqual(await straight.conservation(county));
    await Promise.all([store.close(), straight.close()]);
  });
});

describe('importing', () => {
  it('the same file again changes nothing, and says so', async () => {
    const store = await openRecord();
    await loadAll(store);
    const before = await store.loadCounty(county);
    const again = await load(store, 'accounts', '改了名.csv', accounts());
    expect([again.status, again.importId]).toEqual(['repeated', 3]);
    expect(again.notes[0]).toContain('本次未作任何改动');
    expect(await store.loadCounty(county)).toEqual(before);
    await store.close();
  });

  it('a file that cannot be taken leaves no trace, not even a county', async () => {
    const store = await openRecord();
    const report = await load(store, 'parcels', '图.jpg', 'not a map');
    expect([report.status, report.importId, report.issues.length > 0]).toEqual(['refused', null, true]);
    expect(await store.counties()).toEqual([]);
    await store.close();
  });

  it('on trial tells everything and keeps nothing', async () => {
    const store = await openRecord();
    const report = await load(store, 'parcels', '宗地.zip', shapefile(), { dryRun: true });
    expect([report.status, report.counts?.created, report.evaluation?.conservation]).toEqual(['trial', 9, expect.any(Array)]);
    expect(await store.counties()).toEqual([]);
    await store.close();
  });

  it('a corrected file updates its records and keeps what was there before', async () => {
    const store = await openRecord();
    await loadAll(store);
    const report = await load(
      store,
      'accounts',
      '更正.csv',
      accounts().replace('2021,91331123MAB1PLM57E,盛丰塑业有限公司,21.0', '2021,91331123MAB1PLM57E,盛丰塑业有限公司,20.0'),
    );
    expect(report.counts).toMatchObject({ created: 0, updated: 1, unchanged: 14 });
    const [revision] = await store.revisions(county, 'account', `${uscc.one} 2021`);
    expect(revision?.changes).toEqual({ tax: [21_000_000, 20_000_000] });
    expect([revision?.previous.file, revision?.source.file]).toEqual(['账目.csv', '更正.csv']);
    await store.close();
  });

  it('issues are kept with their import', async () => {
    const store = await openRecord();
    await loadAll(store);
    const kinds = (await store.importIssues(county, 1)).map((issue) => issue.kind);
    expect(kinds).toContain('uscc-check-digit');
    expect((await store.importIssues(county)).every((issue) => issue.importId > 0)).toBe(true);
    expect((await store.evaluationIssues(county)).map((issue) => issue.kind).sort()).toEqual(['account-without-firm', 'match-by-name']);
    await store.close();
  });

  it('a ledger file declares what may be declared, and rejects what would count land twice', async () => {
    const store = await openRecord();
    await loadAll(store);
    const ledger = (rows: string): string => `宗地代码,类型,面积(亩),有效面积(亩),日期,依据,措施\r\n${rows}`;
    const report = await load(
      store,
      'ledger',
      '台账.csv',
      ledger(
        [
          `${cases.idle},腾出,10,8,2022-06-01,收回决定,收回`,
          `${cases.idle},腾出,6,,2022-07-01,收购合同,收购`,
          `${cases.first},腾出,2,,2024-07-01,合同,收购`,
          `331123001001GB99999,腾出,2,,2022-07-01,合同,收购`,
        ].join('\r\n'),
      ),
    );
    expect(report.counts).toMatchObject({ rowsIn: 4, records: 1, rejected: 3, created: 1 });
    expect(report.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.row)).toEqual([3, 4, 5]);
    const [entry] = await store.ledger(county);
    expect([entry?.parcel, toMu(entry!.gross), entry?.policy, entry?.act]).toEqual([cases.idle, 10, 'suichang-2022', 'declare']);
    await store.close();
  });

  it('a ledger as a county keeps it: its own headings, GBK, square metres, days in words; a row written twice counts once', async () => {
    const store = await openRecord();
    await load(store, 'parcels', '演示.zip', shapefile(), { demo: true });
    const rows = [
      '某县腾出用地台账,,,,,,',
      '宗地编号,腾退类型,处置面积（平方米）,其中：有效面积（平方米）,腾退时间,证明材料,处置方式',
      `${cases.idle},腾出,2000,1000,2022年6月1日,合同甲,收储`,
      `${cases.idle},腾出,2000,1000,2022年6月1日,合同甲,收储`,
      `${cases.idle},腾出,500,,2022.7.1,合同乙,回购`,
      `${cases.idle},腾出,500,600,2022.7.1,合同丙,回购`,
      '合计,,4500,,,,',
    ];
    const report = await load(store, 'ledger', '台账.csv', iconv.encode(rows.join('\r\n'), 'gbk'));
    // A ledger founds no county: the invented parcels stay, and what is entered on them is invented too.
    expect(report.notes[0]).toContain('演示数据');
    expect((await store.county(county))?.demo).toBe(true);
    expect(report.counts).toMatchObject({ rowsIn: 4, created: 2, rejected: 2 });
    const reasons = report.issues.filter(({ severity }) => severity === 'error').map(({ row, message }) => `${row} ${message}`);
    expect(reasons).toEqual([expect.stringMatching(/^6 有效面积应在/), expect.stringMatching(/^4 与第 3 行完全相同/)]);
    expect((await store.ledger(county)).map(({ gross, effective, date }) => [toMu(gross), effective && toMu(effective), date])).toEqual([
      [3, 1.5, '2022-06-01'],
      [0.75, null, '2022-07-01'],
    ]);
    await store.close();
  });

  it('real files make invented ones leave', async () => {
    const store = await openRecord();
    await load(store, 'parcels', '演示.zip', shapefile(), { demo: true });
    expect((await store.county(county))?.demo).toBe(true);
    const report = await load(store, 'firms', '企业.csv', firms());
    expect(report.notes[0]).toContain('已全部清除');
    const data = (await store.loadCounty(county))!;
    expect([data.county.demo, data.parcels.length, data.firms.length, data.townships.length]).toEqual([false, 0, 10, 20]);
    await expect(load(store, 'parcels', '演示.zip', shapefile(), { demo: true })).rejects.toThrow('real data');
    await store.close();
  });
});

describe('a process that dies in the middle', () => {
  it('leaves the record as it was before', async () => {
    const home = temporaryHome();
    const store = await openStore(home);
    await loadPolicies(store, `${root}data/policies`, options.now);
    await loadAll(store);
    const before = await store.loadCounty(county);
    await store.close();
    const child = spawnSync(process.execPath, ['--import', 'tsx', `${root}test/fixtures/killed-import.ts`, home], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([child.signal, child.stdout]).toEqual(['SIGKILL', '']);
    const again = await openStore(home);
    expect(await again.loadCounty(county)).toEqual(before);
    expect(await again.imports(county)).toHaveLength(4);
    expect(await again.faults()).toEqual([]);
    await again.close();
  });
});

describe('verifying', () => {
  it('finds the evaluation reproducible, and notices when it no longer is', async () => {
    const store = await openRecord();
    await loadAll(store);
    const policies = await parsedPolicies(store);
    expect(await findEvaluationFaults(store, county, policies)).toEqual([]);
    await load(store, 'accounts', '后来.csv', accounts().replace(/77\.7/, '88.8'), { evaluate: false });
    expect((await findEvaluationFaults(store, county, policies))[0]).toContain('各年税收合计');
    await evaluateCounty(store, county, options.now);
    expect(await findEvaluationFaults(store, county, policies)).toEqual([]);
    await store.close();
  });

  it('uses the policy text of the time, also after the policy was changed', async () => {
    const store = await openRecord();
    await loadAll(store);
    const yaml = readFileSync(`${root}data/policies/suichang-2022.yaml`, 'utf8');
    const { parsePolicyYaml } = await import('../server/intake/policy-file.ts');
    const read = parsePolicyYaml(yaml, 'x');
    if (!read.ok) throw new Error('the policy does not parse');
    await store.addPolicy({ id: 'suichang-2022', version: '2', county, hash: 'other', yaml: `# later\n${yaml}`, recordedAt: options.now });
    expect(await findEvaluationFaults(store, county, await parsedPolicies(store))).toEqual([]);
    await store.close();
  });
});
