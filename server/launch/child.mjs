// Child processes that never outlive us: each leads its own process group, and a signal to us ends the whole group.
import { spawn } from 'node:child_process';
import { checkout } from './checkout.mjs';

/**
 * Runs a command to its end and gives its exit code (a signal counts as 1).
 * `onOutput`, when given, gets stdout and stderr; otherwise both go where ours go.
 */
export function run(command, args, { env = {}, onOutput, onStdout } = {}) {
  const { promise, resolve, reject } = withResolvers();
  const child = spawn(command, args, {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: ['ignore', onOutput || onStdout ? 'pipe' : 'inherit', onOutput ? 'pipe' : 'inherit'],
    detached: true,
  });
  const stop = (signal) => {
    endGroup(child.pid, signal);
    // Whoever asked us to stop gets a clean stop, not a failure; what would not listen is killed.
    const kill = setTimeout(() => endGroup(child.pid, 'SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(kill);
      process.exit(0);
    });
  };
  const onInterrupt = () => stop('SIGINT');
  const onTerminate = () => stop('SIGTERM');
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  child.stdout?.on('data', (chunk) => (onStdout ?? onOutput)(chunk));
  child.stderr?.on('data', (chunk) => onOutput(chunk));
  child.once('error', reject);
  child.once('close', (code) => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
    resolve(code ?? 1);
  });
  return promise;
}

function endGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Promise.withResolvers, which Node 20 lacks. */
function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/** node on one of our installed tools, by the path of its script: no shell, no npx, the same on every machine. */
export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options);
