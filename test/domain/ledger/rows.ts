// Ledger rows and a policy with land targets, for tests.
import { entriesNow } from '#domain/ledger/acts.ts';
import type { LedgerDraft } from '#domain/ledger/chain.ts';
import type { LedgerEntry, LedgerRow } from '#domain/ledger/entry.ts';
import type { Policy, Target } from '#domain/policy/policy.ts';
import { county, day, mu } from '../firms/samples.ts';

export function declared(more: Partial<LedgerDraft> = {}): LedgerDraft {
  return {
    county,
    act: 'declare',
    entry: 'own',
    policy: 'suichang-2022',
    parcel: 'P1',
    township: null,
    shape: null,
    kind: 'vacated',
    measure: 'M-REPURCHASE',
    gross: mu(4),
    effective: null,
    date: day('2022-06-01'),
    basis: '收购协议',
    documents: [],
    actor: '经办',
    recordedAt: '2022-06-02T09:00:00+08:00',
    ...more,
  };
}

/** Rows numbered from 1 in the order given; hashes are left blank. */
export function rowsOf(drafts: readonly LedgerDraft[]): LedgerRow[] {
  return drafts.map((draft, index) => ({
    ...draft,
    id: index + 1,
    entry: draft.entry === 'own' ? index + 1 : draft.entry,
    countsFrom: draft.countsFrom ?? draft.date,
    reason: draft.reason ?? null,
    lineage: draft.lineage ?? null,
    origin: draft.origin ?? null,
    hash: '',
    previousHash: '',
    form: 2 as const,
  }));
}

export function entriesOf(drafts: readonly LedgerDraft[]): LedgerEntry[] {
  return entriesNow(rowsOf(drafts));
}

export function target(more: Partial<Target> = {}): Target {
  return {
    id: 'SC-T03',
    metric: 'land_vacated_industrial_mu',
    name: '腾出工业用地',
    value: 800,
    unit: '亩',
    comparator: 'ge',
    comparatorText: '以上',
    clause: '一(二)',
    periodStart: day('2022-03-01'),
    periodEnd: day('2023-12-31'),
    kind: 'vacated',
    parent: null,
    headline: true,
    strength: 'binding',
    note: null,
    ...more,
  } as Target;
}

/** Only what counting looks at. */
export function policyWith(targets: readonly Target[]): Policy {
  return { id: 'suichang-2022', title: '测试方案', targets } as unknown as Policy;
}
