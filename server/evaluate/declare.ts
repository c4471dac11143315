// Step of a ledger file: each row becomes a declaration if the counting rules allow it, otherwise a finding.
import Flatbush from 'flatbush';
import type { Issue } from '#domain/issue.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { boundsOf } from '#domain/land/geometry.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { entriesNow } from '#domain/ledger/acts.ts';
import { holdAgainst, type Parcels, writeDeclaration } from '#domain/ledger/enter.ts';
import type { LandMetricKind, LedgerRow } from '#domain/ledger/entry.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { SourcePlace } from '#domain/source.ts';
import { type MicroMu, toMu } from '#domain/units.ts';
import type { Changing } from '../store/store.ts';

/** A row of a ledger file. */
export interface DeclarationRow {
  readonly parcel: string;
  readonly kind: LandMetricKind;
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
  readonly date: IsoDate;
  readonly basis: string;
  readonly measure: string | null;
  readonly source: SourcePlace;
}

export interface Declared {
  readonly created: number;
  /** Stood in the ledger already. */
  readonly unchanged: number;
  readonly rejected: number;
  readonly issues: readonly Issue[];
}

/** The county's own policy with a target of this kind whose period holds the day; else one with such a target, else any. */
function policyFor(policies: readonly Policy[], row: DeclarationRow): Policy | null {
  const counting = policies.filter((policy) => policy.targets.some((target) => target.kind === row.kind));
  const inPeriod = counting.find((policy) =>
    policy.targets.some((target) => target.kind === row.kind && row.date >= target.periodStart && row.date <= target.periodEnd),
  );
  return inPeriod ?? counting[0] ?? policies[0] ?? null;
}

/** Looks parcels up by code and by place. */
function lookUp(all: readonly Parcel[]): Parcels {
  const byCode = new Map(all.map((parcel) => [parcel.code, parcel]));
  const drawn = all.flatMap((parcel) => {
    const bounds = parcel.shape && boundsOf(parcel.shape);
    return bounds ? [{ parcel, bounds }] : [];
  });
  const tree = drawn.length > 0 ? new Flatbush(drawn.length) : null;
  for (const { bounds } of drawn) tree?.add(...bounds);
  tree?.finish();
  return {
    byCode: (code) => byCode.get(code) ?? null,
    within: (bounds) => tree?.search(...bounds).map((place) => drawn[place]!.parcel) ?? [],
  };
}

/** What makes two rows of ledgers the same statement. */
const statementOf = (row: Pick<LedgerRow, 'parcel' | 'kind' | 'gross' | 'effective' | 'date' | 'measure' | 'basis'>): string =>
  JSON.stringify([row.parcel, row.kind, row.gross, row.effective, row.date, row.measure, row.basis]);

/** How often each statement stands in the ledger already, so that a list that is sent again with more rows adds only those. */
function standingStatements(rows: readonly LedgerRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  const standing = new Set(entriesNow(rows).flatMap((entry) => (entry.stage === 'reversed' ? [] : [entry.id])));
  for (const row of rows) {
    if (row.act === 'declare' && standing.has(row.id)) counts.set(statementOf(row), (counts.get(statementOf(row)) ?? 0) + 1);
  }
  return counts;
}

/** Declares the rows in order; a row that would count land twice, or breaks a rule, is rejected with the reason. One that stands already is left. */
export async function declareRows(
  record: Changing,
  county: CountyCode,
  rows: readonly DeclarationRow[],
  policies: readonly Policy[],
  who: { readonly actor: string; readonly now: string },
): Promise<Declared> {
  const parcels = lookUp((await record.loadRecords(county)).parcels);
  const standing = standingStatements(await record.ledger(county));
  const issues: Issue[] = [];
  /** Statements of this file by the row that made them first. */
  const made = new Map<string, SourcePlace>();
  let [created, unchanged, rejected] = [0, 0, 0];
  const told = (row: DeclarationRow, severity: Issue['severity'], message: string): void => {
    issues.push({
      ...row.source,
      kind: 'value-invalid',
      severity,
      column: null,
      subject: row.parcel,
      value: null,
      message,
      mender: '乡镇',
    });
  };
  const reject = (row: DeclarationRow, message: string): void => {
    rejected += 1;
    told(row, 'error', `${message}，未入台账`);
  };
  for (const row of rows) {
    const parcel = parcels.byCode(row.parcel);
    const policy = policyFor(policies, row);
    const known = statementOf({ ...row, measure: row.measure ?? '' });
    const left = standing.get(known) ?? 0;
    const same = made.get(known);
    if (!same) made.set(known, row.source);
    if (left > 0) {
      standing.set(known, left - 1);
      unchanged += 1;
    } else if (same) {
      // Two rows alike in everything, the paper included, are one thing written twice.
      reject(row, `与第 ${same.row} 行完全相同，视为重复；如确为另一块地，请在依据中写明`);
    } else if (!parcel) {
      reject(row, `宗地 ${row.parcel} 不在宗地数据中`);
    } else if (!policy) {
      reject(row, '本县没有政策文件，无从判断计入哪一目标');
    } else {
      // A ledger on paper names its papers as the basis; the files come when somebody has them.
      const documents = row.basis === '' ? [] : [row.basis];
      const draft = { ...row, policy: policy.id, shape: null, documents, actor: who.actor, recordedAt: who.now };
      const check = await holdAgainst(record, draft, parcel, parcels, policy, who.now.slice(0, 10));
      if (check.faults.length > 0) {
        reject(row, check.faults.map((fault) => fault.message).join('；'));
      } else if (check.conflicts.length > 0) {
        reject(row, `与台账第 ${check.conflicts.map(({ id, overlap }) => `${id} 条重叠 ${toMu(overlap)} 亩`).join('、第 ')}`);
      } else {
        const [entry] = await writeDeclaration(record, draft, check);
        created += 1;
        for (const notice of check.notices) told(row, 'warning', `已入台账（第 ${entry.id} 条）：${notice}`);
      }
    }
  }
  return { created, unchanged, rejected, issues };
}
