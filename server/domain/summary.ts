// Sums over parcels by township, block, class, grade or industry, exact and with their coverage; the same on server and page.
import { gradeLetters, idleStates, NO_INDEX, type BaseColumns, type YearColumns } from './columns.ts';
import { classKey, NONE, UNKNOWN } from './select.ts';
import { fen, microMu, toMu, toWan } from './units.ts';

export const groupings = ['none', 'township', 'block', 'class', 'grade', 'industry'] as const;
export type Grouping = (typeof groupings)[number];

/** Parcels and their known area in micro-mu. */
export interface Part {
  parcels: number;
  area: number;
}

/** Sums of a group of parcels, in whole micro-mu and fen. */
export interface Sums {
  readonly key: string;
  readonly name: string;
  parcels: number;
  /** Known areas added up, and how many were known. */
  area: number;
  areaKnown: number;
  /** Known taxes added up, and how many were known. */
  tax: number;
  taxKnown: number;
  /** Tax and area of the parcels of which both are known: their quotient is the group's tax per mu. */
  ratioTax: number;
  ratioArea: number;
  /** By class name, with none and unknown; every class of the policy is present. */
  readonly classes: Record<string, Part>;
  readonly idle: Record<(typeof idleStates)[number], Part>;
}

function emptySums(key: string, name: string, year: YearColumns): Sums {
  const part = (): Part => ({ parcels: 0, area: 0 });
  return {
    key,
    name,
    parcels: 0,
    area: 0,
    areaKnown: 0,
    tax: 0,
    taxKnown: 0,
    ratioTax: 0,
    ratioArea: 0,
    classes: Object.fromEntries([...year.classes, NONE, UNKNOWN].map((name) => [name, part()])),
    idle: { none: part(), suspected: part(), decided: part() },
  };
}

function addParcel(sums: Sums, base: BaseColumns, year: YearColumns, index: number): void {
  const [area, tax] = [base.area[index]!, year.tax[index]!];
  const known = Number.isNaN(area) ? 0 : area;
  sums.parcels += 1;
  if (!Number.isNaN(area)) sums.areaKnown += 1;
  sums.area += known;
  if (!Number.isNaN(tax)) {
    sums.tax += tax;
    sums.taxKnown += 1;
    if (area > 0) {
      sums.ratioTax += tax;
      sums.ratioArea += area;
    }
  }
  for (const part of [sums.classes[classKey(year, index)]!, sums.idle[idleStates[year.idle[index]!]!]]) {
    part.parcels += 1;
    part.area += known;
  }
}

/** Key and name of each group in the order of display, and each parcel's place among them. */
function groupsOf(by: Grouping, base: BaseColumns, year: YearColumns): { groups: [string, string][]; placeOf: (index: number) => number } {
  const lookup = (codes: readonly string[], names: readonly string[], column: Uint16Array, missing: string) => ({
    groups: [...codes.map((code, place): [string, string] => [code, names[place]!]), [NONE, missing] as [string, string]],
    placeOf: (index: number) => (column[index] === NO_INDEX ? codes.length : column[index]!),
  });
  switch (by) {
    case 'none':
      return { groups: [], placeOf: () => -1 };
    case 'township':
      return lookup(base.townshipCodes, base.townshipNames, base.township, '未归乡镇');
    case 'block':
      return lookup(base.blockCodes, base.blockNames, base.block, '区块外');
    case 'industry':
      return lookup(base.industryCodes, base.industryCodes, base.industry, '行业不明');
    case 'grade':
      return {
        groups: [...gradeLetters.slice(1).map((letter): [string, string] => [letter, letter]), [UNKNOWN, '未参评或未知']],
        placeOf: (index) => (year.grade[index] === 0 ? gradeLetters.length - 1 : year.grade[index]! - 1),
      };
    case 'class': {
      const groups: [string, string][] = [
        ...year.classes.map((name): [string, string] => [name, name]),
        [NONE, '未列类'],
        [UNKNOWN, '待补数据'],
      ];
      const places = new Map(groups.map(([key], place) => [key, place]));
      return { groups, placeOf: (index) => places.get(classKey(year, index))! };
    }
  }
}

/** Sums of each group and of all, in one pass; `placeOf` gives a parcel's group, -1 for none. */
export function sumGroups(
  groups: readonly (readonly [key: string, name: string])[],
  placeOf: (index: number) => number,
  base: BaseColumns,
  year: YearColumns,
  keeps: (index: number) => boolean,
): { rows: Sums[]; total: Sums } {
  const rows = groups.map(([key, name]) => emptySums(key, name, year));
  const total = emptySums('total', '合计', year);
  for (let index = 0; index < base.size; index += 1) {
    if (!keeps(index)) continue;
    addParcel(total, base, year, index);
    const place = placeOf(index);
    if (place >= 0) addParcel(rows[place]!, base, year, index);
  }
  return { rows, total };
}

/** Groups that hold something, in order, and the total, which does not depend on the grouping. */
export function summarise(
  by: Grouping,
  base: BaseColumns,
  year: YearColumns,
  keeps: (index: number) => boolean,
): { rows: Sums[]; total: Sums } {
  const { groups, placeOf } = groupsOf(by, base, year);
  const { rows, total } = sumGroups(groups, placeOf, base, year, keeps);
  return { rows: rows.filter((row) => row.parcels > 0), total };
}

/** Sums as replies carry them: mu and 万元, null where nothing is known, and the whole numbers behind the quotient. */
export function sumsReply(sums: Sums) {
  const parts = (given: Record<string, Part>): Record<string, { parcels: number; areaMu: number }> =>
    Object.fromEntries(Object.entries(given).map(([name, part]) => [name, { parcels: part.parcels, areaMu: toMu(microMu(part.area)) }]));
  return {
    key: sums.key,
    name: sums.name,
    parcels: sums.parcels,
    areaMu: sums.areaKnown > 0 || sums.parcels === 0 ? toMu(microMu(sums.area)) : null,
    areaCoverage: { known: sums.areaKnown, total: sums.parcels },
    taxWan: sums.taxKnown > 0 ? toWan(fen(sums.tax)) : null,
    taxPerMuWan: sums.ratioArea > 0 ? sums.ratioTax / sums.ratioArea : null,
    taxCoverage: { known: sums.taxKnown, total: sums.parcels, areaMu: toMu(microMu(sums.ratioArea)) },
    exact: { taxFen: sums.ratioTax, areaMicroMu: sums.ratioArea },
    classes: parts(sums.classes),
    idle: parts(sums.idle),
  };
}
export type SumsReply = ReturnType<typeof sumsReply>;
