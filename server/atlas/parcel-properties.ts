// The properties of a parcel as GeoJSON and filters know them, read from the columns; null where not known.
import { gradeLetters, NO_INDEX, VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';
import type { PropertyTypes } from '#domain/cql2/expression.ts';
import type { ReadValue, Value } from '#domain/cql2/evaluate.ts';
import { MICRO_MU_PER_MU, FEN_PER_WAN, fen, microMu, toMu, toWan } from '#domain/units.ts';
import { freedOf } from './freed.ts';
import type { Snapshot } from './snapshot.ts';
import { idlenessAt } from './year-columns.ts';

/** The properties that a filter may name. `idle` and `freed` alone are their states. */
export const filterProperties = {
  code: 'text',
  name: 'text',
  county: 'text',
  township: 'text',
  townshipName: 'text',
  block: 'text',
  registeredMu: 'number',
  measuredMu: 'number',
  year: 'number',
  taxWan: 'number',
  taxPerMuWan: 'number',
  grade: 'text',
  gradeYears: 'number',
  class: 'text',
  flags: 'list',
  unknown: 'list',
  idle: 'text',
  'idle.state': 'text',
  'idle.since': 'date',
  freed: 'text',
  'freed.state': 'text',
  'freed.grossMu': 'number',
  'freed.effectiveMu': 'number',
  demo: 'boolean',
  geometry: 'geometry',
} as const satisfies PropertyTypes;

const whole = (top: number | null, bottom = 1): Value => (top === null || Number.isNaN(top) ? null : { top, bottom });

/** Rule ids whose bit is set. */
export function rulesOf(year: YearColumns, bits: number): string[] {
  return year.rules.filter((_, bit) => (bits & (1 << bit)) !== 0);
}

/** Class name; null when none matched or none can be said. */
export function classNameAt(year: YearColumns, index: number): string | null {
  const verdict = year.verdict[index]!;
  return verdict === 0 || verdict === VERDICT_UNKNOWN ? null : year.classes[verdict - 1]!;
}

type Readers = Record<keyof typeof filterProperties, (index: number) => Value>;

/** Reads a property of the parcel with an index, exactly. */
export function propertyReader(snapshot: Snapshot, year: YearColumns): ReadValue {
  const { base, sheet } = snapshot;
  const { county } = sheet.data;
  const parcel = (index: number) => sheet.parcel(snapshot.picks[index]!);
  const freed = (index: number) => freedOf(sheet, base.codes[index]!);
  const idle = (index: number) => idlenessAt(sheet, snapshot.picks[index]!);
  const lookup = (values: readonly string[], column: Uint16Array) => (index: number) =>
    column[index] === NO_INDEX ? null : values[column[index]!]!;
  const readers: Readers = {
    code: (index) => base.codes[index]!,
    name: (index) => base.names[index] || null,
    county: () => county.code,
    township: lookup(base.townshipCodes, base.township),
    townshipName: lookup(base.townshipNames, base.township),
    block: lookup(base.blockCodes, base.block),
    registeredMu: (index) => whole(parcel(index).registeredArea, MICRO_MU_PER_MU),
    measuredMu: (index) => whole(parcel(index).measuredArea, MICRO_MU_PER_MU),
    year: () => whole(year.year),
    taxWan: (index) => whole(year.tax[index]!, FEN_PER_WAN),
    taxPerMuWan: (index) => (base.area[index]! > 0 ? whole(year.tax[index]!, base.area[index]) : null),
    grade: (index) => gradeLetters[year.grade[index]!] || null,
    gradeYears: (index) => whole(year.gradeYears[index] || null),
    class: (index) => classNameAt(year, index),
    flags: (index) => rulesOf(year, year.flags[index]!),
    unknown: (index) => rulesOf(year, year.unknown[index]!),
    idle: (index) => idle(index).state,
    'idle.state': (index) => idle(index).state,
    'idle.since': (index) => idle(index).since,
    freed: (index) => freed(index)?.state ?? null,
    'freed.state': (index) => freed(index)?.state ?? null,
    'freed.grossMu': (index) => whole(freed(index)?.gross ?? null, MICRO_MU_PER_MU),
    'freed.effectiveMu': (index) => whole(freed(index)?.effective ?? null, MICRO_MU_PER_MU),
    demo: () => county.demo,
    geometry: (index) => parcel(index).shape,
  };
  return (property, index) => readers[property as keyof Readers](index);
}

/** A number of a reply; null where the column says not known. */
export const known = (value: number, make: (value: number) => number): number | null => (Number.isNaN(value) ? null : make(value));

/** Tax per mu of a parcel in 万元/亩: the double nearest to the exact quotient; null where either is not known. */
export function taxPerMuAt(snapshot: Snapshot, year: YearColumns, index: number): number | null {
  const area = snapshot.base.area[index]!;
  return area > 0 ? known(year.tax[index]!, (tax) => tax / area) : null;
}

/** Properties of a parcel as replies and exports carry them. */
export function parcelProperties(snapshot: Snapshot, year: YearColumns, index: number) {
  const { base, sheet } = snapshot;
  const pick = snapshot.picks[index]!;
  const parcel = sheet.parcel(pick);
  const occupants = sheet.occupants(year.year);
  const freed = freedOf(sheet, parcel.code);
  const idle = idlenessAt(sheet, pick);
  const township = base.township[index]!;
  const firms = [];
  for (let slot = occupants.start[pick]!; slot < occupants.start[pick + 1]!; slot += 1) {
    const firm = occupants.firm[slot]!;
    const role = sheet.data.occupancies[occupants.occupancy[slot]!]?.role ?? '自用';
    firms.push({
      uscc: sheet.firms.codes[firm]!,
      name: sheet.firmRecord(firm)?.name ?? null,
      shareMu: toMu(microMu(occupants.area[slot]!)),
      role,
    });
  }
  return {
    code: parcel.code,
    name: base.names[index] || null,
    county: sheet.data.county.code as string,
    township: township === NO_INDEX ? null : base.townshipCodes[township]!,
    townshipName: township === NO_INDEX ? null : base.townshipNames[township]!,
    block: base.block[index] === NO_INDEX ? null : base.blockCodes[base.block[index]!]!,
    registeredMu: parcel.registeredArea === null ? null : toMu(parcel.registeredArea),
    measuredMu: parcel.measuredArea === null ? null : toMu(parcel.measuredArea),
    year: year.year,
    taxWan: known(year.tax[index]!, (tax) => toWan(fen(tax))),
    taxPerMuWan: taxPerMuAt(snapshot, year, index),
    grade: gradeLetters[year.grade[index]!] || null,
    gradeYears: year.gradeYears[index] || null,
    class: classNameAt(year, index),
    flags: rulesOf(year, year.flags[index]!),
    unknown: rulesOf(year, year.unknown[index]!),
    idle: {
      state: idle.state,
      ...(idle.since === null ? {} : { since: idle.since as string }),
      ...(idle.basis === null ? {} : { basis: idle.basis }),
    },
    freed: freed
      ? { grossMu: toMu(freed.gross), effectiveMu: freed.effective === null ? null : toMu(freed.effective), state: freed.state as string }
      : null,
    firms,
    demo: sheet.data.county.demo,
  };
}
export type ParcelProperties = ReturnType<typeof parcelProperties>;
