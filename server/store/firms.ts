// Firms, their yearly accounts and their tenure in the record.
import type { Account, Firm, FirmKind, Grade, Tenure, TenureRole } from '#domain/firms/firm.ts';
import type { TownshipCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Fen, MicroMu } from '#domain/units.ts';
import { factsFromText, factsToText, mergeFactTexts } from './fact-text.ts';
import type { RecordTable } from './record-table.ts';
import { integer, numberOrNull, text, textOrNull } from './sql.ts';

export const firmTable: RecordTable<Firm> = {
  table: 'firm',
  key: [{ name: 'uscc', write: (firm) => firm.uscc }],
  data: [
    { name: 'name', write: (firm) => firm.name },
    { name: 'kind', write: (firm) => firm.kind },
    { name: 'industry_code', write: (firm) => firm.industryCode },
    { name: 'industry_tags', write: (firm) => (firm.industryTags === null ? null : JSON.stringify(firm.industryTags)) },
    { name: 'township', write: (firm) => firm.township },
    { name: 'halted_since', write: (firm) => firm.haltedSince },
    { name: 'facts', write: (firm) => factsToText(firm.facts), merge: mergeFactTexts },
    { name: 'address', write: (firm) => firm.address ?? null },
    { name: 'longitude', write: (firm) => firm.position?.[0] ?? null },
    { name: 'latitude', write: (firm) => firm.position?.[1] ?? null },
  ],
  source: (firm) => firm.source,
  read(county, [uscc, name, kind, industry, tags, township, halted, facts, address, longitude, latitude], source) {
    const [lon, lat] = [numberOrNull(longitude), numberOrNull(latitude)];
    const tagText = textOrNull(tags);
    return {
      county,
      uscc: text(uscc),
      name: text(name),
      kind: textOrNull(kind) as FirmKind | null,
      industryCode: textOrNull(industry),
      industryTags: tagText === null ? null : (JSON.parse(tagText) as readonly string[]),
      township: textOrNull(township) as TownshipCode | null,
      haltedSince: textOrNull(halted) as IsoDate | null,
      facts: factsFromText(text(facts)),
      ...(textOrNull(address) === null ? {} : { address: textOrNull(address) }),
      ...(lon === null || lat === null ? {} : { position: [lon, lat] as const }),
      source,
    };
  },
};

export const accountTable: RecordTable<Account> = {
  table: 'account',
  key: [
    { name: 'uscc', write: (account) => account.uscc },
    { name: 'year', write: (account) => account.year },
  ],
  data: [
    { name: 'name', write: (account) => account.name },
    { name: 'tax', write: (account) => account.tax },
    { name: 'revenue', write: (account) => account.revenue },
    { name: 'value_added', write: (account) => account.valueAdded },
    { name: 'research_spending', write: (account) => account.researchSpending },
    { name: 'energy_tce', write: (account) => account.energyTce },
    { name: 'power_kwh', write: (account) => account.powerKwh },
    { name: 'water_tonnes', write: (account) => account.waterTonnes },
    { name: 'emissions_tonnes', write: (account) => account.emissionsTonnes },
    { name: 'employees', write: (account) => account.employees },
    { name: 'above_scale', write: (account) => (account.aboveScale === null ? null : Number(account.aboveScale)) },
    { name: 'grade', write: (account) => account.grade },
    { name: 'assessed_area', write: (account) => account.assessedArea },
    { name: 'output_value', write: (account) => account.outputValue },
  ],
  source: (account) => account.source,
  read(county, values, source) {
    const [uscc, year, name, tax, revenue, valueAdded, research, energy, power, water, emissions, employees, aboveScale, ...rest] = values;
    const [grade, assessed, output] = rest;
    const scale = numberOrNull(aboveScale);
    return {
      county,
      uscc: text(uscc),
      year: integer(year),
      name: textOrNull(name),
      tax: numberOrNull(tax) as Fen | null,
      revenue: numberOrNull(revenue) as Fen | null,
      valueAdded: numberOrNull(valueAdded) as Fen | null,
      outputValue: numberOrNull(output ?? null) as Fen | null,
      researchSpending: numberOrNull(research) as Fen | null,
      energyTce: numberOrNull(energy),
      powerKwh: numberOrNull(power),
      waterTonnes: numberOrNull(water),
      emissionsTonnes: numberOrNull(emissions),
      employees: numberOrNull(employees),
      aboveScale: scale === null ? null : scale === 1,
      grade: textOrNull(grade) as Grade | null,
      assessedArea: numberOrNull(assessed) as MicroMu | null,
      source,
    };
  },
};

export const tenureTable: RecordTable<Tenure> = {
  table: 'tenure',
  key: [
    { name: 'parcel', write: (tenure) => tenure.parcel },
    { name: 'uscc', write: (tenure) => tenure.uscc },
    { name: 'role', write: (tenure) => tenure.role },
    { name: 'valid_from', write: (tenure) => tenure.from ?? '' },
  ],
  data: [
    { name: 'area', write: (tenure) => tenure.area },
    { name: 'valid_to', write: (tenure) => tenure.to },
  ],
  source: (tenure) => tenure.source,
  read(county, [parcel, uscc, role, from, area, to], source) {
    return {
      county,
      parcel: text(parcel),
      uscc: text(uscc),
      role: text(role) as TenureRole,
      area: numberOrNull(area) as MicroMu | null,
      from: (text(from) || null) as IsoDate | null,
      to: textOrNull(to) as IsoDate | null,
      source,
    };
  },
};
