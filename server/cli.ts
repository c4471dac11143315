// The mutu command: hands the words of the command line to server/commands and leaves with its exit code.
import { runCommand } from './commands/run.ts';
import { readConfig } from './config.ts';

const streams = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
};

/** The counties' time, whatever the machine is set to: a day in a report is the clerk's day. */
const chinaTime = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().replace('Z', '+08:00');

process.exitCode = await runCommand(process.argv.slice(2), streams, readConfig, chinaTime);
