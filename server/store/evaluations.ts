// What evaluating gave, in the record: occupancy, allocation, conservation per year and verdicts. Replaced as a whole.
import type { Allocation, Occupancy, OccupancyBasis } from '#domain/firms/firm.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Fen, MicroMu } from '#domain/units.ts';
import { type Row, type Sql, integer, numberOrNull, text, textOrNull } from './sql.ts';

/** One year's equation: imported = allocated + unallocated. `known` of `accounts` state a tax figure. */
export interface Conservation {
  readonly year: number;
  readonly accounts: number;
  readonly known: number;
  readonly imported: Fen;
  readonly allocated: Fen;
  readonly unallocated: Fen;
}

/** What was proposed for a parcel in a year under a policy when the record was last evaluated. */
export interface VerdictRecord {
  readonly policy: string;
  readonly year: number;
  readonly parcel: string;
  readonly scope: 'in' | 'out' | 'unknown';
  readonly proposed: string | null;
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  readonly gaps: readonly string[];
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

type Ids = ReadonlyMap<string, number>;

function idsOf(sql: Sql, table: 'parcel' | 'firm', key: 'code' | 'uscc', county: CountyCode): Ids {
  return new Map(sql.rows(`SELECT ${key}, id FROM ${table} WHERE county = ?`, county).map(([code, id]) => [text(code), integer(id)]));
}

function idIn(ids: Ids, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`evaluated ${key}, which the record does not hold`);
  return id;
}

export function replaceEvaluation(sql: Sql, county: CountyCode, outcome: EvaluationOutcome): void {
  for (const table of ['occupancy', 'allocation', 'conservation', 'evaluation', 'verdict_record']) {
    sql.run(`DELETE FROM ${table} WHERE county = ?`, county);
  }
  const parcels = idsOf(sql, 'parcel', 'code', county);
  const firms = idsOf(sql, 'firm', 'uscc', county);
  for (const { year, parcel, uscc, role, area, basis } of outcome.occupancies) {
    sql.run('INSERT INTO occupancy VALUES (?, ?, ?, ?, ?, ?, ?)', county, year, idIn(parcels, parcel), idIn(firms, uscc), role, area, basis);
  }
  for (const { year, parcel, uscc, area, tax } of outcome.allocations) {
    sql.run('INSERT INTO allocation VALUES (?, ?, ?, ?, ?, ?)', county, year, idIn(parcels, parcel), idIn(firms, uscc), area, tax);
  }
  for (const { year, accounts, known, imported, allocated, unallocated } of outcome.conservation) {
    sql.run('INSERT INTO conservation VALUES (?, ?, ?, ?, ?, ?, ?)', county, year, accounts, known, imported, allocated, unallocated);
  }
  for (const { policy, policyHash, asOf, recordedAt } of outcome.evaluations) {
    sql.run('INSERT INTO evaluation VALUES (?, ?, ?, ?, ?)', county, policy, policyHash, asOf, recordedAt);
  }
  for (const verdict of outcome.verdicts) {
    sql.run(
      'INSERT INTO verdict_record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      county,
      verdict.policy,
      verdict.year,
      idIn(parcels, verdict.parcel),
      verdict.scope,
      verdict.proposed,
      verdict.matched.join(' '),
      verdict.unknown.join(' '),
      verdict.gaps.join(' '),
    );
  }
}

export interface NamesById {
  readonly parcel: (id: number) => string;
  readonly firm: (id: number) => string;
}

/** Looks up each id once per reading; the same code is the same string in all rows. */
export function namesById(sql: Sql, county: CountyCode): NamesById {
  const lookup = (table: 'parcel' | 'firm', key: 'code' | 'uscc'): ((id: number) => string) => {
    const names: string[] = [];
    for (const [id, name] of sql.rows(`SELECT id, ${key} FROM ${table} WHERE county = ?`, county)) names[integer(id)] = text(name);
    return (id) => names[id] ?? '';
  };
  return { parcel: lookup('parcel', 'code'), firm: lookup('firm', 'uscc') };
}

export function readOccupancies(sql: Sql, county: CountyCode, names: NamesById): Occupancy[] {
  return sql
    .rows('SELECT year, parcel, firm, role, area, basis FROM occupancy WHERE county = ?', county)
    .map(([year, parcel, firm, role, area, basis]) => ({
      county,
      year: integer(year),
      parcel: names.parcel(integer(parcel)),
      uscc: names.firm(integer(firm)),
      role: text(role) as Occupancy['role'],
      area: integer(area) as MicroMu,
      basis: text(basis) as OccupancyBasis,
    }));
}

export function readAllocations(sql: Sql, county: CountyCode, names: NamesById): Allocation[] {
  return sql.rows('SELECT year, parcel, firm, area, tax FROM allocation WHERE county = ?', county).map(([year, parcel, firm, area, tax]) => ({
    county,
    year: integer(year),
    parcel: names.parcel(integer(parcel)),
    uscc: names.firm(integer(firm)),
    area: integer(area) as MicroMu,
    tax: numberOrNull(tax) as Fen | null,
  }));
}

export function readConservation(sql: Sql, county: CountyCode): Conservation[] {
  return sql
    .rows('SELECT year, accounts, known, imported, allocated, unallocated FROM conservation WHERE county = ? ORDER BY year', county)
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
  return sql.rows('SELECT policy, policy_hash, as_of, recorded_at FROM evaluation WHERE county = ? ORDER BY policy', county).map(([policy, hash, asOf, at]) => ({
    policy: text(policy),
    policyHash: text(hash),
    asOf: text(asOf) as IsoDate,
    recordedAt: text(at),
  }));
}

const ids = (stored: string): string[] => (stored === '' ? [] : stored.split(' '));

const verdictColumns = 'SELECT v.policy, v.year, p.code, v.scope, v.proposed, v.matched, v.unknown, v.gaps FROM verdict_record v JOIN parcel p ON p.id = v.parcel';

function verdictOf([policy, year, parcel, scope, proposed, matched, unknown, gaps]: Row): VerdictRecord {
  return {
    policy: text(policy),
    year: integer(year),
    parcel: text(parcel),
    scope: text(scope) as VerdictRecord['scope'],
    proposed: textOrNull(proposed),
    matched: ids(text(matched)),
    unknown: ids(text(unknown)),
    gaps: ids(text(gaps)),
  };
}

export function readVerdicts(sql: Sql, county: CountyCode, policy: string, year: number): VerdictRecord[] {
  return sql.rows(`${verdictColumns} WHERE v.county = ? AND v.policy = ? AND v.year = ? ORDER BY p.code`, county, policy, year).map(verdictOf);
}

export function readAllVerdicts(sql: Sql, county: CountyCode): VerdictRecord[] {
  return sql.rows(`${verdictColumns} WHERE v.county = ? ORDER BY v.policy, v.year, p.code`, county).map(verdictOf);
}
