// Binds the readings of every noun to one connection.
import { atOnce } from '#domain/piecewise.ts';
import { bulletinFaults, readBulletinFile, readBulletins } from './bulletins.ts';
import { readBlocks, readCounties, readCounty, readCountyData, readCountyRecords, readTownships, readVersion } from './counties.ts';
import { readDrawingRepairs } from './drawing-repairs.ts';
import { namesById, readConservation, readEvaluations } from './evaluations.ts';
import { readForcedGrades, readMarks } from './evaluation-marks.ts';
import { readMapping, readMappings } from './column-mappings.ts';
import { readTouched } from './import-rows.ts';
import { findImport, importsOfFile, readImports, readIssues } from './imports.ts';
import { readIssueActs, readKeptIssues } from './issue-acts.ts';
import { readDocument, readDocuments } from './documents.ts';
import { readLedger, readLedgerAround, readLedgerEntry, readLedgerHead, readLedgerRow } from './ledger.ts';
import { readCountyOfLineage, readLineage } from './lineage.ts';
import { readSession, readUsers } from './users.ts';
import { readMatchDecisions } from './match-decisions.ts';
import { readInForce, readPolicies, readPoliciesInForce, readPolicy, readPolicyVersions } from './policies.ts';
import { readPolicyText, readPolicyTexts } from './policy-texts.ts';
import { readFund, readPlanActs, readPlans } from './repurchase-plans.ts';
import { readRun } from './repurchase-runs.ts';
import { readCostOverrides, readSettings } from './repurchase.ts';
import { readRevisions } from './revisions.ts';
import { readSourceNotes } from './source-notes.ts';
import type { Sql } from './sql.ts';
import type { Reading } from './store.ts';
import { readTargetStatements } from './target-statements.ts';
import { readEarlierParcels } from './earlier-parcels.ts';
import { readFormerParcels, readSuccessions } from './successions.ts';
import { readTotals } from './totals.ts';
import { dependentsOf, readUndone } from './undo.ts';
import { readUpload, readUploads, uploadsOfFile } from './uploads.ts';
import { readVerdicts } from './verdicts.ts';

/** `alone`: each answer that takes several questions is read in a transaction of its own, so that it is of one moment. */
export function reading(sql: Sql, alone: boolean): Reading {
  const ofOneMoment = <T>(read: () => T): T => {
    if (!alone) return read();
    sql.script('BEGIN');
    try {
      return read();
    } finally {
      sql.script('COMMIT');
    }
  };
  return {
    counties: async () => readCounties(sql),
    county: async (code) => readCounty(sql, code),
    version: async (code) => readVersion(sql, code),
    loadCounty: async (code) => ofOneMoment(() => atOnce(readCountyData(sql, code))),
    loadRecords: async (code) => ofOneMoment(() => readCountyRecords(sql, code)),
    townships: async (county) => ofOneMoment(() => readTownships(sql, county)),
    blocks: async (county) => ofOneMoment(() => readBlocks(sql, county)),
    imports: async (county) => readImports(sql, county),
    findImport: async (county, file) => findImport(sql, county, file),
    importIssues: async (county, importId) => readIssues(sql, county, 'import', importId),
    drawingRepairs: async (county, importId) => readDrawingRepairs(sql, county, importId),
    evaluationIssues: async (county) => readIssues(sql, county, 'evaluation'),
    conservation: async (county) => readConservation(sql, county),
    evaluations: async (county) => readEvaluations(sql, county),
    verdicts: async (county, policy, year) => ofOneMoment(() => readVerdicts(sql, county, namesById(sql, county).parcel, { policy, year })),
    allVerdicts: async (county) => ofOneMoment(() => readVerdicts(sql, county, namesById(sql, county).parcel)),
    ledger: async (county) => readLedger(sql, county),
    ledgerRow: async (id) => readLedgerRow(sql, id),
    ledgerEntry: async (entry) => readLedgerEntry(sql, entry),
    ledgerAround: async (county, around) => ofOneMoment(() => readLedgerAround(sql, county, around)),
    ledgerHead: async (county) => readLedgerHead(sql, county),
    lineage: async (county) => readLineage(sql, county),
    countyOfLineage: async (id) => readCountyOfLineage(sql, id),
    formerParcels: async (county) => ofOneMoment(() => readFormerParcels(sql, county)),
    earlierParcels: async (county, codes) => ofOneMoment(() => readEarlierParcels(sql, county, codes)),
    documents: async (county) => readDocuments(sql, county),
    document: async (hash) => readDocument(sql, hash),
    users: async () => readUsers(sql),
    session: async (token, now) => readSession(sql, token, now),
    repurchasePlans: async (county) => readPlans(sql, county),
    repurchasePlanActs: async (county) => readPlanActs(sql, county),
    repurchaseFund: async (county) => readFund(sql, county),
    repurchaseRun: async (id) => readRun(sql, id),
    marks: async (county) => readMarks(sql, county),
    forcedGrades: async (county) => readForcedGrades(sql, county),
    sourceNotes: async (county) => readSourceNotes(sql, county),
    matchDecisions: async (county) => readMatchDecisions(sql, county),
    targetStatements: async (county) => readTargetStatements(sql, county),
    repurchaseSettings: async (county) => readSettings(sql, county),
    costOverrides: async (county) => readCostOverrides(sql, county),
    policies: async () => readPolicies(sql),
    policiesInForce: async (dayOf) => ofOneMoment(() => readPoliciesInForce(sql, dayOf)),
    policyText: async (id) => readPolicyText(sql, id),
    policyTexts: async (id) => readPolicyTexts(sql, id),
    policyForce: async (id) => readInForce(sql, id),
    policy: async (id) => readPolicy(sql, id),
    policyVersions: async () => readPolicyVersions(sql),
    bulletins: async (county) => ofOneMoment(() => readBulletins(sql, county)),
    bulletinFaults: async (county) => ofOneMoment(() => bulletinFaults(sql, county)),
    bulletinFile: async (county, number, format) => readBulletinFile(sql, county, number, format),
    revisions: async (county, noun, key) => ofOneMoment(() => readRevisions(sql, county, noun, key)),
    totals: async (county) => ofOneMoment(() => readTotals(sql, county)),
    upload: async (id) => readUpload(sql, id),
    uploads: async (county) => readUploads(sql, county),
    uploadsOfFile: async (sha256) => uploadsOfFile(sql, sha256),
    importsOfFile: async (county, hashStart) => importsOfFile(sql, county, hashStart),
    undone: async (county) => readUndone(sql, county),
    dependents: async (county, importId) => ofOneMoment(() => dependentsOf(sql, county, importId)),
    touched: async (importId) => readTouched(sql, importId),
    keptIssues: async (county) => ofOneMoment(() => readKeptIssues(sql, county)),
    issueActs: async (county) => readIssueActs(sql, county),
    successions: async (county) => ofOneMoment(() => readSuccessions(sql, county)),
    mappings: async () => readMappings(sql),
    mapping: async (name, version) => readMapping(sql, name, version),
  };
}
