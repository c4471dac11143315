// What goes into the importer and what comes out: the types every reader, subject and the pipeline share.
import type { Account, Firm, Tenure } from '#domain/firms/firm.ts';
import type { Issue } from '#domain/issue.ts';
import type { CountyCode, TownshipCode } from '#domain/land/codes.ts';
import type { Bounds, MultiPolygon } from '#domain/land/geometry.ts';
import type { Block, Parcel, Township } from '#domain/land/parcel.ts';
import type { DrawingRepair } from '#domain/land/repair.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';
import type { SourcePlace } from '#domain/source.ts';
import type { Subject } from '#domain/subject.ts';
import type { MicroMu } from '#domain/units.ts';
import type { DetectedView } from '#domain/upload.ts';
import type { CorrectedRow } from './corrections-sheet.ts';
import type { FileContent } from './file-content.ts';
import type { ReadingWishes } from './wishes.ts';

export { subjects, type Subject } from '#domain/subject.ts';
export type { ColumnMapping } from '#domain/upload-options.ts';

/** One row of a ledger file: a declaration still to be checked against the ledger's rules. */
export interface Declaration {
  readonly county: CountyCode;
  readonly parcel: string;
  readonly kind: LandMetricKind;
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
  readonly date: IsoDate;
  readonly basis: string;
  /** As written: a measure id (M-…) or its Chinese name; null when the file does not say. */
  readonly measure: string | null;
  readonly source: SourcePlace;
}

/** A planning zone (规划分区): its name and kind become `parcel.zone` facts of the parcels inside it. */
export interface Zone {
  readonly county: CountyCode;
  readonly name: string;
  readonly kind: string | null;
  readonly shape: MultiPolygon;
  readonly source: SourcePlace;
}

/** The records of a file, by subject. */
export type IntakeRecords =
  | { readonly subject: 'parcels'; readonly rows: readonly Parcel[] }
  | { readonly subject: 'firms'; readonly rows: readonly Firm[] }
  | { readonly subject: 'accounts'; readonly rows: readonly Account[] }
  | { readonly subject: 'tenure'; readonly rows: readonly Tenure[] }
  | { readonly subject: 'townships'; readonly rows: readonly Township[] }
  | { readonly subject: 'blocks'; readonly rows: readonly Block[] }
  | { readonly subject: 'ledger'; readonly rows: readonly Declaration[] }
  | { readonly subject: 'zones'; readonly rows: readonly Zone[] };

/** What is already known of the county, to check the file against. Nothing here is needed: empty lists and null mean "not known yet". */
export interface IntakeContext {
  readonly county: CountyCode;
  readonly townships: readonly { readonly code: TownshipCode; readonly name: string; readonly shape?: MultiPolygon | null }[];
  readonly blocks: readonly { readonly code: string; readonly name: string; readonly shape?: MultiPolygon | null }[];
  /** Parcels on record: those that the file does not replace are checked for overlap with the file's own. */
  readonly parcels: readonly {
    readonly code: string;
    readonly shape: MultiPolygon | null;
    /** Area that stands for the parcel, to tell the unit of a bare tenure area by. */
    readonly area?: MicroMu | null;
    /** Area of the drawing on record: what a registered area that comes without a drawing is held against. */
    readonly measured?: MicroMu | null;
  }[];
  /** Extent of the county (its townships); null when not known. Used to refuse a wrong coordinate system. */
  readonly bounds: Bounds | null;
  /** What the county lies in for certain: its own extent, else its province's, which a zone too far is outside of as well. */
  readonly region?: Bounds | null;
}

export interface IntakeInput extends ReadingWishes {
  /** File name as the bureau gave it; the format is found from the bytes, not from it. */
  readonly name: string;
  readonly bytes: FileContent;
  /** Null: to be told from the content. */
  readonly subject: Subject | null;
  readonly county: CountyCode;
  readonly importId: number;
  readonly context: IntakeContext;
}

export const fileFormats = [
  'csv',
  'xlsx',
  'xls',
  'ods',
  'dbf',
  'geojson',
  'topojson',
  'esri-json',
  'shapefile',
  'geopackage',
  'filegdb',
  'mapinfo',
  'kml',
  'dxf',
  'boundary-txt',
] as const;
export type FileFormat = (typeof fileFormats)[number];

/** What the importer found the file to be; null where a step was not reached or does not apply. */
export interface Detected extends DetectedView {
  readonly format: FileFormat | null;
}

/** rowsIn = records + rejected, always. Titles, totals, signatures, notes are `notData`; blank rows are not counted. */
export interface IntakeCounts {
  readonly rowsIn: number;
  readonly records: number;
  readonly rejected: number;
  readonly notData: number;
}

/** A file is taken (its good rows become records) or refused as a whole (no row is taken; the issues say why). */
export type IntakeOutcome =
  | {
      readonly taken: true;
      /** As it was said, or told from the content. */
      readonly subject: Subject;
      readonly records: IntakeRecords;
      readonly issues: readonly Issue[];
      readonly counts: IntakeCounts;
      readonly detected: Detected;
      /** Canonical fields the file has columns for: what a second delivery may update; the other fields of a record are simply not in this file. */
      readonly fields: readonly string[];
      /** Drawings that were, or could be, mended; left out when there are none. */
      readonly repairs?: readonly DrawingRepair[];
      /** Rows of an earlier file that these rows replace: they come out of our own workbook of corrections. */
      readonly corrects: readonly CorrectedRow[];
    }
  | { readonly taken: false; readonly subject: Subject | null; readonly issues: readonly Issue[]; readonly detected: Detected };
