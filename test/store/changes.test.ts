// Changes to the record: whole or not at all, versions, what is written once, evaluations, emptied demonstrations.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countyCode } from '#domain/land/codes.ts';
import { fen } from '#domain/units.ts';
import { openStore } from '../../server/store/store.ts';
import { recordFileName } from '../../server/store/database.ts';
import { county, day, firm, mu, parcel } from '../domain/firms/samples.ts';
import { declared } from '../domain/ledger/rows.ts';
import { openTestStore, temporaryHome } from './home.ts';

const nothing = { occupancies: [], allocations: [], conservation: [], evaluations: [], verdicts: [], aliases: new Map<string, string>() };

describe('a change', () => {
  it('is kept whole or not at all', async () => {
    const store = await openTestStore();
    await expect(
      store.change(county, async (record) => {
        await record.putParcels([parcel('P1')]);
        await record.appendLedger(declared());
        throw new Error('half-way');
      }),
    ).rejects.toThrow('half-way');
    const data = (await store.loadCounty(county))!;
    expect([data.parcels.length, data.ledger.length, data.version]).toEqual([0, 0, 0]);
  });

  it('tried without keeping sees itself and leaves nothing', async () => {
    const store = await openTestStore();
    const seen = await store.change(
      county,
      async (record) => {
        await record.putParcels([parcel('P1')]);
        return (await record.loadCounty(county))!.parcels.length;
      },
      { keep: false },
    );
    expect(seen).toBe(1);
    expect((await store.loadCounty(county))!.parcels).toEqual([]);
  });

  it('raises the version of its county by one, and only when something was written', async () => {
    const store = await openTestStore();
    const other = countyCode('330723');
    await store.putCounty({ code: other, name: '武义县', demo: false });
    await store.change(county, async (record) => {
      await record.putParcels([parcel('P1')]);
      await record.putFirms([firm('A', '甲厂')]);
    });
    await store.change(county, (record) => record.putParcels([parcel('P1')]));
    expect([await store.version(county), await store.version(other), await store.version(countyCode('999999'))]).toEqual([1, 0, null]);
  });

  it('waits for the change before it, and readers see the last kept state meanwhile', async () => {
    const store = await openTestStore();
    const seen: number[] = [];
    const first = store.change(county, async (record) => {
      await record.putParcels([parcel('P1')]);
      seen.push((await store.loadCounty(county))!.parcels.length);
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    const second = store.change(county, async (record) => {
      seen.push((await record.loadCounty(county))!.parcels.length);
    });
    await Promise.all([first, second]);
    expect(seen).toEqual([0, 1]);
  });

  it('waits for another process that is writing', async () => {
    const home = temporaryHome();
    const store = await openTestStore(home);
    const other = new Database(join(home, recordFileName));
    other.exec('BEGIN IMMEDIATE');
    const change = store.change(county, (record) => record.putParcels([parcel('P1')]));
    setTimeout(() => {
      other.exec('COMMIT');
      other.close();
    }, 400);
    expect(await change).toMatchObject({ created: 1 });
  });
});

describe('what is written once', () => {
  it('cannot be changed or deleted, not even by hand', async () => {
    const home = temporaryHome();
    const store = await openTestStore(home);
    await store.addPolicy({ id: 'p', version: '1', county, hash: 'h', yaml: 'y', recordedAt: 't' });
    await store.change(county, async (record) => {
      await record.putParcels([parcel('P1')]);
      await record.putParcels([parcel('P1', { holder: '甲' })]);
      await record.appendLedger(declared());
      await record.decideIdle({
        parcel: 'P1',
        state: 'decided',
        since: day('2017-01-01'),
        basis: '认定书',
        actor: '科员',
        recordedAt: 't',
      });
    });
    const file = new Database(join(home, recordFileName));
    file.pragma('recursive_triggers = ON');
    for (const table of ['ledger', 'idle_decision', 'policy_document', 'revision']) {
      const [column] = file.pragma(`table_info(${table})`) as { name: string }[];
      expect(() => file.exec(`UPDATE ${table} SET ${column!.name} = ${column!.name}`)).toThrow('append-only');
      expect(() => file.exec(`DELETE FROM ${table}`)).toThrow('append-only');
      expect(() => file.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow('append-only');
    }
    expect(() => file.exec('UPDATE county SET demo = 1')).toThrow('never becomes a demonstration');
    expect(() => file.exec('DELETE FROM county')).toThrow('a county is never removed');
    file.close();
  });

  it('is sealed row by row, and damage is named', async () => {
    const home = temporaryHome();
    const store = await openTestStore(home);
    await store.change(county, async (record) => {
      const first = await record.appendLedger(declared());
      const second = await record.appendLedger(declared({ act: 'verify', entry: first.id }));
      await record.appendLedger(declared({ parcel: 'P2' }));
      expect(second.previousHash).toBe(first.hash);
    });
    expect(await store.faults()).toEqual([]);
    const file = new Database(join(home, recordFileName));
    file.exec(`DROP TRIGGER ledger_kept; UPDATE ledger SET gross = gross + 1 WHERE id = 2`);
    expect(await store.faults()).toEqual(['台账链断裂：331123 第 2 条内容被改动']);
    file.exec(`UPDATE ledger SET gross = gross - 1 WHERE id = 2; DROP TRIGGER ledger_held; DELETE FROM ledger WHERE id = 3`);
    expect(await store.faults()).toContain('台账末尾缺失：331123 应有 3 条，现有 2 条，第 2 条之后缺 1 条');
    file.close();
  });

  it('keeps each version of a policy, and the newest in use', async () => {
    const store = await openTestStore();
    const document = { id: 'p', version: '1', county, hash: 'h1', yaml: '一', recordedAt: 't' };
    expect(await store.addPolicy(document)).toBe(true);
    expect(await store.addPolicy(document)).toBe(false);
    expect(await store.addPolicy({ ...document, version: '2', hash: 'h2', yaml: '二' })).toBe(true);
    expect(await store.addPolicy(document)).toBe(true);
    expect((await store.policies()).map((one) => one.yaml)).toEqual(['一']);
    expect((await store.policyVersions()).map((one) => one.hash)).toEqual(['h1', 'h2', 'h1']);
  });
});

describe('evaluations', () => {
  it('come back as they were put, also for firms in no register, and are replaced as a whole', async () => {
    const store = await openTestStore();
    const occupancies = [
      { county, year: 2020, parcel: 'P1', uscc: 'A', role: '自用', area: mu(4), basis: 'holder-name' },
      { county, year: 2020, parcel: 'P1', uscc: '无名氏', role: '租用', area: mu(0), basis: 'tenure' },
      { county, year: 2021, parcel: 'P2', uscc: 'X', role: '租用', area: mu(1), basis: 'holder-code' },
    ] as const;
    const allocations = [
      { county, year: 2020, parcel: 'P1', uscc: 'A', area: mu(4), tax: fen(-5) },
      { county, year: 2021, parcel: 'P2', uscc: 'X', area: mu(1), tax: null },
    ];
    const conservation = [2020, 2021].map((year) => ({
      year,
      accounts: 1,
      known: 1,
      imported: fen(-5),
      allocated: fen(-5),
      unallocated: fen(0),
    }));
    const verdicts = [
      { policy: 'p', year: 2020, parcel: 'P1', scope: 'in', proposed: '淘汰关停类', matched: ['R1', 'R2'], unknown: [], gaps: ['G1'] },
      { policy: 'p', year: 2020, parcel: 'P2', scope: 'unknown', proposed: null, matched: [], unknown: ['R3'], gaps: [] },
      { policy: 'p', year: 2021, parcel: 'P2', scope: 'out', proposed: null, matched: [], unknown: [], gaps: [] },
    ] as const;
    const evaluations = [{ policy: 'p', policyHash: 'h', asOf: day('2022-01-01'), recordedAt: 't' }];
    await store.change(county, async (record) => {
      await record.putParcels([parcel('P1'), parcel('P2')]);
      await record.putFirms([firm('A', '甲厂')]);
      await record.replaceEvaluation({ occupancies, allocations, conservation, evaluations, verdicts, aliases: new Map() }, []);
    });
    const data = (await store.loadCounty(county))!;
    expect(data.occupancies).toEqual(occupancies);
    expect(data.allocations).toEqual(allocations);
    expect(await store.conservation(county)).toEqual(conservation);
    expect(await store.evaluations(county)).toEqual(evaluations);
    expect(await store.allVerdicts(county)).toEqual(verdicts);
    expect(await store.verdicts(county, 'p', 2021)).toEqual([verdicts[2]]);
    await store.change(county, (record) => record.replaceEvaluation(nothing, []));
    expect((await store.loadCounty(county))!.occupancies).toEqual([]);
    expect(await store.allVerdicts(county)).toEqual([]);
  });

  it('that do not conserve are not taken', async () => {
    const store = await openTestStore();
    const bad = [{ year: 2020, accounts: 1, known: 1, imported: fen(5), allocated: fen(3), unallocated: fen(1) }];
    await expect(store.change(county, (record) => record.replaceEvaluation({ ...nothing, conservation: bad }, []))).rejects.toThrow(
      'CHECK',
    );
  });
});

describe('demonstration counties', () => {
  const demo = countyCode('330411');

  it('can be emptied, ledger and all, and only then become real; real ones cannot', async () => {
    const store = await openTestStore();
    await store.putCounty({ code: demo, name: '秀洲区', demo: true });
    const theirs = { ...parcel('D1'), county: demo };
    await store.change(demo, async (record) => {
      await record.putParcels([theirs]);
      await record.appendLedger(declared({ parcel: 'D1' }));
    });
    await expect(store.putCounty({ code: demo, name: '秀洲区', demo: false })).rejects.toThrow('emptied before');
    await store.change(demo, async (record) => {
      await record.clearDemo();
      await record.putCounty({ code: demo, name: '秀洲区', demo: false });
      await record.appendLedger(declared({ parcel: 'N1' }));
    });
    const data = (await store.loadCounty(demo))!;
    expect([data.county.demo, data.parcels.length, data.ledger.length]).toEqual([false, 0, 1]);
    expect(await store.faults()).toEqual([]);
    await store.change(county, (record) => record.appendLedger(declared()));
    await expect(store.change(county, (record) => record.clearDemo())).rejects.toThrow('append-only');
  });
});

describe("the record's layout", () => {
  it('is made once and found again', async () => {
    const home = temporaryHome();
    const first = await openStore(home);
    await first.putCounty({ code: county, name: '遂昌县', demo: false });
    await first.close();
    const second = await openStore(home);
    expect((await second.counties()).map((one) => one.name)).toEqual(['遂昌县']);
    expect(second.schema).toBeGreaterThanOrEqual(3);
    await second.close();
  });

  it('of a newer program is refused', async () => {
    const home = temporaryHome();
    await (await openStore(home)).close();
    const file = new Database(join(home, recordFileName));
    file.pragma('user_version = 999');
    file.close();
    await expect(openStore(home)).rejects.toThrow('use the newer program');
  });
});
