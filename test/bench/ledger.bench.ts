// The ledger at 100 000 entries: what the progress page asks for.
import type { BenchTable } from './measure.ts';
import { benchProgress } from './progress-lines.ts';

export async function bench(table: BenchTable): Promise<void> {
  await benchProgress(table);
}
