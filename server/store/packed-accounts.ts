// Accounts of a county as columns, so that loading it does not fetch each figure of each row on its own. See migration 0005.
import { type ColumnArray, decodeColumns, encodeColumns } from '#domain/column-codec.ts';
import { type Account, type Grade, grades } from '#domain/firms/firm.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { atOnce, isStop, type Piecewise } from '#domain/piecewise.ts';
import type { Fen, MicroMu } from '#domain/units.ts';
import { accountTable } from './firms.ts';
import { placeOf } from './places.ts';
import { readRecords } from './record-table.ts';
import { type Sql, bytesOrNull, integer } from './sql.ts';

/** Figures that may be missing: NaN in their column, and no column at all where nobody states one. */
const figures = [
  'tax',
  'revenue',
  'valueAdded',
  'researchSpending',
  'energyTce',
  'powerKwh',
  'waterTonnes',
  'emissionsTonnes',
  'employees',
  'assessedArea',
] as const satisfies readonly (keyof Account)[];

/** Texts by number, in order of first mention. */
function numbering(): { readonly texts: string[]; of(text: string): number } {
  const texts: string[] = [];
  const known = new Map<string, number>();
  return {
    texts,
    of(text) {
      let number = known.get(text);
      if (number === undefined) known.set(text, (number = texts.push(text) - 1));
      return number;
    },
  };
}

export function dropPackedAccounts(sql: Sql, county: CountyCode): void {
  sql.run('DELETE FROM packed_account WHERE county = ?', county);
}

/** Packs the county's accounts unless they are packed already. */
export function packAccounts(sql: Sql, county: CountyCode): void {
  if (sql.row('SELECT 1 FROM packed_account WHERE county = ?', county)) return;
  const accounts = readRecords(sql, accountTable, county, placeOf(sql));
  if (accounts.length === 0) return;
  const size = accounts.length;
  const usccs = numbering();
  const names = numbering();
  const places = numbering();
  // Zero stands for "none" in the columns of numbers and letters.
  const columns: Record<string, ColumnArray> = {
    uscc: Uint32Array.from(accounts, (account) => usccs.of(account.uscc)),
    year: Uint16Array.from(accounts, (account) => account.year),
    name: Uint32Array.from(accounts, (account) => (account.name === null ? 0 : names.of(account.name) + 1)),
    grade: Uint8Array.from(accounts, (account) => (account.grade === null ? 0 : grades.indexOf(account.grade) + 1)),
    aboveScale: Uint8Array.from(accounts, (account) => (account.aboveScale === null ? 0 : account.aboveScale ? 2 : 1)),
    place: Uint32Array.from(accounts, ({ source }) => places.of(JSON.stringify([source.importId, source.file, source.sheet]))),
    row: Uint32Array.from(accounts, ({ source }) => source.row ?? 0),
  };
  for (const figure of figures) {
    if (accounts.every((account) => account[figure] === null)) continue;
    const column = new Float64Array(size);
    for (const [index, account] of accounts.entries()) column[index] = account[figure] ?? Number.NaN;
    columns[figure] = column;
  }
  const bytes = encodeColumns({
    version: '1',
    scalars: { size },
    strings: { uscc: usccs.texts, name: names.texts, place: places.texts },
    columns,
  });
  sql.run('INSERT INTO packed_account VALUES (?, ?)', county, bytes);
}

type FigureReader = (index: number) => number | null;

const nothing: FigureReader = () => null;

function figureReader(column: ColumnArray | undefined): FigureReader {
  if (!column) return nothing;
  return (index) => {
    const value = column[index]!;
    return Number.isNaN(value) ? null : value;
  };
}

/** The packed accounts, equal to the rows and in their order; null when they are not packed. */
export function* packedAccountsByPieces(sql: Sql, county: CountyCode): Piecewise<Account[] | null> {
  const stored = bytesOrNull(sql.row('SELECT columns FROM packed_account WHERE county = ?', county)?.[0] ?? null);
  if (stored === null) return null;
  yield;
  // The driver's buffer may lie anywhere in memory; columns of doubles may not.
  const { columns, strings, scalars } = decodeColumns(new Uint8Array(stored).buffer);
  const { uscc, year, name, grade, aboveScale, place, row } = columns as Record<string, ColumnArray>;
  const read = Object.fromEntries(figures.map((figure) => [figure, figureReader(columns[figure])])) as Record<
    (typeof figures)[number],
    FigureReader
  >;
  const [usccs, names] = [strings['uscc'] ?? [], strings['name'] ?? []];
  const places = (strings['place'] ?? []).map((text) => JSON.parse(text) as [number, string, string | null]);
  const account = (index: number): Account => {
    const [importId, file, sheet] = places[place![index]!]!;
    const scale = aboveScale![index]!;
    return {
      county,
      uscc: usccs[uscc![index]!]!,
      year: year![index]!,
      name: name![index] === 0 ? null : names[name![index]! - 1]!,
      tax: read.tax(index) as Fen | null,
      revenue: read.revenue(index) as Fen | null,
      valueAdded: read.valueAdded(index) as Fen | null,
      researchSpending: read.researchSpending(index) as Fen | null,
      energyTce: read.energyTce(index),
      powerKwh: read.powerKwh(index),
      waterTonnes: read.waterTonnes(index),
      emissionsTonnes: read.emissionsTonnes(index),
      employees: read.employees(index),
      aboveScale: scale === 0 ? null : scale === 2,
      grade: grade![index] === 0 ? null : (grades[grade![index]! - 1] as Grade),
      assessedArea: read.assessedArea(index) as MicroMu | null,
      source: { importId, file, sheet, row: row![index] === 0 ? null : row![index]! },
    };
  };
  const accounts: Account[] = [];
  for (let index = 0; index < integer(scalars['size'] as number); index += 1) {
    accounts.push(account(index));
    if (isStop(index)) yield;
  }
  return accounts;
}

/** Whether the packed accounts are those of the rows. */
export function packedAccountsHold(sql: Sql, county: CountyCode): boolean {
  const packed = atOnce(packedAccountsByPieces(sql, county));
  return packed === null || JSON.stringify(packed) === JSON.stringify(readRecords(sql, accountTable, county, placeOf(sql)));
}
