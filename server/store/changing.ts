// Binds the writings of every noun to the one connection that writes, a change at a time.
import type { CountyCode } from '#domain/land/codes.ts';
import { appendBulletin } from './bulletins.ts';
import { clearDemo, putCounty } from './counties.ts';
import type { Connections } from './database.ts';
import { addDrawingRepairs, decideRepair } from './drawing-repairs.ts';
import { appendForcedGrade, appendMark } from './evaluation-marks.ts';
import { replaceEvaluation } from './evaluations.ts';
import { faultsOf, fileFaultsOf } from './faults.ts';
import { forgetHeads, nextHeads, noteHeads } from './heads.ts';
import { accountTable, firmTable, tenureTable } from './firms.ts';
import { addMapping } from './column-mappings.ts';
import { RowsOfImport } from './import-rows.ts';
import { addImportIssues, closeImport, openImport, replaceEvaluationIssues } from './imports.ts';
import { appendIssueAct } from './issue-acts.ts';
import { appendIdleDecision } from './idle-decisions.ts';
import { appendLedger } from './ledger.ts';
import { appendLineage } from './lineage.ts';
import { appendDocument } from './documents.ts';
import { appendUser, openSession, closeSession } from './users.ts';
import { appendMatchDecision } from './match-decisions.ts';
import { dropPackedAccounts, packAccounts } from './packed-accounts.ts';
import { moveParcels, parcelTable, restoreLand } from './parcels.ts';
import { placeIds } from './places.ts';
import { blockTable, replaceContext, townshipTable, zoneTable } from './places-of-land.ts';
import { addPolicy, appendInForce, readInForce } from './policies.ts';
import { appendPolicyText } from './policy-texts.ts';
import { reading } from './reading.ts';
import { type PutCounts, putRecords, type RecordTable, type Told } from './record-table.ts';
import { appendSourceNote } from './source-notes.ts';
import { appendFund, appendPlan, appendPlanAct } from './repurchase-plans.ts';
import { putRun } from './repurchase-runs.ts';
import { appendCostOverride, appendSettings } from './repurchase.ts';
import { type Sql, integer } from './sql.ts';
import { appendTargetStatement } from './target-statements.ts';
import type { Changing, Reading, Store } from './store.ts';
import { addSuccessions, noteSuccession, restoreRecord, retireRecord } from './successions.ts';
import { undoImport } from './undo.ts';
import { putUpload } from './uploads.ts';

function changesOf(sql: Sql): number {
  return integer(sql.row('SELECT total_changes()')?.[0]);
}

function changingCounty(sql: Sql, county: CountyCode, home: string): Changing {
  let places = placeIds(sql, 0);
  // What the open import touches; null while none is open.
  let touched: RowsOfImport | null = null;
  const put = async <T>(table: RecordTable<T>, rows: readonly T[], told?: Told<T>): Promise<PutCounts> =>
    putRecords(sql, table, county, rows, places, (outcome, record, row) => {
      touched?.add(table.table, outcome, row.id);
      told?.(outcome, record, row);
    });
  const wholeFile = (file: string) => ({ importId: 0, file, sheet: null, row: null });
  return {
    ...reading(sql, false),
    putCounty: async (row) => putCounty(sql, row),
    async clearDemo() {
      clearDemo(sql, county);
      forgetHeads(home, county);
    },
    async openImport(draft) {
      const id = openImport(sql, county, draft);
      places = placeIds(sql, id);
      touched = new RowsOfImport();
      return id;
    },
    async closeImport(id, counts) {
      closeImport(sql, id, counts);
      touched?.write(sql, id);
      touched = null;
      places = placeIds(sql, 0);
    },
    addImportIssues: async (importId, issues) => addImportIssues(sql, county, importId, issues),
    decideRepair: async (repair, decision) => decideRepair(sql, county, repair, decision),
    addDrawingRepairs: async (importId, repairs) => addDrawingRepairs(sql, county, importId, repairs),
    putParcels: (rows, told) => put(parcelTable, rows, told),
    putFirms: (rows, told) => put(firmTable, rows, told),
    async putAccounts(rows, told) {
      const counts = await put(accountTable, rows, told);
      if (counts.created + counts.updated > 0) dropPackedAccounts(sql, county);
      return counts;
    },
    putTenures: (rows, told) => put(tenureTable, rows, told),
    putTownships: (rows, file, told) => put(townshipTable(wholeFile(file)), rows, told),
    putBlocks: (rows, file, told) => put(blockTable(wholeFile(file)), rows, told),
    putZones: (rows, told) => put(zoneTable, rows, told),
    replaceContext: async (features) => replaceContext(sql, county, features),
    async replaceEvaluation(outcome, issues) {
      replaceEvaluation(sql, county, outcome);
      replaceEvaluationIssues(sql, county, issues);
    },
    async appendLedger(draft) {
      const row = appendLedger(sql, { ...draft, county });
      touched?.add('ledger', 'created', row.id);
      return row;
    },
    putUpload: async (upload) => putUpload(sql, upload),
    appendIssueAct: async (act) => appendIssueAct(sql, county, act),
    addSuccessions: async (importId, noun, rows) => addSuccessions(sql, county, importId, noun, rows),
    noteSuccession: async (id, act, importId) => noteSuccession(sql, county, id, act, importId),
    retireRecord: async (succession, act) => retireRecord(sql, county, succession, act),
    restoreRecord: async (succession, act) => restoreRecord(sql, county, succession, act),
    undoImport: async (importId, who) => undoImport(sql, county, importId, who),
    appendLineage: async (draft) => appendLineage(sql, { ...draft, county }),
    moveParcels: async (moves) => moveParcels(sql, county, moves),
    restoreLand: async (parcel) => restoreLand(sql, county, parcel),
    addDocument: async (document) => appendDocument(sql, county, document),
    decideIdle: async (decision) => appendIdleDecision(sql, county, decision),
    appendSourceNote: async (said) => appendSourceNote(sql, county, said),
    appendMatchDecision: async (draft) => appendMatchDecision(sql, county, draft),
    appendMark: async (mark) => appendMark(sql, county, mark),
    appendRepurchaseSettings: async (draft) => appendSettings(sql, county, draft),
    appendPlan: async (draft) => appendPlan(sql, county, draft),
    appendPlanAct: async (row) => appendPlanAct(sql, county, row),
    appendFund: async (entry) => appendFund(sql, county, entry),
    appendCostOverride: async (override) => appendCostOverride(sql, county, override),
    appendForcedGrade: async (forced) => appendForcedGrade(sql, county, forced),
    appendTargetStatement: async (draft) => appendTargetStatement(sql, county, draft),
  };
}

export function changing(connections: Connections): Omit<Store, keyof Reading> {
  const { transact } = connections;
  return {
    schema: connections.schema,
    home: connections.home,
    putUser: (user) => transact(async (sql) => appendUser(sql, user), true),
    openSession: (session) => transact(async (sql) => openSession(sql, session), true),
    closeSession: (token) => transact(async (sql) => closeSession(sql, token), true),
    putCounty: (county) => transact(async (sql) => putCounty(sql, county), true),
    addPolicy: (document) => transact(async (sql) => addPolicy(sql, document), true),
    putUpload: (upload) => transact(async (sql) => putUpload(sql, upload), true),
    putRepurchaseRun: (run) => transact(async (sql) => putRun(sql, run), true),
    addMapping: (draft) => transact(async (sql) => addMapping(sql, draft), true),
    addPolicyText: (attached) => transact(async (sql) => appendPolicyText(sql, attached), true),
    forcePolicy: (id, decide) =>
      transact(async (sql) => {
        const act = decide(readInForce(sql, id));
        if (act) appendInForce(sql, act);
        return act;
      }, true),
    freezeBulletin: (county, draft) => transact(async (sql) => appendBulletin(sql, county, draft), true),
    change: async (county, work, options) => {
      const keep = options?.keep ?? true;
      let heads: ReturnType<typeof nextHeads> = null;
      const result = await transact(async (sql) => {
        const before = changesOf(sql);
        const done = await work(changingCounty(sql, county, connections.home));
        if (changesOf(sql) === before) return done;
        sql.run('UPDATE county SET version = version + 1 WHERE code = ?', county);
        if (keep) packAccounts(sql, county);
        heads = nextHeads(sql, connections.home, county);
        return done;
      }, keep);
      if (keep && heads) noteHeads(connections.home, county, heads);
      return result;
    },
    faults: () => transact(async (sql) => faultsOf(sql, connections.home), false),
    aside: connections.aside,
    fileFaults: () => transact(async (sql) => fileFaultsOf(sql, connections.home), false),
    copyTo: connections.copyTo,
    close: connections.close,
  };
}
