// One run of the solver as those who wait for it see it: queued, running with progress, ended with an answer or a fault; events in order.
import type { SolveAnswer } from '#domain/repurchase/solve/solve.ts';
import type { SolveProgress } from '#domain/repurchase/solve/milp.ts';

export type RunState = 'queued' | 'running' | 'ended' | 'failed';

export interface RunEvent {
  readonly id: number;
  readonly event: 'state' | 'progress';
  readonly data: { readonly state: RunState } | (SolveProgress & { readonly seconds: number });
}

const eventsKept = 500;

export class SolveRun {
  state: RunState = 'queued';
  progress: (SolveProgress & { readonly seconds: number }) | null = null;
  answer: SolveAnswer | null = null;
  fault: string | null = null;
  /** Ends when the run does, never in an error. */
  readonly done: Promise<void>;
  readonly stop = new SharedArrayBuffer(4);
  readonly #events: RunEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #next = 1;
  #finish: () => void = () => {};
  readonly id: string;

  constructor(id: string) {
    this.id = id;
    this.done = new Promise((resolve) => (this.#finish = resolve));
  }

  begin(): void {
    this.#say('running');
  }

  report(progress: SolveProgress & { readonly seconds: number }): void {
    this.progress = progress;
    this.#push({ id: this.#next, event: 'progress', data: progress });
  }

  end(answer: SolveAnswer): void {
    this.answer = answer;
    this.#say('ended');
    this.#finish();
  }

  fail(fault: string): void {
    this.fault = fault;
    this.#say('failed');
    this.#finish();
  }

  get over(): boolean {
    return this.state === 'ended' || this.state === 'failed';
  }

  /** Asks it to stop with the best that it has. */
  cancel(): void {
    Atomics.store(new Int32Array(this.stop), 0, 1);
  }

  get cancelled(): boolean {
    return Atomics.load(new Int32Array(this.stop), 0) !== 0;
  }

  #say(state: RunState): void {
    this.state = state;
    this.#push({ id: this.#next, event: 'state', data: { state } });
  }

  #push(event: RunEvent): void {
    this.#next += 1;
    this.#events.push(event);
    if (this.#events.length > eventsKept) this.#events.shift();
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** Events after the given one, in order, until the run is over. */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<RunEvent> {
    let last = after;
    while (!signal.aborted) {
      for (const event of this.#events.filter(({ id }) => id > last)) {
        last = event.id;
        yield event;
      }
      if (this.over && !this.#events.some(({ id }) => id > last)) return;
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}
