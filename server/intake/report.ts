// Collects the findings of one file and addresses them; many of one harmless kind are folded into one line.
import type { Bureau, Issue, IssueKind, Severity } from '#domain/issue.ts';
import type { Refusal } from './refusal.ts';
import type { ReadNote } from './read/raw-table.ts';

export interface Finding {
  readonly kind: IssueKind;
  readonly severity: Severity;
  readonly message: string;
  readonly sheet?: string | null;
  readonly row?: number | null;
  readonly column?: string | null;
  readonly subject?: string | null;
  readonly value?: string | null;
  readonly mender?: Bureau;
  readonly year?: number;
}

export interface Report {
  add(finding: Finding): void;
  note(note: ReadNote): void;
  refuse(refusal: Refusal, sheet?: string | null): void;
  /** Errors so far: a row that is rejected must have raised it. */
  readonly errors: number;
  issues(): Issue[];
}

/** Infos of one kind and column beyond this many become one line that names their rows. */
const foldFrom = 200;
const longestValue = 200;

export function createReport(importId: number, file: string, mender: Bureau): Report {
  const issues: Issue[] = [];
  const add = (finding: Finding) => {
    issues.push({
      importId,
      file,
      sheet: finding.sheet ?? null,
      row: finding.row ?? null,
      kind: finding.kind,
      severity: finding.severity,
      column: finding.column ?? null,
      subject: finding.subject ?? null,
      value: finding.value === undefined || finding.value === null ? null : cut(finding.value),
      message: finding.message,
      mender: finding.mender ?? mender,
      ...(finding.year === undefined ? {} : { year: finding.year }),
    });
    if (finding.severity === 'error') errors += 1;
  };
  let errors = 0;
  return {
    add,
    note: (note) => add(note),
    refuse: (refusal, sheet) => add({ ...refusal, severity: 'error', sheet: sheet ?? null }),
    get errors() {
      return errors;
    },
    issues: () => inOrder(fold(issues)),
  };
}

/** Sheet by sheet as first met, what concerns the whole sheet first, then row by row. */
function inOrder(issues: readonly Issue[]): Issue[] {
  const sheets = new Map<string | null, number>([[null, 0]]);
  for (const { sheet } of issues) if (!sheets.has(sheet)) sheets.set(sheet, sheets.size);
  return issues.toSorted((a, b) => sheets.get(a.sheet)! - sheets.get(b.sheet)! || (a.row ?? 0) - (b.row ?? 0));
}

function cut(value: string): string {
  return value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
}

function fold(issues: readonly Issue[]): Issue[] {
  const keyOf = (issue: Issue) =>
    issue.severity === 'info' && issue.row !== null ? JSON.stringify([issue.kind, issue.sheet, issue.column]) : null;
  const rowsOf = new Map<string, number[]>();
  for (const issue of issues) {
    const key = keyOf(issue);
    if (key === null) continue;
    const rows = rowsOf.get(key);
    if (rows) rows.push(issue.row!);
    else rowsOf.set(key, [issue.row!]);
  }
  const told = new Set<string>();
  const kept: Issue[] = [];
  for (const issue of issues) {
    const key = keyOf(issue);
    const rows = key === null ? [] : rowsOf.get(key)!;
    if (key === null || rows.length <= foldFrom) kept.push(issue);
    else if (!told.has(key)) {
      told.add(key);
      const message = `${issue.message}（同类共 ${rows.length} 行：${rowRanges(rows)}）`;
      kept.push({ ...issue, row: null, subject: null, value: `${rows.length} 行`, message });
    }
  }
  return kept;
}

/** 3, 4, 5, 9 → "3–5、9". */
export function rowRanges(rows: readonly number[]): string {
  const parts: string[] = [];
  const sorted = [...rows].sort((a, b) => a - b);
  for (let index = 0; index < sorted.length;) {
    let end = index;
    while (end + 1 < sorted.length && sorted[end + 1]! <= sorted[end]! + 1) end += 1;
    parts.push(end === index ? `${sorted[index]}` : `${sorted[index]}–${sorted[end]}`);
    index = end + 1;
  }
  return parts.join('、');
}
