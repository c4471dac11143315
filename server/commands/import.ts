// mutu import FILE… --as SUBJECT --county CODE: a bureau's files into the record.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Issue } from '#domain/issue.ts';
import { type KeyForm, parseKeyForm } from '#domain/key-form.ts';
import { parseMappingName } from '#domain/upload-options.ts';
import { type ColumnMapping, subjects } from '../intake/intake.ts';
import { setLimits } from '../intake/limits.ts';
import { type FileToImport, importFile, type ImportReport } from '../pipeline.ts';
import { ArgumentError, oneOf, readArguments } from './arguments.ts';
import { exitOf, reportJson, reportText } from './report.ts';
import type { Store } from '../store/store.ts';
import { adoptImport } from '../uploads/history.ts';
import { keptFiles } from '../uploads/kept-files.ts';
import { takeIn } from './file-on-disk.ts';
import { exits, readReference, type Session, withStore } from './session.ts';

const mappingSchema = z.record(
  z.string(),
  z.object({ field: z.string().nullable(), unit: z.string().optional(), year: z.number().int().optional() }).strict(),
);

/** A mapping in a file: `NAME.json` in the home folder's mappings/, or the path of a .json or .yaml file, as the page gives it out. */
function readMapping(home: string, name: string): ColumnMapping {
  const file = /\.(json|ya?ml)$/.test(name) ? name : join(home, 'mappings', `${name}.json`);
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ArgumentError(`没有列对应 ${name}（${file}）：${error instanceof Error ? error.message : String(error)}`);
  }
  const read = file.endsWith('.json') ? parseJson(content, file) : parseYamlText(content, file);
  const saved = z.object({ columns: z.unknown(), subject: z.string() }).safeParse(read);
  const parsed = mappingSchema.safeParse(saved.success ? saved.data.columns : read);
  if (!parsed.success) throw new ArgumentError(`列对应 ${file} 不合规：${parsed.error.issues[0]?.message ?? ''}`);
  return Object.fromEntries(
    Object.entries(parsed.data).map(([header, { field, unit, year }]) => [
      header,
      { field, ...(unit === undefined ? {} : { unit }), ...(year === undefined ? {} : { year }) },
    ]),
  );
}

function parseYamlText(content: string, file: string): unknown {
  try {
    return parseYaml(content, { maxAliasCount: 0 });
  } catch (error) {
    throw new ArgumentError(`${file} 不是 YAML：${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseJson(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new ArgumentError(`${file} 不是 JSON：${error instanceof Error ? error.message : String(error)}`);
  }
}

function keyForm(text: string | undefined): KeyForm | undefined {
  const form = text === undefined ? undefined : parseKeyForm(text);
  if (form === null) throw new ArgumentError(`--keys 应为 as-is、plain 或 padN（如 pad10），现为 ${text}`);
  return form;
}

function unreadable(file: Omit<FileToImport, 'bytes'>, { kind, message }: Pick<Issue, 'kind' | 'message'>): ImportReport {
  const issue: Issue = {
    importId: 0,
    file: file.name,
    sheet: null,
    row: null,
    kind,
    severity: 'error',
    column: null,
    subject: null,
    value: null,
    message,
    mender: '我们',
  };
  const { county, subject, name } = file;
  return {
    status: 'refused',
    county,
    subject,
    file: name,
    sha256: '',
    importId: null,
    detected: null,
    counts: null,
    issues: [issue],
    notes: [],
    evaluation: null,
    effect: null,
    rows: null,
  };
}

/** A mapping saved in the record (`NAME` or `NAME@VERSION`), else one that lies in a file. */
async function namedMapping(store: Store, home: string, name: string): Promise<ColumnMapping> {
  const named = parseMappingName(name);
  const saved = await store.mapping(named.name, named.version);
  return saved?.columns ?? readMapping(home, name);
}

/** What can be said on the command line; the form of `POST /api/uploads` takes the same (a test holds the two together). */
export const importArguments = {
  as: 'text',
  county: 'text',
  crs: 'text',
  encoding: 'text',
  mapping: 'text',
  layer: 'text',
  repair: 'flag',
  foreign: 'flag',
  keys: 'text',
  name: 'text',
  'dry-run': 'flag',
  json: 'flag',
} as const;

export async function importCommand(words: readonly string[], session: Session): Promise<number> {
  const given = readArguments(words, importArguments);
  const set = setLimits(session.config.limits);
  if (!set.ok) throw new ArgumentError(`MUTU_LIMITS：${set.error}`);
  const subject = oneOf('as', given.required('as'), subjects);
  const county = given.county();
  if (given.files.length === 0) throw new ArgumentError('没有给出文件');
  const mappingName = given.text('mapping');
  const reference = readReference(session.config.root);
  const actor = '命令行';
  const reports = await withStore(session, async (store) => {
    const mapping = mappingName === undefined ? undefined : await namedMapping(store, session.config.home, mappingName);
    const done: ImportReport[] = [];
    for (const path of given.files) {
      const file = {
        county,
        countyName: given.text('name'),
        name: basename(path),
        subject,
        crs: given.text('crs'),
        encoding: given.text('encoding'),
        mapping,
        layer: given.text('layer'),
        repair: given.flag('repair'),
        foreign: given.flag('foreign'),
        keys: keyForm(given.text('keys')),
      };
      const received = await takeIn(path, keptFiles(session.config.home));
      if (!received.ok) {
        done.push(unreadable(file, received.error));
        continue;
      }
      const { sha256, bytes, path: kept } = received.value;
      const sent = { ...file, bytes: { path: kept, size: bytes, sha256 } };
      let report: ImportReport;
      try {
        report = await importFile(store, sent, { reference, actor, now: session.now, dryRun: given.flag('dry-run') });
        // The page can then give its rows back for correction, and take it back.
        if (report.status === 'committed') await adoptImport(store, sent, received.value, report, { actor, recordedAt: session.now });
      } finally {
        await received.value.drop();
      }
      done.push(report);
    }
    return done;
  });
  if (given.flag('json')) {
    const all = reports.map(reportJson);
    session.out(`${JSON.stringify(all.length === 1 ? all[0] : { files: all }, null, 2)}\n`);
  } else {
    for (const report of reports) session.out(`${reportText(report)}\n`);
  }
  return reports.reduce<number>((worst, report) => Math.max(worst, exitOf(report)), exits.done);
}
