// Where the checkout is, and how the launchers speak: to stderr, one line at a time, Chinese first.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const checkout = fileURLToPath(new URL('../../', import.meta.url));

export const inCheckout = (...parts) => path.join(checkout, ...parts);

/** Progress goes to stderr, so that what a command prints on stdout is its own (a report, a count). */
export const say = (line) => process.stderr.write(`亩图 · ${line}\n`);

/** Something the person at the keyboard can mend: printed without a stack trace. */
export class Problem extends Error {}

/** Runs a launcher to its end: a Problem becomes one line and exit code 1, anything else is a bug and keeps its trace. */
export async function launch(main) {
  try {
    await main();
  } catch (error) {
    if (error instanceof Problem) say(error.message);
    else console.error(error);
    process.exit(1);
  }
}

const neededNode = [20, 19];

/** Vite and SQLite's binding both need it; on an older Node they fail in words nobody understands. */
export function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1])) return;
  throw new Problem(`需要 Node.js 20.19 或更新版本，当前是 ${process.versions.node} · Node.js 20.19 or newer is needed`);
}

/** A hash of the names and contents of files and whole folders; what is missing counts as empty. */
export function contentHash(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of filesUnder(path.resolve(checkout, place)).sort()) {
      const content = readFileSync(file);
      hash.update(`${path.relative(checkout, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

function filesUnder(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => filesUnder(path.join(place, name)));
}
