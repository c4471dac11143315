// Where a record came from: which import, which file, which place in it.

/** The place of a record in what a bureau sent. Rows and columns are counted from 1, as the clerk's program shows them. */
export interface SourcePlace {
  /** Import that wrote the record; 0 for records made by the program itself. */
  readonly importId: number;
  readonly file: string;
  /** Sheet of a workbook or layer of a data set; null for plain files. */
  readonly sheet: string | null;
  /** Row of a table, feature number of a layer (both from 1); null for the whole file. */
  readonly row: number | null;
}

/** What a person notes of an imported file. Null is not known. */
export interface SourceNote {
  readonly importId: number;
  /** Who made the data. */
  readonly producer: string | null;
  /** ISO day of which the data is. */
  readonly producedOn: string | null;
  /** Under what terms it may be used. */
  readonly licence: string | null;
  readonly note: string | null;
  readonly actor: string;
  /** ISO date-time of writing. */
  readonly recordedAt: string;
}
