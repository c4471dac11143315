// Does evaluating again give what is stored? Conservation is checked in itself, everything else against a fresh evaluation.
import type { CountyCode } from '#domain/land/codes.ts';
import type { Reading } from '../store/store.ts';
import { evaluateRecords, type LoadedPolicy } from './evaluate-all.ts';

/** Rows as text that does not depend on their order or on that of their fields. */
function sorted(rows: readonly object[]): string {
  return rows
    .map((row) => JSON.stringify(row, Object.keys(row).sort()))
    .sort()
    .join('\n');
}

/** Reasons why the stored evaluation of a county cannot be relied on. `policies`: every recorded version, so that the one used is found. */
export async function findEvaluationFaults(record: Reading, county: CountyCode, policies: readonly LoadedPolicy[]): Promise<string[]> {
  const faults: string[] = [];
  const conservation = await record.conservation(county);
  for (const { year, imported, allocated, unallocated } of conservation) {
    if (imported !== allocated + unallocated)
      faults.push(`税收不守恒：${county} ${year} 年导入 ${imported} 分，分摊与未分摊合计 ${allocated + unallocated} 分`);
  }
  const data = await record.loadCounty(county);
  const evaluations = await record.evaluations(county);
  if (!data || (conservation.length === 0 && evaluations.length === 0)) return faults;
  for (const row of conservation) {
    const sum = data.allocations.reduce((total, { year, tax }) => (year === row.year ? total + (tax ?? 0) : total), 0);
    if (sum !== row.allocated) faults.push(`税收不守恒：${county} ${row.year} 年分摊到宗地合计 ${sum} 分，应为 ${row.allocated} 分`);
  }
  const used = evaluations.flatMap(({ policy, policyHash }) =>
    policies.filter((loaded) => loaded.policy.id === policy && loaded.hash === policyHash).slice(0, 1),
  );
  const judging = new Set(used.map(({ policy }) => policy.id));
  for (const { policy } of evaluations.filter((one) => !judging.has(one.policy)))
    faults.push(`${county} 按政策 ${policy} 的判定不能重新核对：所用文本不在数据中，或已不能据以判定；判定仍保留`);
  const day = evaluations.find(({ policy }) => judging.has(policy))?.asOf ?? evaluations[0]?.asOf ?? '1970-01-01';
  const { outcome } = evaluateRecords(county, await record.loadRecords(county), used, `${day}T00:00:00Z`);
  const stored: [string, readonly object[], readonly object[]][] = [
    ['各年税收合计', conservation, outcome.conservation],
    ['占用关系', data.occupancies, outcome.occupancies],
    ['税收分摊', data.allocations, outcome.allocations],
    ['评价结果', (await record.allVerdicts(county)).filter(({ policy }) => judging.has(policy)), outcome.verdicts],
  ];
  for (const [name, kept, fresh] of stored) {
    if (sorted(kept) !== sorted(fresh)) faults.push(`${county} 的${name}与重新计算不符：请运行 mutu evaluate 后再核对`);
  }
  return faults;
}
