// The import by steps: a file is kept, read and tried; a person looks at what it would do; then it is committed, and may be taken back.
import { randomUUID } from 'node:crypto';
import type { CorrectionsBook } from '#domain/corrections.ts';
import type { Issue } from '#domain/issue.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Subject } from '#domain/subject.ts';
import type { Dependent, ImportListing, OutcomeRow, RowOutcome, UploadEvent, UploadReply } from '#domain/upload.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { commitBureauFile, type FileToImport, type ImportOptions, readBureauFile, type Reference } from '../pipeline.ts';
import type { Store } from '../store/store.ts';
import type { UploadOptions, UploadRecord } from '../store/uploads.ts';
import { corrections } from './corrections.ts';
import { keptFiles } from './kept-files.ts';
import { replyOf } from './reply.ts';
import { undoUpload } from './undo.ts';
import { Work } from './work.ts';

export interface NewUpload {
  readonly county: CountyCode;
  readonly countyName: string | null;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly subject: Subject | null;
  readonly options: UploadOptions;
  readonly actor: string;
}

/** Why something cannot be done with an upload as it stands. */
export interface DeskRefusal {
  readonly status: 404 | 409 | 422;
  readonly message: string;
  readonly dependents?: readonly Dependent[];
}

const refuse = (status: DeskRefusal['status'], message: string): { readonly ok: false; readonly error: DeskRefusal } =>
  fail({ status, message });

/** Somebody called it off. */
class CalledOff extends Error {}
/** The record has changed since the trial, so that the file would now do something else. */
class OtherThanTried extends Error {}

/** Outcomes of reading kept in memory between trial and commit. */
const outcomesKept = 6;

interface DeskDeps {
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

export type UploadDesk = ReturnType<typeof openUploadDesk>;

export function openUploadDesk({ store, home, reference, clock, refresh, log, trusted = false }: DeskDeps) {
  const files = keptFiles(home);
  const works = new Map<string, Work>();
  const reading: string[] = [];

  const fileOf = async (upload: UploadRecord): Promise<FileToImport | null> => {
    const bytes = await files.read(upload.sha256);
    if (!bytes) return null;
    const { crs, encoding, mapping, columns } = upload.options;
    const saved = mapping === null ? null : await store.mapping(mapping);
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

  return {
    async create({ county, countyName, file, bytes, subject, options, actor }: NewUpload): Promise<UploadReply> {
      const sha256 = await files.keep(bytes);
      const upload: UploadRecord = {
        id: randomUUID(),
        county,
        countyName,
        file,
        sha256,
        bytes: bytes.length,
        subject,
        options,
        status: 'open',
        importId: null,
        result: null,
        actor,
        recordedAt: clock.now(),
      };
      await store.putUpload(upload);
      start(upload);
      return told(upload);
    },
    async get(id: string, wait = 0): Promise<UploadReply | null> {
      const upload = await find(id);
      if (!upload) return null;
      workOf(upload);
      await settled(id, wait);
      return told((await find(id)) ?? upload);
    },
    async list(county: CountyCode): Promise<UploadReply[]> {
      const uploads = (await store.uploads(county)).filter(({ status }) => status === 'open').slice(0, 50);
      return Promise.all(uploads.map(told));
    },
    /** Other wishes for the same file: it is read and tried again. */
    async change(
      id: string,
      subject: Subject | null | undefined,
      options: Partial<UploadOptions>,
    ): Promise<Result<UploadReply, DeskRefusal>> {
      const upload = await find(id);
      if (!upload) return refuse(404, `没有上传 ${id}`);
      const work = works.get(id);
      if (upload.status !== 'open') return refuse(409, '这份文件已经入库或撤销，不能再改读取方式；请重新上传');
      if (work?.status === 'committing') return refuse(409, '正在入库，请先取消');
      work?.controller.abort(new CalledOff());
      await work?.job;
      const changed = { ...upload, subject: subject === undefined ? upload.subject : subject, options: { ...upload.options, ...options } };
      await store.putUpload(changed);
      start(changed, true);
      return ok(await told(changed));
    },
    async rows(
      id: string,
      outcome: RowOutcome,
      offset: number,
      limit: number,
    ): Promise<{ matched: number; told: number; rows: readonly OutcomeRow[] } | null> {
      const upload = await find(id);
      if (!upload) return null;
      const work = works.get(id);
      const rows = work?.trial?.rows ?? upload.result?.rows;
      const effect = work?.trial?.effect ?? upload.result?.effect;
      const all = rows?.[outcome] ?? [];
      return { matched: effect?.outcomes[outcome].count ?? 0, told: all.length, rows: all.slice(offset, offset + limit) };
    },
    /** Null: there is no such upload. */
    async events(id: string, after: number, signal: AbortSignal): Promise<AsyncGenerator<UploadEvent> | null> {
      const upload = await find(id);
      if (!upload) return null;
      let work = workOf(upload);
      if (!work) {
        work = new Work();
        work.say(upload.status === 'undone' ? 'undone' : 'committed');
      }
      return work.follow(after, signal);
    },
    async commit(id: string, actor: string): Promise<Result<UploadReply, DeskRefusal>> {
      const upload = await find(id);
      if (!upload) return refuse(404, `没有上传 ${id}`);
      if (upload.status === 'committed') return refuse(409, `这份文件已经入库（第 ${upload.importId} 次导入）`);
      if (upload.status === 'undone') return refuse(409, '这次导入已经撤销；要再导入请重新上传');
      const work = workOf(upload)!;
      if (work.status === 'reading') await work.job;
      if (work.status === 'committing') return refuse(409, '正在入库');
      if (work.status === 'discarded') return refuse(409, '这份文件已取消');
      if (work.status === 'refused')
        return refuse(422, work.trial?.issues.find(({ severity }) => severity === 'error')?.message ?? '文件不能导入');
      if (work.status === 'repeated') return refuse(409, work.trial?.notes[0] ?? '同一文件此前已导入');
      work.controller = new AbortController();
      work.say('committing');
      let outcome: Result<null, DeskRefusal> = ok(null);
      work.job = commitNow(upload, work, actor).catch((error: unknown) => {
        if (work.controller.signal.aborted) outcome = refuse(409, '已取消，没有任何改动');
        else if (error instanceof OtherThanTried)
          outcome = refuse(409, '预览之后记录有了变化，这份文件的结果不再与预览相同，已重新预览；请看过再入库');
        else {
          log(error, `committing upload ${id}`);
          outcome = refuse(422, '入库没有成功，没有任何改动，已记入日志；请重试');
        }
      });
      await work.job;
      if (outcome.ok) return ok(await told((await store.upload(id)) ?? upload));
      if (work.controller.signal.aborted) {
        work.controller = new AbortController();
        work.say('ready');
      } else start(upload);
      return outcome;
    },
    /** Calls off what is under way; a commit leaves nothing, and the file stays to be committed later. */
    async cancel(id: string): Promise<Result<UploadReply, DeskRefusal>> {
      const upload = await find(id);
      if (!upload) return refuse(404, `没有上传 ${id}`);
      const work = works.get(id);
      if (!work?.busy) return refuse(409, '没有正在进行的读取或入库');
      const wasReading = work.status === 'reading';
      work.controller.abort(new CalledOff());
      await work.job;
      if (wasReading) await this.discard(id);
      return ok(await told(upload.status === 'open' && wasReading ? { ...upload, status: 'discarded' } : upload));
    },
    /** Puts a file away that was not committed. */
    async discard(id: string): Promise<Result<null, DeskRefusal>> {
      const upload = await find(id);
      if (!upload) return refuse(404, `没有上传 ${id}`);
      if (upload.status !== 'open') return refuse(409, '已入库的文件不能丢弃，只能撤销导入');
      const work = works.get(id);
      work?.controller.abort(new CalledOff());
      await work?.job;
      // It may have been committed in the very moment.
      if ((await store.upload(id))?.status !== 'open') return refuse(409, '文件已入库，只能撤销导入');
      await store.putUpload({ ...upload, status: 'discarded' });
      works.delete(id);
      if ((await store.uploadsOfFile(upload.sha256)) === 0) await files.drop(upload.sha256);
      return ok(null);
    },
    async undo(id: string, actor: string): Promise<Result<UploadReply, DeskRefusal>> {
      const upload = await find(id);
      if (!upload) return refuse(404, `没有上传 ${id}`);
      if (upload.status === 'undone') return refuse(409, '这次导入已经撤销');
      const { importId } = upload;
      if (upload.status !== 'committed' || importId === null) return refuse(409, '这份文件没有入库，无须撤销');
      const undone = await undoUpload(store, { ...upload, importId }, { actor, recordedAt: clock.now() });
      if (!undone.ok) {
        const dependents = undone.error;
        return fail({ status: 409, message: `不能撤销：${dependents.map(({ message }) => message).join('；')}`, dependents });
      }
      await refresh(upload.county);
      works.get(id)?.say('undone');
      return ok(await told(undone.value));
    },
    async corrections(id: string): Promise<CorrectionsBook | null> {
      const upload = await find(id);
      if (!upload) return null;
      const work = workOf(upload);
      if (work?.busy) await work.job;
      const file = await fileOf(upload);
      const issues = work?.trial?.issues ?? (upload.importId === null ? [] : await store.importIssues(upload.county, upload.importId));
      const subject = work?.trial?.subject ?? upload.subject;
      const readable = upload.status !== 'open' || (work?.trial?.detected?.format ?? null) !== null;
      return corrections({ name: upload.file, sha256: upload.sha256, subject, issues }, readable ? file : null, trusted);
    },
    async history(county: CountyCode): Promise<ImportListing[]> {
      const [imports, undone, uploads] = [await store.imports(county), await store.undone(county), await store.uploads(county)];
      const uploadOf = new Map(uploads.flatMap(({ importId, id }) => (importId === null ? [] : [[importId, id] as const])));
      return imports.toReversed().map(({ id, county: _county, options: _options, subject, ...row }) => ({
        ...row,
        subject: subject as Subject,
        importId: id,
        upload: uploadOf.get(id) ?? null,
        undone: undone.get(id) ?? null,
      }));
    },
    /** Keeps a file that was imported by another way (the command line), so that its rows can be corrected and it can be taken back. */
    async adopt(given: Omit<NewUpload, 'options'> & { readonly options?: UploadOptions; readonly importId: number }): Promise<string> {
      const { county, countyName, file, bytes, subject, actor, importId } = given;
      const sha256 = await files.keep(bytes);
      const id = randomUUID();
      const options = given.options ?? { crs: null, encoding: null, mapping: null, columns: {} };
      const recordedAt = clock.now();
      await store.putUpload({
        id,
        county,
        countyName,
        file,
        sha256,
        bytes: bytes.length,
        subject,
        options,
        status: 'committed',
        importId,
        result: null,
        actor,
        recordedAt,
      });
      return id;
    },
    /** Waits for whatever is under way, for a clean stop. */
    async stop(): Promise<void> {
      for (const work of works.values()) if (work.busy) work.controller.abort(new CalledOff());
      await Promise.all([...works.values()].map(({ job }) => job));
    },
  };
}
