// What is done with an upload behind the desk: its file read, tried on the record, committed. One run per upload at a time.
import type { Issue } from '#domain/issue.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { UploadReply } from '#domain/upload.ts';
import { parseMappingName } from '#domain/upload-options.ts';
import { commitBureauFile, type FileToImport, type ImportOptions, readBureauFile, type Reference } from '../pipeline.ts';
import type { Store } from '../store/store.ts';
import type { UploadRecord } from '../store/uploads.ts';
import { keptFiles } from './kept-files.ts';
import { replyOf } from './reply.ts';
import { Work } from './work.ts';

/** The record has changed since the trial, so that the file would now do something else. */
export class OtherThanTried extends Error {}

/** Outcomes of reading kept in memory between trial and commit. */
const outcomesKept = 6;

export interface DeskDeps {
  readonly store: Store;
  readonly home: string;
  readonly reference: Reference;
  readonly clock: { now(): string };
  /** The read model takes over what was written. */
  readonly refresh: (county: CountyCode) => Promise<void>;
  readonly log: (error: unknown, doing: string) => void;
  /** Files are our own (tests, demonstrations): read in this thread. */
  readonly trusted?: boolean;
}

export function uploadRuns({ store, home, reference, clock, refresh, log, trusted = false }: DeskDeps) {
  const files = keptFiles(home);
  const works = new Map<string, Work>();
  const reading: string[] = [];

  const fileOf = async (upload: UploadRecord): Promise<FileToImport | null> => {
    const bytes = await files.read(upload.sha256);
    if (!bytes) return null;
    const { crs, encoding, mapping, columns, layer, repair, foreign, keys } = upload.options;
    const named = mapping === null ? null : parseMappingName(mapping);
    const saved = named && (await store.mapping(named.name, named.version));
    const said = { ...saved?.columns, ...columns };
    return {
      county: upload.county,
      countyName: upload.countyName ?? undefined,
      name: upload.file,
      bytes,
      subject: upload.subject,
      crs: crs ?? undefined,
      encoding: encoding ?? undefined,
      mapping: Object.keys(said).length > 0 ? said : undefined,
      layer: layer ?? undefined,
      repair,
      foreign,
      keys: keys ?? undefined,
    };
  };
  const optionsFor = (work: Work, actor: string): ImportOptions => ({
    reference,
    actor,
    now: clock.now(),
    trusted,
    watch: { signal: work.controller.signal, progress: (progress) => work.report(progress) },
  });

  /** Holds few outcomes: the records of large files are read again when they are needed. */
  const remember = (id: string): void => {
    if (reading.includes(id)) reading.splice(reading.indexOf(id), 1);
    reading.push(id);
    while (reading.length > outcomesKept) {
      const oldest = works.get(reading.shift()!);
      if (oldest && !oldest.busy) oldest.outcome = null;
    }
  };

  const tryOut = async (upload: UploadRecord, work: Work): Promise<void> => {
    const options = optionsFor(work, upload.actor);
    work.report({ stage: 'reading', done: 0, total: upload.bytes });
    const file = await fileOf(upload);
    if (!file) throw new Error(`the file of upload ${upload.id} is not there any more`);
    const outcome = work.outcome ?? (await readBureauFile(store, file, options));
    work.controller.signal.throwIfAborted();
    work.outcome = outcome;
    remember(upload.id);
    work.report({ stage: 'trying', done: 0, total: outcome.taken ? outcome.counts.records : null });
    const trying = {
      ...options,
      dryRun: true,
      watch: { ...options.watch!, progress: (told) => work.report({ ...told, stage: 'trying' as const }) },
    } satisfies ImportOptions;
    work.trial = await commitBureauFile(store, file, outcome, trying);
    work.say(work.trial.status === 'refused' ? 'refused' : work.trial.status === 'repeated' ? 'repeated' : 'ready');
  };

  /** Starts reading; what fails unexpectedly is told to the log, and the upload stays to be tried again. */
  const start = (upload: UploadRecord, again = false): Work => {
    const work = again ? new Work() : (works.get(upload.id) ?? new Work());
    works.set(upload.id, work);
    work.say('reading');
    work.job = tryOut(upload, work).catch((error: unknown) => {
      if (work.controller.signal.aborted) {
        work.say('discarded');
        return;
      }
      log(error, `reading upload ${upload.id}`);
      work.trial = null;
      work.say('refused');
    });
    return work;
  };

  const workOf = (upload: UploadRecord): Work | null =>
    upload.status === 'open' ? (works.get(upload.id) ?? start(upload)) : (works.get(upload.id) ?? null);
  const find = async (id: string): Promise<UploadRecord | null> => {
    const upload = await store.upload(id);
    return upload?.status === 'discarded' ? null : upload;
  };
  const earlierOf = async (upload: UploadRecord): Promise<UploadReply['earlier']> => {
    const before = (await store.importsOfFile(upload.county, upload.sha256)).findLast(({ id }) => id !== upload.importId);
    return before ? { importId: before.id, file: before.file, actor: before.actor, recordedAt: before.recordedAt } : null;
  };
  const told = async (upload: UploadRecord): Promise<UploadReply> => {
    const work = workOf(upload);
    const issues: readonly Issue[] =
      work?.trial?.issues ?? (upload.importId === null ? [] : await store.importIssues(upload.county, upload.importId));
    return replyOf(upload, work, issues, await earlierOf(upload));
  };

  /** Waits until nothing is under way, but not longer than asked. */
  const settled = async (id: string, milliseconds: number): Promise<void> => {
    const work = works.get(id);
    if (!work?.busy || milliseconds <= 0) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([work.job, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
    clearTimeout(timer);
  };

  const signature = (report: { readonly effect: NonNullable<UploadReply['effect']> | null }): string =>
    JSON.stringify([report.effect?.counts, report.effect?.outcomes, report.effect?.diff?.vanished]);

  const commitNow = async (upload: UploadRecord, work: Work, actor: string): Promise<void> => {
    const options = optionsFor(work, actor);
    const file = await fileOf(upload);
    if (!file) throw new Error(`the file of upload ${upload.id} is not there any more`);
    work.outcome ??= await readBureauFile(store, file, options);
    const tried = work.trial;
    await commitBureauFile(store, file, work.outcome, {
      ...options,
      sealing: async (record, report) => {
        // What was shown is what is written, or nothing is.
        if (tried && signature(tried) !== signature(report)) throw new OtherThanTried();
        const { effect, rows, detected, importId, subject } = report;
        const result = effect && rows && detected ? { effect, rows, detected } : null;
        await record.putUpload({ ...upload, status: 'committed', subject, importId, result });
      },
    });
    // What came between the trial and the commit (the same file by another way) is seen from the record alone.
    const kept = await store.upload(upload.id);
    work.outcome = null;
    await refresh(upload.county);
    work.say(kept?.status === 'committed' ? 'committed' : 'repeated');
  };

  return { files, works, fileOf, start, workOf, find, told, settled, commitNow };
}
