// Whether something may be done to a plan: an approval takes no plot twice, steps follow each other, what was delivered stays.
import type { IsoDate } from '../period.ts';
import type { Fen } from '../units.ts';
import { planSteps, takenUp, type PlanNow, type PlanStep } from './plan.ts';

/** What is asked for, before it is written. */
export type PlanActDraft =
  | { readonly act: 'approve' | 'withdraw'; readonly date: IsoDate }
  | { readonly act: 'step'; readonly parcel: string; readonly step: PlanStep; readonly amount: Fen | null; readonly date: IsoDate }
  | { readonly act: 'drop'; readonly parcel: string; readonly date: IsoDate };

export interface PlanActGround {
  /** The other plans of the county, as they stand. */
  readonly others: readonly PlanNow[];
  /** Plots of which the ledger already counts land as freed. */
  readonly freed: ReadonlySet<string>;
  readonly today: IsoDate;
}

/** Why an act is not written. `conflict`: something else holds what it would take. */
export interface PlanActFault {
  readonly reason: 'conflict' | 'order' | 'value' | 'not-found';
  readonly field: 'act' | 'parcel' | 'step' | 'amount' | 'date';
  readonly message: string;
  /** Plots concerned. */
  readonly parcels?: readonly string[];
}

const stepNames: Readonly<Record<PlanStep, string>> = {
  application: '申请',
  valuation: '评估',
  approval: '审批',
  contract: '签约',
  delivery: '交付',
};

/** The Chinese word for a step. */
export function stepName(step: PlanStep): string {
  return stepNames[step];
}

/** Steps that state a sum: 评估价 and 收购价. */
export function stepNeedsAmount(step: PlanStep): boolean {
  return step === 'valuation' || step === 'contract';
}

const fault = (
  reason: PlanActFault['reason'],
  field: PlanActFault['field'],
  message: string,
  parcels?: readonly string[],
): PlanActFault => ({
  reason,
  field,
  message,
  ...(parcels ? { parcels } : {}),
});

/** The first fault of an act, or null when it may be written. */
export function planActFault(draft: PlanActDraft, now: PlanNow, ground: PlanActGround): PlanActFault | null {
  if (draft.date > ground.today) return fault('value', 'date', `日期 ${draft.date} 还没有到`);
  switch (draft.act) {
    case 'approve':
      return approvalFault(now, ground);
    case 'withdraw':
      return withdrawalFault(now);
    case 'step':
      return stepFault(draft, now);
    case 'drop':
      return dropFault(draft.parcel, now);
  }
}

function approvalFault({ plan, state }: PlanNow, { others, freed }: PlanActGround): PlanActFault | null {
  if (state === 'approved') return fault('conflict', 'act', `方案“${plan.name}”已经批准`);
  if (state === 'withdrawn') return fault('conflict', 'act', `方案“${plan.name}”已经撤回`);
  const codes = plan.parcels.map(({ code }) => code);
  const gone = codes.filter((code) => freed.has(code));
  if (gone.length > 0) return fault('conflict', 'parcel', `${gone.join('、')} 已在台账计为腾出，不能再收储`, gone);
  const taken = takenUp(others);
  const double = codes.filter((code) => taken.has(code));
  if (double.length > 0) {
    const names = [...new Set(double.map((code) => `“${taken.get(code)}”`))].join('、');
    return fault('conflict', 'parcel', `${double.join('、')} 已在获批方案${names}中`, double);
  }
  return null;
}

function withdrawalFault({ plan, state, progress }: PlanNow): PlanActFault | null {
  if (state === 'withdrawn') return fault('conflict', 'act', `方案“${plan.name}”已经撤回`);
  const bound = progress.filter(({ step, dropped }) => !dropped && (step === 'contract' || step === 'delivery')).map(({ code }) => code);
  return bound.length > 0 ? fault('order', 'act', `${bound.join('、')} 已签约或交付，方案不能整体撤回；可逐宗移出`, bound) : null;
}

function stepFault({ parcel, step, amount, date }: Extract<PlanActDraft, { act: 'step' }>, now: PlanNow): PlanActFault | null {
  if (now.state !== 'approved') return fault('order', 'act', '方案获批后才能逐宗推进');
  const at = now.progress.find(({ code }) => code === parcel);
  if (!at) return fault('not-found', 'parcel', `方案中没有宗地 ${parcel}`);
  if (at.dropped) return fault('order', 'parcel', `宗地 ${parcel} 已移出方案`);
  const next = planSteps[at.step === null ? 0 : planSteps.indexOf(at.step) + 1];
  if (next !== step) {
    return fault('order', 'step', next ? `宗地 ${parcel} 的下一步是${stepNames[next]}，不是${stepNames[step]}` : `宗地 ${parcel} 已经交付`);
  }
  const earliest = at.since ?? now.approvedOn;
  if (earliest !== null && date < earliest) return fault('value', 'date', `日期 ${date} 早于上一步的 ${earliest}`);
  if (stepNeedsAmount(step) && amount === null) return fault('value', 'amount', `${stepNames[step]}须填写金额`);
  if (!stepNeedsAmount(step) && amount !== null) return fault('value', 'amount', `${stepNames[step]}不填金额`);
  return amount !== null && amount <= 0 ? fault('value', 'amount', '金额应大于零') : null;
}

function dropFault(parcel: string, now: PlanNow): PlanActFault | null {
  if (now.state !== 'approved') return fault('order', 'act', '方案获批后才能逐宗移出');
  const at = now.progress.find(({ code }) => code === parcel);
  if (!at) return fault('not-found', 'parcel', `方案中没有宗地 ${parcel}`);
  if (at.dropped) return fault('conflict', 'parcel', `宗地 ${parcel} 已移出方案`);
  return at.step === 'delivery' ? fault('order', 'parcel', `宗地 ${parcel} 已经交付，须先在台账冲销`) : null;
}
