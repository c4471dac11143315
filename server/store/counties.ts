// The counties of the record, and everything it holds of one county, read out at one version.
import { keptCodes } from '#domain/ledger/parcel-times.ts';
import type { CountyData } from '#domain/county-data.ts';
import type { MatchDecision } from '#domain/firms/match-decisions.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { Block, County, Township } from '#domain/land/parcel.ts';
import type { Zone } from '#domain/land/zone.ts';
import type { Piecewise } from '#domain/piecewise.ts';
import { clearBulletins } from './bulletins.ts';
import { readForcedGrades, readMarks } from './evaluation-marks.ts';
import { readAliases, readEvaluatedYears } from './evaluations.ts';
import { accountTable, firmTable, tenureTable } from './firms.ts';
import { readIdleDecisions } from './idle-decisions.ts';
import { ledgerHeadKey, readLedger } from './ledger.ts';
import { readEarlierParcels } from './earlier-parcels.ts';
import { lineageHeadKey, readLineage } from './lineage.ts';
import { readMatchDecisions } from './match-decisions.ts';
import { packedAccountsByPieces } from './packed-accounts.ts';
import { parcelTable } from './parcels.ts';
import { placeOf } from './places.ts';
import { readFormerParcels } from './successions.ts';
import { readTargetStatements } from './target-statements.ts';
import { blockTable, readContext, townshipTable, zoneTable } from './places-of-land.ts';
import { readRecords, recordsByPieces } from './record-table.ts';
import { readPlanActs, readPlans } from './repurchase-plans.ts';
import { readCostOverrides, readSettings } from './repurchase.ts';
import { type Row, type Sql, integer, text } from './sql.ts';

/** A county with what lists show of it. */
export interface CountyListing extends County {
  readonly version: number;
  readonly parcels: number;
}

function countyOf([code, name, demo]: Row): County {
  return { code: text(code) as CountyCode, name: text(name), demo: demo === 1 };
}

export function readCounty(sql: Sql, code: CountyCode): County | null {
  const row = sql.row('SELECT code, name, demo FROM county WHERE code = ?', code);
  return row ? countyOf(row) : null;
}

export function readCounties(sql: Sql): CountyListing[] {
  return sql
    .rows('SELECT code, name, demo, version, (SELECT COUNT(*) FROM parcel WHERE parcel.county = county.code) FROM county ORDER BY code')
    .map((row) => ({ ...countyOf(row), version: integer(row[3]), parcels: integer(row[4]) }));
}

/** The version of the county's record; null when there is no such county. */
export function readVersion(sql: Sql, code: CountyCode): number | null {
  const row = sql.row('SELECT version FROM county WHERE code = ?', code);
  return row ? integer(row[0]) : null;
}

/** Adds the county, or changes its name and mark. */
export function putCounty(sql: Sql, { code, name, demo }: County): void {
  sql.run(
    `INSERT INTO county (code, name, demo) VALUES (?, ?, ?)
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, demo = excluded.demo WHERE name <> excluded.name OR demo <> excluded.demo`,
    code,
    name,
    Number(demo),
  );
}

/** Empties a demonstration county; the record refuses it for a real one. It stays a demonstration until it is put as a real county. */
export function clearDemo(sql: Sql, county: CountyCode): void {
  clearBulletins(sql, county);
  for (const table of ['import_rows', 'import_undo'])
    sql.run(`DELETE FROM ${table} WHERE import IN (SELECT id FROM import WHERE county = ?)`, county);
  sql.run('DELETE FROM ledger_bounds WHERE id IN (SELECT id FROM ledger WHERE county = ?)', county);
  for (const table of [
    'succession_act',
    'succession',
    'issue_act',
    'packed_account',
    'verdict_record',
    'evaluation',
    'account_alias',
    'evaluated_year',
    'ledger',
    'lineage',
    'document',
    'idle_decision',
    'match_decision',
    'source_note',
    'drawing_repair_act',
    'drawing_repair',
    'evaluation_mark',
    'forced_grade',
    'target_statement',
    'repurchase_run',
    'repurchase_settings',
    'repurchase_cost',
    'repurchase_plan_act',
    'repurchase_plan',
    'repurchase_fund',
    'issue',
    'revision',
    'tenure',
    'account',
    'firm',
    'parcel',
    'context',
    'zone',
    'block',
    'township',
  ]) {
    sql.run(`DELETE FROM ${table} WHERE county = ?`, county);
  }
  sql.run('DELETE FROM place WHERE import IN (SELECT id FROM import WHERE county = ?)', county);
  sql.run('DELETE FROM import WHERE county = ?', county);
  // Numbers of what was invented may be given again: nothing is missing.
  for (const table of ['ledger', 'lineage'])
    sql.run(`UPDATE sqlite_sequence SET seq = (SELECT COALESCE(MAX(id), 0) FROM ${table}) WHERE name = ?`, table);
  sql.run('DELETE FROM meta WHERE key IN (?, ?)', ledgerHeadKey(county), lineageHeadKey(county));
}

const nowhere = { importId: 0, file: '', sheet: null, row: null };

export function readTownships(sql: Sql, county: CountyCode): Township[] {
  return readRecords(sql, townshipTable(nowhere), county, placeOf(sql));
}

export function readBlocks(sql: Sql, county: CountyCode): Block[] {
  return readRecords(sql, blockTable(nowhere), county, placeOf(sql));
}

export function readZones(sql: Sql, county: CountyCode): Zone[] {
  return readRecords(sql, zoneTable, county, placeOf(sql));
}

/** What files and people stated of a county, as written: what evaluating starts from. */
export interface CountyRecords extends Pick<CountyData, 'parcels' | 'firms' | 'accounts' | 'tenures' | 'blocks'> {
  readonly zones: readonly Zone[];
  /** What people decided at the matching desk, in the order of writing. */
  readonly matchDecisions: readonly MatchDecision[];
}

export function readCountyRecords(sql: Sql, code: CountyCode): CountyRecords {
  const places = placeOf(sql);
  return {
    parcels: readRecords(sql, parcelTable, code, places),
    firms: readRecords(sql, firmTable, code, places),
    accounts: readRecords(sql, accountTable, code, places),
    tenures: readRecords(sql, tenureTable, code, places),
    blocks: readBlocks(sql, code),
    zones: readZones(sql, code),
    matchDecisions: readMatchDecisions(sql, code),
  };
}

/**
 * Everything of one county; null when there is no such county. Accounts come under the code of the firm they were found to be of.
 * The caller sees to it that all is read at one version, also where it stops between.
 */
export function* readCountyData(sql: Sql, code: CountyCode): Piecewise<CountyData | null> {
  const county = readCounty(sql, code);
  const version = readVersion(sql, code);
  if (!county || version === null) return null;
  const places = placeOf(sql);
  const accounts = (yield* packedAccountsByPieces(sql, code)) ?? (yield* recordsByPieces(sql, accountTable, code, places));
  const aliases = readAliases(sql, code);
  const lineage = readLineage(sql, code);
  return {
    county,
    version,
    townships: readTownships(sql, code),
    blocks: readBlocks(sql, code),
    context: readContext(sql, code),
    parcels: yield* recordsByPieces(sql, parcelTable, code, places),
    firms: yield* recordsByPieces(sql, firmTable, code, places),
    accounts: aliases.size === 0 ? accounts : accounts.map((account) => ({ ...account, uscc: aliases.get(account.uscc) ?? account.uscc })),
    tenures: yield* recordsByPieces(sql, tenureTable, code, places),
    ...(yield* readEvaluatedYears(sql, code)),
    ledger: readLedger(sql, code),
    lineage,
    formerParcels: readFormerParcels(sql, code),
    earlierParcels: readEarlierParcels(sql, code, keptCodes(lineage)),
    idleDecisions: readIdleDecisions(sql, code),
    marks: readMarks(sql, code),
    forcedGrades: readForcedGrades(sql, code),
    repurchaseSettings: readSettings(sql, code),
    costOverrides: readCostOverrides(sql, code),
    repurchasePlans: readPlans(sql, code),
    repurchasePlanActs: readPlanActs(sql, code),
    zones: readZones(sql, code),
    targetStatements: readTargetStatements(sql, code),
  };
}
