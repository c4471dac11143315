// Step: what the county's own policies propose for every parcel, in each year of which there is data and in the policy's own.
import type { CountyIndex } from '#domain/firms/county-index.ts';
import { factsOf } from '#domain/firms/facts.ts';
import { judgementDay } from '#domain/firms/parcel-judgement.ts';
import type { IsoDate } from '#domain/period.ts';
import { compilePolicy, scopeWords } from '#domain/policy/batch/compile-policy.ts';
import { packFacts } from '#domain/policy/batch/pack-facts.ts';
import type { Facts } from '#domain/policy/facts.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { VerdictRecord } from '../store/verdicts.ts';

export type ZonesByParcel = ReadonlyMap<string, readonly string[]> | null;

/** Years for which verdicts are made under a policy, ascending. */
export function verdictYears(index: CountyIndex, policy: Policy): number[] {
  return [...new Set([...index.accountYears, policy.evaluationYear])].sort((a, b) => a - b);
}

/** Subjects whose facts are held at once. */
const run = 20_000;

/** The joined bits of one parcel's occupants. */
interface Joined {
  readonly parcel: string;
  matched: number;
  unknown: number;
  gaps: number;
  proposed: number;
  scope: VerdictRecord['scope'];
}

function judgeYear(index: CountyIndex, policy: Policy, year: number, today: IsoDate, zones: ZonesByParcel): VerdictRecord[] {
  const options = { evaluationYear: year, asOf: judgementDay(year, today) };
  const compiled = compilePolicy(policy, options);
  const joined: Joined[] = [];
  let facts: Facts[] = [];
  let owners: Joined[] = [];
  const flush = (): void => {
    const verdicts = compiled.run(packFacts(facts, policy, options));
    for (const [row, owner] of owners.entries()) {
      owner.matched |= verdicts.matched[row]!;
      owner.unknown |= verdicts.unknown[row]!;
      owner.gaps |= verdicts.gaps[row]!;
      const proposed = verdicts.proposed[row]!;
      // Classes are numbered from the strictest.
      if (proposed > 0 && (owner.proposed === 0 || proposed < owner.proposed)) owner.proposed = proposed;
      const scope = scopeWords[verdicts.scope[row]!]!;
      if (scope === 'in' || (scope === 'unknown' && owner.scope === 'out')) owner.scope = scope;
    }
    facts = [];
    owners = [];
  };
  for (const parcel of index.data.parcels) {
    const owner: Joined = { parcel: parcel.code, matched: 0, unknown: 0, gaps: 0, proposed: 0, scope: 'out' };
    joined.push(owner);
    const occupants = index.occupants(parcel.code, year);
    for (const occupancy of occupants.length > 0 ? occupants : [null]) {
      facts.push(factsOf(index, { parcel, occupancy, year, zones: zones?.get(parcel.code) ?? null }));
      owners.push(owner);
    }
    if (facts.length >= run) flush();
  }
  flush();
  const named = (names: readonly string[], bits: number): string[] => names.filter((_, bit) => (bits & (1 << bit)) !== 0);
  return joined.map(({ parcel, matched, unknown, gaps, proposed, scope }) => ({
    policy: policy.id,
    year,
    parcel,
    scope,
    proposed: proposed === 0 ? null : compiled.classes[proposed - 1]!,
    matched: named(compiled.rules, matched),
    // What holds for somebody on the parcel is not open for the parcel.
    unknown: named(compiled.rules, unknown & ~matched),
    gaps: named(compiled.gaps, gaps),
  }));
}

export function judgeCounty(index: CountyIndex, policies: readonly Policy[], today: IsoDate, zones: ZonesByParcel): VerdictRecord[] {
  return policies.flatMap((policy) => verdictYears(index, policy).flatMap((year) => judgeYear(index, policy, year, today, zones)));
}
