// What a county's record holds, counted and added up by the record itself: shown before and after an import.
import type { CountyCode } from '#domain/land/codes.ts';
import { type MicroMu, toMu } from '#domain/units.ts';
import type { CountyTotals } from '#domain/upload.ts';
import { type Sql, integer } from './sql.ts';

export function readTotals(sql: Sql, county: CountyCode): CountyTotals {
  const count = (table: string): number => integer(sql.row(`SELECT COUNT(*) FROM ${table} WHERE county = ?`, county)?.[0]);
  const [parcels, registered, registeredKnown, measured, measuredKnown] = (
    sql.row(
      `SELECT COUNT(*), COALESCE(SUM(registered_area), 0), COUNT(registered_area), COALESCE(SUM(measured_area), 0), COUNT(measured_area)
       FROM parcel WHERE county = ?`,
      county,
    ) ?? [0, 0, 0, 0, 0]
  ).map((value) => integer(value)) as [number, number, number, number, number];
  return {
    parcels,
    registeredMu: toMu(registered as MicroMu),
    registeredKnown,
    measuredMu: toMu(measured as MicroMu),
    measuredKnown,
    firms: count('firm'),
    accounts: count('account'),
    tenures: count('tenure'),
    ledger: count('ledger'),
    townships: count('township'),
    blocks: count('block'),
    zones: count('zone'),
  };
}
