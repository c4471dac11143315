// Rows of a file as they were delivered, all columns, with what stands above them: what a workbook of corrections is made of.
import type { ColumnMapping } from '#domain/upload-options.ts';
import { startWorker } from '../worker.ts';
import { type FileContent, sizeOf } from './file-content.ts';
import type { Subject } from './intake.ts';
import { limits, type Limits, timeLimit } from './limits.ts';
import type { Cell } from './read/raw-table.ts';

export interface OriginalTable {
  readonly sheet: string | null;
  /** Titles, headings and units above the rows, the header among them. */
  readonly head: readonly (readonly Cell[])[];
  /** Index of the header's last row in `head`. */
  readonly header: number;
  readonly headers: readonly string[];
  /** Merged headings: rows and columns of `head`, from 0, both ends included. */
  readonly merged: readonly { readonly row: number; readonly toRow: number; readonly column: number; readonly toColumn: number }[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly Cell[] }[];
}

export interface OriginalJob {
  readonly name: string;
  readonly bytes: FileContent;
  readonly subject: Subject | null;
  readonly encoding?: string | undefined;
  readonly mapping?: ColumnMapping | undefined;
  /** Rows by sheet ('' for none). */
  readonly wanted: Readonly<Record<string, readonly number[]>>;
}

/** Null when the file cannot be read any more. In a thread of its own, as any reading of what others send. */
export function originalRows(job: OriginalJob): Promise<readonly OriginalTable[] | null> {
  const input: { job: OriginalJob; limits: Limits } = { job, limits: { ...limits } };
  const worker = startWorker(new URL('./original-rows-worker.ts', import.meta.url), input, {
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  });
  return new Promise<readonly OriginalTable[] | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), timeLimit(sizeOf(job.bytes)));
    const settle = (tables: readonly OriginalTable[] | null) => {
      clearTimeout(timer);
      resolve(tables);
    };
    worker.on('message', settle);
    // It was read once before, within the same limits: what fails now leaves the list of findings, which needs no rows.
    worker.on('error', () => settle(null));
    worker.on('exit', () => settle(null));
  }).finally(() => void worker.terminate());
}
