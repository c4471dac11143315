// How much the importer takes on before it refuses: stated in one place, so that a hostile or broken file ends in a message.

export const limits = {
  /** Size of the file as sent. */
  fileBytes: 1024 * 1024 * 1024,
  /** Everything an archive (or a workbook, which is one) unpacks to. */
  unpackedBytes: 2 * 1024 * 1024 * 1024,
  /** Unpacked over packed, counted once an archive unpacks to more than `ratioFrom`. */
  unpackedRatio: 200,
  ratioFrom: 64 * 1024 * 1024,
  archiveEntries: 10_000,
  rows: 2_000_000,
  columns: 1_000,
  /** Text of one cell; longer is not a value anybody typed. */
  cellCharacters: 4_000,
  /** Vertices of one shape. */
  vertices: 2_000_000,
  /** Rings of one shape whose holes have to be found. */
  rings: 5_000,
  /** Rows from the top among which a header is looked for. */
  headerSearchRows: 60,
  /** Whole job, in a thread of its own. */
  milliseconds: 10 * 60 * 1000,
  /** Heap of that thread. */
  heapMegabytes: 4096,
} as const;
