// The solver as the page uses it: starts a search, follows it by the server's events (by asking where there are none), stops it, keeps its plan.
import type { SolveReply } from '#domain/repurchase/solve-reply.ts';
import { getJson, postJson } from './client.ts';
import { Problem } from './problem.ts';
import type { PlanReply } from './repurchase-replies.ts';

export interface RunProgress {
  readonly stage: string;
  readonly seconds: number;
  readonly costWan: number | null;
  readonly boundWan: number | null;
  /** What is known already of why there is no plan. */
  readonly says: string | null;
}

export interface RunReply {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'ended' | 'failed';
  readonly progress: RunProgress | null;
  readonly fault: string | null;
  readonly answer: SolveReply | null;
  /** The question as it was sent. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly county: string;
  readonly actor: string;
  readonly recordedAt: string;
}

const path = (id: string): string => `/api/repurchase/runs/${encodeURIComponent(id)}`;

export const startRun = (question: object) => postJson<RunReply>('/api/repurchase/runs', question);
export const askRun = (id: string) => getJson<RunReply>(path(id));
export const cancelRun = (id: string) => postJson<RunReply>(`${path(id)}/cancel`, {});
/** `which`: the plan itself, its first stage, or an alternative by its place. */
export const keepRun = (id: string, body: { name: string; which: 'plan' | 'cheapest' | number }) =>
  postJson<PlanReply>(`${path(id)}/keep`, body);

/** Milliseconds between questions where events cannot be had. */
const pause = 1000;

/** Tells progress until the run is over, then calls `onEnd` once. Returns what ends the following. */
export function followRun(id: string, onProgress: (progress: RunProgress) => void, onEnd: () => void): () => void {
  let open = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const source = typeof EventSource === 'undefined' ? null : new EventSource(`${path(id)}/events`);
  const close = (): void => {
    open = false;
    clearTimeout(timer);
    source?.close();
  };
  const end = (): void => {
    if (!open) return;
    close();
    onEnd();
  };
  const look = async (): Promise<void> => {
    try {
      const run = await askRun(id);
      if (!open) return;
      if (run.progress) onProgress(run.progress);
      if (run.state === 'ended' || run.state === 'failed') end();
      else ask();
    } catch (reason) {
      // A run that is no longer known will not come back; whatever else failed may.
      if (reason instanceof Problem && reason.kind === 'not-found') end();
      else if (open) ask();
    }
  };
  const ask = (): void => {
    timer = setTimeout(() => void look(), pause);
  };
  if (!source) {
    ask();
    return close;
  }
  source.addEventListener('progress', ({ data }: MessageEvent<string>) => onProgress(JSON.parse(data) as RunProgress));
  source.addEventListener('end', end);
  source.addEventListener('error', () => {
    // The browser takes a broken stream up again by itself; one that is refused is asked after instead.
    if (open && source.readyState === EventSource.CLOSED) ask();
  });
  return close;
}
