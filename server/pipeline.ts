// The only place where intake, store and evaluate meet: a file in, the record changed as a whole or not at all, a report out.
import type { Issue } from '#domain/issue.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { boundsOf, joinBounds, type Bounds } from '#domain/land/geometry.ts';
import { countedArea, type Township } from '#domain/land/parcel.ts';
import { type IsoDate, isoDate } from '#domain/period.ts';
import type { ImportEffect, UploadResult } from '#domain/upload.ts';
import { evaluateAll, type EvaluationReport } from './evaluate/evaluate-all.ts';
import { type FileContent, hashOfContent, sizeOf } from './intake/file-content.ts';
import { intakeFile } from './intake/intake-file.ts';
import type { Detected, IntakeContext, IntakeCounts, IntakeInput, IntakeOutcome, Subject } from './intake/intake.ts';
import { type ReadingWishes, wishesOf, wishesText } from './intake/wishes.ts';
import { storedPolicies } from './stored-policies.ts';
import type { PutCounts } from './store/record-table.ts';
import type { Changing, Reading, Store } from './store/store.ts';
import { deliveryDiff, proposeSuccessions } from './uploads/delivery.ts';
import { conservationWan, Effect } from './uploads/effect.ts';
import { mendIssues } from './uploads/mending.ts';
import { pass, putRows, type Watch } from './uploads/put-rows.ts';

// Whoever starts the program reads the evaluation's parameter sets and the policies through here, since only this room knows the intake.
export { setLimits } from './intake/limits.ts';
export type { Watch } from './uploads/put-rows.ts';
export { readScoringSets } from './intake/scoring-file.ts';
export { failingPolicies, loadPolicies, parsedPolicies, storedPolicies } from './stored-policies.ts';

/** What is given with the program about counties: their names, townships and extent. */
export interface Reference {
  county(code: CountyCode): { readonly name: string; readonly bounds: Bounds | null } | null;
  townships(code: CountyCode): readonly Township[];
  /** Extent of the province; null where the list does not hold it. */
  province?(code: CountyCode): Bounds | null;
}

export interface FileToImport extends ReadingWishes {
  readonly county: CountyCode;
  /** Name of the county when the record has none and the reference list does not know it. */
  readonly countyName?: string | undefined;
  readonly name: string;
  readonly bytes: FileContent;
  /** Null: to be told from the content. */
  readonly subject: Subject | null;
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
  readonly watch?: Watch;
  /** Nobody needs what was read of the file once it is put: it is let go of before the county is evaluated. */
  readonly spent?: boolean;
  /** Inside the same change, before it is kept: what else is to be written with it. Throwing undoes all of it. */
  readonly sealing?: (record: Changing, report: ImportReport) => Promise<void>;
}

export type ImportStatus = 'committed' | 'trial' | 'repeated' | 'refused';

export interface ImportReport {
  readonly status: ImportStatus;
  readonly county: CountyCode;
  /** Null: nobody said what the file is about, and it could not be told. */
  readonly subject: Subject | null;
  readonly file: string;
  readonly sha256: string;
  readonly importId: number | null;
  readonly detected: Detected | null;
  readonly counts: (IntakeCounts & PutCounts) | null;
  readonly issues: readonly Issue[];
  /** Things to know that are nobody's fault: the same file was loaded before; invented data made room. */
  readonly notes: readonly string[];
  readonly evaluation: EvaluationReport | null;
  /** What it did to the record (on trial: would do); null when nothing was put. */
  readonly effect: ImportEffect | null;
  /** The first rows of each outcome. */
  readonly rows: UploadResult['rows'] | null;
}

/**
 * Whether invented data will be cleared for this file, so that nothing of it may be taken into account. A ledger founds no county: without
 * parcels of its own it would only empty one, and is entered on the invented parcels, as invented as they are.
 */
async function makesRoom(record: Reading, county: CountyCode, subject: Subject | null, demo: boolean): Promise<boolean> {
  return !demo && subject !== 'ledger' && (await record.county(county))?.demo === true;
}

/** Parcels on record, for the subjects that are about parcels; their drawings only where a file may hold others. */
async function knownParcels(record: Reading, county: CountyCode, subject: Subject | null): Promise<IntakeContext['parcels']> {
  if (subject !== null && subject !== 'parcels' && subject !== 'tenure') return [];
  const { parcels } = await record.loadRecords(county);
  return parcels.map((parcel) => ({
    code: parcel.code,
    shape: subject === 'tenure' ? null : parcel.shape,
    area: countedArea(parcel)?.area ?? null,
    measured: parcel.measuredArea,
  }));
}

async function contextOf(record: Reading, { county, subject }: FileToImport, { reference, demo }: ImportOptions): Promise<IntakeContext> {
  const fresh = await makesRoom(record, county, subject, demo ?? false);
  const known = fresh ? [] : await record.townships(county);
  const townships = known.length > 0 ? known : reference.townships(county);
  const bounds = joinBounds(townships.map(({ shape }) => shape && boundsOf(shape)));
  const extent = bounds ?? reference.county(county)?.bounds ?? null;
  return {
    county,
    townships,
    blocks: fresh ? [] : await record.blocks(county),
    parcels: fresh ? [] : await knownParcels(record, county, subject),
    bounds: extent,
    region: extent ?? reference.province?.(county) ?? null,
  };
}

/** Reads a file without recording anything; what is already recorded of the county is what it is checked against. */
export async function readBureauFile(store: Reading, file: FileToImport, options: ImportOptions): Promise<IntakeOutcome> {
  const { name, bytes, subject, county } = file;
  // Invented files are made by this program: they need no thread with limits, whose start takes longer than reading them.
  // The parsers are fetched only then: the server itself never needs them, and starts sooner.
  const here = options.demo === true || options.trusted === true;
  const input: IntakeInput = {
    ...wishesOf(file),
    name,
    bytes,
    subject,
    county,
    // Not known before the file is committed; the record files everything under the import that it then opens.
    importId: 0,
    context: await contextOf(store, file, options),
  };
  if (here) return (await import('./intake/intake-here.ts')).intakeHere(input);
  return intakeFile(input, options.watch ? { signal: options.watch.signal } : {});
}

/** Makes the county on its first file, with the townships that the reference list knows; invented data makes room for real. */
async function prepareCounty(record: Changing, file: FileToImport, subject: Subject, options: ImportOptions): Promise<string[]> {
  const { county } = file;
  const present = await record.county(county);
  const demo = options.demo ?? (present?.demo === true && subject === 'ledger');
  if (present?.demo === false && demo) throw new Error(`${county} holds real data and cannot become a demonstration`);
  const notes: string[] = [];
  if (demo && options.demo === undefined)
    notes.push('本县是演示数据（虚构）：台账记在演示宗地上，一并标为演示；要换成正式数据，请先导入宗地');
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

type Taken = Extract<IntakeOutcome, { taken: true }>;

function headOf(file: FileToImport, outcome?: IntakeOutcome): Pick<ImportReport, 'county' | 'subject' | 'file' | 'sha256'> {
  return { county: file.county, subject: outcome?.subject ?? file.subject, file: file.name, sha256: hashOfContent(file.bytes) };
}

const nothing = { importId: null, detected: null, counts: null, issues: [], notes: [], evaluation: null, effect: null, rows: null };

export async function findRepeated(record: Reading, file: FileToImport, options: ImportOptions): Promise<ImportReport | null> {
  if (file.subject === null || (await makesRoom(record, file.county, file.subject, options.demo ?? false))) return null;
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
  const head = headOf(file, outcome);
  const { actor, now, watch } = options;
  const notes = await prepareCounty(record, file, outcome.subject, options);
  const totals = await record.totals(file.county);
  const conservation = conservationWan(await record.conservation(file.county));
  // What the delivery is held against; a first one has nothing before it.
  const delivered = outcome.records.subject === 'parcels' ? totals.parcels : outcome.records.subject === 'accounts' ? totals.accounts : 0;
  const before = delivered > 0 && options.demo !== true ? await record.loadRecords(file.county) : null;
  const importId = await record.openImport({
    subject: outcome.subject,
    file: file.name,
    sha256: head.sha256,
    options: wishesText(file),
    bytes: sizeOf(file.bytes),
    actor,
    recordedAt: now,
  });
  const policies = await storedPolicies(record, () => now.slice(0, 10));
  const effect = new Effect();
  const { rejected, issues: found, ...counts } = await putRows(record, outcome.records, file, options, policies, effect);
  const issues = [...outcome.issues, ...found].map((issue) => ({ ...issue, importId }));
  // Rows that the ledger's own rules rejected are records no longer: rows in = records + rejected holds throughout.
  const rows = { ...outcome.counts, records: outcome.counts.records - rejected, rejected: outcome.counts.rejected + rejected };
  effect.reject(issues);
  await record.closeImport(importId, { ...counts, rowsRead: rows.rowsIn, rejected: rows.rejected });
  await record.addImportIssues(importId, issues);
  await record.addDrawingRepairs(importId, outcome.repairs ?? []);
  const who = { actor, recordedAt: now };
  const told = { county: file.county, importId, subject: outcome.subject, file: file.name, corrects: outcome.corrects, issues };
  const mends = options.demo ? 0 : await mendIssues(record, told, effect, who);
  const diff = before && outcome.corrects.length === 0 ? deliveryDiff(outcome.records, before, effect) : null;
  await proposeSuccessions(record, importId, outcome.records, diff, effect, who);
  if (options.spent) (outcome.records.rows as unknown[]).length = 0;
  await pass(watch, { stage: 'evaluating', done: 0, total: null });
  const evaluation = (options.evaluate ?? true) ? await evaluateAll(record, file.county, policies, now) : null;
  const report: ImportReport = {
    ...head,
    status: options.dryRun ? 'trial' : 'committed',
    importId,
    detected: outcome.detected,
    counts: { ...rows, ...counts },
    issues,
    notes,
    evaluation,
    rows: effect.rows(),
    effect: {
      counts: { ...rows, ...counts },
      outcomes: effect.outcomes(rows.rejected),
      totals: { before: totals, after: await record.totals(file.county) },
      conservation: { before: conservation, after: evaluation ? conservationWan(evaluation.conservation) : conservation },
      diff,
      mends,
      notes,
    },
  };
  await options.sealing?.(record, report);
  watch?.signal.throwIfAborted();
  return report;
}

/** Records a file that was read before, in one change: put and evaluated whole, or not at all. */
export async function commitBureauFile(
  store: Store,
  file: FileToImport,
  outcome: IntakeOutcome,
  options: ImportOptions,
): Promise<ImportReport> {
  if (!outcome.taken)
    return { ...headOf(file, outcome), ...nothing, status: 'refused', detected: outcome.detected, issues: outcome.issues };
  return store.change(
    file.county,
    async (record) =>
      (await findRepeated(record, { ...file, subject: outcome.subject }, options)) ?? commit(record, file, outcome, options),
    { keep: options.dryRun !== true },
  );
}

/**
 * Imports one file: read, recorded and evaluated. A refused file changes nothing, and so does one that was imported before, byte for
 * byte, as the same subject with the same options.
 */
export async function importFile(store: Store, file: FileToImport, options: ImportOptions): Promise<ImportReport> {
  const repeated = await findRepeated(store, file, options);
  return repeated ?? commitBureauFile(store, file, await readBureauFile(store, file, options), { ...options, spent: true });
}

/** Evaluates a county inside a change that has altered its records. */
export async function evaluateInside(record: Changing, county: CountyCode, now: string): Promise<EvaluationReport> {
  return evaluateAll(record, county, await storedPolicies(record, () => now.slice(0, 10)), now);
}

/** Evaluates a county again from what the record holds, as of a day: by the versions that hold on it. */
export function evaluateCounty(
  store: Store,
  county: CountyCode,
  now: string,
  today: IsoDate = isoDate(now.slice(0, 10)),
): Promise<EvaluationReport> {
  return store.change(county, async (record) => evaluateAll(record, county, await storedPolicies(record, () => today), now, today));
}
