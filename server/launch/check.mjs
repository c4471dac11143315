// npm run check: format, lint, types, boundaries and all tests; runs every step and names those that failed.
import { inCheckout, launch, needNode, say } from './checkout.mjs';
import { runNode } from './child.mjs';
import { ensureInstalled, packageFile } from './install.mjs';

const sources = ['server', 'web', 'test', 'vite.config.ts'];
const steps = [
  ['format', '格式', packageFile('oxfmt', 'bin', 'oxfmt'), ['--check', ...sources]],
  [
    'lint',
    '规范',
    packageFile('oxlint', 'bin', 'oxlint'),
    ['--type-aware', '--deny-warnings', '--report-unused-disable-directives', ...sources],
  ],
  ['types', '类型', packageFile('typescript', 'bin', 'tsc'), ['-p', '.']],
  ['boundaries', '边界', packageFile('vitest', 'vitest.mjs'), ['run', '--project=unit', '--reporter=dot', 'test/boundaries.test.ts']],
  ['tests', '测试', inCheckout('server', 'launch', 'test.mjs'), []],
];

/** `npm run check -- lint types` runs only the steps named. */
const asked = process.argv.slice(2);

await launch(async () => {
  needNode();
  await ensureInstalled();
  const failed = [];
  for (const [name, title, script, args] of steps.filter(([step]) => asked.length === 0 || asked.includes(step))) {
    const begun = Date.now();
    const code = await runNode(script, args);
    say(`${code === 0 ? '✓' : '✗'} ${name} ${title} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) say(`未通过 · failed: ${failed.join(', ')}`);
  else say('全部通过 · all passed');
  process.exitCode = failed.length > 0 ? 1 : 0;
});
