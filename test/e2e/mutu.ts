// The county of the journeys, and the command line over a home folder.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const county = '331123';

/** The command line over a home folder. Rejects with what it said, where it fails. */
export function runMutu(words: readonly string[], home: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'server/cli.ts'), ...words], {
      cwd: root,
      env: { ...process.env, MUTU_HOME: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`mutu ${words.join(' ')}: exit ${code}: ${said}`))));
  });
}
