// Whether a county's acts of lineage are whole: seals, order, and that none is missing at the end.
import type { CountyCode } from '#domain/land/codes.ts';
import { chainStart } from '#domain/ledger/chain.ts';
import { canonicalLineage } from '#domain/ledger/lineage.ts';
import { headFault, readNoted } from './heads.ts';
import { sha256 } from './ledger.ts';
import { readLineage, readLineageHead } from './lineage.ts';
import type { Sql } from './sql.ts';

/** In words, the first act that does not hold, or that acts are missing at the end. */
export function lineageFault(sql: Sql, home: string, county: CountyCode): string | null {
  const acts = readLineage(sql, county);
  let previous = chainStart;
  for (const act of acts) {
    if (act.previousHash !== previous) return `沿革链断裂：${county} 第 ${act.id} 项与前一项不衔接`;
    if (sha256(canonicalLineage(act)) !== act.hash) return `沿革链断裂：${county} 第 ${act.id} 项内容被改动`;
    previous = act.hash;
  }
  const head = readLineageHead(sql, county);
  if (head.rows !== acts.length || head.hash !== previous) return `沿革末尾缺失：${county} 应有 ${head.rows} 项，现有 ${acts.length} 项`;
  return headFault(
    '沿革',
    county,
    readNoted(home, county)?.lineage,
    acts.map(({ hash }) => hash),
  );
}
