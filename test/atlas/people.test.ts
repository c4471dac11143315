// The people of a firm fall on its parcels and add up to the firm; what is not known falls nowhere.
import { expect, test } from 'vitest';
import { buildSnapshot } from '../../server/atlas/snapshot.ts';
import { peopleOf } from '../../server/atlas/repurchase/people.ts';
import { policies } from '../fixtures/town/policies.ts';
import { town, TOWN_DAY } from '../fixtures/town/town.ts';

const year = 2021;
const accounts = town.accounts.map((account, place) => ({ ...account, employees: place % 5 === 0 ? null : 7 + place }));
const { sheet } = buildSnapshot({ ...town, accounts }, policies, TOWN_DAY);

test('to the thousandth of a person', () => {
  const { firm } = sheet.occupants(year);
  const people = peopleOf(sheet, year);
  const sums = new Map<number, number>();
  for (const [entry, one] of firm.entries()) sums.set(one, (sums.get(one) ?? 0) + people[entry]!);
  const several = new Set([...sums.keys()].filter((one) => firm.filter((other) => other === one).length > 1));
  expect(several.size).toBeGreaterThan(0);
  for (const [one, sum] of sums) {
    const uscc = sheet.firms.codes[one]!;
    const employees = accounts.find((account) => account.uscc === uscc && account.year === year)?.employees ?? null;
    const known = employees !== null && sheet.record.land(uscc, year)?.known === true;
    expect(sum).toBe(known ? employees * 1000 : Number.NaN);
  }
});
