// The form of POST /api/uploads: files go to disk as they come in, fields say how they are to be read.
import type { Context } from 'hono';
import { parseKeyForm } from '#domain/key-form.ts';
import { parseCountyCode, type CountyCode } from '#domain/land/codes.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { subjects, type Subject } from '#domain/subject.ts';
import type { UploadReply } from '#domain/upload.ts';
import type { Env, ReceivedFile, UploadDesk } from './env.ts';
import { boundaryOf, MalformedForm, type Part, partsOf } from './multipart.ts';
import { problem, type ProblemResponse } from './problem.ts';

export interface SentFile {
  readonly name: string;
  readonly received: ReceivedFile;
}

export interface UploadForm {
  readonly files: readonly SentFile[];
  readonly county: CountyCode;
  readonly countyName: string | null;
  readonly subject: Subject | null;
  readonly options: UploadReply['options'];
}

type FormProblem = ProblemResponse<400> | ProblemResponse<413> | ProblemResponse<415>;

/** Text of one field. */
const longestField = 100_000;

const bad = (c: Context, parameter: string, message: string): ProblemResponse<400> =>
  problem(c, 400, `表单: ${parameter}: ${message}`, { issues: [{ parameter, message }] });

const megabytes = (bytes: number): string => (bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${bytes} 字节`);

/** What is too large is passed over to its end, so that the sender hears the answer. */
class Sent {
  readonly files: SentFile[] = [];
  readonly fields = new Map<string, string>();
  readonly tooLarge: string[] = [];

  async takeFile(desk: UploadDesk, part: Part): Promise<void> {
    const name = (part.filename ?? '').replaceAll(/^.*[/\\]/g, '').slice(0, 200) || '未命名';
    const coming = await desk.receive();
    let bytes = 0;
    try {
      for await (const piece of part.pieces) {
        bytes += piece.length;
        if (bytes <= desk.fileBytes) await coming.write(piece);
      }
    } catch (error) {
      await coming.drop();
      throw error;
    }
    if (bytes > desk.fileBytes) {
      await coming.drop();
      this.tooLarge.push(`${name}（${megabytes(bytes)}）`);
    } else this.files.push({ name, received: await coming.end() });
  }

  async takeField(part: Part): Promise<void> {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of part.pieces) {
      bytes += piece.length;
      if (bytes > longestField) throw new MalformedForm(`the field ${part.name.slice(0, 40)} is too long`);
      pieces.push(Buffer.from(piece));
    }
    this.fields.set(part.name, Buffer.concat(pieces).toString('utf8').trim());
  }

  async drop(): Promise<void> {
    for (const { received } of this.files) await received.drop();
  }
}

export async function formOf(c: Context<Env>, desk: UploadDesk): Promise<Result<UploadForm, FormProblem>> {
  const boundary = boundaryOf(c.req.header('Content-Type'));
  const { body } = c.req.raw;
  if (boundary === null || !body) return fail(problem(c, 415, '应为 multipart/form-data 表单，文件在 file 栏'));
  const sent = new Sent();
  const refuse = async (problemSaid: FormProblem): Promise<Result<never, FormProblem>> => {
    await sent.drop();
    return fail(problemSaid);
  };
  try {
    for await (const part of partsOf(body, boundary)) {
      // A file input that nobody filled in comes as a file without a name.
      if (part.filename !== null && part.filename !== '') await sent.takeFile(desk, part);
      else if (part.filename === null) await sent.takeField(part);
    }
  } catch (error) {
    await sent.drop();
    if (error instanceof MalformedForm) return fail(bad(c, 'form', `表单不完整或写法有误（${error.message}），文件没有收下；请重传`));
    throw error;
  }
  if (sent.tooLarge.length > 0)
    return refuse(
      problem(
        c,
        413,
        `${sent.tooLarge.join('、')} 超过 ${megabytes(desk.fileBytes)}（上限 fileBytes，可由管理员用 MUTU_LIMITS 调整），这次上传的文件都没有收下；请分成几个文件或压缩后再传`,
      ),
    );
  if (sent.files.length === 0) return refuse(bad(c, 'file', '没有文件'));
  const said = readFields(c, sent.fields);
  return said.ok ? ok({ files: sent.files, ...said.value }) : refuse(said.error);
}

function readFields(c: Context, fields: ReadonlyMap<string, string>): Result<Omit<UploadForm, 'files'>, ProblemResponse<400>> {
  const text = (name: string): string | null => fields.get(name) || null;
  const county = parseCountyCode(text('county') ?? '');
  if (!county) return fail(bad(c, 'county', '应为六位县级代码'));
  const said = text('subject');
  const subject = subjects.find((name) => name === said) ?? null;
  if (said !== null && subject === null) return fail(bad(c, 'subject', `应为 ${subjects.join('、')} 之一`));
  const keys = text('keys');
  const form = keys === null ? null : parseKeyForm(keys);
  if (keys !== null && form === null) return fail(bad(c, 'keys', '应为 as-is、plain 或 padN（如 pad10）'));
  for (const flag of ['repair', 'foreign']) {
    const value = text(flag);
    if (value !== null && value !== 'true' && value !== 'false') return fail(bad(c, flag, '应为 true 或 false'));
  }
  const options = {
    crs: text('crs'),
    encoding: text('encoding'),
    mapping: text('mapping'),
    columns: {},
    layer: text('layer'),
    repair: text('repair') === 'true',
    foreign: text('foreign') === 'true',
    keys: form,
  };
  return ok({ county, countyName: text('countyName'), subject, options });
}
