// npm test: installs what the tests need, runs them, and ends with one line that counts them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch, needNode, Problem, say } from './checkout.mjs';
import { runNode } from './child.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, packageFile } from './install.mjs';
import { countLine, countRun } from './test-counts.mjs';
import { ensureWebBuilt } from './web.mjs';

const args = process.argv.slice(2);
const bless = args.includes('--bless');
const filters = args.filter((argument) => argument !== '--bless');

await launch(async () => {
  needNode();
  await ensureInstalled();
  const preparation =
    filters.length === 0 || filters.some((filter) => filter.includes('e2e')) ? await prepareJourneys() : { env: {}, failures: [] };
  const { code, report } = await runTests({ ...preparation.env, ...(bless ? { MUTU_BLESS: '1' } : {}) });
  const counts = countRun(report, code, preparation.failures);
  for (const failure of preparation.failures) say(failure);
  if (counts.complaint) say(counts.complaint);
  process.stdout.write(`${countLine(counts)}\n`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
});

/** What the journeys need; what could not be had is a failure to count, while the other tests still run. */
async function prepareJourneys() {
  const failures = [];
  const attempt = async (work) => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failures.push(error.message);
      return null;
    }
  };
  const chromium = await attempt(ensureChromium);
  await attempt(ensureWebBuilt);
  return { env: chromium ? { CHROMIUM_PATH: chromium } : {}, failures };
}

async function runTests(env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mutu-test-'));
  const file = path.join(folder, 'report.json');
  try {
    // The tests choose their own home and port; one set in the shell for the real server must not reach them.
    const clean = { MUTU_HOME: undefined, MUTU_PORT: undefined, MUTU_HOST: undefined };
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await runNode(packageFile('vitest', 'vitest.mjs'), ['run', ...reporters, ...(bless ? ['--update'] : []), ...filters], {
      env: { ...clean, ...env },
    });
    return { code, report: readReport(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The runner's report, or null when it died before writing one. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}
