// The line that counts the tests tells the truth, also when the runner could not.
import { expect, test } from 'vitest';
import { countLine, countRun } from '../../server/launch/test-counts.mjs';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((one) => ({ status: one })) });
const report = (passed: number, failed: number, skipped: number, ...testResults: object[]) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  testResults,
});

test.each([
  ['all well', report(3, 0, 0, file('passed', 'passed')), 0, [], '3 passed, 0 failed'],
  ['one failed', report(2, 1, 0, file('failed', 'failed')), 1, [], '2 passed, 1 failed'],
  ['one skipped', report(2, 0, 1, file('passed', 'passed')), 0, [], '2 passed, 0 failed, 1 skipped'],
  ['a file that did not load', report(2, 0, 0, file('passed', 'passed'), file('failed')), 1, [], '2 passed, 1 failed'],
  ['a file whose hook failed', report(2, 0, 4, file('failed', 'skipped')), 1, [], '2 passed, 1 failed, 4 skipped'],
  ['an unhandled error beside passing tests', report(5, 0, 0, file('passed', 'passed')), 1, [], '5 passed, 1 failed'],
  ['no test at all', report(0, 0, 0), 0, [], '0 passed, 1 failed'],
  ['all skipped', report(0, 0, 7, file('passed', 'skipped')), 0, [], '0 passed, 1 failed, 7 skipped'],
  ['a runner that died', null, 134, [], '0 passed, 1 failed'],
  ['no browser to be had', report(3, 0, 0, file('passed', 'passed')), 0, ['no Chromium'], '3 passed, 1 failed'],
])('%s', (_name, given, code, broken, line) => {
  expect(countLine(countRun(given, code, broken))).toBe(line);
});

test('a failure that no test shows is explained', () => {
  expect(countRun(report(5, 0, 0, file('passed', 'passed')), 1, []).complaint).toContain('the test runner itself failed');
  expect(countRun(null, 1, []).complaint).toContain('no test ran');
  expect(countRun(report(5, 1, 0, file('failed', 'failed')), 1, []).complaint).toBeNull();
});
