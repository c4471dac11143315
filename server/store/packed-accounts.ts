// Accounts of a county as columns, so that loading it does not fetch each figure of each row on its own. See migration 0005.
import { decodeColumns, encodeColumns } from '#domain/column-codec.ts';
import { accountsOfColumns, columnsOfAccounts } from '#domain/firms/account-columns.ts';
import type { Account } from '#domain/firms/firm.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { Piecewise } from '#domain/piecewise.ts';
import { accountTable } from './firms.ts';
import { placeOf } from './places.ts';
import { eachRecord } from './record-table.ts';
import { type Sql, bytesOrNull, integer } from './sql.ts';

export function dropPackedAccounts(sql: Sql, county: CountyCode): void {
  sql.run('DELETE FROM packed_account WHERE county = ?', county);
}

/** The county's rows, packed; null when there are none. */
function packed(sql: Sql, county: CountyCode): Uint8Array | null {
  const size = integer(sql.row('SELECT COUNT(*) FROM account WHERE county = ?', county)?.[0]);
  return size === 0 ? null : encodeColumns(columnsOfAccounts(size, eachRecord(sql, accountTable, county, placeOf(sql))));
}

/** Packs the county's accounts unless they are packed already. */
export function packAccounts(sql: Sql, county: CountyCode): void {
  if (sql.row('SELECT 1 FROM packed_account WHERE county = ?', county)) return;
  const bytes = packed(sql, county);
  if (bytes) sql.run('INSERT INTO packed_account VALUES (?, ?)', county, bytes);
}

function storedColumns(sql: Sql, county: CountyCode): Uint8Array | null {
  return bytesOrNull(sql.row('SELECT columns FROM packed_account WHERE county = ?', county)?.[0] ?? null);
}

/** The packed accounts, equal to the rows and in their order; null when they are not packed. */
export function* packedAccountsByPieces(sql: Sql, county: CountyCode): Piecewise<Account[] | null> {
  const stored = storedColumns(sql, county);
  if (stored === null) return null;
  yield;
  // The driver's buffer may lie anywhere in memory; columns of doubles may not.
  return yield* accountsOfColumns(decodeColumns(new Uint8Array(stored).buffer), county);
}

/** Whether the packed accounts are those of the rows. */
export function packedAccountsHold(sql: Sql, county: CountyCode): boolean {
  const stored = storedColumns(sql, county);
  return stored === null || Buffer.compare(stored, packed(sql, county) ?? new Uint8Array()) === 0;
}
