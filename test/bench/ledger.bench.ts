// The ledger at 100 000 entries: what the progress page asks for, what a declaration is held against, and the ledger of another day.
import { benchChecks } from './ledger-checks.ts';
import { withLedgerHome } from './ledger-home.ts';
import type { BenchTable } from './measure.ts';
import { benchProgress } from './progress-lines.ts';

export async function bench(table: BenchTable): Promise<void> {
  await withLedgerHome(async (home) => {
    await benchChecks(table, home);
    await benchProgress(table, home);
  });
}
