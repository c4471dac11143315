// mutu serve: the server, until it is told to stop.
import { startServer } from '../main.ts';
import { ArgumentError, readArguments } from './arguments.ts';
import { exits, type Session } from './session.ts';

export async function serveCommand(words: readonly string[], { config, err }: Session): Promise<number> {
  const { files } = readArguments(words, {});
  if (files.length > 0) throw new ArgumentError(`serve 不接受 ${files.join(' ')}`);
  const running = await startServer(config);
  err(`亩图 Mutu ${running.address}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.stop();
  return exits.done;
}
