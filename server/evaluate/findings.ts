// Step: what evaluating found that somebody should look at, as issues that lead back to the row concerned.
import type { AllocatedYears } from '#domain/firms/allocate.ts';
import type { CountyIndex } from '#domain/firms/county-index.ts';
import { contradictionsIn } from '#domain/firms/sanity.ts';
import type { Account } from '#domain/firms/firm.ts';
import type { Matching } from '#domain/firms/match.ts';
import type { OverOccupied } from '#domain/firms/occupancy.ts';
import { muText } from '#domain/firms/facts.ts';
import type { Issue } from '#domain/issue.ts';
import type { SourcePlace } from '#domain/source.ts';
import { roundedText } from '#domain/units.ts';
import type { CountyRecords } from '../store/counties.ts';

const nowhere: SourcePlace = { importId: 0, file: '', sheet: null, row: null };

type Finding = Pick<Issue, 'kind' | 'severity' | 'message' | 'mender'> & Partial<Pick<Issue, 'column' | 'subject' | 'value'>>;

function issue(source: SourcePlace | undefined, finding: Finding): Issue {
  return { ...(source ?? nowhere), column: null, subject: null, value: null, ...finding };
}

export function findings(records: CountyRecords, matching: Matching, over: readonly OverOccupied[], allocated: AllocatedYears): Issue[] {
  const parcelSource = new Map(records.parcels.map((parcel) => [parcel.code, parcel.source]));
  const firmOf = new Map(records.firms.map((firm) => [firm.uscc, firm]));
  // The first account of each code that something is said of.
  const asked = new Set([...matching.aliases].map(([written]) => written));
  for (const { subject, noun } of matching.report.ambiguous) if (noun !== 'parcel') asked.add(subject);
  const accountOf = new Map<string, Account>();
  for (const account of records.accounts) if (asked.has(account.uscc) && !accountOf.has(account.uscc)) accountOf.set(account.uscc, account);
  const { report } = matching;
  // Before both sides are there, everything is unmatched and nothing is wrong.
  const bothSides = records.parcels.length > 0 && (records.firms.length > 0 || records.accounts.length > 0);
  return [
    ...report.byName.map(({ parcel, uscc, written }) =>
      issue(parcelSource.get(parcel), {
        kind: 'match-by-name',
        severity: 'info',
        subject: parcel,
        value: written,
        message: `权利人代码${written === null ? '缺失' : '在名册中查无'}，按名称匹配到 ${firmOf.get(uscc)?.name ?? uscc}（${uscc}），请核对代码`,
        mender: '土地',
      }),
    ),
    ...[...matching.aliases]
      .filter(([written]) => accountOf.has(written))
      .map(([written, uscc]) =>
        issue(accountOf.get(written)?.source, {
          kind: 'match-by-name',
          severity: 'info',
          subject: uscc,
          value: written,
          message: `账目代码 ${written} 不在名册，按名称计入 ${firmOf.get(uscc)?.name ?? uscc}（${uscc}），请核对代码`,
          mender: '税务',
        }),
      ),
    ...report.ambiguous.map(({ subject, noun, name, usccs }) =>
      issue(noun === 'parcel' ? parcelSource.get(subject) : accountOf.get(subject)?.source, {
        kind: 'match-ambiguous',
        severity: 'warning',
        subject,
        value: name,
        message: `名称“${name}”对应 ${usccs.length} 家企业（${usccs.join('、')}），未作匹配，请补充代码`,
        mender: noun === 'parcel' ? '土地' : '税务',
      }),
    ),
    ...report.contradicting.map(({ parcel, byCode, byName }) =>
      issue(parcelSource.get(parcel), {
        kind: 'match-ambiguous',
        severity: 'warning',
        subject: parcel,
        value: byCode,
        message: `权利人代码属 ${byCode}，名称却是 ${byName}；已按代码匹配，请核对`,
        mender: '土地',
      }),
    ),
    ...(bothSides ? leftOver(records, matching, allocated, parcelSource) : []),
    ...(records.parcels.length === 0 ? [] : report.unusedTenures).map((tenure) =>
      issue(tenure.source, {
        kind: 'tenure-unknown-parcel',
        severity: 'warning',
        subject: tenure.parcel,
        message: `宗地 ${tenure.parcel} 不在宗地数据中，这一租用关系未使用`,
        mender: '乡镇',
      }),
    ),
    ...overByParcel(over).map(({ parcel, year, occupied, counted, years }) =>
      issue(parcelSource.get(parcel), {
        kind: 'tenure-over-area',
        severity: 'warning',
        subject: parcel,
        value: muText(occupied),
        message: `${years > 1 ? `${year} 年起` : `${year} 年`}占用合计 ${muText(occupied)} 亩，超过宗地 ${muText(counted)} 亩；税收仍按所报面积分摊`,
        mender: '乡镇',
      }),
    ),
  ];
}

/** What the figures themselves contradict, at the rows they came from. */
export function sanityFindings(index: CountyIndex): Issue[] {
  return contradictionsIn(index).map(({ source, ...finding }) => issue(source, { severity: 'warning', ...finding }));
}

function leftOver(
  { firms, accounts }: CountyRecords,
  { report, resolve }: Matching,
  { unallocated }: AllocatedYears,
  parcelSource: ReadonlyMap<string, SourcePlace>,
): Issue[] {
  const stray = new Set(report.accountsWithoutFirm);
  const strayAccounts = accounts.filter((account) => stray.has(resolve(account.uscc)));
  const open = new Set(unallocated.map(({ uscc, year }) => `${uscc} ${year}`));
  const unmatchedFirms = new Set(report.unmatchedFirms);
  return [
    ...(firms.length === 0 ? [] : strayAccounts).map((account) => {
      const tax = account.tax === null ? '税收未填' : `税收 ${roundedText(BigInt(account.tax), 1_000_000n, 2)} 万元`;
      return issue(account.source, {
        kind: 'account-without-firm',
        severity: 'warning',
        subject: account.uscc,
        value: account.name,
        message: `${account.name ?? account.uscc} 不在企业名册；${account.year} 年${tax}${open.has(`${account.uscc} ${account.year}`) ? '未能分摊到宗地' : '按代码分摊到宗地'}`,
        mender: '税务',
      });
    }),
    ...firms
      .filter((firm) => unmatchedFirms.has(firm.uscc))
      .map((firm) =>
        issue(firm.source, {
          kind: 'firm-unmatched',
          severity: 'warning',
          subject: firm.uscc,
          value: firm.name,
          message: `${firm.name} 没有匹配到任何宗地，其税收未分摊`,
          mender: '乡镇',
        }),
      ),
    ...report.unmatchedParcels.map((code) =>
      issue(parcelSource.get(code), {
        kind: 'parcel-unmatched',
        severity: 'warning',
        subject: code,
        message: '没有匹配到企业，亩均税收未知',
        mender: '乡镇',
      }),
    ),
  ];
}

/** One finding per parcel: the first year, and in how many years it is so. */
function overByParcel(over: readonly OverOccupied[]): (OverOccupied & { years: number })[] {
  const first = new Map<string, OverOccupied & { years: number }>();
  for (const one of over) {
    const known = first.get(one.parcel);
    if (known) known.years += 1;
    else first.set(one.parcel, { ...one, years: 1 });
  }
  return [...first.values()];
}
