// Step: what the county's own policies propose for every parcel, in each year of which there is data and in the policy's own.
import { type CountyIndex } from '#domain/firms/county-index.ts';
import { judgeParcel } from '#domain/firms/parcel-judgement.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { VerdictRecord } from '../store/verdicts.ts';

/** Years for which verdicts are made under a policy, ascending. */
export function verdictYears(index: CountyIndex, policy: Policy): number[] {
  return [...new Set([...index.accountYears, policy.evaluationYear])].sort((a, b) => a - b);
}

export function judgeCounty(
  index: CountyIndex,
  policies: readonly Policy[],
  today: IsoDate,
  zones: ReadonlyMap<string, readonly string[]> | null,
): VerdictRecord[] {
  return policies.flatMap((policy) =>
    verdictYears(index, policy).flatMap((year) =>
      index.data.parcels.map((parcel) => {
        const { scope, proposed, matched, unknown, gaps } = judgeParcel(
          index,
          parcel,
          policy,
          year,
          today,
          zones?.get(parcel.code) ?? null,
        );
        return { policy: policy.id, year, parcel: parcel.code, scope, proposed, matched, unknown, gaps };
      }),
    ),
  );
}
