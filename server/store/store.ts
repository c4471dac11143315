// The system of record as the rest of the program sees it: nouns to read, and changes that are kept whole or not at all.
import type { Account, Firm, Tenure } from '#domain/firms/firm.ts';
import type { CountyData, IdleDecision } from '#domain/county-data.ts';
import type { Issue } from '#domain/issue.ts';
import type { CountyCode, TownshipCode } from '#domain/land/codes.ts';
import type { Block, ContextFeature, County, Parcel, Township } from '#domain/land/parcel.ts';
import type { DrawingRepair, RepairAct } from '#domain/land/repair.ts';
import type { Zone } from '#domain/land/zone.ts';
import type { LedgerDraft } from '#domain/ledger/chain.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import type { Lineage, LineageDraft } from '#domain/ledger/lineage.ts';
import type { TargetStatement } from '#domain/ledger/target-statement.ts';
import type { InForce } from '#domain/policy/in-force.ts';
import type { ForcedGrade, Mark } from '#domain/scoring/marks.ts';
import type { MatchDecision } from '#domain/firms/match-decisions.ts';
import type { Conservation } from '#domain/firms/allocate.ts';
import type { SourceNote } from '#domain/source.ts';
import type { IssueAct, KeptIssue } from '#domain/issue-desk.ts';
import type { CountyTotals, Dependent, Succession } from '#domain/upload.ts';
import type { SavedMapping } from './column-mappings.ts';
import type { BulletinDraft, BulletinFormat, FrozenBulletin } from './bulletins.ts';
import { type CountyListing, type CountyRecords, readCountyData } from './counties.ts';
import { openDatabase } from './database.ts';
import type { KeptDocument } from './documents.ts';
import type { RecordedRepair } from './drawing-repairs.ts';
import type { Evaluation, EvaluationOutcome } from './evaluations.ts';
import type { ImportCounts, ImportDraft, ImportRecord } from './imports.ts';
import type { MatchDecisionDraft } from './match-decisions.ts';
import type { PolicyDocument } from './policies.ts';
import type { PolicyText } from './policy-texts.ts';
import type { LedgerNeighbourhood } from './ledger.ts';
import { reading } from './reading.ts';
import type { TouchedRows } from './import-rows.ts';
import type { PutCounts, Told } from './record-table.ts';
import type { CostOverride, SettingsVersion } from '#domain/repurchase/settings.ts';
import type { SettingsDraft } from './repurchase.ts';
import type { FundDraft, PlanActRow, PlanDraft } from './repurchase-plans.ts';
import type { RunRecord } from './repurchase-runs.ts';
import type { FundEntry } from '#domain/repurchase/fund.ts';
import type { PlanAct, PlanRecord } from '#domain/repurchase/plan.ts';
import type { Revision, RevisionNoun } from './revisions.ts';
import type { KeptSuccession, SuccessionAct } from './successions.ts';
import type { UploadRecord } from './uploads.ts';
import type { SignedIn, UserRecord } from './users.ts';
import type { VerdictRecord } from './verdicts.ts';
import { changing } from './changing.ts';

/** What can be read. Every answer is of one moment; answers of different calls may be of different moments, except inside a change. */
export interface Reading {
  counties(): Promise<CountyListing[]>;
  county(code: CountyCode): Promise<County | null>;
  /** Version of a county's record: grows with every change to it; null when there is no such county. */
  version(code: CountyCode): Promise<number | null>;
  /** Everything of a county at one version; null when there is no such county. */
  loadCounty(code: CountyCode): Promise<CountyData | null>;
  /** What was stated of a county, as written, before any evaluation. */
  loadRecords(code: CountyCode): Promise<CountyRecords>;
  townships(county: CountyCode): Promise<Township[]>;
  blocks(county: CountyCode): Promise<Block[]>;
  imports(county: CountyCode): Promise<ImportRecord[]>;
  /** The earlier import of the same bytes as the same subject with the same options. */
  findImport(county: CountyCode, file: Pick<ImportDraft, 'subject' | 'sha256' | 'options'>): Promise<ImportRecord | null>;
  importIssues(county: CountyCode, importId?: number): Promise<Issue[]>;
  /** Drawings mended on import, or that could be: of one import, or of all. */
  drawingRepairs(county: CountyCode, importId?: number): Promise<RecordedRepair[]>;
  evaluationIssues(county: CountyCode): Promise<Issue[]>;
  conservation(county: CountyCode): Promise<Conservation[]>;
  evaluations(county: CountyCode): Promise<Evaluation[]>;
  verdicts(county: CountyCode, policy: string, year: number): Promise<VerdictRecord[]>;
  allVerdicts(county: CountyCode): Promise<VerdictRecord[]>;
  ledger(county: CountyCode): Promise<LedgerRow[]>;
  ledgerRow(id: number): Promise<LedgerRow | null>;
  /** The rows of one entry: its declaration and what refers to it. */
  ledgerEntry(entry: number): Promise<LedgerRow[]>;
  /** All rows of the entries that a declaration must be held against. */
  ledgerAround(county: CountyCode, around: LedgerNeighbourhood): Promise<LedgerRow[]>;
  /** Number of rows and last hash as noted at the last append. */
  ledgerHead(county: CountyCode): Promise<{ readonly rows: number; readonly hash: string }>;
  /** What became of parcels, in the order of writing. */
  lineage(county: CountyCode): Promise<Lineage[]>;
  countyOfLineage(id: number): Promise<CountyCode | null>;
  /** Parcels that left the register because others came in their place, as they were when they left. */
  formerParcels(county: CountyCode): Promise<Parcel[]>;
  /** Parcels of these codes as they were before each delivery that changed their drawing or area, of each code the oldest first. */
  earlierParcels(county: CountyCode, codes: readonly string[]): Promise<Parcel[]>;
  /** Files kept as evidence: of a county; one by its hash, whatever its counties. */
  documents(county: CountyCode): Promise<KeptDocument[]>;
  document(hash: string): Promise<KeptDocument | null>;
  /** Everybody who was ever added, as they now are. */
  users(): Promise<UserRecord[]>;
  /** Name of whoever is signed in with this token (as it is kept: hashed); null when nobody is, or no longer. */
  session(token: string, now: string): Promise<string | null>;
  repurchasePlans(county: CountyCode): Promise<PlanRecord[]>;
  repurchasePlanActs(county: CountyCode): Promise<PlanAct[]>;
  repurchaseFund(county: CountyCode): Promise<FundEntry[]>;
  /** A search for land to buy; null when it is not known, or no longer kept. */
  repurchaseRun(id: string): Promise<RunRecord | null>;
  /** What was stated for the yearly evaluation, in the order of writing. */
  marks(county: CountyCode): Promise<Mark[]>;
  forcedGrades(county: CountyCode): Promise<ForcedGrade[]>;
  /** What people noted of imported files, in the order of writing. */
  sourceNotes(county: CountyCode): Promise<SourceNote[]>;
  /** What was decided at the matching desk, in the order of writing. */
  matchDecisions(county: CountyCode): Promise<MatchDecision[]>;
  /** What was stated about targets, in the order of writing. */
  targetStatements(county: CountyCode): Promise<TargetStatement[]>;
  /** Versions of the county's settings for buying land back, oldest first; empty while the example stands. */
  repurchaseSettings(county: CountyCode): Promise<SettingsVersion[]>;
  /** Costs stated for single parcels, in the order of writing. */
  costOverrides(county: CountyCode): Promise<CostOverride[]>;
  /** Newest version of each policy that came with the program. */
  policies(): Promise<PolicyDocument[]>;
  /** The version of each policy that holds on the day of its county. */
  policiesInForce(dayOf: (county: string) => string): Promise<PolicyDocument[]>;
  /** The text last attached to a policy. */
  policyText(id: string): Promise<PolicyText | null>;
  /** Every text attached to a policy, newest first, without the words. */
  policyTexts(id: string): Promise<readonly (Omit<PolicyText, 'body'> & { readonly characters: number })[]>;
  /** Acts that put versions of a policy in force, in the order of writing. */
  policyForce(id: string): Promise<InForce[]>;
  policy(id: string): Promise<PolicyDocument | null>;
  /** Every version that was ever loaded, oldest first. */
  policyVersions(): Promise<PolicyDocument[]>;
  /** Frozen bulletins of a county, oldest first. */
  bulletins(county: CountyCode): Promise<FrozenBulletin[]>;
  /** What does not hold of them: content, files, the chain of seals. */
  bulletinFaults(county: CountyCode): Promise<string[]>;
  bulletinFile(county: CountyCode, number: number, format: BulletinFormat): Promise<Uint8Array | null>;
  revisions(county: CountyCode, noun: RevisionNoun, key: string): Promise<Revision[]>;
  /** How much the record holds of a county. */
  totals(county: CountyCode): Promise<CountyTotals>;
  upload(id: string): Promise<UploadRecord | null>;
  /** Newest first, discarded ones among them. */
  uploads(county: CountyCode): Promise<UploadRecord[]>;
  /** How many uploads that were not discarded are of these bytes. */
  uploadsOfFile(sha256: string): Promise<number>;
  /** Imports of the county by the beginning of the file's hash, those taken back left out. */
  importsOfFile(county: CountyCode, hashStart: string): Promise<ImportRecord[]>;
  /** Imports that were taken back. */
  undone(county: CountyCode): Promise<ReadonlyMap<number, { readonly actor: string; readonly recordedAt: string }>>;
  /** What rests on an import. */
  dependents(county: CountyCode, importId: number): Promise<Dependent[]>;
  /** Which records an import created, updated or confirmed, by their ids. */
  touched(importId: number): Promise<TouchedRows[]>;
  /** Findings that stand, with their lasting names. */
  keptIssues(county: CountyCode): Promise<KeptIssue[]>;
  issueActs(county: CountyCode): Promise<ReadonlyMap<string, readonly IssueAct[]>>;
  successions(county: CountyCode): Promise<KeptSuccession[]>;
  /** Every version of every saved mapping, newest first by name. */
  mappings(): Promise<SavedMapping[]>;
  mapping(name: string, version?: number): Promise<SavedMapping | null>;
}

/** What can be done inside one change to one county. Its readings see what the change has done so far. */
export interface Changing extends Reading {
  /** Adds the county, or changes its name. */
  putCounty(county: County): Promise<void>;
  /** Empties a demonstration county, ledger and all; refused for a real county. Only an empty one can be put as a real county. */
  clearDemo(): Promise<void>;
  /** Opens an import: the records put afterwards are filed under it until it is closed. */
  openImport(draft: ImportDraft): Promise<number>;
  closeImport(id: number, counts: ImportCounts): Promise<void>;
  addImportIssues(importId: number, issues: readonly Issue[]): Promise<void>;
  /** Takes a mended drawing into the record, or leaves (gives back) the one that was sent. */
  decideRepair(repair: RecordedRepair, decision: RepairAct): Promise<void>;
  addDrawingRepairs(importId: number, repairs: readonly DrawingRepair[]): Promise<void>;
  putParcels(rows: readonly Parcel[], told?: Told<Parcel>): Promise<PutCounts>;
  putFirms(rows: readonly Firm[], told?: Told<Firm>): Promise<PutCounts>;
  putAccounts(rows: readonly Account[], told?: Told<Account>): Promise<PutCounts>;
  putTenures(rows: readonly Tenure[], told?: Told<Tenure>): Promise<PutCounts>;
  /** `file`: where they were read from, since these records do not say it themselves. */
  putTownships(rows: readonly Township[], file: string, told?: Told<Township>): Promise<PutCounts>;
  putBlocks(rows: readonly Block[], file: string, told?: Told<Block>): Promise<PutCounts>;
  putZones(rows: readonly Zone[], told?: Told<Zone>): Promise<PutCounts>;
  replaceContext(features: readonly ContextFeature[]): Promise<void>;
  replaceEvaluation(outcome: EvaluationOutcome, issues: readonly Issue[]): Promise<void>;
  /** Writes the next row of the ledger. Whether it may be written is decided before, inside the same change. */
  appendLedger(draft: Omit<LedgerDraft, 'county'>): Promise<LedgerRow>;
  appendLineage(draft: Omit<LineageDraft, 'county'>): Promise<Lineage>;
  /** Puts parcels into townships, with the old value kept as a revision. */
  moveParcels(moves: readonly { readonly parcel: string; readonly to: TownshipCode | null }[]): Promise<void>;
  /** Gives a parcel the area and drawing back that it had, with what it has now kept as a revision. */
  restoreLand(parcel: Parcel): Promise<void>;
  /** Notes a file that lies in the home folder's documents; nothing when it is noted already. */
  addDocument(document: KeptDocument): Promise<void>;
  decideIdle(decision: IdleDecision): Promise<void>;
  appendSourceNote(said: SourceNote): Promise<void>;
  /** Adds a decision of the matching desk. Whether it makes sense is decided before, inside the same change. */
  appendMatchDecision(draft: MatchDecisionDraft): Promise<MatchDecision>;
  /** Adds a statement that an item of the evaluation applies, or no longer does. */
  appendMark(mark: Mark): Promise<void>;
  /** Adds a version of the county's settings for buying land back. */
  appendRepurchaseSettings(draft: SettingsDraft): Promise<void>;
  /** Adds a cost stated for a parcel, or takes one back. */
  /** Keeps a plan to buy land back; it is never changed, acts are added to it. */
  appendPlan(draft: PlanDraft): Promise<PlanRecord>;
  appendPlanAct(row: PlanActRow): Promise<number>;
  appendFund(entry: FundDraft): Promise<FundEntry>;
  appendCostOverride(override: CostOverride): Promise<void>;
  /** Adds a grade set by decision, or its lifting. */
  appendForcedGrade(forced: ForcedGrade): Promise<void>;
  /** Adds what is stated about targets; comes back with its number. */
  appendTargetStatement(draft: Omit<TargetStatement, 'id'>): Promise<TargetStatement>;
  putUpload(upload: UploadRecord): Promise<void>;
  appendIssueAct(act: IssueAct): Promise<void>;
  /** Proposes that records leave because a delivery no longer holds them. */
  addSuccessions(importId: number, noun: string, rows: readonly Succession[]): Promise<void>;
  /** Writes that a proposed record stays, or (with the import) that a file holds it again. */
  noteSuccession(id: number, act: SuccessionAct, importId?: number): Promise<void>;
  /** Takes a record out of the present, kept whole in the act; false when it is not there. */
  retireRecord(succession: KeptSuccession, act: SuccessionAct): Promise<boolean>;
  /** Puts a retired record back; false when its key is taken. */
  restoreRecord(succession: KeptSuccession, act: SuccessionAct): Promise<boolean>;
  /** Takes an import back: what it created goes, what it updated is as it was before. Nothing may rest on it. */
  undoImport(importId: number, who: { readonly actor: string; readonly recordedAt: string }): Promise<void>;
}

export interface Store extends Reading {
  /** Version of the record's layout. */
  readonly schema: number;
  /** The home folder, in which documents lie beside the record. */
  readonly home: string;
  /** Adds a user, or replaces what was said of the name before. */
  putUser(user: UserRecord): Promise<void>;
  openSession(session: SignedIn): Promise<void>;
  closeSession(token: string): Promise<void>;
  putCounty(county: County): Promise<void>;
  /** Adds a policy document unless its text is already the newest of its id; says whether it did. */
  addPolicy(document: PolicyDocument): Promise<boolean>;
  /** Writes an upload as it now is. */
  putUpload(upload: UploadRecord): Promise<void>;
  /** Writes a search for land to buy as it now is; the county's data stay as they are. */
  putRepurchaseRun(run: RunRecord): Promise<void>;
  /** Saves the next version of a mapping. */
  addMapping(draft: Omit<SavedMapping, 'version'>): Promise<SavedMapping>;
  /** Attaches a document's text to a policy; those attached before are kept. */
  addPolicyText(text: PolicyText): Promise<void>;
  /** Writes the act that `decide` makes of the acts so far, alone; nothing when it makes none. */
  forcePolicy(id: string, decide: (acts: readonly InForce[]) => InForce | null): Promise<InForce | null>;
  /** Freezes the next bulletin of a county; null when its number is taken meanwhile. The county's data stay as they are. */
  freezeBulletin(county: CountyCode, draft: BulletinDraft): Promise<FrozenBulletin | null>;
  /**
   * One change to one county, alone: kept whole when `work` returns, undone whole when it throws (or with `keep: false`, a trial).
   * The county's version grows by one when anything was changed. Do not start a change inside a change.
   */
  change<T>(county: CountyCode, work: (record: Changing) => Promise<T>, options?: { readonly keep?: boolean }): Promise<T>;
  /** Runs `work` in the order of the changes, without one: for a thread that changes the record over a connection of its own. */
  aside<T>(work: () => Promise<T>): Promise<T>;
  /** Faults of the file itself: broken pages, dangling references, a broken ledger chain. Empty when sound. */
  faults(): Promise<string[]>;
  /** Files beside the record that it refers to and that are missing or altered. */
  fileFaults(): Promise<string[]>;
  /** A consistent copy of the whole record. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the record in a home folder, making it when it is not there. */
export async function openStore(homeFolder: string): Promise<Store> {
  const connections = openDatabase(homeFolder);
  return {
    ...reading(connections.reader, true),
    // Long, in a large county: the rest of the process goes on meanwhile.
    loadCounty: (code) => connections.readApart((sql) => readCountyData(sql, code)),
    ...changing(connections),
  };
}
