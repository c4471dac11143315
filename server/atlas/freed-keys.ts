// What is known of freed land beside its entry: the class proposed for its parcel, its industry, whether it lies in a block.
import { NO_INDEX, VERDICT_UNKNOWN } from '#domain/columns.ts';
import { monthOf, type Dimension } from '#domain/ledger/breakdown.ts';
import type { CountedLine } from '#domain/ledger/ledger-lines.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { industryName } from './industry-names.ts';
import type { Snapshot } from './snapshot.ts';
import type { TargetScope } from './target-scope.ts';

/** Year under which parcels are looked at; null: the latest of each county. */
export type LookYear = number | null;

/** Keys of counted land by dimension, and names of keys. Null keys are unknown: the parcel is not (or no more) in the record. */
export interface FreedKeys {
  readonly keyOf: (dimension: Dimension) => (one: CountedLine) => string | null;
  readonly nameOf: (dimension: Dimension, key: string) => string;
}

/** `verdict` and `unjudged` stand for what is no class of the policy; they cannot clash with one, which is written in Chinese. */
export const noClass = 'none';
export const unjudged = 'unjudged';

export function freedKeys(scope: TargetScope, policy: Policy | null, year: LookYear): FreedKeys {
  const countyOf = new Map(scope.members.map((member) => [member.sheet.data.county.code as string, member]));
  const columns = new Map(
    scope.members.map((member) => [
      member,
      member.columns(year ?? member.sheet.years.at(-1) ?? Number(member.sheet.asOf.slice(0, 4)) - 1, policy),
    ]),
  );
  const at = <T>(one: CountedLine, read: (member: Snapshot, index: number) => T): T | null => {
    const { county, parcel } = one.line.entry;
    const member = countyOf.get(county);
    const index = member?.indexOf.get(parcel);
    return member === undefined || index === undefined ? null : read(member, index);
  };
  const classOf = (member: Snapshot, index: number): string => {
    const { verdict, classes } = columns.get(member)!;
    const found = verdict[index]!;
    return found === VERDICT_UNKNOWN ? unjudged : found === 0 ? noClass : classes[found - 1]!;
  };
  const keys: Record<Dimension, (one: CountedLine) => string | null> = {
    township: ({ line }) => line.entry.township,
    measure: ({ line }) => line.entry.measure,
    month: monthOf,
    class: (one) => at(one, classOf),
    industry: (one) =>
      at(one, ({ base }, index) => (base.industry[index] === NO_INDEX ? null : base.industryCodes[base.industry[index]!]!)),
    park: (one) => at(one, ({ base }, index) => (base.block[index] === NO_INDEX ? 'outside' : 'inside')),
  };
  const townships = new Map<string, string>(
    scope.members.flatMap(({ sheet }) => sheet.data.townships.map(({ code, name }): [string, string] => [code, name])),
  );
  return {
    keyOf: (dimension) => keys[dimension],
    nameOf: (dimension, key) =>
      dimension === 'township' ? (townships.get(key) ?? key) : dimension === 'industry' ? industryName(key) : key,
  };
}
