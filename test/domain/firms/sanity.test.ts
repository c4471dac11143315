// Contradictions between figures: each rule fires on its case, not beside it, and never on what is not known.
import { describe, expect, it } from 'vitest';
import { indexCounty } from '#domain/firms/county-index.ts';
import type { Account, Firm, Occupancy } from '#domain/firms/firm.ts';
import { contradictionsIn } from '#domain/firms/sanity.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { fen } from '#domain/units.ts';
import { account, county, day, firm, mu, parcel } from './samples.ts';

const wan = (value: number) => fen(Math.round(value * 1_000_000));

function found(
  more: Partial<Account>,
  about: { firm?: Partial<Firm>; parcel?: Partial<Parcel>; role?: '自用' | '租用'; before?: number } = {},
): string[] {
  const occupancy: Occupancy = {
    county,
    year: 2021,
    parcel: 'P',
    uscc: 'A',
    role: about.role ?? '自用',
    area: mu(10),
    basis: 'holder-code',
  };
  const before = about.before === undefined ? [] : [account('A', 2020, about.before)];
  const index = indexCounty({
    parcels: [parcel('P', about.parcel)],
    blocks: [],
    firms: [firm('A', '甲厂', about.firm)],
    accounts: [...before, account('A', 2021, null, more)],
    occupancies: [occupancy],
  });
  return contradictionsIn(index).map(({ kind, mender }) => `${kind} ${mender}`);
}

describe('a contradiction', () => {
  it.each<[string, string[], Parameters<typeof found>]>([
    ['no tax, high revenue', ['sanity-money 税务'], [{ tax: wan(0), revenue: wan(500) }]],
    ['no tax, revenue just below', [], [{ tax: wan(0), revenue: fen(499_999_999) }]],
    ['tax not known, high revenue', [], [{ revenue: wan(900) }]],
    ['more tax than revenue', ['sanity-money 税务'], [{ tax: wan(11), revenue: wan(10) }]],
    ['more value added than revenue', ['sanity-money 统计'], [{ valueAdded: wan(11), revenue: wan(10) }]],
    ['revenue without power', ['sanity-use 供电'], [{ revenue: wan(600), powerKwh: 0 }]],
    ['revenue, power not known', [], [{ revenue: wan(600) }]],
    ['below scale with twice the revenue', ['sanity-scale 统计'], [{ aboveScale: false, revenue: wan(4000) }]],
    ['scale not known', [], [{ revenue: wan(4000) }]],
    ['a thousandfold year', ['sanity-jump 税务'], [{ tax: wan(3000) }, { before: 3 }]],
    ['a ninehundredfold year', [], [{ tax: wan(2700) }, { before: 3 }]],
    ['halted yet using power', ['sanity-use 供电'], [{ powerKwh: 5 }, { firm: { haltedSince: day('2020-06-01') } }]],
    ['halted within the year', [], [{ powerKwh: 5 }, { firm: { haltedSince: day('2021-06-01') } }]],
    [
      'not in production yet using power',
      ['sanity-use 供电'],
      [{ powerKwh: 5 }, { parcel: { productionStart: { state: 'not-started' } } }],
    ],
    [
      'not in production yet with a tenant',
      ['sanity-use 乡镇'],
      [{}, { role: '租用', parcel: { productionStart: { state: 'not-started' } } }],
    ],
    ['production not known, power used', [], [{ powerKwh: 5 }, { parcel: { productionStart: { state: 'unknown' } } }]],
    ['assessed land more than twice what it stands on', ['sanity-area 土地'], [{ assessedArea: mu(20.000001) }]],
    ['assessed land just twice', [], [{ assessedArea: mu(20) }]],
  ])('%s', (_, kinds, given) => expect(found(...given)).toEqual(kinds));
});
