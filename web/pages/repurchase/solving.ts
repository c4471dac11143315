// The search for a plan as the page follows it: what was asked, how far it is, what came of it. It outlives the page, and its id stands in the link:
// whoever opens the link sees the same answer.
import type { Choice } from '#domain/repurchase/choice.ts';
import type { SolvedSet, SolveReply } from '#domain/repurchase/solve-reply.ts';
import { useEffect, useEffectEvent } from 'react';
import { useChoice } from '../../state/choice.ts';
import { useViewState } from '../../state/view-context.tsx';
import { watched, useWatched } from '../../state/hover.ts';
import { askRun, cancelRun, followRun, startRun, type RunProgress } from '../../api/solve-runs.ts';
import type { ChoiceFigures } from './choice-figures.ts';

/** Which set of the answer is shown. */
export type Shown = 'plan' | 'cheapest' | number;

interface Search {
  readonly county: string;
  /** The question as text: what is asked now is compared with it. */
  readonly asked: string;
  readonly id: string | null;
  readonly state: 'starting' | 'running' | 'ended' | 'failed';
  readonly progress: RunProgress | null;
  readonly answer: SolveReply | null;
  readonly fault: unknown;
  /** Who asked and when; null until the server says. */
  readonly by: { readonly actor: string; readonly recordedAt: string } | null;
  /** Its id has been seen in the link. */
  readonly linked: boolean;
}

const search = watched<Search | null>(null);
let unfollow: () => void = () => undefined;

/** What the solver is asked; null while no goal is set. Plots that the list hides are left out when that was asked. */
export function questionOf(figures: ChoiceFigures): Record<string, unknown> | null {
  const { choice, county, shown, adjacency, offers, kept } = figures;
  if (choice.targetMu === undefined || choice.targetMu <= 0) return null;
  const {
    targetMu,
    budgetWan,
    minBlockMu,
    maxBlocks,
    gapPercent,
    ownerComplete,
    quotas,
    maxJobs,
    maxTaxWan,
    minScore,
    minMeanScore,
    weights,
  } = choice;
  const inside = choice.lockedIn ?? [];
  const hidden = choice.onlyShown
    ? offers.flatMap(({ index, candidate, excluded, lock }) =>
        kept[index] === 1 || excluded !== null || lock !== null ? [] : [candidate.code],
      )
    : [];
  const question = {
    county: county.code,
    year: shown.year,
    policy: shown.policy ?? undefined,
    targetMu,
    budgetWan,
    minBlockMu,
    maxBlocks,
    gapPercent,
    ownerComplete,
    quotas,
    maxJobs,
    maxTaxWan,
    minScore,
    minMeanScore,
    weights,
    adjacency,
    frontierPoints: 8,
    lockedIn: inside,
    lockedOut: [...(choice.lockedOut ?? []), ...hidden],
  };
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined));
}

function put(change: Partial<Search>): void {
  const before = search.get();
  if (before) search.set({ ...before, ...change });
}

async function finish(id: string): Promise<void> {
  try {
    const run = await askRun(id);
    if (search.get()?.id !== id) return;
    put({
      state: run.answer ? 'ended' : 'failed',
      answer: run.answer,
      progress: run.progress,
      fault: run.answer ? null : { kind: 'refused', detail: run.fault },
      by: { actor: run.actor, recordedAt: run.recordedAt },
    });
  } catch (fault) {
    if (search.get()?.id === id) put({ state: 'failed', fault });
  }
}

function follow(id: string): void {
  unfollow = followRun(
    id,
    (progress) => put({ progress }),
    () => void finish(id),
  );
}

/** Opens the run that a link names: its answer, or how far it is. */
async function open(county: string, id: string): Promise<void> {
  unfollow();
  search.set({ county, asked: '', id, state: 'running', progress: null, answer: null, fault: null, by: null, linked: true });
  try {
    const run = await askRun(id);
    if (search.get()?.id !== id) return;
    put({ asked: JSON.stringify(run.asked), by: { actor: run.actor, recordedAt: run.recordedAt } });
    if (run.county !== county) put({ state: 'failed', fault: { kind: 'not-found', detail: null } });
    else if (run.state === 'queued' || run.state === 'running') follow(id);
    else await finish(id);
  } catch (fault) {
    if (search.get()?.id === id) put({ state: 'failed', fault });
  }
}

async function start(county: string, question: Record<string, unknown>): Promise<void> {
  unfollow();
  search.set({
    county,
    asked: JSON.stringify(question),
    id: null,
    state: 'starting',
    progress: null,
    answer: null,
    fault: null,
    by: null,
    linked: false,
  });
  try {
    const run = await startRun(question);
    put({ id: run.id, state: 'running' });
    follow(run.id);
  } catch (fault) {
    put({ state: 'failed', fault });
  }
}

function forget(): void {
  unfollow();
  search.set(null);
}

export interface Solving {
  readonly search: Search | null;
  readonly answer: SolveReply | null;
  /** The set of the answer that is shown; null while there is none. */
  readonly set: SolvedSet | null;
  readonly shown: Shown;
  readonly start: (county: string, question: Record<string, unknown>) => void;
  readonly cancel: () => void;
  readonly show: (shown: Shown) => void;
  /** Puts the answer away. */
  readonly clear: () => void;
}

function setOf(answer: SolveReply | null, shown: Shown): SolvedSet | null {
  if (!answer || answer.status === 'infeasible' || answer.status === 'unknown') return null;
  if (shown === 'cheapest') return answer.stages?.cheapest ?? answer;
  return shown === 'plan' ? answer : (answer.alternatives[shown] ?? answer);
}

export function useSolving(): Solving {
  const { view } = useViewState();
  const { choice, choose } = useChoice();
  const county = view?.county;
  const found = useWatched(search);
  const own = found && found.county === county ? found : null;
  const shown = choice.set ?? 'plan';

  // The link and the search are kept at the same run: a new one is written into it, another one in it is opened.
  const [id, state, linked] = [own?.id ?? null, own?.state, own?.linked ?? false];
  const { run } = choice;
  const link = useEffectEvent((own: string) => choose({ run: own, set: undefined }, { replace: true }));
  useEffect(() => {
    if (county === undefined || state === 'starting') return;
    if (id === null) {
      if (run !== undefined) void open(county, run);
    } else if (run === id) put({ linked: true });
    else if (!linked) link(id);
    else if (run !== undefined) void open(county, run);
    else forget();
  }, [county, id, state, linked, run]);

  return {
    search: own,
    answer: own?.answer ?? null,
    set: setOf(own?.answer ?? null, shown),
    shown,
    start: (asked, question) => void start(asked, question),
    cancel: () => {
      if (id !== null) cancelRun(id).catch((fault: unknown) => put({ fault }));
    },
    show: (set) => choose({ set: set === 'plan' ? undefined : set }, { replace: true }),
    clear: () => {
      // What is in the link goes from it first; the search goes with it.
      if (linked) choose({ run: undefined, set: undefined }, { replace: true });
      else forget();
    },
  };
}

/** Whether the goal was changed after the answer was asked for. */
export function isStale(figures: ChoiceFigures, { search: asked }: Solving): boolean {
  const question = questionOf(figures);
  return asked !== null && (question === null || JSON.stringify(question) !== asked.asked);
}

/** What the curve depends on: everything asked but the goal, the budget and the allowance, which are read off it. */
function curveQuestion(question: Readonly<Record<string, unknown>>): string {
  const { targetMu: _target, budgetWan: _budget, gapPercent: _gap, ...rest } = question;
  return JSON.stringify(rest);
}

/** Whether locks, limits or settings were changed after the curve was asked for. */
export function isCurveStale(figures: ChoiceFigures, { search: asked }: Solving): boolean {
  if (!asked || asked.asked === '') return false;
  const question = questionOf({ ...figures, choice: { ...figures.choice, targetMu: figures.choice.targetMu ?? 1 } });
  return question === null || curveQuestion(question) !== curveQuestion(JSON.parse(asked.asked) as Record<string, unknown>);
}

/** A relaxation as a change of the choice. */
export function relaxed(change: Readonly<Record<string, unknown>>): Partial<{ [K in keyof Choice]: Choice[K] | undefined }> {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? undefined]));
}
