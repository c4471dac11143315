// What is known of freed land beside its entry: the class proposed for its parcel, its industry, whether it lies in a block.
import { NO_INDEX, VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';
import { monthOf, type Dimension } from '#domain/ledger/breakdown.ts';
import { keyColumn, type KeyColumn, type LedgerLine, type LineGroup } from '#domain/ledger/ledger-lines.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { industryName } from './industry-names.ts';
import type { Snapshot } from './snapshot.ts';
import type { TargetScope } from './target-scope.ts';

/** Year under which parcels are looked at; null: the latest of each county. */
export type LookYear = number | null;

/** Keys of lines by dimension, and names of keys. Null keys are unknown: the parcel is not (or no more) in the record. */
export interface FreedKeys {
  readonly keyOf: (dimension: Dimension) => (line: LedgerLine) => string | null;
  /** The keys of a whole group, worked out once. */
  readonly columnOf: (dimension: Dimension, group: LineGroup) => KeyColumn;
  readonly nameOf: (dimension: Dimension, key: string) => string;
}

/** `verdict` and `unjudged` stand for what is no class of the policy; they cannot clash with one, which is written in Chinese. */
export const noClass = 'none';
export const unjudged = 'unjudged';

/** Columns follow from the ledger, the record and the scope: kept with the group, by what else they depend on. */
const kept = new WeakMap<LineGroup, Map<string, KeyColumn>>();

export function freedKeys(scope: TargetScope, policy: Policy | null, year: LookYear): FreedKeys {
  // Where each line's parcel is, found once for all properties.
  const found = new Map<LedgerLine, readonly [Snapshot, number] | null>();
  const countyOf = new Map(scope.members.map((member) => [member.sheet.data.county.code as string, member]));
  const placeOf = (line: LedgerLine): readonly [Snapshot, number] | null => {
    const known = found.get(line);
    if (known !== undefined) return known;
    const member = countyOf.get(line.entry.county);
    const index = member?.indexOf.get(line.parcel);
    const place = member === undefined || index === undefined ? null : ([member, index] as const);
    found.set(line, place);
    return place;
  };
  const at = <T>(line: LedgerLine, read: (member: Snapshot, index: number) => T): T | null => {
    const place = placeOf(line);
    return place === null ? null : read(...place);
  };
  const columns = new Map<Snapshot, YearColumns>();
  const classOf = (member: Snapshot, index: number): string => {
    let own = columns.get(member);
    if (!own) {
      const latest = member.sheet.years.at(-1) ?? Number(member.sheet.asOf.slice(0, 4)) - 1;
      columns.set(member, (own = member.columns(year ?? latest, policy)));
    }
    const { verdict, classes } = own;
    const found = verdict[index]!;
    return found === VERDICT_UNKNOWN ? unjudged : found === 0 ? noClass : classes[found - 1]!;
  };
  const keys: Record<Dimension, (line: LedgerLine) => string | null> = {
    township: ({ township }) => township,
    measure: ({ entry }) => entry.measure,
    month: monthOf,
    class: (line) => at(line, classOf),
    industry: (line) =>
      at(line, ({ base }, index) => (base.industry[index] === NO_INDEX ? null : base.industryCodes[base.industry[index]!]!)),
    park: (line) => at(line, ({ base }, index) => (base.block[index] === NO_INDEX ? 'outside' : 'inside')),
  };
  const townships = new Map<string, string>(
    scope.members.flatMap(({ sheet }) => sheet.data.townships.map(({ code, name }): [string, string] => [code, name])),
  );
  return {
    keyOf: (dimension) => keys[dimension],
    columnOf(dimension, group) {
      if (dimension === 'township') return group.township;
      const key = `${dimension} ${scope.tag} ${policy?.id ?? ''}@${policy?.version ?? ''} ${year ?? ''}`;
      const known = kept.get(group) ?? new Map<string, KeyColumn>();
      kept.set(group, known);
      const column = known.get(key) ?? keyColumn(group.lines, keys[dimension]);
      known.set(key, column);
      return column;
    },
    nameOf: (dimension, key) =>
      dimension === 'township' ? (townships.get(key) ?? key) : dimension === 'industry' ? industryName(key) : key,
  };
}
