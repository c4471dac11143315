// Small records of every kind for tests: what a test does not say is plain and known.
import type { Account, Firm, Tenure, TenureRole } from '#domain/firms/firm.ts';
import { countyCode } from '#domain/land/codes.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { isoDate, type IsoDate } from '#domain/period.ts';
import { fen, microMu, type MicroMu } from '#domain/units.ts';

export const county = countyCode('331123');
export const source = { importId: 1, file: '样例.csv', sheet: null, row: 2 };

export const mu = (value: number): MicroMu => microMu(Math.round(value * 1_000_000));
export const day = (text: string): IsoDate => isoDate(text);

export function parcel(code: string, more: Partial<Parcel> = {}): Parcel {
  return {
    county,
    code,
    location: null,
    registeredArea: mu(10),
    measuredArea: null,
    landUse: '工业用地',
    acquisitionMode: '出让',
    supplyDate: day('2010-01-01'),
    acquisitionDate: null,
    agreedStart: null,
    agreedCompletion: null,
    actualStart: null,
    productionStart: { state: 'started', date: day('2012-01-01') },
    holder: null,
    holderUscc: null,
    unitCode: null,
    township: null,
    block: null,
    shape: null,
    facts: {},
    source,
    ...more,
  };
}

export function firm(uscc: string, name: string, more: Partial<Firm> = {}): Firm {
  return {
    county,
    uscc,
    name,
    kind: '企业',
    industryCode: null,
    industryTags: [],
    township: null,
    haltedSince: null,
    facts: {},
    source,
    ...more,
  };
}

/** `tax` in 万元; null = not given. */
export function account(uscc: string, year: number, tax: number | null, more: Partial<Account> = {}): Account {
  return {
    county,
    uscc,
    name: null,
    year,
    tax: tax === null ? null : fen(Math.round(tax * 1_000_000)),
    revenue: null,
    valueAdded: null,
    outputValue: null,
    researchSpending: null,
    energyTce: null,
    powerKwh: null,
    waterTonnes: null,
    emissionsTonnes: null,
    employees: null,
    aboveScale: null,
    grade: null,
    assessedArea: null,
    source,
    ...more,
  };
}

/** `area` in 亩; null = not stated. */
export function tenure(
  parcelCode: string,
  uscc: string,
  role: TenureRole,
  area: number | null,
  from: string | null = null,
  to: string | null = null,
): Tenure {
  return {
    county,
    parcel: parcelCode,
    uscc,
    role,
    area: area === null ? null : mu(area),
    from: from === null ? null : day(from),
    to: to === null ? null : day(to),
    source,
  };
}
