// The workbook that goes back to a bureau, as data: rows as they were delivered, with what is wrong where.
import type { Issue } from './issue.ts';

export type Cell = string | number | boolean | null;

export interface CorrectionRow {
  readonly cells: readonly Cell[];
  readonly from: string;
  readonly said: string;
  readonly todo: string;
  readonly who: string;
  readonly marks: readonly { readonly column: number; readonly text: string; readonly grave: boolean }[];
}

export interface CorrectionsSheet {
  readonly name: string;
  readonly head: readonly (readonly Cell[])[];
  readonly header: number;
  /** Merged headings: rows and columns of `head`, from 0, both ends included. */
  readonly merged: readonly { readonly row: number; readonly toRow: number; readonly column: number; readonly toColumn: number }[];
  readonly columns: number;
  readonly rows: readonly CorrectionRow[];
}

export interface CorrectionsBook {
  readonly file: string;
  readonly sheets: readonly CorrectionsSheet[];
  readonly issues: readonly Issue[];
}
