// Every mu once: what may be declared as freed, given what is already counted.
import { overlapSquareMetres } from '../land/overlap.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { Policy, Target } from '../policy/policy.ts';
import { type MicroMu, microMu, microMuFromSquareMetres, toMu } from '../units.ts';
import type { LedgerDraft } from './chain.ts';
import type { LandMetricKind, LedgerEntry } from './entry.ts';
import { isUnknownMeasureId, measureCountsAs } from './measures.ts';

/** An entry that already counts land which the new one would count again, and how much of it. */
export interface CountingConflict {
  readonly id: number;
  readonly overlap: MicroMu;
}

/** A rule that the entry breaks by itself. */
export interface CountingFault {
  readonly field: 'kind' | 'measure' | 'date' | 'grossMu' | 'effectiveMu' | 'geometry';
  readonly message: string;
}

export interface CountingCheck {
  readonly faults: readonly CountingFault[];
  readonly conflicts: readonly CountingConflict[];
}

/** Shared drawing below this is the width of two surveyors' lines, not land counted twice. */
const sliverSquareMetres = 1;

/** Targets of the policy that an entry of this kind counts toward; an entry may count toward a whole and its milestone. */
export function targetsOf(policy: Policy, kind: LandMetricKind): readonly Target[] {
  return policy.targets.filter((target) => target.kind === kind || (kind === 'vacated' && target.kind === 'vacated_effective'));
}

function faultsOf(draft: Draft, parcel: Parcel, policy: Policy, today: string): CountingFault[] {
  const faults: CountingFault[] = [];
  const targets = targetsOf(policy, draft.kind).filter((target) => target.kind === draft.kind);
  if (draft.kind === 'vacated_effective') {
    faults.push({ field: 'kind', message: '有效面积不单独申报：以“腾出”申报，并填写有效面积' });
  } else if (targets.length === 0) {
    faults.push({ field: 'kind', message: `${policy.title} 没有这一类的用地目标` });
  } else if (!targets.some((target) => draft.date >= target.periodStart && draft.date <= target.periodEnd)) {
    faults.push({
      field: 'date',
      message: `${draft.date} 不在目标期内（${targets.map((target) => `${target.periodStart} 至 ${target.periodEnd}`).join('；')}）`,
    });
  }
  if (draft.measure !== null && isUnknownMeasureId(draft.measure)) {
    faults.push({ field: 'measure', message: `没有编号为 ${draft.measure} 的措施` });
  } else if (draft.measure !== null && targets.length > 0 && measureCountsAs(draft.measure, draft.kind) === false) {
    faults.push({ field: 'measure', message: `措施 ${draft.measure} 不产生这一类的用地面积，不能计入` });
  }
  if (draft.date > today) faults.push({ field: 'date', message: `日期 ${draft.date} 还没有到` });
  if (draft.gross <= 0) faults.push({ field: 'grossMu', message: '面积应大于零' });
  if (draft.effective !== null && (draft.effective < 0 || draft.effective > draft.gross)) {
    faults.push({ field: 'effectiveMu', message: '有效面积应不小于零、不大于腾出面积' });
  }
  const counted = countedArea(parcel);
  if (counted && draft.gross > counted.area) {
    faults.push({ field: 'grossMu', message: `${toMu(draft.gross)} 亩超过宗地面积 ${toMu(counted.area)} 亩` });
  }
  return faults;
}

type Draft = Pick<LedgerDraft, 'kind' | 'date' | 'gross' | 'effective' | 'shape' | 'parcel' | 'policy'> & {
  /** Null: the register does not say by what measure. */
  readonly measure: string | null;
};

/**
 * Whether a declaration may be written. Faults are rules it breaks by itself; conflicts are entries, declared or verified and not
 * reversed, of the same policy and kind that count the same land: by drawing where both are drawn, and in any case when the parcel's
 * entries together would pass its area (the registered one, else the measured one). `today` is an ISO day.
 */
export function checkDeclaration(
  draft: Draft,
  parcel: Parcel,
  policy: Policy,
  entries: readonly LedgerEntry[],
  today: string,
): CountingCheck {
  const active = entries.filter((entry) => entry.stage !== 'reversed' && entry.policy === draft.policy && entry.kind === draft.kind);
  const overlaps = new Map<number, MicroMu>();
  for (const { id, shape } of active) {
    if (!shape || !draft.shape) continue;
    const shared = overlapSquareMetres(shape, draft.shape);
    if (shared > sliverSquareMetres) overlaps.set(id, microMuFromSquareMetres(shared));
  }
  const here = active.filter((entry) => entry.parcel === draft.parcel);
  const counted = countedArea(parcel)?.area ?? null;
  const already = here.reduce((sum, entry) => sum + entry.gross, 0);
  // Of a parcel whose area nobody knows, a second entry cannot be shown to be other land.
  const excess = counted === null ? draft.gross : already + draft.gross - counted;
  for (const { id, gross } of here) {
    const overlap = Math.min(gross, excess, draft.gross);
    if (overlap > (overlaps.get(id) ?? 0)) overlaps.set(id, microMu(overlap));
  }
  const faults = faultsOf(draft, parcel, policy, today);
  // Where the drawing also meets an entry that counts, that is the plainer reason.
  if (overlaps.size === 0 && draft.shape && parcel.shape && overlapSquareMetres(parcel.shape, draft.shape) <= sliverSquareMetres) {
    faults.push({ field: 'geometry', message: '所画范围不在这一宗地上' });
  }
  return {
    faults,
    conflicts: [...overlaps].sort(([a], [b]) => a - b).map(([id, overlap]) => ({ id, overlap })),
  };
}
