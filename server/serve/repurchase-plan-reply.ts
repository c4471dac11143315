// Plans as replies carry them: areas in mu, money in 万元, computed from the exact whole numbers that were kept.
import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#domain/bulletin/canonical.ts';
import { planCommitment, planFigures } from '#domain/repurchase/plan-figures.ts';
import type { PlanAct, PlanNow, PlanRecord } from '#domain/repurchase/plan.ts';
import { toMu, toWan } from '#domain/units.ts';

/** SHA-256 (hex) of the plan as it was kept: the same for every paper of it, another when anything of it differs. */
export function planHash(plan: PlanRecord): string {
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(plan)) as Json))
    .digest('hex');
}

/** A plan as replies carry it: figures computed from the plots as they were kept. */
export function planReply(now: PlanNow, acts: readonly PlanAct[]) {
  const { plan, state, approvedOn, progress } = now;
  const figures = planFigures(plan);
  const commitment = planCommitment(now);
  return {
    id: plan.id,
    name: plan.name,
    state,
    approvedOn,
    label: '估算，以评估为准',
    solved: plan.solved,
    hash: planHash(plan),
    question: JSON.parse(plan.question) as unknown,
    dataVersion: plan.dataVersion,
    actor: plan.actor,
    recordedAt: plan.recordedAt,
    figures: {
      parcels: figures.parcels,
      areaMu: toMu(figures.area),
      costWan: toWan(figures.cost),
      boundWan: plan.bound === null ? null : toWan(plan.bound),
      blocks: figures.blocks,
      largestBlockMu: toMu(figures.largestBlock),
      firms: figures.firms,
      owners: figures.owners,
      jobs: { sum: figures.jobs.sum / 1000, known: figures.jobs.known, total: figures.jobs.total },
      taxWan: { sum: toWan(figures.tax.sum), known: figures.tax.known, total: figures.tax.total },
    },
    commitment: {
      contractedWan: toWan(commitment.contracted),
      deliveredWan: toWan(commitment.delivered),
      openWan: toWan(commitment.open),
    },
    blocks: plan.blocks,
    parcels: plan.parcels.map((parcel) => {
      const at = progress.find(({ code }) => code === parcel.code)!;
      return {
        code: parcel.code,
        name: parcel.name,
        township: parcel.township,
        areaMu: toMu(parcel.area),
        costWan: toWan(parcel.cost),
        owner: parcel.owner,
        firms: parcel.firms,
        jobs: parcel.jobs === null ? null : parcel.jobs / 1000,
        taxWan: parcel.tax === null ? null : toWan(parcel.tax),
        step: at.step,
        since: at.since,
        dropped: at.dropped,
        valuationWan: at.valuation === null ? null : toWan(at.valuation),
        contractWan: at.contract === null ? null : toWan(at.contract),
        ledgerEntry: at.ledgerEntry,
      };
    }),
    acts: acts.filter((act) => act.plan === plan.id),
  };
}
export type PlanReply = ReturnType<typeof planReply>;
