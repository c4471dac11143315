// Follows a county's chain of ledger rows in the record, over a connection of its own: what a thread does beside the serving one.
import type { CountyCode } from '#domain/land/codes.ts';
import { findBrokenLink } from '#domain/ledger/chain.ts';
import { openToRead } from './database.ts';
import { eachLedgerRow, readLedgerHead, sha256 } from './ledger.ts';
import { integer, text } from './sql.ts';

export interface ChainFound {
  readonly rows: number;
  /** The first row that does not hold; `cut`: rows are missing at the end. Null when the chain is whole. */
  readonly broken: { readonly id: number; readonly fault: 'text' | 'link' | 'cut' } | null;
  readonly lastId: number | null;
  readonly lastHash: string | null;
}

/** What the rows of one moment are; throws when there is no record in the home folder. */
export function followChain(home: string, county: CountyCode): ChainFound {
  const { sql, close } = openToRead(home);
  try {
    sql.script('BEGIN');
    const head = readLedgerHead(sql, county);
    const rows = integer(sql.row('SELECT COUNT(*) FROM ledger WHERE county = ?', county)?.[0]);
    const last = sql.row('SELECT id, hash FROM ledger WHERE county = ? ORDER BY id DESC LIMIT 1', county);
    const [lastId, lastHash] = last ? [integer(last[0]), text(last[1])] : [null, null];
    const link = findBrokenLink(eachLedgerRow(sql, county), sha256);
    const cut = rows !== head.rows || (lastHash !== null && lastHash !== head.hash);
    return { rows, broken: link ?? (cut ? { id: lastId ?? 0, fault: 'cut' } : null), lastId, lastHash };
  } finally {
    close();
  }
}
