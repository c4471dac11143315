// Yearly accounts as columns and back: what a million of them are kept and handed over as.
import type { ColumnArray, ColumnTable } from '../column-codec.ts';
import type { CountyCode } from '../land/codes.ts';
import { isStop, type Piecewise } from '../piecewise.ts';
import type { Fen, MicroMu } from '../units.ts';
import { type Account, type Grade, grades } from './firm.ts';

/** Figures that may be missing: NaN in their column, and no column at all where nobody states one. */
const figures = [
  'tax',
  'revenue',
  'valueAdded',
  'outputValue',
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

/** The accounts, which are of one county and `size` in number, as columns; taken one by one, so that they need not all be there at once. */
export function columnsOfAccounts(size: number, accounts: Iterable<Account>): ColumnTable {
  const [usccs, names, places] = [numbering(), numbering(), numbering()];
  // Zero stands for "none" in the columns of numbers and letters.
  const uscc = new Uint32Array(size);
  const year = new Uint16Array(size);
  const name = new Uint32Array(size);
  const grade = new Uint8Array(size);
  const aboveScale = new Uint8Array(size);
  const place = new Uint32Array(size);
  const row = new Uint32Array(size);
  const stated = new Map<string, Float64Array>();
  let index = 0;
  // Accounts of one sheet name it again and again.
  let last: { readonly source: Account['source']; readonly number: number } | null = null;
  for (const account of accounts) {
    const { source } = account;
    const same: boolean =
      last !== null && last.source.importId === source.importId && last.source.file === source.file && last.source.sheet === source.sheet;
    last = { source, number: same ? last!.number : places.of(JSON.stringify([source.importId, source.file, source.sheet])) };
    uscc[index] = usccs.of(account.uscc);
    year[index] = account.year;
    name[index] = account.name === null ? 0 : names.of(account.name) + 1;
    grade[index] = account.grade === null ? 0 : grades.indexOf(account.grade) + 1;
    aboveScale[index] = account.aboveScale === null ? 0 : account.aboveScale ? 2 : 1;
    place[index] = last.number;
    row[index] = source.row ?? 0;
    for (const figure of figures) {
      const value = account[figure];
      if (value === null) continue;
      let column = stated.get(figure);
      if (!column) stated.set(figure, (column = new Float64Array(size).fill(Number.NaN)));
      column[index] = value;
    }
    index += 1;
  }
  if (index !== size) throw new Error(`${size} accounts were announced, ${index} came`);
  const columns: Record<string, ColumnArray> = { uscc, year, name, grade, aboveScale, place, row };
  for (const figure of figures) {
    const column = stated.get(figure);
    if (column) columns[figure] = column;
  }
  return { version: '1', scalars: { size }, strings: { uscc: usccs.texts, name: names.texts, place: places.texts }, columns };
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

/** The accounts in the columns, equal to those that were put in and in their order; a code or name is one text wherever it stands. */
export function* accountsOfColumns({ columns, strings, scalars }: ColumnTable, county: CountyCode): Piecewise<Account[]> {
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
      name: name![index] === 0 ? null : names[name![index]! - 1]!,
      year: year![index]!,
      tax: read.tax(index) as Fen | null,
      revenue: read.revenue(index) as Fen | null,
      valueAdded: read.valueAdded(index) as Fen | null,
      outputValue: read.outputValue(index) as Fen | null,
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
  const size = Number(scalars['size']);
  for (let index = 0; index < size; index += 1) {
    accounts.push(account(index));
    if (isStop(index)) yield;
  }
  return accounts;
}
