// A repurchase plan: what was asked, which plots were chosen at which figures, and everything done to it since. Written once; acts are added.
import type { IsoDate } from '../period.ts';
import type { Brick } from './cost.ts';
import type { Fen, MicroMu } from '../units.ts';

/** A chosen plot with the figures by which it was chosen. Null is not known. */
export interface PlannedParcel {
  readonly code: string;
  readonly name: string | null;
  readonly township: string | null;
  readonly area: MicroMu;
  /** 估算，以评估为准. */
  readonly cost: Fen;
  readonly owner: string | null;
  /** Credit codes of those who stand on it. */
  readonly firms: readonly string[];
  /** In thousandths of a person. */
  readonly jobs: number | null;
  readonly tax: Fen | null;
  /** What the cost was made of on the day; left out by plans that were kept before it was. */
  readonly bricks?: readonly Brick[] | undefined;
}

/** The plan as it was kept: a draft when it was not solved but put together by hand. */
export interface PlanRecord {
  readonly id: number;
  readonly county: string;
  readonly name: string;
  /** The question as it was asked, as JSON: goal, budget, limits, locks, weights, settings. */
  readonly question: string;
  readonly solved: boolean;
  readonly parcels: readonly PlannedParcel[];
  /** Codes by contiguous block, largest first. */
  readonly blocks: readonly (readonly string[])[];
  /** Proven lower bound of the cost; null for a draft. */
  readonly bound: Fen | null;
  /** Version of the record by which it was made. */
  readonly dataVersion: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** What is done with a plot of an approved plan, in this order: 申请, 评估, 审批, 签约, 交付. */
export const planSteps = ['application', 'valuation', 'approval', 'contract', 'delivery'] as const;
export type PlanStep = (typeof planSteps)[number];

interface Said {
  readonly id: number;
  readonly plan: number;
  readonly date: IsoDate;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** One act: the plan is approved or withdrawn; a plot takes a step or is dropped. */
export type PlanAct = Said &
  (
    | { readonly act: 'approve' }
    | { readonly act: 'withdraw' }
    | {
        readonly act: 'step';
        readonly parcel: string;
        readonly step: PlanStep;
        /** 评估价 at the valuation, 收购价 at the contract; else null. */
        readonly amount: Fen | null;
        /** Entry of the ledger that the delivery made. */
        readonly ledgerEntry: number | null;
      }
    | { readonly act: 'drop'; readonly parcel: string }
  );
export type PlanActKind = PlanAct['act'];

export type PlanState = 'draft' | 'solved' | 'approved' | 'withdrawn';

/** Where a plot of a plan stands. */
export interface ParcelProgress {
  readonly code: string;
  /** Last step taken; null before the first. */
  readonly step: PlanStep | null;
  readonly since: IsoDate | null;
  readonly dropped: boolean;
  readonly valuation: Fen | null;
  readonly contract: Fen | null;
  readonly ledgerEntry: number | null;
}

/** A plan with what its acts made of it. */
export interface PlanNow {
  readonly plan: PlanRecord;
  readonly state: PlanState;
  readonly approvedOn: IsoDate | null;
  readonly progress: readonly ParcelProgress[];
}

/** The plan after its acts, in order of writing. */
export function planNow(plan: PlanRecord, acts: readonly PlanAct[]): PlanNow {
  let state: PlanState = plan.solved ? 'solved' : 'draft';
  let approvedOn: IsoDate | null = null;
  const progress = new Map<string, ParcelProgress>(
    plan.parcels.map(({ code }) => [
      code,
      { code, step: null, since: null, dropped: false, valuation: null, contract: null, ledgerEntry: null },
    ]),
  );
  for (const act of acts) {
    if (act.plan !== plan.id) continue;
    if (act.act === 'approve') {
      state = 'approved';
      approvedOn = act.date;
    } else if (act.act === 'withdraw') {
      state = 'withdrawn';
    } else {
      const before = progress.get(act.parcel);
      if (!before) continue;
      progress.set(
        act.parcel,
        act.act === 'drop'
          ? { ...before, dropped: true }
          : {
              ...before,
              step: act.step,
              since: act.date,
              valuation: act.step === 'valuation' ? act.amount : before.valuation,
              contract: act.step === 'contract' ? act.amount : before.contract,
              ledgerEntry: act.ledgerEntry ?? before.ledgerEntry,
            },
      );
    }
  }
  return { plan, state, approvedOn, progress: [...progress.values()] };
}

/** Plots that approved plans have taken up and not dropped, with the name of the plan: they are not offered a second time. */
export function takenUp(plans: readonly PlanNow[]): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const { plan, state, progress } of plans) {
    if (state !== 'approved') continue;
    for (const { code, dropped } of progress) if (!dropped) taken.set(code, plan.name);
  }
  return taken;
}
