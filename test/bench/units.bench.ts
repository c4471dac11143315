// The exact threshold test: integers decide, and cost no more than comparing doubles would let us notice.
import { compareRatio, decimal, fen, microMu } from '#domain/units.ts';
import type { BenchTable } from './measure.ts';

const count = 1_000_000;

export async function bench(table: BenchTable): Promise<void> {
  const threshold = decimal('1.0');
  const money = Array.from({ length: count }, (_, index) => fen((index * 7919) % 30_000_000));
  const area = Array.from({ length: count }, (_, index) => microMu(1_000_000 + ((index * 104_729) % 20_000_000)));
  await table.time(`${count} double comparisons`, () => money.reduce((sum, one, index) => sum + (one / area[index]! < 1 ? 1 : 0), 0));
  await table.time(
    `${count} exact comparisons`,
    () => money.reduce((sum, one, index) => sum + (compareRatio(one, area[index]!, threshold) < 0 ? 1 : 0), 0),
    {
      limit: 100,
      against: `${count} double comparisons`,
    },
  );
}
