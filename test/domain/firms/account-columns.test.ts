// Accounts as columns: whatever is stated or left open comes back as it was.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeColumns, encodeColumns } from '#domain/column-codec.ts';
import { accountsOfColumns, columnsOfAccounts } from '#domain/firms/account-columns.ts';
import { type Account, grades } from '#domain/firms/firm.ts';
import { atOnce } from '#domain/piecewise.ts';
import { fen } from '#domain/units.ts';
import { county } from './samples.ts';

const open = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const quantity = open(fc.double({ min: 0, max: 1e12, noNaN: true }));
const money = open(fc.maxSafeInteger().map(fen));
const account: fc.Arbitrary<Account> = fc.record({
  county: fc.constant(county),
  uscc: fc.constantFrom('甲', '乙', '91331123MAB1PLM57E'),
  name: open(fc.constantFrom('', '某某厂', '甲')),
  year: fc.integer({ min: 1990, max: 2100 }),
  tax: money,
  revenue: money,
  valueAdded: money,
  outputValue: money,
  researchSpending: money,
  energyTce: quantity,
  powerKwh: quantity,
  waterTonnes: fc.constant(null),
  emissionsTonnes: quantity,
  employees: quantity,
  aboveScale: open(fc.boolean()),
  grade: open(fc.constantFrom(...grades)),
  assessedArea: fc.constant(null),
  source: fc.record({
    importId: fc.integer({ min: 0, max: 3 }),
    file: fc.constantFrom('a.csv', 'b.xlsx'),
    sheet: open(fc.constantFrom('2021', '')),
    row: open(fc.integer({ min: 1, max: 2_000_000 })),
  }),
});

it('come back the same, also through bytes', () => {
  fc.assert(
    fc.property(fc.array(account, { maxLength: 20 }), (accounts) => {
      const columns = columnsOfAccounts(accounts.length, accounts);
      expect(atOnce(accountsOfColumns(columns, county))).toEqual(accounts);
      expect(atOnce(accountsOfColumns(decodeColumns(encodeColumns(columns).buffer), county))).toEqual(accounts);
    }),
  );
});

it('are as many as was announced', () => {
  expect(() => columnsOfAccounts(1, [])).toThrow('1 accounts were announced, 0 came');
});
