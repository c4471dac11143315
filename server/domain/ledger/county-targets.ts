// All targets of a county on a day, each with where it comes from: the policy, an upper level's document, or somebody's own.
import type { IsoDate } from '../period.ts';
import type { Policy, Target } from '../policy/policy.ts';
import { toMu } from '../units.ts';
import { statedOn, type SaidOf, type TargetStatement } from './target-statement.ts';

export const origins = ['regulatory', 'inherited', 'own'] as const;
export type Origin = (typeof origins)[number];

export interface CountyTarget {
  readonly target: Target;
  /** Policy under which its land is entered. */
  readonly policy: string;
  readonly origin: Origin;
  /** The row that states it; null for a target of the policy. */
  readonly stated: TargetStatement<SaidOf<'target'>> | null;
}

/** Name of a stated target in addresses. */
export function statedTargetId(row: TargetStatement<SaidOf<'target'>>): string {
  return row.said.id ?? `T${row.id}`;
}

function targetOf(row: TargetStatement<SaidOf<'target'>>): Target {
  const { said } = row;
  return {
    id: statedTargetId(row),
    metric: said.origin === 'inherited' ? 'inherited_land' : 'own_land',
    name: said.title,
    // The shortest decimal of whole micro-mu is exact, and is read back as such.
    value: toMu(said.area),
    unit: '亩',
    comparator: 'ge',
    comparatorText: null,
    clause: row.basis,
    periodStart: said.periodStart,
    periodEnd: said.periodEnd,
    kind: said.kind,
    parent: said.parent,
    headline: false,
    strength: said.origin === 'inherited' ? '上级下达' : '自设',
    extent: '',
    cumulative: true,
    note: null,
  };
}

/** Targets that people stated and have not withdrawn, as they stand on a day. An own target is seen by whoever made it, nobody else. */
export function statedTargets(rows: readonly TargetStatement[], day: IsoDate, actor: string): CountyTarget[] {
  const newest = new Map<string, TargetStatement<SaidOf<'target'>>>();
  for (const row of statedOn(rows, 'target', day)) newest.set(statedTargetId(row), row);
  return [...newest.values()]
    .filter(({ said, actor: maker }) => !said.withdrawn && (said.origin === 'inherited' || maker === actor))
    .map((row) => ({ target: targetOf(row), policy: row.said.policy, origin: row.said.origin, stated: row }));
}

/** The targets of a policy, as the document has them. */
export function regulatoryTargets(policy: Policy): CountyTarget[] {
  return policy.targets.map((target) => ({ target, policy: policy.id, origin: 'regulatory', stated: null }));
}
