// What is done to the record for an upload: its file read, tried, committed, taken back. Over a record of its own, wherever it runs.
import { createHash } from 'node:crypto';
import type { Issue } from '#domain/issue.ts';
import type { Result } from '#domain/result.ts';
import type { Dependent } from '#domain/upload.ts';
import { parseMappingName } from '#domain/upload-options.ts';
import type { IntakeOutcome } from '../intake/intake.ts';
import { type PackedOutcome, packOutcome, unpackOutcome } from '../intake/outcome-transfer.ts';
import {
  commitBureauFile,
  type FileToImport,
  type ImportOptions,
  type ImportReport,
  readBureauFile,
  type Reference,
  type Watch,
} from '../pipeline.ts';
import type { Reading, Store } from '../store/store.ts';
import type { UploadRecord } from '../store/uploads.ts';
import { type KeptFiles, keptFiles } from './kept-files.ts';
import { undoUpload } from './undo.ts';

/** What a trial said, as far as the desk tells it. */
export interface Tried extends Pick<ImportReport, 'status' | 'subject' | 'importId' | 'detected' | 'effect' | 'rows' | 'notes'> {
  readonly issues: readonly Issue[];
  /** Stands for everything that was shown. */
  readonly signature: string;
}

export interface Doing {
  readonly upload: UploadRecord;
  readonly actor: string;
  /** ISO date-time. */
  readonly now: string;
}

/** kept: written; repeated: the same file is in the record already; other: it would now do something else, and nothing was written. */
export type Committed = 'kept' | 'repeated' | 'other';

export interface Importer {
  tryOut(doing: Doing, watch: Watch): Promise<Tried>;
  /** `signature`: of the trial that a person saw; null when there was none. */
  commit(doing: Doing, signature: string | null, watch: Watch): Promise<Committed>;
  undo(
    doing: Doing & { readonly upload: UploadRecord & { readonly importId: number } },
  ): Promise<Result<UploadRecord, readonly Dependent[]>>;
  /** What was read of an upload's file is needed no more. */
  forget(id: string): void;
  stop(): Promise<void>;
}

export interface ImporterDeps {
  readonly store: Store;
  readonly home: string;
  readonly reference: Reference;
  /** Files are our own (tests, demonstrations): read in this thread. */
  readonly trusted?: boolean;
}

/** The record has changed since the trial, so that the file would now do something else. */
class OtherThanTried extends Error {}

/** Outcomes of reading kept in memory between trial and commit; of large files only the last. */
const [outcomesKept, recordsKept] = [6, 400_000];

/** The file of an upload with what was said beside it; null when its bytes are not there any more. */
export async function fileOfUpload(record: Reading, files: KeptFiles, upload: UploadRecord): Promise<FileToImport | null> {
  const content = await files.find(upload.sha256);
  if (!content) return null;
  const { crs, encoding, mapping, columns, layer, repair, foreign, keys } = upload.options;
  const named = mapping === null ? null : parseMappingName(mapping);
  const saved = named && (await record.mapping(named.name, named.version));
  const said = { ...saved?.columns, ...columns };
  return {
    county: upload.county,
    countyName: upload.countyName ?? undefined,
    name: upload.file,
    bytes: content,
    subject: upload.subject,
    crs: crs ?? undefined,
    encoding: encoding ?? undefined,
    mapping: Object.keys(said).length > 0 ? said : undefined,
    layer: layer ?? undefined,
    repair,
    foreign,
    keys: keys ?? undefined,
  };
}

function signatureOf({ effect }: ImportReport): string {
  const shown = JSON.stringify([effect?.counts, effect?.outcomes, effect?.diff?.vanished]);
  return createHash('sha256').update(shown).digest('hex');
}

/** Readings kept until they are committed, the oldest let go first: what was let go is read again. */
class KeptOutcomes {
  readonly #kept = new Map<string, PackedOutcome>();

  get(upload: UploadRecord): IntakeOutcome | undefined {
    const packed = this.#kept.get(keyOf(upload));
    return packed && unpackOutcome(packed);
  }

  /** True when it is kept in a form of its own, so that the records may be let go of. */
  put(upload: UploadRecord, outcome: IntakeOutcome): boolean {
    this.drop(upload.id);
    // Accounts are many and small: as columns they take a third of the room.
    const own = outcome.taken && outcome.records.subject === 'accounts';
    this.#kept.set(keyOf(upload), own ? packOutcome(outcome) : { outcome, shapes: null });
    this.#shrink();
    return own;
  }

  #shrink(): void {
    const size = (): number => [...this.#kept.values()].reduce((sum, { outcome: one }) => sum + (one.taken ? one.counts.records : 0), 0);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= 1 || (this.#kept.size <= outcomesKept && size() <= recordsKept)) return;
      this.#kept.delete(oldest);
    }
  }

  drop(id: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(`${id} `)) this.#kept.delete(key);
  }
}

/** Another saying makes another reading. */
const keyOf = ({ id, subject, options }: UploadRecord): string => `${id} ${JSON.stringify([subject, options])}`;

export function importerHere({ store, home, reference, trusted = false }: ImporterDeps): Importer {
  const files = keptFiles(home);
  const outcomes = new KeptOutcomes();

  const begin = async ({ upload, actor, now }: Doing, watch: Watch) => {
    const file = await fileOfUpload(store, files, upload);
    if (!file) throw new Error(`the file of upload ${upload.id} is not there any more`);
    const options: ImportOptions = { reference, actor, now, trusted, watch };
    const outcome = outcomes.get(upload) ?? (await readBureauFile(store, file, options));
    watch.signal.throwIfAborted();
    return { file, options, outcome };
  };

  return {
    async tryOut(doing, watch) {
      watch.progress({ stage: 'reading', done: 0, total: doing.upload.bytes });
      const { file, options, outcome } = await begin(doing, watch);
      const spent = outcomes.put(doing.upload, outcome);
      const records = outcome.taken ? outcome.counts.records : null;
      const trying: Watch = { signal: watch.signal, progress: (told) => watch.progress({ ...told, stage: 'trying' }) };
      trying.progress({ stage: 'trying', done: 0, total: records });
      const report = await commitBureauFile(store, file, outcome, { ...options, spent, dryRun: true, watch: trying });
      const { status, subject, importId, detected, effect, rows, notes, issues } = report;
      return { status, subject, importId, detected, effect, rows, notes, issues, signature: signatureOf(report) };
    },
    async commit(doing, signature, watch) {
      const { file, options, outcome } = await begin(doing, watch);
      // A commit that is called off reads the file again.
      outcomes.drop(doing.upload.id);
      try {
        await commitBureauFile(store, file, outcome, {
          ...options,
          spent: true,
          sealing: async (record, report) => {
            // What was shown is what is written, or nothing is.
            if (signature !== null && signature !== signatureOf(report)) throw new OtherThanTried();
            const { effect, rows, detected, importId, subject } = report;
            const result = effect && rows && detected ? { effect, rows, detected } : null;
            await record.putUpload({ ...doing.upload, status: 'committed', subject, importId, result });
          },
        });
      } catch (error) {
        if (error instanceof OtherThanTried) return 'other';
        throw error;
      }
      // What came between the trial and the commit (the same file by another way) is seen from the record alone.
      return (await store.upload(doing.upload.id))?.status === 'committed' ? 'kept' : 'repeated';
    },
    undo: ({ upload, actor, now }) => undoUpload(store, upload, { actor, recordedAt: now }),
    forget: (id) => outcomes.drop(id),
    stop: async () => undefined,
  };
}
