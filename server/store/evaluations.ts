// What evaluating gave, in the record: occupancy, allocation, conservation per year and verdicts. Replaced as a whole.
import type { Allocation, Occupancy } from '#domain/firms/firm.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Fen } from '#domain/units.ts';
import { type IdsByName, type NamesById, packAllocations, packOccupancies, unpackAllocations, unpackOccupancies } from './packed-year.ts';
import { type Sql, bytesOrNull, integer, text } from './sql.ts';
import { replaceVerdicts, type VerdictRecord } from './verdicts.ts';

/** One year's equation: imported = allocated + unallocated. `known` of `accounts` state a tax figure. */
export interface Conservation {
  readonly year: number;
  readonly accounts: number;
  readonly known: number;
  readonly imported: Fen;
  readonly allocated: Fen;
  readonly unallocated: Fen;
}

/** Under which text of which policy, and as of which day, the verdicts were made. */
export interface Evaluation {
  readonly policy: string;
  readonly policyHash: string;
  readonly asOf: IsoDate;
  readonly recordedAt: string;
}

export interface EvaluationOutcome {
  readonly occupancies: readonly Occupancy[];
  readonly allocations: readonly Allocation[];
  readonly conservation: readonly Conservation[];
  readonly evaluations: readonly Evaluation[];
  readonly verdicts: readonly VerdictRecord[];
}

function idsByName(sql: Sql, county: CountyCode): IdsByName {
  const lookup = (table: 'parcel' | 'firm', key: 'code' | 'uscc'): ((name: string) => number) => {
    const ids = new Map(
      sql.rows(`SELECT ${key}, id FROM ${table} WHERE county = ?`, county).map(([name, id]) => [text(name), integer(id)]),
    );
    return (name) => {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`evaluated ${table} ${name}, which the record does not hold`);
      return id;
    };
  };
  return { parcel: lookup('parcel', 'code'), firm: lookup('firm', 'uscc') };
}

/** Looks up each id once per reading; the same code is the same string in all rows. */
export function namesById(sql: Sql, county: CountyCode): NamesById {
  const lookup = (table: 'parcel' | 'firm', key: 'code' | 'uscc'): ((id: number) => string) => {
    const names = new Map(
      sql.rows(`SELECT id, ${key} FROM ${table} WHERE county = ?`, county).map(([id, name]) => [integer(id), text(name)]),
    );
    return (id) => {
      const name = names.get(id);
      if (name === undefined) throw new Error(`the last evaluation names ${table} ${id}, which the record does not hold`);
      return name;
    };
  };
  return { parcel: lookup('parcel', 'code'), firm: lookup('firm', 'uscc') };
}

function byYear<T extends { readonly year: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.year);
    if (group) group.push(row);
    else groups.set(row.year, [row]);
  }
  return groups;
}

export function replaceEvaluation(sql: Sql, county: CountyCode, outcome: EvaluationOutcome): void {
  for (const table of ['evaluated_year', 'evaluation']) sql.run(`DELETE FROM ${table} WHERE county = ?`, county);
  const ids = idsByName(sql, county);
  const occupancies = byYear(outcome.occupancies);
  const allocations = byYear(outcome.allocations);
  for (const { year, accounts, known, imported, allocated, unallocated } of outcome.conservation) {
    sql.run(
      'INSERT INTO evaluated_year VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      county,
      year,
      packOccupancies(occupancies.get(year) ?? [], ids),
      packAllocations(allocations.get(year) ?? [], ids),
      accounts,
      known,
      imported,
      allocated,
      unallocated,
    );
  }
  for (const { policy, policyHash, asOf, recordedAt } of outcome.evaluations) {
    sql.run('INSERT INTO evaluation VALUES (?, ?, ?, ?, ?)', county, policy, policyHash, asOf, recordedAt);
  }
  replaceVerdicts(sql, county, outcome.verdicts, ids.parcel);
}

/** Occupancies and allocations of all years, by year, in the order in which they were evaluated. */
export function readEvaluatedYears(
  sql: Sql,
  county: CountyCode,
  names: NamesById,
): { occupancies: Occupancy[]; allocations: Allocation[] } {
  const occupancies: Occupancy[] = [];
  const allocations: Allocation[] = [];
  for (const [year, occupied, allocated] of sql.rows(
    'SELECT year, occupancy, allocation FROM evaluated_year WHERE county = ? ORDER BY year',
    county,
  )) {
    unpackOccupancies(county, integer(year), bytesOrNull(occupied) ?? new Uint8Array(), names, occupancies);
    unpackAllocations(county, integer(year), bytesOrNull(allocated) ?? new Uint8Array(), names, allocations);
  }
  return { occupancies, allocations };
}

export function readConservation(sql: Sql, county: CountyCode): Conservation[] {
  return sql
    .rows('SELECT year, accounts, known, imported, allocated, unallocated FROM evaluated_year WHERE county = ? ORDER BY year', county)
    .map(([year, accounts, known, imported, allocated, unallocated]) => ({
      year: integer(year),
      accounts: integer(accounts),
      known: integer(known),
      imported: integer(imported) as Fen,
      allocated: integer(allocated) as Fen,
      unallocated: integer(unallocated) as Fen,
    }));
}

export function readEvaluations(sql: Sql, county: CountyCode): Evaluation[] {
  return sql
    .rows('SELECT policy, policy_hash, as_of, recorded_at FROM evaluation WHERE county = ? ORDER BY policy', county)
    .map(([policy, hash, asOf, at]) => ({
      policy: text(policy),
      policyHash: text(hash),
      asOf: text(asOf) as IsoDate,
      recordedAt: text(at),
    }));
}
