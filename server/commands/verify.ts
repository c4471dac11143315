// mutu verify: is the record whole? Structure, references, the ledger's chain, conservation, and verdicts that come out the same.
import { findEvaluationFaults } from '../evaluate/verify.ts';
import { parsedPolicies } from '../pipeline.ts';
import { readArguments } from './arguments.ts';
import { exits, type Session, withStore } from './session.ts';

export async function verifyCommand(words: readonly string[], session: Session): Promise<number> {
  const given = readArguments(words, { json: 'flag' });
  return withStore(session, async (store) => {
    const counties = await store.counties();
    const faults = await store.faults();
    const policies = await parsedPolicies(store);
    // What cannot even be read again is a finding like any other: the rest is still told.
    for (const { code } of counties) {
      const found = findEvaluationFaults(store, code, policies);
      faults.push(
        ...(await found.catch((error: unknown) => [
          `${code} 的评价结果不能核对：${error instanceof Error ? error.message : String(error)}`,
        ])),
      );
    }
    if (given.flag('json')) session.out(`${JSON.stringify({ sound: faults.length === 0, counties: counties.length, faults }, null, 2)}\n`);
    else
      session.out(
        faults.length === 0
          ? `数据完好：${counties.length} 个县，结构、引用、台账链、税收守恒、评价结果均已核对\n`
          : `${faults.join('\n')}\n`,
      );
    return faults.length === 0 ? exits.done : exits.unsound;
  });
}
