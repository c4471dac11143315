// Child processes that never outlive us: each leads its own process group, and a signal to us ends the whole group.
import { spawn } from 'node:child_process';
import { checkout } from './checkout.mjs';

/** Exit code when somebody stops us in the middle of a child's work: a check that was stopped has not passed, a server that was stopped has. */
export const interrupted = { exitCode: 130 };

/**
 * Runs a command to its end and gives its exit code (a signal counts as 1).
 * `onOutput`, when given, gets stdout and stderr; otherwise both go where ours go.
 */
export function run(command, args, { env = {}, onOutput, onStdout } = {}) {
  const child = spawn(command, args, {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: ['ignore', onOutput || onStdout ? 'pipe' : 'inherit', onOutput ? 'pipe' : 'inherit'],
    detached: true,
  });
  const stop = () => {
    // SIGTERM whatever we got: where we were started in the background, children inherit a deaf ear for SIGINT.
    endGroup(child.pid, 'SIGTERM');
    const kill = setTimeout(() => endGroup(child.pid, 'SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(kill);
      process.exit(interrupted.exitCode);
    });
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  child.stdout?.on('data', (chunk) => (onStdout ?? onOutput)(chunk));
  child.stderr?.on('data', (chunk) => onOutput(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve(code ?? 1);
    });
  });
}

function endGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** node on one of our installed tools, by the path of its script: no shell, no npx, the same on every machine. */
export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options);
