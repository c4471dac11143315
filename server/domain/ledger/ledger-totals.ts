// Sums of entries, each policy and kind by itself: kinds are never added, and of each sum it is told how much of it is known.
import { microMu, type MicroMu, sumMicroMu } from '../units.ts';
import type { LandMetricKind, LedgerPart } from './entry.ts';
import type { SeenEntry } from './ledger-filter.ts';

export interface LedgerTotal {
  readonly policy: string;
  readonly kind: LandMetricKind;
  readonly entries: number;
  readonly verified: MicroMu;
  readonly declared: MicroMu;
  /** Stated effective land of what stands, and of how many standing entries it is stated. */
  readonly effective: MicroMu;
  readonly standing: number;
  readonly effectiveStated: number;
  /** Declared once and taken back since, in whole or in part. */
  readonly takenBack: MicroMu;
  readonly reversed: number;
  readonly rebound: number;
  /** Standing entries that are drawn; and those with evidence. */
  readonly drawn: number;
  readonly documented: number;
}

const grossOf = (parts: readonly LedgerPart[]): MicroMu => sumMicroMu(parts.map((part) => part.gross));

/** The effective land of the parts; null when any states none. */
export function effectiveOf(parts: readonly LedgerPart[]): MicroMu | null {
  const stated = parts.flatMap((part) => (part.effective === null ? [] : [part.effective]));
  return stated.length === parts.length ? sumMicroMu(stated) : null;
}

/** What was declared of the parts and does not stand: of an entry that is seen whole; of one seen in part it is not known which part it was. */
export function takenBackOf({ entry, parts }: SeenEntry): MicroMu {
  if (entry.stage === 'reversed') return parts.length === entry.parts.length ? entry.declaredGross : grossOf(parts);
  return parts.length === entry.parts.length ? microMu(entry.declaredGross - entry.gross) : microMu(0);
}

export function ledgerTotals(entries: readonly SeenEntry[]): LedgerTotal[] {
  const groups = new Map<string, SeenEntry[]>();
  for (const seen of entries) {
    const key = `${seen.entry.policy} ${seen.entry.kind}`;
    const group = groups.get(key);
    if (group) group.push(seen);
    else groups.set(key, [seen]);
  }
  return [...groups.values()].map((group): LedgerTotal => {
    const { policy, kind } = group[0]!.entry;
    const standing = group.filter(({ entry }) => entry.stage !== 'reversed');
    const of = (stage: 'verified' | 'declared') =>
      sumMicroMu(standing.filter(({ entry }) => entry.stage === stage).map(({ parts }) => grossOf(parts)));
    const effective = standing.flatMap(({ parts }) => effectiveOf(parts) ?? []);
    return {
      policy,
      kind,
      entries: group.length,
      verified: of('verified'),
      declared: of('declared'),
      effective: sumMicroMu(effective),
      standing: standing.length,
      effectiveStated: effective.length,
      takenBack: sumMicroMu(group.map(takenBackOf)),
      reversed: group.length - standing.length,
      rebound: group.filter(({ entry }) => entry.reversalReason === 'rebound').length,
      drawn: standing.filter(({ parts }) => parts.every((part) => part.shape !== null)).length,
      documented: standing.filter(({ entry }) => entry.documents.length > 0).length,
    };
  });
}
