// mutu import FILE… --as SUBJECT --county CODE: a bureau's files into the record.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, parse } from 'node:path';
import { zipSync } from 'fflate';
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

/** Files that only together are one data set, by the ending of the one that is named on the command line. */
const companions: Readonly<Record<string, RegExp>> = {
  shp: /\.(shp|shx|dbf|prj|cpg)$/i,
  tab: /\.(tab|dat|map|id|ind)$/i,
  mif: /\.(mif|mid)$/i,
};

/** Files as the archive they are usually sent in. The same files give the same bytes. */
function zipFiles(folder: string, files: readonly string[], inside = ''): Uint8Array {
  // The oldest day an archive can state, so that the time of day is no part of the bytes.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(files.toSorted().map((file) => [inside + file, [readFileSync(join(folder, file)), { mtime }]])));
}

/** A file with those beside it that belong to it. */
function zipCompanions(path: string, belongs: RegExp): Uint8Array {
  const { dir, name } = parse(path);
  return zipFiles(
    dir,
    readdirSync(dir || '.').filter((file) => parse(file).name === name && belongs.test(file)),
  );
}

/** The file's bytes, or why there are none. */
function readBytes(path: string): { bytes: Uint8Array } | { fault: string } {
  try {
    const found = statSync(path);
    if (found.isDirectory() && /\.gdb\/?$/i.test(path)) return { bytes: zipFiles(path, readdirSync(path), `${basename(path)}/`) };
    if (!found.isFile()) return { fault: `${path} 不是文件` };
    const belongs = companions[parse(path).ext.slice(1).toLowerCase()];
    return { bytes: belongs ? zipCompanions(path, belongs) : readFileSync(path) };
  } catch (error) {
    return { fault: `${path} 无法读取：${error instanceof Error ? error.message : String(error)}` };
  }
}

function unreadable(file: Omit<FileToImport, 'bytes'>, fault: string): ImportReport {
  const issue: Issue = {
    importId: 0,
    file: file.name,
    sheet: null,
    row: null,
    kind: 'file-unreadable',
    severity: 'error',
    column: null,
    subject: null,
    value: null,
    message: fault,
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
  const limits = setLimits(session.config.limits);
  if (!limits.ok) throw new ArgumentError(`MUTU_LIMITS：${limits.error}`);
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
      const read = readBytes(path);
      if ('fault' in read) {
        done.push(unreadable(file, read.fault));
        continue;
      }
      const sent = { ...file, bytes: read.bytes };
      const report = await importFile(store, sent, { reference, actor, now: session.now, dryRun: given.flag('dry-run') });
      // The page can then give its rows back for correction, and take it back.
      if (report.status === 'committed') await adoptImport(store, session.config.home, sent, report, { actor, recordedAt: session.now });
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
