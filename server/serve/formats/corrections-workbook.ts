// The workbook of corrections: rows as they were delivered, wrong cells marked and noted, with where each row came from; and the list of findings.
import type { CorrectionsBook, CorrectionsSheet } from '#domain/corrections.ts';
import { issueKindFacts } from '#domain/issue-kinds.ts';
import { type CellNote, withNotes } from './workbook-notes.ts';
import { withTextCells } from './workbook-text-cells.ts';

/** Our own columns after the delivered ones; the importer knows them by these names. */
const ownColumns = ['更正来源', '问题说明', '处理建议', '责任部门'] as const;
const listSheet = '问题清单';
const colours = { grave: '#f8d0cb', mild: '#fdeec4', head: '#eef0ee', own: '#e8eef6' } as const;
/** Rows of the list: a longer one is in the page. */
const mostListed = 50_000;

type Written = { value: string | number | boolean; [style: string]: unknown } | null;
interface Sheet {
  readonly sheet: string;
  readonly data: Written[][];
  readonly columns: { readonly width: number }[];
  readonly stickyRowsCount?: number;
}

function sheetOf(source: CorrectionsSheet, name: string): { readonly sheet: Sheet; readonly notes: readonly CellNote[] } {
  const { head, header, columns, rows, merged } = source;
  const notes: CellNote[] = [];
  const plain = (value: string | number | boolean | null | undefined): Written =>
    value === null || value === undefined || value === '' ? null : { value };
  const headRows = head.map((cells, row): Written[] => {
    const own =
      row === header
        ? ownColumns.map((value): Written => ({ value, fontWeight: 'bold', backgroundColor: colours.own }))
        : ownColumns.map(() => null);
    return [
      ...Array.from({ length: columns }, (_, column): Written => {
        const cell = plain(cells[column]);
        const span = merged.find((range) => range.row === row && range.column === column);
        const size = span ? { columnSpan: span.toColumn - span.column + 1, rowSpan: span.toRow - span.row + 1 } : {};
        return cell && { ...cell, fontWeight: 'bold', backgroundColor: row === header ? colours.head : undefined, ...size };
      }),
      ...own,
    ];
  });
  const bodyRows = rows.map(({ cells, from, said, todo, who, marks }, index): Written[] => {
    const row = head.length + index;
    const marked = new Map(marks.map((mark) => [mark.column, mark]));
    for (const { column, text } of marks) notes.push({ row, column, text });
    return [
      ...Array.from({ length: columns }, (_, column): Written => {
        const mark = marked.get(column);
        const cell = plain(cells[column]);
        return mark ? { value: '', ...cell, backgroundColor: mark.grave ? colours.grave : colours.mild } : cell;
      }),
      ...[from, said, todo, who].map((value): Written => ({ value, textColor: '#4b5563', wrap: true })),
    ];
  });
  const widths = Array.from({ length: columns }, (_, column) => {
    const longest = Math.max(
      0,
      ...[...head, ...rows.slice(0, 200).map(({ cells }) => cells)].map((cells) =>
        [...String(cells[column] ?? '')].reduce((sum, letter) => sum + (letter > '\u00ff' ? 2 : 1), 0),
      ),
    );
    return { width: Math.min(40, Math.max(8, longest + 2)) };
  });
  return {
    sheet: {
      sheet: name,
      data: [...headRows, ...bodyRows],
      columns: [...widths, { width: 18 }, { width: 60 }, { width: 36 }, { width: 10 }],
      stickyRowsCount: head.length,
    },
    notes,
  };
}

function listOf({ issues }: CorrectionsBook): Sheet {
  const severity = { error: '错误', warning: '注意', info: '说明' } as const;
  const titles = ['级别', '问题', '工作表', '行', '列', '宗地或企业', '值', '说明', '处理建议', '责任部门'];
  const rows = issues
    .slice(0, mostListed)
    .map((issue): Written[] =>
      [
        severity[issue.severity],
        issueKindFacts[issue.kind].zh,
        issue.sheet,
        issue.row,
        issue.column,
        issue.subject,
        issue.value,
        issue.message,
        issueKindFacts[issue.kind].todo.zh,
        issue.mender,
      ].map((value): Written => (value === null ? null : { value, wrap: true })),
    );
  return {
    sheet: listSheet,
    data: [titles.map((value): Written => ({ value, fontWeight: 'bold', backgroundColor: colours.head })), ...rows],
    columns: [8, 22, 14, 8, 18, 22, 22, 60, 36, 10].map((width) => ({ width })),
    stickyRowsCount: 1,
  };
}

/** Names that a workbook takes: not twice, not long, without the signs it forbids. */
function nameFor(wanted: string, taken: ReadonlySet<string>): string {
  const clean = wanted.replaceAll(/[\\/?*[\]:]/g, '_').slice(0, 28) || '更正';
  let name = clean;
  for (let number = 2; taken.has(name) || name === listSheet; number += 1) name = `${clean.slice(0, 25)} ${number}`;
  return name;
}

export async function correctionsWorkbook(book: CorrectionsBook): Promise<Uint8Array<ArrayBuffer>> {
  // Fetched with the first workbook: the server starts sooner without it.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const taken = new Set<string>();
  const sheets = book.sheets.map((source) => {
    const name = nameFor(source.name, taken);
    taken.add(name);
    return sheetOf(source, name);
  });
  const written = writeExcelFile([...sheets.map(({ sheet }) => sheet), listOf(book)] as never);
  const bytes = new Uint8Array(await written.toBuffer());
  return withTextCells(withNotes(bytes, [...sheets.map(({ notes }) => notes), []]));
}
