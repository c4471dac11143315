// Runs of the solver from their start on: followed while they are in hand, written to the record, and told again to whoever has the link.
import { fail, ok, type Result } from '#domain/result.ts';
import type { SolveReply } from '#domain/repurchase/solve-reply.ts';
import { candidatesOf } from '../atlas/repurchase/candidates.ts';
import type { SolveDesk } from '../solve/solve-desk.ts';
import type { SolveRun } from '../solve/solve-run.ts';
import { type RunRecord, runsOnRecord } from '../store/repurchase-runs.ts';
import type { Deps } from './env.ts';
import { shownAnswer, type Asked } from './repurchase-answer.ts';

export interface RunReply {
  readonly id: string;
  readonly county: string;
  readonly state: SolveRun['state'];
  readonly progress: {
    readonly stage: string;
    readonly seconds: number;
    readonly costWan: number | null;
    readonly boundWan: number | null;
    /** What is known already of why there is no plan. */
    readonly says: string | null;
  } | null;
  readonly fault: string | null;
  readonly answer: SolveReply | null;
  /** The question as it was sent, by whom and when. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly recordedAt: string;
}

const wan = (money: number | null): number | null => (money === null ? null : money / 1_000_000);
export const progressReply = (progress: NonNullable<SolveRun['progress']>) => ({
  stage: progress.stage,
  seconds: progress.seconds,
  costWan: wan(progress.cost),
  boundWan: wan(progress.bound),
  says: progress.says ?? null,
});

/** A run in hand: its question, and the record that is made of it. */
interface InHand {
  readonly run: SolveRun;
  readonly request: Asked;
  readonly begun: RunRecord;
  /** Checked once, when first asked for; undefined until then. */
  reply?: SolveReply | null;
}

export const unchecked = '求解结果未通过复核，未予显示；已记入日志';
const broken = '求解没有算完服务就中断了，没有结果；请重新求解';
export const gone = (id: string): string => `没有求解 ${id}：编号有误，或已过期（每县只保留最近 ${runsOnRecord} 次）；请重新求解`;

/** The figures by which the plots of every set of an answer were chosen. */
function figuresOf(request: Asked, answer: SolveReply | null): RunRecord['figures'] {
  if (!answer?.stages) return {};
  const sets = [answer, answer.stages.cheapest, ...answer.alternatives];
  const codes = new Set(sets.flatMap(({ parcels }) => parcels));
  const candidates = candidatesOf(request.lens).filter(({ code }) => codes.has(code));
  return Object.fromEntries(
    candidates.flatMap(({ code, area, cost }): [string, [number, number]][] =>
      area !== null && cost.known ? [[code, [area, cost.fen]]] : [],
    ),
  );
}

export interface RunShelf {
  /** Starts a run. Null: too many wait. `keep`: it is written, and can be asked for by its id. */
  begin(request: Asked, actor: string, keep: boolean): SolveRun | null;
  /** The run while its thread may still be working on it. */
  inHand(id: string): SolveRun | null;
  /** The answer of a run that has ended, if it may be shown. */
  answerOf(run: SolveRun): SolveReply | null;
  /** The run as it now is; null when it is not known, or no longer. */
  find(id: string): Promise<RunRecord | null>;
  told(record: RunRecord): RunReply;
}

export function openRunShelf(deps: Deps, desk: SolveDesk): RunShelf {
  const hands = new Map<string, InHand>();
  const checked = (hand: InHand): SolveReply | null => {
    if (!hand.run.answer) return null;
    if (hand.reply === undefined) hand.reply = shownAnswer(hand.run.answer, hand.request, deps.log);
    return hand.reply;
  };
  const recordOf = (hand: InHand): RunRecord => {
    const { run, begun, request } = hand;
    if (!run.over) return begun;
    const answer = checked(hand);
    const fault = answer === null ? (run.fault ?? unchecked) : null;
    return { ...begun, state: answer === null ? 'failed' : 'ended', answer, fault, figures: figuresOf(request, answer) };
  };
  const write = (record: RunRecord): Promise<Result<null, unknown>> =>
    deps.store.putRepurchaseRun(record).then(
      () => ok(null),
      (error: unknown) => fail(error),
    );
  return {
    begin(request, actor, keep) {
      const run = desk.start(request.input);
      if (!run) return null;
      const { snapshot, policy, columns, settings, weights, adjacency } = request.lens;
      const begun: RunRecord = {
        id: run.id,
        county: snapshot.sheet.data.county.code,
        asked: request.said,
        lens: { year: columns.year, policy: policy?.id ?? null, settings: settings.version, weights, adjacency },
        state: 'running',
        answer: null,
        figures: {},
        fault: null,
        actor,
        recordedAt: deps.clock.now(),
      };
      // What the search was given is not needed again; the record's own figures are.
      const hand: InHand = { run, begun, request: { ...request, input: { ...request.input, candidates: [] } } };
      hands.set(run.id, hand);
      const written = keep ? write(begun) : Promise.resolve(ok(null));
      const end = async (): Promise<void> => {
        await run.done;
        if (run.fault !== null && !run.cancelled) deps.log(new Error(run.fault), `solving for ${begun.county}`);
        // From then on the record answers, and the snapshot that the question was asked of is let go.
        if (!keep) return;
        const [first, last] = [await written, await write(recordOf(hand))];
        for (const result of [first, last]) if (!result.ok) deps.log(result.error, `writing the search ${run.id}`);
        if (last.ok) hands.delete(run.id);
      };
      end().catch((error: unknown) => deps.log(error, `ending the search ${run.id}`));
      for (const [id, { run: old }] of hands) if (old.over && !desk.get(id)) hands.delete(id);
      return run;
    },
    inHand: (id) => hands.get(id)?.run ?? null,
    answerOf: (run) => {
      const hand = hands.get(run.id);
      return hand ? checked(hand) : null;
    },
    async find(id) {
      const hand = hands.get(id);
      if (hand) return recordOf(hand);
      const record = await deps.store.repurchaseRun(id);
      // Begun by a program that is no more, and never ended.
      return record?.state === 'running' ? { ...record, state: 'failed', fault: broken } : record;
    },
    told(record) {
      const run = hands.get(record.id)?.run;
      const state = record.state === 'running' && run ? run.state : record.state;
      const { id, county, fault, answer, asked, actor, recordedAt } = record;
      return { id, county, state, progress: run?.progress ? progressReply(run.progress) : null, fault, answer, asked, actor, recordedAt };
    },
  };
}
