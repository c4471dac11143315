// An import by steps, as the interface tells it: what a file was found to be, what it would do to the record, what it did.
import type { Issue } from './issue.ts';
import type { Subject } from './subject.ts';
import type { UploadOptions } from './upload-options.ts';

export const uploadStatuses = ['reading', 'ready', 'refused', 'repeated', 'committing', 'committed', 'undone', 'discarded'] as const;
/**
 * reading: being read and tried; ready: tried, waits for a person; refused: cannot be taken (change the settings or the file);
 * repeated: the same bytes are in the record already; committing; committed; undone: taken back; discarded: put away before it was committed.
 */
export type UploadStatus = (typeof uploadStatuses)[number];

export const rowOutcomes = ['created', 'updated', 'unchanged', 'rejected'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** Lines of a sheet as ranges, ends included. */
export interface SheetLines {
  readonly sheet: string | null;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** One row and what becomes of it. */
export interface OutcomeRow {
  readonly sheet: string | null;
  readonly row: number | null;
  /** 宗地代码, credit code, credit code and year. */
  readonly key: string;
  readonly label: string | null;
  /** What changes, as text: field, before, after. Shapes are told by their area. */
  readonly changes: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
  /** Why a row was rejected. */
  readonly message: string | null;
}

export interface OutcomeGroup {
  readonly count: number;
  readonly lines: readonly SheetLines[];
}

/** What a county's record holds; areas in mu, money in 万元, with how many of them are known. */
export interface CountyTotals {
  readonly parcels: number;
  readonly registeredMu: number;
  readonly registeredKnown: number;
  readonly measuredMu: number;
  readonly measuredKnown: number;
  readonly firms: number;
  readonly accounts: number;
  readonly tenures: number;
  readonly ledger: number;
  readonly townships: number;
  readonly blocks: number;
  readonly zones: number;
}

/** One year's equation, in 万元: imported = allocated + unallocated. */
export interface ConservationWan {
  readonly year: number;
  readonly accounts: number;
  readonly known: number;
  readonly importedWan: number;
  readonly allocatedWan: number;
  readonly unallocatedWan: number;
}

export const successionKinds = ['vanished', 'split', 'merged', 'renumbered', 'rearranged'] as const;
/** vanished: nothing came in its place; split: several did; merged: with others into one; renumbered: the same land under another code. */
export type SuccessionKind = (typeof successionKinds)[number];

/** A record that the delivery no longer holds, and what seems to have come in its place. */
export interface Succession {
  readonly key: string;
  readonly label: string | null;
  readonly kind: SuccessionKind;
  readonly successors: readonly string[];
}

/** A delivery beside what the record holds of the same townships or years. */
export interface DeliveryDiff {
  /** What was compared, in words' parts: township codes or years. */
  readonly scope: readonly string[];
  readonly appeared: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly vanished: readonly Succession[];
}

/** What a file does to the record: told by the trial and by the commit, which are the same code. */
export interface ImportEffect {
  readonly counts: {
    readonly rowsIn: number;
    readonly records: number;
    readonly rejected: number;
    readonly notData: number;
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
  };
  readonly outcomes: Readonly<Record<RowOutcome, OutcomeGroup>>;
  readonly totals: { readonly before: CountyTotals; readonly after: CountyTotals };
  readonly conservation: { readonly before: readonly ConservationWan[]; readonly after: readonly ConservationWan[] };
  /** Null: this subject is not delivered anew as a whole. */
  readonly diff: DeliveryDiff | null;
  /** Findings of earlier files that this one settles. */
  readonly mends: number;
  readonly notes: readonly string[];
}

/** What an upload keeps of its trial or commit: the effect, what the file was found to be, and the first rows of each outcome. */
export interface UploadResult {
  readonly effect: ImportEffect;
  readonly detected: DetectedView;
  readonly rows: Readonly<Record<RowOutcome, readonly OutcomeRow[]>>;
}

export const columnStates = ['mapped', 'unmapped', 'duplicate', 'ambiguous', 'ignored'] as const;
export type ColumnState = (typeof columnStates)[number];

/** What becomes of one column. */
export interface ColumnView {
  readonly index: number;
  readonly header: string;
  /** Heading over it, when it stands in a group. */
  readonly group: string | null;
  readonly state: ColumnState;
  readonly field: string | null;
  readonly unit: string | null;
  /** mapping, header, unit-row, table or assumed; null: it has none. */
  readonly unitSource: string | null;
  /** Year that the heading states, for tables with years side by side. */
  readonly year: number | null;
  /** Unit into which values are turned. */
  readonly into: string | null;
  /** Fields it may mean, when it is not mapped. */
  readonly candidates: readonly string[];
  readonly samples: readonly { readonly row: number; readonly before: string; readonly after: string | null }[];
}

export interface TableView {
  readonly sheet: string | null;
  readonly headerRow: number | null;
  readonly crs: string | null;
  readonly rows: number;
  readonly columns: readonly ColumnView[];
}

/** A field as a mapping names it, and its Chinese name. */
export interface FieldName {
  readonly name: string;
  readonly label: string;
}

/** What a file was found to be; null where a step was not reached or does not apply. */
export interface DetectedView {
  readonly format: string | null;
  readonly encoding: string | null;
  readonly crs: string | null;
  readonly tables: readonly TableView[];
  /** Every sheet or layer of the file, by the names it can be asked for; left out where it has but one without a name. */
  readonly layers?: readonly string[];
  /** Fields that a column of this subject can be read as, with what people call them. */
  readonly fields?: readonly FieldName[];
  /** Values with letters beyond ASCII, for a person to see whether the encoding is right. */
  readonly samples: readonly string[];
}

export interface UploadProgress {
  readonly stage: 'reading' | 'checking' | 'trying' | 'committing' | 'evaluating';
  readonly done: number;
  readonly total: number | null;
}

export interface UploadReply {
  readonly id: string;
  readonly county: string;
  readonly countyName: string | null;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly status: UploadStatus;
  readonly subject: Subject | null;
  /** The subject was told from the content, not by a person. */
  readonly guessed: boolean;
  /** What a person said beside the file. */
  readonly options: UploadOptions;
  readonly detected: DetectedView | null;
  readonly progress: UploadProgress | null;
  readonly effect: ImportEffect | null;
  readonly issues: {
    readonly total: number;
    readonly error: number;
    readonly warning: number;
    readonly info: number;
    /** The first of them, gravest first. */
    readonly first: readonly Issue[];
  };
  /** The same bytes came before: when, by whom, as what. */
  readonly earlier: { readonly importId: number; readonly file: string; readonly actor: string; readonly recordedAt: string } | null;
  readonly importId: number | null;
  readonly actor: string;
  readonly recordedAt: string;
}

/** One import of the history. */
export interface ImportListing {
  readonly importId: number;
  readonly upload: string | null;
  readonly subject: Subject;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly actor: string;
  readonly recordedAt: string;
  readonly rowsRead: number;
  readonly rejected: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly undone: { readonly actor: string; readonly recordedAt: string } | null;
}

/** What stands in the way of undoing an import. */
export interface Dependent {
  readonly kind: 'import' | 'ledger' | 'idle' | 'mark' | 'grade' | 'lineage' | 'succession' | 'entry';
  /** Import, ledger row or decision by its number. */
  readonly id: number;
  readonly count: number;
  readonly message: string;
}

/** Events of an upload, in order; `id` grows by one with each. */
export type UploadEvent =
  | { readonly id: number; readonly event: 'progress'; readonly data: UploadProgress }
  | { readonly id: number; readonly event: 'state'; readonly data: { readonly status: UploadStatus } };
