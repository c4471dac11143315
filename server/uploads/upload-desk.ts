// The import by steps: a file is kept, read and tried; a person looks at what it would do; then it is committed, and may be taken back.
import { randomUUID } from 'node:crypto';
import type { CorrectionsBook } from '#domain/corrections.ts';
import { fullDiskMessage, isFullDisk } from '#domain/full-disk.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Subject } from '#domain/subject.ts';
import type { Dependent, OutcomeRow, RowOutcome, UploadEvent, UploadReply } from '#domain/upload.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { UploadOptions } from '#domain/upload-options.ts';
import type { UploadRecord } from '../store/uploads.ts';
import { limits } from '../intake/limits.ts';
import { corrections } from './corrections.ts';
import { importHistory } from './history.ts';
import { fileOfUpload } from './importer.ts';
import type { Received } from './kept-files.ts';
import { type DeskDeps, uploadRuns } from './runs.ts';
import { Work } from './work.ts';

export interface NewUpload {
  readonly county: CountyCode;
  readonly countyName: string | null;
  readonly file: string;
  /** The bytes, which have come in whole. */
  readonly received: Received;
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
export type UploadDesk = ReturnType<typeof openUploadDesk>;

/** Keeping a file and letting it go, one after the other: what one upload needs is not taken away by the discarding of another. */
function oneByOne(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

export function openUploadDesk(deps: DeskDeps) {
  const { store, clock, refresh, log, trusted = false } = deps;
  const { files, works, importer, start, workOf, find, told, settled, commitNow } = uploadRuns(deps);
  const alone = oneByOne();
  void files.tidy(Date.now()).catch((error: unknown) => log(error, 'tidying the folder of uploads'));

  return {
    /** Largest file that is taken, in bytes. */
    fileBytes: limits.fileBytes,
    receive: () => files.receive(),
    async create({ county, countyName, file, received, subject, options, actor }: NewUpload): Promise<UploadReply> {
      const { sha256, bytes } = received;
      const upload: UploadRecord = {
        id: randomUUID(),
        county,
        countyName,
        file,
        sha256,
        bytes,
        subject,
        options,
        status: 'open',
        importId: null,
        result: null,
        actor,
        recordedAt: clock.now(),
      };
      await alone(async () => {
        await received.keep();
        await store.putUpload(upload);
      });
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
      const committing = async (): Promise<void> => {
        try {
          if ((await commitNow(upload, work, actor)) === 'other')
            outcome = refuse(409, '预览之后记录有了变化，这份文件的结果不再与预览相同，已重新预览；请看过再入库');
        } catch (error) {
          if (work.controller.signal.aborted) outcome = refuse(409, '已取消，没有任何改动');
          else {
            log(error, `committing upload ${id}`);
            outcome = refuse(422, isFullDisk(error) ? fullDiskMessage : '入库没有成功，没有任何改动，已记入日志；请重试');
          }
        }
      };
      work.job = committing();
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
      works.delete(id);
      importer.forget(id);
      await alone(async () => {
        await store.putUpload({ ...upload, status: 'discarded' });
        if ((await store.uploadsOfFile(upload.sha256)) === 0) await files.drop(upload.sha256);
      });
      return ok(null);
    },
    async undo(id: string, actor: string): Promise<Result<UploadReply, DeskRefusal>> {
      const upload = await find(id);
      if (!upload) return refuse(404, `没有上传 ${id}`);
      if (upload.status === 'undone') return refuse(409, '这次导入已经撤销');
      const { importId } = upload;
      if (upload.status !== 'committed' || importId === null) return refuse(409, '这份文件没有入库，无须撤销');
      const undone = await importer.undo({ upload: { ...upload, importId }, actor, now: clock.now() });
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
      const file = await fileOfUpload(store, files, upload);
      const issues = work?.trial?.issues ?? (upload.importId === null ? [] : await store.importIssues(upload.county, upload.importId));
      const subject = work?.trial?.subject ?? upload.subject;
      const readable = upload.status !== 'open' || (work?.trial?.detected?.format ?? null) !== null;
      return corrections({ name: upload.file, sha256: upload.sha256, subject, issues }, readable ? file : null, trusted);
    },
    history: (county: CountyCode) => importHistory(store, county),
    /** Waits for whatever is under way, for a clean stop. */
    async stop(): Promise<void> {
      for (const work of works.values()) if (work.busy) work.controller.abort(new CalledOff());
      await Promise.all([...works.values()].map(({ job }) => job));
      await importer.stop();
    },
  };
}
