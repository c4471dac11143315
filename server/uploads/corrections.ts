// The workbook that goes back to the bureau, as data: the rows that something was found about, as they were delivered, with what is wrong where.
import type { CorrectionRow, CorrectionsBook } from '#domain/corrections.ts';
import type { Issue } from '#domain/issue.ts';
import { issueKindFacts } from '#domain/issue-kinds.ts';
import type { Subject } from '#domain/subject.ts';
import { correctedRowText } from '../intake/corrections-sheet.ts';
import { type OriginalTable, originalRows } from '../intake/original-rows.ts';
import type { FileToImport } from '../pipeline.ts';

const join = (texts: readonly string[]): string => [...new Set(texts)].join('\n');

function rowOf(table: OriginalTable, { row, cells }: OriginalTable['rows'][number], hash: string, issues: readonly Issue[]): CorrectionRow {
  const byColumn = new Map<number, Issue[]>();
  for (const issue of issues) {
    // What is about the whole row stands at its first cell.
    const column = issue.column === null ? 0 : Math.max(0, table.headers.indexOf(issue.column));
    byColumn.set(column, [...(byColumn.get(column) ?? []), issue]);
  }
  return {
    cells,
    from: correctedRowText({ hash, sheet: table.sheet, row }),
    said: join(issues.map(({ message }) => message)),
    todo: join(issues.map(({ kind }) => issueKindFacts[kind].todo.zh)),
    who: join(issues.map(({ mender }) => mender)),
    marks: [...byColumn].map(([column, about]) => ({
      column,
      text: about.map(({ kind, message }) => `${issueKindFacts[kind].zh}：${message}`).join('\n'),
      grave: about.some(({ severity }) => severity === 'error'),
    })),
  };
}

/** `file` null: its rows cannot be read, and the list of findings is all there is. */
export async function corrections(
  about: { readonly name: string; readonly sha256: string; readonly subject: Subject | null; readonly issues: readonly Issue[] },
  file: FileToImport | null,
  here: boolean,
): Promise<CorrectionsBook> {
  const byRow = new Map<string, Issue[]>();
  const wanted = new Map<string, number[]>();
  for (const issue of about.issues) {
    // What is merely noted asks nobody to do anything.
    if (issue.row === null || issue.severity === 'info') continue;
    const key = `${issue.sheet ?? ''}\u0000${issue.row}`;
    const list = byRow.get(key);
    if (list) list.push(issue);
    else {
      byRow.set(key, [issue]);
      const rows = wanted.get(issue.sheet ?? '');
      if (rows) rows.push(issue.row);
      else wanted.set(issue.sheet ?? '', [issue.row]);
    }
  }
  const { name, subject } = about;
  const read = here ? (await import('../intake/original-rows-here.ts')).originalRowsHere : originalRows;
  const job = file && {
    name,
    bytes: file.bytes,
    subject,
    encoding: file.encoding,
    mapping: file.mapping,
    wanted: Object.fromEntries(wanted),
  };
  const tables = job && byRow.size > 0 ? ((await read(job)) ?? []) : [];
  const sheets = tables.map((table) => ({
    name: table.sheet ?? '更正',
    head: table.head,
    header: table.header,
    merged: table.merged,
    columns: Math.max(table.headers.length, ...table.rows.map(({ cells }) => cells.length)),
    rows: table.rows.flatMap((row) => {
      const issues = byRow.get(`${table.sheet ?? ''}\u0000${row.row}`);
      return issues ? [rowOf(table, row, about.sha256, issues)] : [];
    }),
  }));
  return { file: about.name, sheets, issues: about.issues };
}
