// The only place where intake, store and evaluate meet: a file in, the record changed as a whole or not at all, a report out.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '#domain/issue.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { boundsOf, joinBounds, type Bounds } from '#domain/land/geometry.ts';
import type { Township } from '#domain/land/parcel.ts';
import { ok } from '#domain/result.ts';
import { declareRows } from './evaluate/declare.ts';
import { evaluateAll, type EvaluationReport, type LoadedPolicy } from './evaluate/evaluate-all.ts';
import { intakeFile } from './intake/intake-file.ts';
import type { Detected, IntakeContext, IntakeCounts, IntakeOutcome, IntakeRecords, Subject } from './intake/intake.ts';
import { parsePolicyYaml } from './intake/policy-file.ts';
import { type ReadingWishes, wishesOf, wishesText } from './intake/wishes.ts';
import type { PolicyDocument } from './store/policies.ts';
import type { PutCounts } from './store/record-table.ts';
import type { Changing, Reading, Store } from './store/store.ts';

// Whoever starts the program reads the evaluation's parameter sets through here, since only this file knows the intake.
export { setLimits } from './intake/limits.ts';
export { readScoringSets } from './intake/scoring-file.ts';

/** What is given with the program about counties: their names, townships and extent. */
export interface Reference {
  county(code: CountyCode): { readonly name: string; readonly bounds: Bounds | null } | null;
  townships(code: CountyCode): readonly Township[];
}

export interface FileToImport extends ReadingWishes {
  readonly county: CountyCode;
  /** Name of the county when the record has none and the reference list does not know it. */
  readonly countyName?: string | undefined;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly subject: Subject;
}

export interface ImportOptions {
  readonly reference: Reference;
  readonly actor: string;
  /** ISO date-time of the import. */
  readonly now: string;
  /** Does everything and keeps nothing. */
  readonly dryRun?: boolean;
  /** False when more files follow and the last one evaluates. */
  readonly evaluate?: boolean;
  /** The file was made by ourselves: read it in this thread, without the limits that guard against hostile files. */
  readonly trusted?: boolean;
  /** The county being filled is an invented one. */
  readonly demo?: boolean;
}

export type ImportStatus = 'committed' | 'trial' | 'repeated' | 'refused';

export interface ImportReport {
  readonly status: ImportStatus;
  readonly county: CountyCode;
  readonly subject: Subject;
  readonly file: string;
  readonly sha256: string;
  readonly importId: number | null;
  readonly detected: Detected | null;
  readonly counts: (IntakeCounts & PutCounts) | null;
  readonly issues: readonly Issue[];
  /** Things to know that are nobody's fault: the same file was loaded before; invented data made room. */
  readonly notes: readonly string[];
  readonly evaluation: EvaluationReport | null;
}

const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

/** Policies by the hash of their text: reading one checks all its worked examples, which need not be done for every file imported. */
const readBefore = new Map<string, LoadedPolicy>();

/** Reads every policy file of a folder into the record, new texts only. What cannot be read is reported by file and line. */
export async function loadPolicies(
  store: Store,
  folder: string,
  now: string,
): Promise<{ readonly added: number; readonly faults: readonly string[] }> {
  let added = 0;
  const faults: string[] = [];
  const present = new Set((await store.policies()).map((document) => document.hash));
  const names = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  for (const name of names.sort()) {
    const yaml = readFileSync(join(folder, name), 'utf8');
    const hash = sha256(yaml);
    if (present.has(hash)) continue;
    const known = readBefore.get(hash);
    const read = known ? ok(known.policy) : parsePolicyYaml(yaml, name);
    if (!read.ok) {
      faults.push(...read.error.map((issue) => `${issue.file}:${issue.line}:${issue.column} ${issue.path} ${issue.message}`));
      continue;
    }
    readBefore.set(hash, { policy: read.value, hash });
    const { id, version, county } = read.value;
    if (await store.addPolicy({ id, version, county, hash, yaml, recordedAt: now })) added += 1;
  }
  return { added, faults };
}

function parsed({ id, yaml, hash }: PolicyDocument): LoadedPolicy {
  const before = readBefore.get(hash);
  if (before?.policy.id === id) return before;
  const read = parsePolicyYaml(yaml, id);
  // It was checked when it was added: failing now is a fault of the program, not of the document.
  if (!read.ok) throw new Error(`the recorded policy ${id} can no longer be read: ${read.error[0]?.message ?? ''}`);
  const loaded = { policy: read.value, hash };
  readBefore.set(hash, loaded);
  return loaded;
}

/** The policies in use: the version of each that holds on the day of its county; left out: the last that was put in force. */
export async function storedPolicies(record: Reading, dayOf: (county: string) => string = () => '9999-12-31'): Promise<LoadedPolicy[]> {
  return (await record.policiesInForce(dayOf)).map(parsed);
}

/** Every version of every policy that was ever loaded. */
export async function parsedPolicies(record: Reading): Promise<LoadedPolicy[]> {
  return (await record.policyVersions()).map(parsed);
}

/** Whether invented data will be cleared for this file, so that nothing of it may be taken into account. */
async function makesRoom(record: Reading, county: CountyCode, demo: boolean): Promise<boolean> {
  return !demo && (await record.county(county))?.demo === true;
}

async function contextOf(record: Reading, { county, subject }: FileToImport, { reference, demo }: ImportOptions): Promise<IntakeContext> {
  const fresh = await makesRoom(record, county, demo ?? false);
  const known = fresh ? [] : await record.townships(county);
  const townships = known.length > 0 ? known : reference.townships(county);
  const bounds = joinBounds(townships.map(({ shape }) => shape && boundsOf(shape)));
  return {
    county,
    townships,
    blocks: fresh ? [] : await record.blocks(county),
    parcels: subject === 'parcels' && !fresh ? (await record.loadRecords(county)).parcels : [],
    bounds: bounds ?? reference.county(county)?.bounds ?? null,
  };
}

/** Reads a file without recording anything; what is already recorded of the county is what it is checked against. */
export async function readBureauFile(store: Reading, file: FileToImport, options: ImportOptions): Promise<IntakeOutcome> {
  const { name, bytes, subject, county } = file;
  // Invented files are made by this program: they need no thread with limits, whose start takes longer than reading them.
  // The parsers are fetched only then: the server itself never needs them, and starts sooner.
  const here = options.demo === true || options.trusted === true;
  const read = here ? (await import('./intake/intake-here.ts')).intakeHere : intakeFile;
  return read({
    ...wishesOf(file),
    name,
    bytes,
    subject,
    county,
    // Not known before the file is committed; the record files everything under the import that it then opens.
    importId: 0,
    context: await contextOf(store, file, options),
  });
}

/** Makes the county on its first file, with the townships that the reference list knows; invented data makes room for real. */
async function prepareCounty(record: Changing, file: FileToImport, options: ImportOptions): Promise<string[]> {
  const { county } = file;
  const present = await record.county(county);
  const demo = options.demo ?? false;
  if (present?.demo === false && demo) throw new Error(`${county} holds real data and cannot become a demonstration`);
  const notes: string[] = [];
  const cleared = present?.demo === true && !demo;
  if (cleared) {
    await record.clearDemo();
    notes.push('本县原有的演示数据（虚构）已全部清除，改为正式数据');
  }
  if (!present || cleared) {
    await record.putCounty({
      code: county,
      name: file.countyName ?? options.reference.county(county)?.name ?? present?.name ?? county,
      demo,
    });
    await record.putTownships(options.reference.townships(county), 'data/townships.json');
  }
  return notes;
}

async function put(
  record: Changing,
  records: IntakeRecords,
  file: FileToImport,
  options: ImportOptions,
  policies: readonly LoadedPolicy[],
): Promise<PutCounts & { rejected: number; issues: readonly Issue[] }> {
  const kept = (counts: PutCounts) => ({ ...counts, rejected: 0, issues: [] });
  switch (records.subject) {
    case 'parcels':
      return kept(await record.putParcels(records.rows));
    case 'firms':
      return kept(await record.putFirms(records.rows));
    case 'accounts':
      return kept(await record.putAccounts(records.rows));
    case 'tenure':
      return kept(await record.putTenures(records.rows));
    case 'townships':
      return kept(await record.putTownships(records.rows, file.name));
    case 'blocks':
      return kept(await record.putBlocks(records.rows, file.name));
    case 'zones':
      return kept(await record.putZones(records.rows));
    case 'ledger': {
      const own = policies.filter(({ policy }) => policy.county === file.county).map(({ policy }) => policy);
      return { updated: 0, ...(await declareRows(record, file.county, records.rows, own, options)) };
    }
  }
}

type Taken = Extract<IntakeOutcome, { taken: true }>;

function headOf(file: FileToImport): Pick<ImportReport, 'county' | 'subject' | 'file' | 'sha256'> {
  return { county: file.county, subject: file.subject, file: file.name, sha256: sha256(file.bytes) };
}

const nothing = { importId: null, detected: null, counts: null, issues: [], notes: [], evaluation: null };

async function findRepeated(record: Reading, file: FileToImport, options: ImportOptions): Promise<ImportReport | null> {
  if (await makesRoom(record, file.county, options.demo ?? false)) return null;
  const head = headOf(file);
  const earlier = await record.findImport(file.county, { subject: file.subject, sha256: head.sha256, options: wishesText(file) });
  if (!earlier) return null;
  const note = `同一文件已于 ${earlier.recordedAt} 导入（第 ${earlier.id} 次导入），本次未作任何改动`;
  return {
    ...head,
    ...nothing,
    status: 'repeated',
    importId: earlier.id,
    issues: await record.importIssues(file.county, earlier.id),
    notes: [note],
  };
}

async function commit(record: Changing, file: FileToImport, outcome: Taken, options: ImportOptions): Promise<ImportReport> {
  const head = headOf(file);
  const notes = await prepareCounty(record, file, options);
  const importId = await record.openImport({
    subject: file.subject,
    file: file.name,
    sha256: head.sha256,
    options: wishesText(file),
    bytes: file.bytes.length,
    actor: options.actor,
    recordedAt: options.now,
  });
  const policies = await storedPolicies(record, () => options.now.slice(0, 10));
  const { rejected, issues: found, ...counts } = await put(record, outcome.records, file, options, policies);
  const issues = [...outcome.issues, ...found].map((issue) => ({ ...issue, importId }));
  // Rows that the ledger's own rules rejected are records no longer: rows in = records + rejected holds throughout.
  const rows = { ...outcome.counts, records: outcome.counts.records - rejected, rejected: outcome.counts.rejected + rejected };
  await record.closeImport(importId, { ...counts, rowsRead: rows.rowsIn, rejected: rows.rejected });
  await record.addImportIssues(importId, issues);
  await record.addDrawingRepairs(importId, outcome.repairs ?? []);
  const evaluation = (options.evaluate ?? true) ? await evaluateAll(record, file.county, policies, options.now) : null;
  const status = options.dryRun ? 'trial' : 'committed';
  return { ...head, status, importId, detected: outcome.detected, counts: { ...rows, ...counts }, issues, notes, evaluation };
}

/** Records a file that was read before, in one change: put and evaluated whole, or not at all. */
export async function commitBureauFile(
  store: Store,
  file: FileToImport,
  outcome: IntakeOutcome,
  options: ImportOptions,
): Promise<ImportReport> {
  if (!outcome.taken) return { ...headOf(file), ...nothing, status: 'refused', detected: outcome.detected, issues: outcome.issues };
  return store.change(
    file.county,
    async (record) => (await findRepeated(record, file, options)) ?? commit(record, file, outcome, options),
    { keep: options.dryRun !== true },
  );
}

/**
 * Imports one file: read, recorded and evaluated. A refused file changes nothing, and so does one that was imported before, byte for
 * byte, as the same subject with the same options.
 */
export async function importFile(store: Store, file: FileToImport, options: ImportOptions): Promise<ImportReport> {
  const repeated = await findRepeated(store, file, options);
  return repeated ?? commitBureauFile(store, file, await readBureauFile(store, file, options), options);
}

/** Evaluates a county again from what the record holds. */
export function evaluateCounty(store: Store, county: CountyCode, now: string): Promise<EvaluationReport> {
  return store.change(county, async (record) => evaluateAll(record, county, await storedPolicies(record, () => now.slice(0, 10)), now));
}
