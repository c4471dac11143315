// What a person says beside a file: how it is to be read. The command line, the page and the interface say the same things.
import type { KeyForm } from './key-form.ts';

/** A person's say on a file's columns: header as written (or `group/header`) → field (null: leave it out), unit and year where it has none. */
export type ColumnMapping = {
  readonly [header: string]: { readonly field: string | null; readonly unit?: string; readonly year?: number };
};

export interface UploadOptions {
  /** Null: from the file itself. */
  readonly crs: string | null;
  /** Null: by the encoding ladder. */
  readonly encoding: string | null;
  /** A saved mapping, `NAME` or `NAME@VERSION`. */
  readonly mapping: string | null;
  /** What is said of single columns; stands before the saved mapping. */
  readonly columns: ColumnMapping;
  /** Only this sheet or layer; null: those that fit. */
  readonly layer: string | null;
  /** Take mended drawings where one is proposed. */
  readonly repair: boolean;
  /** A register of another country. */
  readonly foreign: boolean;
  /** Form of such a register's keys; null: as given. */
  readonly keys: KeyForm | null;
}

/** Nothing is said: everything is told from the file. */
export const noOptions: UploadOptions = {
  crs: null,
  encoding: null,
  mapping: null,
  columns: {},
  layer: null,
  repair: false,
  foreign: false,
  keys: null,
};

/** `NAME` is the newest version, `NAME@3` the third. */
export function parseMappingName(text: string): { readonly name: string; readonly version: number | undefined } {
  const [, name = text, version] = /^(.+?)(?:@(\d{1,9}))?$/.exec(text) ?? [];
  return { name, version: version === undefined ? undefined : Number(version) };
}
