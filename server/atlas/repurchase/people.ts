// How the people of every firm fall on the parcels it stands on, so that they add up to the firm.
import { splitByWeight } from '#domain/units.ts';
import type { CountySheet } from '../sheet.ts';

/** 职工 in thousandths of a person for each entry of the year's occupants, by occupied area as tax is divided; NaN where they or the land are not known. */
export function peopleOf(sheet: CountySheet, year: number): Float64Array {
  return sheet.record.remember(`people ${year}`, () => {
    const { firm, area } = sheet.occupants(year);
    const accounts = sheet.accounts(year);
    const entries = new Map<number, number[]>();
    for (const [entry, one] of firm.entries()) {
      const known = entries.get(one);
      if (known) known.push(entry);
      else entries.set(one, [entry]);
    }
    const people = new Float64Array(firm.length).fill(Number.NaN);
    for (const [one, places] of entries) {
      const employees = accounts[one]?.employees ?? null;
      const land = sheet.record.land(sheet.firms.codes[one]!, year);
      if (employees === null || !land?.known) continue;
      const here = places.map((entry) => area[entry]!);
      // Land outside the register keeps its part of them.
      const elsewhere = Math.max(0, land.area - here.reduce((sum, each) => sum + each, 0));
      const parts = splitByWeight(Math.round(employees * 1000), [...here, elsewhere]);
      for (const [at, entry] of places.entries()) people[entry] = parts?.[at] ?? Number.NaN;
    }
    return people;
  });
}
