// What is done with an upload behind the desk: its file read, tried on the record, committed. One run per upload at a time.
import { fullDiskMessage, isFullDisk } from '#domain/full-disk.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { UploadReply } from '#domain/upload.ts';
import type { Reference, Watch } from '../pipeline.ts';
import type { Store } from '../store/store.ts';
import type { UploadRecord } from '../store/uploads.ts';
import { type Committed, type Doing, type Importer, importerHere, type Tried } from './importer.ts';
import { keptFiles } from './kept-files.ts';
import { headOfIssues, replyOf } from './reply.ts';
import { Work } from './work.ts';

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
  /** Where files are tried and committed; left out: here. */
  readonly importer?: Importer;
}

/** A trial that ended in an error of ours: the upload stays, and says so itself instead of only being refused. */
function failedTrial({ file, subject }: UploadRecord, error: unknown): Tried {
  const message = isFullDisk(error) ? fullDiskMessage : '读取没有成功，没有任何改动，已记入日志；请重读或重新上传';
  const place = { importId: 0, file, sheet: null, row: null, column: null, subject: null, value: null };
  return {
    status: 'refused',
    subject,
    importId: null,
    detected: null,
    effect: null,
    rows: null,
    notes: [],
    issues: [{ ...place, kind: 'file-unreadable', severity: 'error', message, mender: '我们' }],
    signature: '',
  };
}

export function uploadRuns({ store, home, reference, clock, refresh, log, trusted = false, importer: given }: DeskDeps) {
  const files = keptFiles(home);
  const works = new Map<string, Work>();
  const importer = given ?? importerHere({ store, home, reference, trusted });

  const doing = (upload: UploadRecord, actor: string): Doing => ({ upload, actor, now: clock.now() });
  const watchOf = (work: Work): Watch => ({ signal: work.controller.signal, progress: (progress) => work.report(progress) });

  const tryOut = async (upload: UploadRecord, work: Work): Promise<void> => {
    work.trial = await importer.tryOut(doing(upload, upload.actor), watchOf(work));
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
      work.trial = failedTrial(upload, error);
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
    const issues = work?.trial?.issues ?? (upload.importId === null ? [] : await store.importIssues(upload.county, upload.importId));
    return replyOf(upload, work, headOfIssues(issues), await earlierOf(upload));
  };

  /** Waits until nothing is under way, but not longer than asked. */
  const settled = async (id: string, milliseconds: number): Promise<void> => {
    const work = works.get(id);
    if (!work?.busy || milliseconds <= 0) return;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([work.job, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
    clearTimeout(timer);
  };

  const commitNow = async (upload: UploadRecord, work: Work, actor: string): Promise<Committed> => {
    const committed = await importer.commit(doing(upload, actor), work.trial?.signature ?? null, watchOf(work));
    if (committed === 'other') return committed;
    await refresh(upload.county);
    work.say(committed === 'kept' ? 'committed' : 'repeated');
    return committed;
  };

  return { files, works, importer, start, workOf, find, told, settled, commitNow };
}
