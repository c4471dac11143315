// How much the importer takes on before it refuses: stated in one place, so that a hostile or broken file ends in a message.
import { fail, ok, type Result } from '#domain/result.ts';

export interface Limits {
  /** Size of the file as sent. */
  readonly fileBytes: number;
  /** Everything an archive (or a workbook, which is one) unpacks to, archives inside it included. */
  readonly unpackedBytes: number;
  /** Unpacked over packed, counted once an archive unpacks to more than `ratioFrom`. */
  readonly unpackedRatio: number;
  readonly ratioFrom: number;
  readonly archiveEntries: number;
  /** Archives inside archives: one level is what clerks do, more is what bombs do. */
  readonly archiveDepth: number;
  /** Rows or features of one file. */
  readonly rows: number;
  readonly columns: number;
  /** Text of one cell; longer is not a value anybody typed. */
  readonly cellCharacters: number;
  /** Text of one document that has to be held in one piece (JSON, markup tables): the longest text the program can hold is 536 million. */
  readonly textCharacters: number;
  /** One tag of an XML document. */
  readonly markupCharacters: number;
  /** Elements inside elements of an XML document. */
  readonly nesting: number;
  /** Vertices of one shape. */
  readonly vertices: number;
  /** Rings of one shape whose holes have to be found. */
  readonly rings: number;
  /** Rows from the top among which a header is looked for. */
  readonly headerSearchRows: number;
  /** Whole job, in a thread of its own: never longer than this, and for small files no longer than the next two allow. */
  readonly milliseconds: number;
  readonly millisecondsAtLeast: number;
  readonly millisecondsPerMegabyte: number;
  /** Heap of that thread. */
  readonly heapMegabytes: number;
  /** What the process may grow by while a file is read, buffers and WebAssembly included. */
  readonly memoryMegabytes: number;
}

export const usualLimits: Limits = {
  fileBytes: 1024 * 1024 * 1024,
  unpackedBytes: 2 * 1024 * 1024 * 1024,
  unpackedRatio: 200,
  ratioFrom: 64 * 1024 * 1024,
  archiveEntries: 10_000,
  archiveDepth: 1,
  rows: 2_000_000,
  columns: 1_000,
  cellCharacters: 4_000,
  textCharacters: 500_000_000,
  markupCharacters: 4_000_000,
  nesting: 256,
  vertices: 2_000_000,
  rings: 5_000,
  headerSearchRows: 60,
  milliseconds: 10 * 60 * 1000,
  millisecondsAtLeast: 90 * 1000,
  millisecondsPerMegabyte: 10_000,
  heapMegabytes: 3072,
  memoryMegabytes: 4096,
};

/** The limits in force: the usual ones, with what the operator set at start. */
export const limits: { -readonly [K in keyof Limits]: number } = { ...usualLimits };

/** Sets limits for this thread; once, before the first file. Fails with the reason when a name or a number is none. */
export function setLimits(changes: Readonly<Record<string, number>>): Result<true, string> {
  for (const [name, value] of Object.entries(changes)) {
    if (!(name in usualLimits)) return fail(`没有上限 ${name}，可设 ${Object.keys(usualLimits).join('、')}`);
    if (!Number.isSafeInteger(value) || value < 1) return fail(`上限 ${name} 应为正整数，现为 ${value}`);
  }
  Object.assign(limits, usualLimits, changes);
  return ok(true);
}

/** How long a file of this size may take. */
export function timeLimit(bytes: number): number {
  return Math.min(limits.milliseconds, limits.millisecondsAtLeast + (bytes / 1_048_576) * limits.millisecondsPerMegabyte);
}

/** How a refusal tells which limit was met, and how an operator moves it. */
export function limitHint(name: keyof Limits): string {
  return `（上限 ${name}=${limits[name]}，可由管理员用 MUTU_LIMITS 调整）`;
}
