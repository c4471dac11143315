// npm run check: format, lint, types, boundaries and all tests; runs every step and names those that failed.
import { inCheckout, launch, needNode, Problem, say } from './checkout.mjs';
import { runNode } from './child.mjs';
import { ensureInstalled, packageFile } from './install.mjs';

const sources = ['server', 'web', 'test', 'vite.config.ts'];
const lintOptions = ['--type-aware', '--deny-warnings', '--report-unused-disable-directives'];
const steps = {
  format: () => runNode(packageFile('oxfmt', 'bin', 'oxfmt'), ['--check', ...sources]),
  lint: () => runNode(packageFile('oxlint', 'bin', 'oxlint'), [...lintOptions, ...sources]),
  types: () => runNode(packageFile('typescript', 'bin', 'tsc'), ['-p', '.']),
  boundaries: () => runNode(packageFile('vitest', 'vitest.mjs'), ['run', '--project=unit', '--reporter=dot', 'test/boundaries.test.ts']),
  tests: () => runNode(inCheckout('server', 'launch', 'test.mjs'), []),
};
const titles = { format: '格式', lint: '规范', types: '类型', boundaries: '边界', tests: '测试' };

/** `npm run check -- lint types` runs only the steps named. */
const asked = process.argv.slice(2);

await launch(async () => {
  needNode();
  const unknown = asked.filter((name) => !(name in steps));
  if (unknown.length > 0) throw new Problem(`没有这一步 · no such step: ${unknown.join(', ')} (${Object.keys(steps).join(', ')})`);
  await ensureInstalled();
  const failed = [];
  for (const [name, run] of Object.entries(steps)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const begun = Date.now();
    const code = await run();
    say(`${code === 0 ? '✓' : '✗'} ${name} ${titles[name]} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) say(`未通过 · failed: ${failed.join(', ')}`);
  else say('全部通过 · all passed');
  process.exitCode = failed.length > 0 ? 1 : 0;
});
