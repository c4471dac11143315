// npm test: installs what the tests need, runs them, and ends with one line that counts them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch, needNode, Problem, say } from './checkout.mjs';
import { runNode } from './child.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, packageFile } from './install.mjs';
import { ensureWebBuilt } from './web.mjs';

const args = process.argv.slice(2);
const bless = args.includes('--bless');
const filters = args.filter((argument) => argument !== '--bless');

await launch(async () => {
  needNode();
  await ensureInstalled();
  const preparation =
    filters.length === 0 || filters.some((filter) => filter.includes('e2e')) ? await prepareJourneys() : { env: {}, failures: [] };
  const { code, counts } = await runTests({ ...preparation.env, ...(bless ? { MUTU_BLESS: '1' } : {}) });
  for (const failure of preparation.failures) say(failure);
  const failed = counts.failed + preparation.failures.length;
  const unexplained = failed === 0 && (code !== 0 || counts.passed === 0) ? 1 : 0;
  if (unexplained)
    say(counts.passed === 0 ? '没有运行任何测试 · no test ran' : `测试程序异常退出（${code}） · the test runner itself failed`);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  process.stdout.write(`${counts.passed} passed, ${failed + unexplained} failed${skipped}\n`);
  process.exitCode = failed + unexplained > 0 ? 1 : 0;
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
  const report = path.join(folder, 'report.json');
  try {
    // The tests choose their own home and port; one set in the shell for the real server must not reach them.
    const clean = { MUTU_HOME: undefined, MUTU_PORT: undefined, MUTU_HOST: undefined };
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runNode(packageFile('vitest', 'vitest.mjs'), ['run', ...reporters, ...(bless ? ['--update'] : []), ...filters], {
      env: { ...clean, ...env },
    });
    return { code, counts: countsOf(report) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests by outcome; a file that could not even be loaded holds no tests and counts as one failure. */
function countsOf(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
