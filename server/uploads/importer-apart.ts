// The importer in a thread of its own, as the desk sees it. The thread starts with the first file, and anew after it broke down.
import type { Worker } from 'node:worker_threads';
import type { Issue } from '#domain/issue.ts';
import { limits } from '../intake/limits.ts';
import type { Watch } from '../pipeline.ts';
import type { Store } from '../store/store.ts';
import { startWorker } from '../worker.ts';
import type { FromThread, ImportCall, ThreadInput, ToThread, Undone } from './import-messages.ts';
import type { Committed, Importer, Tried } from './importer.ts';

type Answer = Extract<FromThread, { says: 'tried' | 'committed' | 'undone' }>;

interface Call {
  readonly watch: Watch | null;
  readonly issues: Issue[];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly calls: Map<number, Call>;
  /** Ends the turns that the thread holds. */
  readonly turns: Map<number, () => void>;
  dead: boolean;
  readonly ended: Promise<void>;
}

export function importerApart(
  store: Store,
  input: Omit<ThreadInput, 'limits'>,
  bounds: { readonly heapMegabytes?: number } = {},
): Importer {
  let thread: Thread | null = null;
  let last = 0;

  const hear = (heard: Thread, message: FromThread): void => {
    const { calls, turns, worker } = heard;
    if (message.says === 'turn') {
      if (message.over) turns.get(message.turn)?.();
      else
        void store.aside(
          () =>
            new Promise<void>((resolve) => {
              // It may have ended while it waited.
              if (heard.dead) return resolve();
              turns.set(message.turn, resolve);
              worker.postMessage({ says: 'turn', turn: message.turn } satisfies ToThread);
            }),
        );
      return;
    }
    const call = calls.get(message.call);
    if (!call) return;
    if (message.says === 'progress') return call.watch?.progress(message.progress);
    if (message.says === 'issues') return void call.issues.push(...message.issues);
    calls.delete(message.call);
    if (message.says === 'failed') {
      const error = new Error(message.message);
      error.name = message.name;
      error.stack = message.stack;
      return call.reject(error);
    }
    return call.resolve(message);
  };

  const start = (): Thread => {
    const worker = startWorker(new URL('./import-thread.ts', import.meta.url), { ...input, limits: { ...limits } } satisfies ThreadInput, {
      resourceLimits: { maxOldGenerationSizeMb: bounds.heapMegabytes ?? limits.memoryMegabytes },
    });
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    const made: Thread = { worker, calls: new Map(), turns: new Map(), dead: false, ended };
    worker.on('message', (message: FromThread) => hear(made, message));
    const broken = (error: Error): void => {
      made.dead = true;
      if (thread === made) thread = null;
      for (const { reject } of made.calls.values()) reject(error);
      made.calls.clear();
      // Its changes went with it; the server's own may go on.
      for (const over of made.turns.values()) over();
      made.turns.clear();
    };
    worker.on('error', broken);
    worker.on('exit', (code) => broken(new Error(`the importing thread ended (${code})`)));
    // It alone does not keep the process alive.
    worker.unref();
    return made;
  };

  const ask = (what: ImportCall, watch: Watch | null): Promise<{ readonly answer: Answer; readonly issues: readonly Issue[] }> => {
    const { worker, calls } = (thread ??= start());
    const call = (last += 1);
    const say = (message: ToThread): void => worker.postMessage(message);
    const off = (): void => say({ says: 'off', call });
    const answered = new Promise<{ readonly answer: Answer; readonly issues: readonly Issue[] }>((resolve, reject) => {
      const issues: Issue[] = [];
      calls.set(call, { watch, issues, resolve: (answer) => resolve({ answer, issues }), reject });
      say({ says: 'ask', call, ask: what });
      if (watch?.signal.aborted) off();
      else watch?.signal.addEventListener('abort', off, { once: true });
    });
    return answered.finally(() => watch?.signal.removeEventListener('abort', off));
  };
  const other = (answer: Answer): Error => new Error(`the importing thread answered ${answer.says}`);

  return {
    async tryOut(doing, watch): Promise<Tried> {
      const { answer, issues } = await ask({ does: 'try', doing }, watch);
      if (answer.says !== 'tried') throw other(answer);
      return { ...answer.tried, issues };
    },
    async commit(doing, signature, watch): Promise<Committed> {
      const { answer } = await ask({ does: 'commit', doing, signature }, watch);
      if (answer.says !== 'committed') throw other(answer);
      return answer.committed;
    },
    async undo(doing): Promise<Undone> {
      const { answer } = await ask({ does: 'undo', doing }, null);
      if (answer.says !== 'undone') throw other(answer);
      return answer.undone;
    },
    forget: (id) => thread?.worker.postMessage({ says: 'forget', upload: id } satisfies ToThread),
    async stop() {
      if (!thread) return;
      const { worker, ended } = thread;
      worker.postMessage({ says: 'stop' } satisfies ToThread);
      const hurry = setTimeout(() => void worker.terminate(), 5_000);
      await ended;
      clearTimeout(hurry);
    },
  };
}
