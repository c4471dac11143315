// A snapshot says of each parcel what its record says; it is replaced as a whole, and scoped as a whole.
import { describe, expect, test } from 'vitest';
import { openActor, type Actor } from '#domain/access/actor.ts';
import { NO_INDEX, type YearColumns } from '#domain/columns.ts';
import type { CountyData } from '#domain/county-data.ts';
import { townshipCode } from '#domain/land/codes.ts';
import { insideShape } from '#domain/land/inside.ts';
import { taxOfParcel } from '#domain/firms/tax-per-mu.ts';
import { isoDate } from '#domain/period.ts';
import { summarise } from '#domain/summary.ts';
import { createAtlas, type CountyReader } from '../../server/atlas/atlas.ts';
import { judgementAt } from '../../server/atlas/judging.ts';
import { buildSnapshot } from '../../server/atlas/snapshot.ts';
import { freedOf } from '../../server/atlas/freed.ts';
import { EAST, HILL } from '../fixtures/town/lots.ts';
import { policies, suichang } from '../fixtures/town/policies.ts';
import { lotCode, town, TOWN, TOWN_DAY } from '../fixtures/town/town.ts';

const snapshot = buildSnapshot(town, policies, TOWN_DAY);
const { base } = snapshot;
const year = snapshot.columns(2021, suichang);
const at = (number: number): number => snapshot.indexOf.get(lotCode(number))!;

describe('base columns', () => {
  test('hold every parcel once, the undrawn last', () => {
    expect([...base.codes].sort()).toEqual(town.parcels.map((parcel) => parcel.code).sort());
    expect(base.codes.at(-1)).toBe(lotCode(16));
    expect(base.bounds[at(16) * 4]).toBeNaN();
  });
  test('keep areas to the micro-mu and say which area it is', () => {
    expect(base.area[at(1)]).toBe(21_000_000);
    expect(base.areaRegistered[at(1)]).toBe(1);
    expect(base.area[at(17)]).toBe(town.parcels.find((parcel) => parcel.code === lotCode(17))!.measuredArea);
    expect(base.areaRegistered[at(17)]).toBe(0);
  });
  test('name the main firm, its industry, and the lack of a place', () => {
    expect(base.names[at(4)]).toBe('遂昌甲租纺织有限公司');
    expect(base.industryCodes[base.industry[at(4)]!]).toBe('17');
    expect(base.names[at(12)]).toBe('');
    expect(base.township[at(13)]).toBe(NO_INDEX);
    expect(base.block[at(7)]).toBe(NO_INDEX);
  });
  test('have a point inside each drawn parcel', () => {
    const inside = base.codes.map((code, index) => {
      const { shape } = town.parcels.find((parcel) => parcel.code === code)!;
      return shape === null || insideShape(shape, [base.points[index * 2]!, base.points[index * 2 + 1]!]);
    });
    expect(inside).toEqual(base.codes.map(() => true));
  });
});

describe('columns of a year', () => {
  test('tax is what the record allocates, and NaN where any part is not known', () => {
    for (const parcel of town.parcels) {
      for (const of of [2016, 2019, 2020, 2021]) {
        const here = town.occupancies.filter((one) => one.parcel === parcel.code && one.year === of);
        const parts = town.allocations.filter((one) => one.parcel === parcel.code && one.year === of);
        expect(snapshot.columns(of, null).tax[snapshot.indexOf.get(parcel.code)!]).toBe(taxOfParcel(here.length, parts) ?? Number.NaN);
      }
    }
  });
  test('the firm on two parcels is split by area, to the fen', () => {
    expect(year.tax[at(8)]! + year.tax[at(9)]!).toBe(67_500_000);
    expect(year.tax[at(8)]).toBe(2 * year.tax[at(9)]!);
  });
  test('a grade is the worst, unknown when somebody’s is and nobody’s known one is D', () => {
    expect(year.grade[at(4)]).toBe(0);
    expect(snapshot.columns(2020, suichang).grade[at(4)]).toBe(4);
    expect(year.grade[at(6)]).toBe(4);
    expect(year.gradeYears[at(6)]).toBe(1);
    expect(year.gradeYears[at(22)]).toBe(6);
    expect(snapshot.columns(2018, suichang).gradeYears[at(22)]).toBe(3);
    expect(year.gradeYears[at(12)]).toBe(0);
  });
  test('a year nobody reported has nothing known, and no zeros', () => {
    const empty = snapshot.columns(2035, suichang);
    expect(empty.tax.every(Number.isNaN)).toBe(true);
    expect(empty.grade.every((grade) => grade === 0)).toBe(true);
  });
  test('idle and freed on the day', () => {
    expect([3, 21, 14, 1, 12].map((number) => year.idle[at(number)])).toEqual([1, 2, 1, 0, 0]);
    expect([14, 15, 1].map((number) => year.freed[at(number)])).toEqual([2, 1, 0]);
    expect(freedOf(snapshot.sheet, lotCode(15))).toEqual({ state: 'declared', gross: 6_000_000, effective: null });
  });
});

describe('verdicts', () => {
  test('in the columns are those of the judge with evidence, for every policy and year', () => {
    for (const policy of policies) {
      for (const of of [2019, 2020, 2021]) {
        const columns: YearColumns = snapshot.columns(of, policy);
        for (const [index, code] of base.codes.entries()) {
          const judged = judgementAt(snapshot.sheet, index, of, policy);
          const rules = (bits: number): string[] => columns.rules.filter((_, bit) => (bits & (1 << bit)) !== 0);
          const verdict = columns.verdict[index]!;
          const proposed = verdict === 0 || verdict === 255 ? null : columns.classes[verdict - 1]!;
          expect([code, proposed, rules(columns.flags[index]!), rules(columns.unknown[index]!), columns.gap[index]]).toEqual([
            code,
            judged.proposed,
            judged.matched,
            judged.unknown,
            judged.gaps.length > 0 ? 1 : 0,
          ]);
        }
      }
    }
  });
  test('of the town’s cases', () => {
    const classOf = (number: number): string | number => year.classes[year.verdict[at(number)]! - 1] ?? year.verdict[at(number)]!;
    expect(classOf(1)).toBe(0);
    expect(year.gap[at(1)]).toBe(1);
    expect(classOf(2)).toBe('淘汰关停类');
    expect(classOf(7)).toBe(0);
    expect(classOf(5)).toBe(255);
    expect(classOf(18)).toBe('整治提升类');
  });
  test('without a policy there are none', () => {
    expect(snapshot.columns(2021, null)).toMatchObject({ classes: [], rules: [], policy: '' });
  });
});

const hill: Actor = { name: '镇', role: 'clerk', townships: [townshipCode(HILL)] };

function readerOf(versions: readonly CountyData[]): CountyReader & { step(): void } {
  let place = 0;
  return { counties: async () => [town.county], loadCounty: async () => versions[place]!, step: () => void (place += 1) };
}

async function atlasOf(versions: readonly CountyData[], day = { today: TOWN_DAY }) {
  const reader = readerOf(versions);
  const atlas = createAtlas(reader, policies, () => day.today);
  await atlas.load();
  return { atlas, reader };
}

describe('scope', () => {
  test('leaves exactly the actor’s parcels, with the same figures under indices of their own', async () => {
    const { atlas } = await atlasOf([town]);
    const part = atlas.snapshot(TOWN, hill)!;
    const columns = part.columns(2021, suichang);
    const own = town.parcels.filter((parcel) => parcel.township === HILL).map((parcel) => parcel.code);
    expect([...part.base.codes].sort()).toEqual(own.sort());
    for (const [index, code] of part.base.codes.entries()) {
      const whole = snapshot.indexOf.get(code)!;
      expect([part.base.area[index], columns.tax[index], columns.verdict[index], columns.flags[index]]).toEqual([
        base.area[whole],
        year.tax[whole],
        year.verdict[whole],
        year.flags[whole],
      ]);
      expect([...part.base.bounds.subarray(index * 4, index * 4 + 4)]).toEqual([...base.bounds.subarray(whole * 4, whole * 4 + 4)]);
    }
    expect(part.tag).not.toBe(snapshot.tag);
    expect(part.index.search(0, 0, 2 ** 32 - 1, 2 ** 32 - 1).every((index) => index < own.length)).toBe(true);
  });
  test('the townships’ sums are those of the whole', async () => {
    const { atlas } = await atlasOf([town]);
    const part = atlas.snapshot(TOWN, hill)!;
    const row = summarise('township', base, year, () => true).rows.find((group) => group.key === HILL);
    expect({ ...summarise('none', part.base, part.columns(2021, suichang), () => true).total, key: HILL, name: row!.name }).toEqual(row);
  });
  test('land without a township is seen by whoever sees everything', async () => {
    const { atlas } = await atlasOf([town]);
    expect(atlas.snapshot(TOWN, { ...hill, townships: [townshipCode(EAST), townshipCode(HILL)] })!.indexOf.has(lotCode(13))).toBe(false);
    expect(atlas.snapshot(TOWN, { ...hill, townships: [] })!.base.size).toBe(0);
    expect(atlas.snapshot(TOWN, openActor)!.indexOf.has(lotCode(13))).toBe(true);
  });
});

describe('the atlas', () => {
  const later: CountyData = { ...town, version: 2, parcels: town.parcels.slice(1) };

  test('swaps whole snapshots; who has one keeps it', async () => {
    const { atlas, reader } = await atlasOf([town, later]);
    const before = atlas.snapshot(TOWN, openActor)!;
    reader.step();
    await atlas.refresh(TOWN);
    const after = atlas.snapshot(TOWN, openActor)!;
    expect([before.base.size, after.base.size]).toEqual([22, 21]);
    expect(after.tag).not.toBe(before.tag);
    expect(before.indexOf.has(lotCode(1))).toBe(true);
  });

  test('goes on serving the old one until the new one is whole', async () => {
    const { atlas, reader } = await atlasOf([town, later]);
    reader.step();
    const refreshing = atlas.refresh(TOWN);
    const seen = [atlas.snapshot(TOWN, openActor)!.base.size];
    await refreshing;
    expect([...seen, atlas.snapshot(TOWN, openActor)!.base.size]).toEqual([22, 21]);
  });

  test('rows taken over give what reading everything again would', async () => {
    const row = { ...town.ledger[2]!, id: 4, entry: 4, parcel: lotCode(1), date: isoDate('2022-06-01') };
    const decision = { ...town.idleDecisions[0]!, parcel: lotCode(12) };
    const { atlas } = await atlasOf([town]);
    const heavy = atlas.snapshot(TOWN, openActor)!.base;
    await atlas.amend(TOWN, 2, { ledger: [row], idleDecisions: [decision] });
    const amended = atlas.snapshot(TOWN, openActor)!;
    const rebuilt = buildSnapshot(
      { ...town, version: 2, ledger: [...town.ledger, row], idleDecisions: [...town.idleDecisions, decision] },
      policies,
      TOWN_DAY,
    );
    expect(amended.tag).toBe(rebuilt.tag);
    expect(amended.columns(2021, suichang)).toEqual(rebuilt.columns(2021, suichang));
    expect(amended.columns(2021, suichang).freed[at(1)]).toBe(1);
    expect(amended.columns(2021, suichang).idle[at(12)]).toBe(2);
    expect(amended.base).toBe(heavy);
  });

  test('a write in between is not missed: everything is read again', async () => {
    const { atlas, reader } = await atlasOf([town, { ...later, version: 3 }]);
    reader.step();
    await atlas.amend(TOWN, 3, { ledger: [] });
    expect(atlas.snapshot(TOWN, openActor)!.base.size).toBe(21);
  });

  test('a new day makes a new snapshot of the same record', async () => {
    const day = { today: TOWN_DAY };
    const { atlas } = await atlasOf([town], day);
    const before = atlas.snapshot(TOWN, openActor)!;
    day.today = isoDate('2022-07-01');
    const after = atlas.snapshot(TOWN, openActor)!;
    expect(after.sheet.asOf).toBe('2022-07-01');
    expect(after.tag).not.toBe(before.tag);
    expect(after.base).toBe(before.base);
  });
});
