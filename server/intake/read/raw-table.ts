// What every reader delivers: tables of cells, with shapes in the file's own coordinates where there are any.
import type { Issue } from '#domain/issue.ts';
import type { FileFormat } from '../intake.ts';

/** A cell as the file holds it. Dates that the program knows to be dates are ISO text. */
export type Cell = string | number | boolean | null;

/** x (east or longitude), y (north or latitude) in the file's own coordinate system. */
export type RawPosition = readonly [number, number];

export type RawGeometry =
  /** Outer rings and holes as the file groups them. */
  | { readonly kind: 'polygons'; readonly polygons: readonly (readonly (readonly RawPosition[])[])[] }
  /** Rings without a statement which is a hole of which. */
  | { readonly kind: 'rings'; readonly rings: readonly (readonly RawPosition[])[] }
  /** Something that encloses no land, or is broken. */
  | { readonly kind: 'other'; readonly name: string };

export interface RawRow {
  /** Row as the clerk's program shows it, or feature number; from 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
  /** Null: the layer has shapes but this row has none. Left out: the table has no shapes at all. */
  readonly geometry?: RawGeometry | null;
}

/** What a file says about its coordinates. */
export interface CrsClaim {
  /** EPSG code, PROJ string or WKT that can be read. */
  readonly definition: string;
  /** Where the file says so: .prj, gpkg, crs member, header. */
  readonly where: string;
}

/** Merged cells: the value of the first stands for all of them. Columns from 0, rows as in `RawRow.row`; both ends belong to it. */
export interface MergedCells {
  readonly column: number;
  readonly toColumn: number;
  readonly fromRow: number;
  readonly toRow: number;
}

export interface RawTable {
  readonly sheet: string | null;
  /** Column names when the format has them; null when the header is a row among the rows. */
  readonly header: readonly string[] | null;
  /** What people call the columns, where the format keeps that beside their names; null for a column without. */
  readonly aliases?: readonly (string | null)[];
  /** Column names may have been cut short by the format (DBF: 10 bytes). */
  readonly headerMayBeCut: boolean;
  readonly rows: readonly RawRow[];
  readonly crs: CrsClaim | null;
  readonly hasGeometry: boolean;
  readonly merged: readonly MergedCells[];
  /** Row that the text ends in without ending it: what should follow may be missing. */
  readonly unended?: number;
}

/** A finding of a reader; the importer adds file and import. */
export type ReadNote = Pick<Issue, 'kind' | 'severity' | 'message'> & {
  readonly sheet?: string | null;
  readonly row?: number | null;
  readonly value?: string | null;
};

export interface ReadFile {
  readonly format: FileFormat;
  readonly encoding: string | null;
  readonly tables: readonly RawTable[];
  readonly notes: readonly ReadNote[];
  /** It lay in an archive, whose extension says nothing about it. */
  readonly inArchive?: boolean;
}

export function plainTable(sheet: string | null, rows: readonly RawRow[]): RawTable {
  return { sheet, header: null, headerMayBeCut: false, rows, crs: null, hasGeometry: false, merged: [] };
}
