// From the test runner's report to the one line that counts: nothing that went wrong may come out as "0 failed".

/**
 * Counts of one run. `report` is vitest's JSON report (null when none was written), `code` its exit code, `broken` the
 * preparations that failed. `complaint` says what the counts alone would hide.
 */
export function countRun(report, code, broken) {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that could not be loaded, or whose hooks failed, has no failed test of its own: it counts as one.
  const unloaded = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const failed = (report?.numFailedTests ?? 0) + unloaded.length + broken.length;
  if (failed > 0) return { passed, skipped, failed, complaint: null };
  if (passed === 0) return { passed, skipped, failed: 1, complaint: '没有运行任何测试 · no test ran' };
  if (code !== 0) return { passed, skipped, failed: 1, complaint: `测试程序异常退出（${code}） · the test runner itself failed` };
  return { passed, skipped, failed, complaint: null };
}

/** The last line of npm test. */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
