// Fills the record with a demonstration county through the pipeline, as if its bureaus had sent their files.
import { reverseEntry, verifyEntry } from '#domain/ledger/acts.ts';
import type { LedgerDraft } from '#domain/ledger/chain.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { ContextFeature, County } from '#domain/land/parcel.ts';
import type { IsoDate } from '#domain/period.ts';
import type { FileToImport, ImportReport } from '../pipeline.ts';
import type { DemoBatch, DemoLedgerEntry, DemoRequest } from './demo-county.ts';
import { accountFile, blockFile, type DemoFile, firmFile, ledgerFile, parcelFile, tenureFile, townshipFile } from './demo-files.ts';
import { type DemoPlan, planCounty } from './generate.ts';
import { demoMark, profileOf } from './profiles.ts';
import { type CaseCandidate, type DemoStatement, gatherCandidates, planStatements } from './target-plan.ts';

/** What the installer may do inside one change to the record. */
export interface DemoRecord {
  county(code: CountyCode): Promise<County | null>;
  clearDemo(): Promise<void>;
  putCounty(county: County): Promise<void>;
  ledger(county: CountyCode): Promise<LedgerRow[]>;
  ledgerEntry(entry: number): Promise<LedgerRow[]>;
  appendLedger(draft: Omit<LedgerDraft, 'county'>): Promise<LedgerRow>;
  replaceContext(features: readonly ContextFeature[]): Promise<void>;
  appendTargetStatement(draft: DemoStatement): Promise<unknown>;
}

/** The functions of pipeline and store that the installer is handed. */
export interface DemoHands {
  /** `importFile` of the pipeline over the open store, with `demo: true` and the given options. */
  readonly importFile: (
    file: FileToImport,
    options: { readonly now: string; readonly actor: string; readonly evaluate: boolean },
  ) => Promise<ImportReport>;
  /** `change` of the open store. */
  readonly change: <T>(county: CountyCode, work: (record: DemoRecord) => Promise<T>) => Promise<T>;
  /** Told after each file. */
  readonly progress?: (report: ImportReport) => void;
}

export interface DemoInstalled {
  readonly county: CountyCode;
  readonly name: string;
  readonly asOf: IsoDate;
  readonly parcels: number;
  readonly firms: number;
  readonly accounts: number;
  readonly ledgerEntries: number;
  /** Report of the last file, which evaluated the county. */
  readonly last: ImportReport;
}

/** The day on which a demonstration county stands: inside its target period. Null for a county that has no demonstration. */
export function demoDay(county: string): IsoDate | null {
  return profileOf(county)?.asOf ?? null;
}

/** Parcels per file: large orders come as several files, so that no file and no list grows past what memory holds easily. */
const parcelsPerFile = 40_000;
const actor = '演示';
/** Whoever declares does not verify. */
const checker = '演示核验员';

type Gathered = { -readonly [K in 'parcels' | 'firms' | 'accounts' | 'tenures']: DemoBatch[K][number][] };

function filesOf({ parcels, firms, accounts, tenures }: Gathered, part: string): DemoFile[] {
  return [
    ...(parcels.length > 0 ? [parcelFile(parcels, part)] : []),
    ...(firms.length > 0 ? [firmFile(firms, part)] : []),
    ...(tenures.length > 0 ? [tenureFile(tenures, part)] : []),
    ...(accounts.length > 0 ? [accountFile(accounts, part)] : []),
  ];
}

interface Streamed {
  readonly ledger: DemoLedgerEntry[];
  readonly context: ContextFeature[];
  readonly candidates: CaseCandidate[];
  readonly counts: { parcels: number; firms: number; accounts: number };
}

/** Every file of the county in the order in which bureaus depend on one another; what is not a file is put aside. */
function* countyFiles(plan: DemoPlan, streamed: Streamed): Generator<DemoFile, void> {
  yield townshipFile(plan.frame.townships);
  const blocks = [];
  let gathered: Gathered = { parcels: [], firms: [], accounts: [], tenures: [] };
  let part = 1;
  for (const batch of plan.batches()) {
    if (gathered.parcels.length >= parcelsPerFile) {
      yield* filesOf(gathered, String(part));
      part += 1;
      gathered = { parcels: [], firms: [], accounts: [], tenures: [] };
    }
    if (batch.block) blocks.push(batch.block);
    gathered.parcels.push(...batch.parcels);
    gathered.firms.push(...batch.firms);
    gathered.accounts.push(...batch.accounts);
    gathered.tenures.push(...batch.tenures);
    streamed.ledger.push(...batch.ledger);
    gatherCandidates(streamed.candidates, batch.parcels, batch.ledger);
    streamed.context.push(...batch.streets);
    streamed.counts.parcels += batch.parcels.length;
    streamed.counts.firms += batch.firms.length;
    streamed.counts.accounts += batch.accounts.length;
  }
  if (blocks.length > 0) yield blockFile(blocks);
  yield* filesOf(gathered, part === 1 ? '' : String(part));
  if (streamed.ledger.length > 0) yield ledgerFile(streamed.ledger);
}

/** Verifies and reverses the declared entries as the demonstration says, in order of date. */
async function settleLedger(record: DemoRecord, county: CountyCode, entries: readonly DemoLedgerEntry[], now: string): Promise<void> {
  const acts = entries
    .flatMap((entry) => [
      ...(entry.verified ? [{ entry, said: entry.verified, settle: verifyEntry }] : []),
      ...(entry.reversed ? [{ entry, said: entry.reversed, settle: reverseEntry }] : []),
    ])
    .sort((a, b) => (a.said.date < b.said.date ? -1 : a.said.date > b.said.date ? 1 : 0));
  const rows = await record.ledger(county);
  const opened = new Map(rows.flatMap((row) => (row.act === 'declare' ? [[row.parcel, row.id] as const] : [])));
  for (const { entry, said, settle } of acts) {
    const declared = opened.get(entry.parcel);
    if (!declared) throw new Error(`the demonstration entry on ${entry.parcel} was not taken into the ledger`);
    const draft = settle(await record.ledgerEntry(declared), declared, { ...said, actor: checker, recordedAt: now });
    if (!draft.ok) throw new Error(`demonstration ledger: ${draft.error.message}`);
    await record.appendLedger(draft.value);
  }
}

/**
 * Installs one demonstration county; an earlier demonstration of the same county makes room. The record stands at the county's own
 * day (`demoDay`), so the same request gives the same record. Refuses a county that holds real data.
 */
export async function installDemo(request: DemoRequest, hands: DemoHands): Promise<DemoInstalled> {
  const plan = planCounty(request);
  const { code: county, name, asOf } = plan.frame;
  const now = `${asOf}T09:00:00.000Z`;
  await hands.change(county, async (record) => {
    const present = await record.county(county);
    if (present === null) return;
    if (!present.demo) throw new Error(`${name} ${county} 已有正式数据，不能再放入演示数据`);
    await record.clearDemo();
    await record.putCounty({ code: county, name, demo: true });
  });
  const streamed: Streamed = {
    ledger: [],
    context: [...plan.frame.context],
    candidates: [],
    counts: { parcels: 0, firms: 0, accounts: 0 },
  };
  const take = async (file: DemoFile, evaluate: boolean): Promise<ImportReport> => {
    const report = await hands.importFile({ county, countyName: name, ...file }, { now, actor, evaluate });
    if (report.status !== 'committed') throw new Error(`${demoMark}：${file.name} ${report.status} ${report.issues[0]?.message ?? ''}`);
    hands.progress?.(report);
    return report;
  };
  let waiting: DemoFile | null = null;
  for (const file of countyFiles(plan, streamed)) {
    if (waiting) await take(waiting, false);
    waiting = file;
  }
  if (!waiting) throw new Error('a demonstration county has at least its townships');
  const last = await take(waiting, true);
  await hands.change(county, async (record) => {
    await record.replaceContext(streamed.context);
    await settleLedger(record, county, streamed.ledger, now);
    const stated = planStatements({
      profile: profileOf(county)!,
      policy: plan.frame.policy,
      townships: plan.frame.townships,
      entries: streamed.ledger,
      candidates: streamed.candidates,
      seed: request.seed ?? 1,
      now,
    });
    for (const statement of stated) await record.appendTargetStatement(statement);
  });
  return { county, name, asOf, ...streamed.counts, ledgerEntries: streamed.ledger.length, last };
}
