// A plan that the solver found, kept under a name with its question and its proven bound: POST /api/repurchase/runs/{id}/keep.
import { z } from '@hono/zod-openapi';
import type { Candidate } from '#domain/repurchase/candidate.ts';
import type { PlannedParcel } from '#domain/repurchase/plan.ts';
import type { SolvedSet, SolveReply } from '#domain/repurchase/solve-reply.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { parseMoney } from '#domain/units.ts';
import type { PlanDraft } from '../store/repurchase-plans.ts';

export const keepBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    note: z.string().trim().max(2000).default(''),
    which: z
      .union([z.enum(['plan', 'cheapest']), z.number().int().min(0).max(100)])
      .default('plan')
      .openapi({ description: 'plan 结果方案，cheapest 第一步最省方案，数字为第几个备选（自 0 起）' }),
  })
  .openapi('RepurchaseKeep');
export type KeepBody = z.output<typeof keepBody>;

/** The set of an answer that was asked for; null when there is none. */
export function setAsked(answer: SolveReply, which: KeepBody['which']): SolvedSet | null {
  if (answer.stages === null) return null;
  if (which === 'plan') return answer;
  return which === 'cheapest' ? answer.stages.cheapest : (answer.alternatives[which] ?? null);
}

/** The plot as a plan keeps it; null when its area or cost is not known. */
export function chosenParcel({ code, name, township, area, cost, owner, firms, jobs, tax }: Candidate): PlannedParcel | null {
  if (area === null || !cost.known) return null;
  return { code, name: name || null, township, area, cost: cost.fen, owner, firms, jobs, tax, bricks: cost.bricks };
}

interface Kept {
  readonly answer: SolveReply;
  /** The question as it was sent. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** By code, micro-mu and fen by which the plots were chosen; and the candidates as they are. */
  readonly before: Readonly<Record<string, readonly [number, number]>>;
  readonly candidates: readonly Candidate[];
  readonly said: KeepBody;
  readonly actor: string;
  readonly now: string;
}

/** Whether a plot is still offered at the figures by which it was chosen. */
function same(before: readonly [number, number] | undefined, now: Candidate | undefined): boolean {
  if (!before || !now || now.excluded !== null || !now.cost.known) return false;
  return before[0] === now.area && before[1] === now.cost.fen;
}

/** The plan to be written, at the figures by which it was found; or why it is not kept. */
export function solvedDraft({ answer, asked, before, candidates, said, actor, now }: Kept): Result<PlanDraft, string> {
  const set = setAsked(answer, said.which);
  if (!set || set.parcels.length === 0) return fail('没有这样的方案可以保存');
  const today = new Map(candidates.map((one) => [one.code, one]));
  const moved = set.parcels.filter((code) => !same(before[code], today.get(code)));
  if (moved.length > 0) return fail(`求解之后 ${moved.join('、')} 的面积、成本或可收储状态已变，方案没有保存；请重新求解`);
  const known = set.parcels.flatMap((code) => chosenParcel(today.get(code)!) ?? []);
  const { county: _county, ...question } = asked;
  const { settings, solver, seed, stopped, dataVersion } = answer.run;
  return ok({
    name: said.name,
    question: JSON.stringify({
      ...question,
      note: said.note,
      settings,
      which: said.which,
      solved: { solver, seed, stopped, status: answer.status },
    }),
    solved: true,
    parcels: known,
    blocks: set.blocks,
    bound: parseMoney(String(answer.stages?.cheapest.boundWan ?? answer.boundWan), '万元')?.value ?? null,
    dataVersion,
    actor,
    recordedAt: now,
  });
}
