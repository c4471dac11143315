// What evaluating gave, in the record: occupancy, allocation, conservation per year and verdicts. Replaced as a whole.
import type { Conservation } from '#domain/firms/allocate.ts';
import type { Allocation, Occupancy } from '#domain/firms/firm.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Piecewise } from '#domain/piecewise.ts';
import type { Fen } from '#domain/units.ts';
import { type IdsByName, type NamesById, packAllocations, packOccupancies, unpackAllocations, unpackOccupancies } from './packed-year.ts';
import { type Sql, bytesOrNull, integer, text } from './sql.ts';
import { replaceVerdicts, type VerdictRecord } from './verdicts.ts';

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
  /** Policies that can no longer be judged by: what was found by them before stays, with the text it was found by. */
  readonly keeping?: readonly string[];
  /** Codes written in accounts → the registered code under which they count. */
  readonly aliases: ReadonlyMap<string, string>;
}

function lookUp(sql: Sql, county: CountyCode, table: 'parcel' | 'firm', key: 'code' | 'uscc'): [string, number][] {
  return sql.rows(`SELECT ${key}, id FROM ${table} WHERE county = ?`, county).map(([name, id]) => [text(name), integer(id)]);
}

/** Ids for names; firms that are in no register get negative numbers, by their place in `strangers`. */
function idsByName(sql: Sql, county: CountyCode, strangers: string[]): IdsByName {
  const parcels = new Map(lookUp(sql, county, 'parcel', 'code'));
  const firms = new Map(lookUp(sql, county, 'firm', 'uscc'));
  return {
    parcel(code) {
      const id = parcels.get(code);
      if (id === undefined) throw new Error(`evaluated parcel ${code}, which the record does not hold`);
      return id;
    },
    firm(uscc) {
      let id = firms.get(uscc);
      if (id === undefined) firms.set(uscc, (id = -strangers.push(uscc)));
      return id;
    },
  };
}

/** Names for ids; the same code is the same string in all rows. */
export function namesById(sql: Sql, county: CountyCode, strangers: readonly string[] = []): NamesById {
  const reverse = (pairs: [string, number][]): Map<number, string> => new Map(pairs.map(([name, id]) => [id, name]));
  const parcels = reverse(lookUp(sql, county, 'parcel', 'code'));
  const firms = reverse(lookUp(sql, county, 'firm', 'uscc'));
  const named = (name: string | undefined, id: number): string => {
    if (name === undefined) throw new Error(`the last evaluation names number ${id}, which the record does not hold`);
    return name;
  };
  return {
    parcel: (id) => named(parcels.get(id), id),
    firm: (id) => named(id < 0 ? strangers[-id - 1] : firms.get(id), id),
  };
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

/** Replaces what was evaluated before, but for the verdicts of the policies to keep. */
export function replaceEvaluation(sql: Sql, county: CountyCode, outcome: EvaluationOutcome): void {
  const { keeping = [] } = outcome;
  for (const table of ['evaluated_year', 'account_alias']) sql.run(`DELETE FROM ${table} WHERE county = ?`, county);
  for (const { policy } of readEvaluations(sql, county)) {
    if (!keeping.includes(policy)) sql.run('DELETE FROM evaluation WHERE county = ? AND policy = ?', county, policy);
  }
  const strangers: string[] = [];
  const ids = idsByName(sql, county, strangers);
  const occupancies = byYear(outcome.occupancies);
  const allocations = byYear(outcome.allocations);
  for (const { year, accounts, known, imported, allocated, unallocated } of outcome.conservation) {
    const occupancy = packOccupancies(occupancies.get(year) ?? [], ids);
    const allocation = packAllocations(allocations.get(year) ?? [], ids);
    sql.run(
      'INSERT INTO evaluated_year VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      county,
      year,
      occupancy,
      allocation,
      JSON.stringify(strangers),
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
  for (const [written, uscc] of outcome.aliases) sql.run('INSERT INTO account_alias VALUES (?, ?, ?)', county, written, uscc);
  replaceVerdicts(sql, county, outcome.verdicts, ids.parcel, keeping);
}

/** Occupancies and allocations of all years, by year, in the order in which they were evaluated. */
export function* readEvaluatedYears(sql: Sql, county: CountyCode): Piecewise<{ occupancies: Occupancy[]; allocations: Allocation[] }> {
  const occupancies: Occupancy[] = [];
  const allocations: Allocation[] = [];
  const years = sql.rows('SELECT year, occupancy, allocation, strangers FROM evaluated_year WHERE county = ? ORDER BY year', county);
  // Later years go on from the strangers of earlier ones, so the last list holds them all.
  const names = namesById(sql, county, JSON.parse(text(years.at(-1)?.[3] ?? '[]')) as readonly string[]);
  for (const [year, occupied, allocated] of years) {
    yield* unpackOccupancies(county, integer(year), bytesOrNull(occupied) ?? new Uint8Array(), names, occupancies);
    yield* unpackAllocations(county, integer(year), bytesOrNull(allocated) ?? new Uint8Array(), names, allocations);
  }
  return { occupancies, allocations };
}

export function readAliases(sql: Sql, county: CountyCode): Map<string, string> {
  return new Map(
    sql
      .rows('SELECT written, uscc FROM account_alias WHERE county = ? ORDER BY written', county)
      .map(([written, uscc]) => [text(written), text(uscc)]),
  );
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
