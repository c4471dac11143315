// Step of a ledger file: each row becomes a declaration if the counting rules allow it, otherwise a finding.
import type { Issue } from '#domain/issue.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import { entriesNow } from '#domain/ledger/acts.ts';
import { checkDeclaration } from '#domain/ledger/counting.ts';
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

/** Declares the rows in order; a row that would count land twice, or breaks a rule, is rejected with the reason. */
export async function declareRows(
  record: Changing,
  county: CountyCode,
  rows: readonly DeclarationRow[],
  policies: readonly Policy[],
  who: { readonly actor: string; readonly now: string },
): Promise<Declared> {
  const parcels = new Map((await record.loadRecords(county)).parcels.map((parcel) => [parcel.code, parcel]));
  const ledger = await record.ledger(county);
  const issues: Issue[] = [];
  const reject = (row: DeclarationRow, message: string): void => {
    issues.push({
      ...row.source,
      kind: 'value-invalid',
      severity: 'error',
      column: null,
      subject: row.parcel,
      value: null,
      message,
      mender: '乡镇',
    });
  };
  let created = 0;
  for (const row of rows) {
    const parcel = parcels.get(row.parcel);
    const policy = policyFor(policies, row);
    if (!parcel) {
      reject(row, `宗地 ${row.parcel} 不在宗地数据中，未入台账`);
      continue;
    }
    if (!policy) {
      reject(row, '本县没有政策文件，无从判断计入哪一目标，未入台账');
      continue;
    }
    const draft = { ...row, policy: policy.id, shape: null };
    const { faults, conflicts } = checkDeclaration(draft, parcel, policy, entriesNow(ledger), who.now.slice(0, 10));
    if (faults.length > 0) {
      reject(row, `${faults.map((fault) => fault.message).join('；')}；未入台账`);
    } else if (conflicts.length > 0) {
      reject(row, `与台账第 ${conflicts.map(({ id, overlap }) => `${id} 条重叠 ${toMu(overlap)} 亩`).join('、第 ')}，未入台账`);
    } else {
      const { kind, gross, effective, date, basis } = row;
      const written = await record.appendLedger({
        act: 'declare',
        entry: 'own',
        policy: policy.id,
        parcel: parcel.code,
        township: parcel.township,
        shape: null,
        kind,
        measure: row.measure ?? '',
        gross,
        effective,
        date,
        basis,
        documents: [],
        actor: who.actor,
        recordedAt: who.now,
      });
      ledger.push(written);
      created += 1;
    }
  }
  return { created, rejected: issues.length, issues };
}
