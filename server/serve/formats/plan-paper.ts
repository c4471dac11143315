// What every paper of a plan says: its heading, its facts, its plots row by row, and the line by which it can be traced.
import type { Brick } from '#domain/repurchase/cost.ts';
import type { PlanReply } from '../repurchase-plan-reply.ts';
import { DEMO_MARK } from './export-rows.ts';

export interface PlanPaper {
  readonly plan: PlanReply;
  readonly county: string;
  readonly demo: boolean;
  /** Day of the record that the paper was drawn from. */
  readonly asOf: string;
  readonly townshipName: (code: string | null) => string | null;
  /** Parts of the cost by plot, as they were kept; a plot that is not in it has none kept. */
  readonly bricks: ReadonlyMap<string, readonly Brick[]>;
}

export const planStates = { draft: '草案', solved: '求解所得', approved: '已批准', withdrawn: '已撤回' } as const;
const steps = { application: '申请', valuation: '评估', approval: '审批', contract: '签约', delivery: '交付' } as const;

export interface PlotRow {
  readonly place: number;
  /** Number of the block, from 1. */
  readonly block: number;
  readonly code: string;
  readonly name: string | null;
  readonly township: string | null;
  readonly areaMu: number;
  readonly costWan: number;
  readonly owner: string | null;
  readonly firms: number;
  readonly jobs: number | null;
  readonly taxWan: number | null;
  /** Where it stands; empty before approval. */
  readonly step: string;
  readonly valuationWan: number | null;
  readonly contractWan: number | null;
  readonly ledgerEntry: number | null;
}

/** The plots, block by block. */
export function plotRows({ plan, townshipName }: PlanPaper): PlotRow[] {
  const byCode = new Map(plan.parcels.map((parcel) => [parcel.code, parcel]));
  return plan.blocks
    .flatMap((codes, block) => codes.map((code) => ({ block: block + 1, parcel: byCode.get(code)! })))
    .map(({ block, parcel }, place) => ({
      place: place + 1,
      block,
      code: parcel.code,
      name: parcel.name,
      township: townshipName(parcel.township),
      areaMu: parcel.areaMu,
      costWan: parcel.costWan,
      owner: parcel.owner,
      firms: parcel.firms.length,
      jobs: parcel.jobs,
      taxWan: parcel.taxWan,
      step: parcel.dropped ? '已移出' : parcel.step === null ? (plan.state === 'approved' ? '未开始' : '') : steps[parcel.step],
      valuationWan: parcel.valuationWan,
      contractWan: parcel.contractWan,
      ledgerEntry: parcel.ledgerEntry,
    }));
}

const labels: readonly (readonly [key: string, label: string])[] = [
  ['targetMu', '腾出面积至少（亩）'],
  ['budgetWan', '预算（万元）'],
  ['gapPercent', '允许比最省方案多花（%）'],
  ['minBlockMu', '最小区块（亩）'],
  ['maxBlocks', '最多区块'],
  ['maxJobs', '涉及职工不超过（人）'],
  ['maxTaxWan', '涉及税收不超过（万元）'],
  ['minScore', '每宗得分不低于'],
  ['minMeanScore', '平均得分不低于'],
];

/** The conditions under which the plan was made, in words. */
export function conditions({ plan }: PlanPaper): [string, string][] {
  const question = plan.question as Readonly<Record<string, unknown>>;
  const told = labels.flatMap(([key, label]): [string, string][] =>
    typeof question[key] === 'number' ? [[label, String(question[key])]] : [],
  );
  const size = (key: string): number => (Array.isArray(question[key]) ? (question[key] as unknown[]).length : 0);
  return [
    ...told,
    ...(question['ownerComplete'] === true ? [['同一权利人整体收储', '是'] as [string, string]] : []),
    ...(size('lockedIn') + size('lockedOut') > 0
      ? [['锁定', `必选 ${size('lockedIn')} 宗，不选 ${size('lockedOut')} 宗`] as [string, string]]
      : []),
    ['成本与评分参数', question['settings'] === 0 ? '示例参数，未经本县确认' : `第 ${String(question['settings'])} 版`],
  ];
}

/** The line at the foot of every page and file. */
export function traceLine({ plan, asOf, demo }: PlanPaper): string {
  return `${demo ? `${DEMO_MARK}　` : ''}${plan.label}　截至 ${asOf}　方案校验 ${plan.hash.slice(0, 16)}　数据版本 ${plan.dataVersion}`;
}

/** What is not known of a sum, in words. */
export function coverage({ known, total }: { readonly known: number; readonly total: number }): string {
  return known < total ? `（${total} 宗中 ${known} 宗有数）` : '';
}
