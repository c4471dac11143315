// The thread in which files are tried and committed: it has a connection to the record of its own, so that the server goes on answering.
import { parentPort } from 'node:worker_threads';
import { setLimits } from '../intake/limits.ts';
import type { Watch } from '../pipeline.ts';
import { readReference } from '../reference.ts';
import { openStore, type Store } from '../store/store.ts';
import { workerInput } from '../worker.ts';
import { type FromThread, type ImportCall, issuesAtATime, type ThreadInput, type ToThread } from './import-messages.ts';
import { importerHere } from './importer.ts';

const { home, root, limits } = workerInput<ThreadInput>();
setLimits(limits);
const store = await openStore(home);
const say = (message: FromThread): void => parentPort?.postMessage(message);

const granted = new Map<number, () => void>();
let turns = 0;
/** Changes are made in turn with the server's own, so that neither waits in vain for the other's lock. */
const change: Store['change'] = async (county, work, options) => {
  const turn = (turns += 1);
  await new Promise<void>((resolve) => {
    granted.set(turn, resolve);
    say({ says: 'turn', turn, over: false });
  });
  try {
    return await store.change(county, work, options);
  } finally {
    say({ says: 'turn', turn, over: true });
  }
};
const importer = importerHere({ store: { ...store, change }, home, reference: readReference(root) });
const controllers = new Map<number, AbortController>();

async function answer(call: number, ask: ImportCall, watch: Watch): Promise<void> {
  if (ask.does === 'undo') return say({ says: 'undone', call, undone: await importer.undo(ask.doing) });
  if (ask.does === 'commit') return say({ says: 'committed', call, committed: await importer.commit(ask.doing, ask.signature, watch) });
  const { issues, ...tried } = await importer.tryOut(ask.doing, watch);
  for (let from = 0; from < issues.length; from += issuesAtATime)
    say({ says: 'issues', call, issues: issues.slice(from, from + issuesAtATime) });
  return say({ says: 'tried', call, tried });
}

async function take(call: number, ask: ImportCall): Promise<void> {
  const controller = new AbortController();
  controllers.set(call, controller);
  const watch: Watch = { signal: controller.signal, progress: (progress) => say({ says: 'progress', call, progress }) };
  try {
    await answer(call, ask, watch);
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    say({ says: 'failed', call, name, message, stack: stack ?? '' });
  } finally {
    controllers.delete(call);
  }
}

parentPort?.on('message', (message: ToThread) => {
  switch (message.says) {
    case 'ask':
      void take(message.call, message.ask);
      return;
    case 'off':
      controllers.get(message.call)?.abort(new Error('called off'));
      return;
    case 'turn':
      granted.get(message.turn)?.();
      granted.delete(message.turn);
      return;
    case 'forget':
      importer.forget(message.upload);
      return;
    case 'stop':
      void store.close().then(() => parentPort?.close());
  }
});
