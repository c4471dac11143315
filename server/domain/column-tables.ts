// BaseColumns and YearColumns as tables for the codec, and back; the names are the fields' own.
import type { ColumnArray, ColumnTable } from './column-codec.ts';
import type { BaseColumns, YearColumns } from './columns.ts';

/** Base columns as a table. */
export function tableOfBase(base: BaseColumns, version: string): ColumnTable {
  const { size, codes, names, townshipCodes, townshipNames, blockCodes, blockNames, industryCodes } = base;
  const { township, block, industry, area, areaRegistered, bounds, points } = base;
  return {
    version,
    scalars: { size },
    strings: { codes, names, townshipCodes, townshipNames, blockCodes, blockNames, industryCodes },
    columns: { township, block, industry, area, areaRegistered, bounds, points },
  };
}

/** Columns of a year as a table. */
export function tableOfYear(columns: YearColumns, version: string): ColumnTable {
  const { year, policy, classes, rules, tax, grade, gradeYears, verdict, flags, unknown, idle, freed, gap } = columns;
  return {
    version,
    scalars: { year, policy },
    strings: { classes, rules },
    columns: { tax, grade, gradeYears, verdict, flags, unknown, idle, freed, gap },
  };
}

type ArrayClass<T extends ColumnArray> = new (...given: never[]) => T;

function column<T extends ColumnArray>(table: ColumnTable, name: string, kind: ArrayClass<T>): T {
  const found = table.columns[name];
  if (!(found instanceof kind)) throw new TypeError(`no column ${name} of the expected type`);
  return found;
}

function strings(table: ColumnTable, name: string): readonly string[] {
  const found = table.strings[name];
  if (!found) throw new TypeError(`no list ${name}`);
  return found;
}

/** Base columns out of a decoded table. Throws when a column is missing. */
export function baseOfTable(table: ColumnTable): BaseColumns {
  return {
    size: Number(table.scalars['size']),
    codes: strings(table, 'codes'),
    names: strings(table, 'names'),
    townshipCodes: strings(table, 'townshipCodes'),
    townshipNames: strings(table, 'townshipNames'),
    township: column(table, 'township', Uint16Array),
    blockCodes: strings(table, 'blockCodes'),
    blockNames: strings(table, 'blockNames'),
    block: column(table, 'block', Uint16Array),
    industryCodes: strings(table, 'industryCodes'),
    industry: column(table, 'industry', Uint16Array),
    area: column(table, 'area', Float64Array),
    areaRegistered: column(table, 'areaRegistered', Uint8Array),
    bounds: column(table, 'bounds', Float64Array),
    points: column(table, 'points', Float64Array),
  };
}

/** Columns of a year out of a decoded table. Throws when a column is missing. */
export function yearOfTable(table: ColumnTable): YearColumns {
  return {
    year: Number(table.scalars['year']),
    policy: String(table.scalars['policy']),
    tax: column(table, 'tax', Float64Array),
    grade: column(table, 'grade', Uint8Array),
    gradeYears: column(table, 'gradeYears', Uint8Array),
    classes: strings(table, 'classes'),
    verdict: column(table, 'verdict', Uint8Array),
    rules: strings(table, 'rules'),
    flags: column(table, 'flags', Uint32Array),
    unknown: column(table, 'unknown', Uint32Array),
    idle: column(table, 'idle', Uint8Array),
    freed: column(table, 'freed', Uint8Array),
    gap: column(table, 'gap', Uint8Array),
  };
}
