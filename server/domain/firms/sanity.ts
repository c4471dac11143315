// Figures that cannot all be true: rules across the fields of a firm's year and of a parcel. Each names what stands against what.
import type { Bureau, IssueKind } from '../issue.ts';
import type { Parcel } from '../land/parcel.ts';
import type { SourcePlace } from '../source.ts';
import { FEN_PER_WAN, type Fen, roundedText } from '../units.ts';
import type { CountyIndex } from './county-index.ts';
import { muText } from './facts.ts';
import type { Account, Firm } from './firm.ts';

export type SanityKind = Extract<IssueKind, `sanity-${string}`>;

/** A contradiction, at the row that is likelier to be wrong. */
export interface Contradiction {
  readonly kind: SanityKind;
  /** 宗地代码 or credit code. */
  readonly subject: string;
  readonly source: SourcePlace;
  readonly value: string | null;
  readonly message: string;
  readonly mender: Bureau;
}

/** Revenue from which a plant is surely at work: a quarter of what makes a firm 规上. */
const working = 500 * FEN_PER_WAN;
/** Revenue from which an industrial firm is 规上. */
const aboveScale = 2000 * FEN_PER_WAN;
/** Change of a firm's tax from one year to the next that is more likely a unit than a business. */
const jump = 1000;
/** Taxes below this say nothing by their ratio. */
const notable = FEN_PER_WAN;

const wan = (money: Fen): string => `${roundedText(BigInt(money), BigInt(FEN_PER_WAN), 2)} 万元`;

type Found = Pick<Contradiction, 'kind' | 'value' | 'message' | 'mender'>;

/** What is contradictory within one firm's year. */
function ofYear(account: Account, before: Account | undefined, firm: Firm | null): Found[] {
  const { year, tax, revenue, valueAdded, researchSpending, powerKwh, employees } = account;
  const found: Found[] = [];
  const add = (kind: SanityKind, mender: Bureau, value: string | null, message: string): void => {
    found.push({ kind, mender, value, message });
  };
  if (revenue !== null && revenue >= working) {
    if (tax !== null && tax <= 0)
      add('sanity-money', '税务', wan(tax), `${year} 年营收 ${wan(revenue)}，税收却为 ${wan(tax)}，请核对税收。`);
    if (powerKwh === 0) add('sanity-use', '供电', '0', `${year} 年营收 ${wan(revenue)}，用电量却为 0，请核对用电。`);
    if (employees === 0) add('sanity-use', '统计', '0', `${year} 年营收 ${wan(revenue)}，平均职工人数却为 0，请核对人数。`);
  }
  if (revenue !== null && revenue > 0) {
    if (tax !== null && tax > revenue)
      add('sanity-money', '税务', wan(tax), `${year} 年税收 ${wan(tax)} 多于营收 ${wan(revenue)}，请核对单位。`);
    if (valueAdded !== null && valueAdded > revenue)
      add('sanity-money', '统计', wan(valueAdded), `${year} 年工业增加值 ${wan(valueAdded)} 多于营收 ${wan(revenue)}，请核对。`);
    if (researchSpending !== null && researchSpending > revenue)
      add('sanity-money', '统计', wan(researchSpending), `${year} 年研发费用 ${wan(researchSpending)} 多于营收 ${wan(revenue)}，请核对。`);
  }
  if (account.aboveScale === false && revenue !== null && revenue >= 2 * aboveScale)
    add('sanity-scale', '统计', wan(revenue), `${year} 年营收 ${wan(revenue)}，远超规上标准，却登记为规下，请核对。`);
  if (account.aboveScale === true && revenue !== null && revenue < aboveScale / 4)
    add('sanity-scale', '统计', wan(revenue), `${year} 年登记为规上，营收却只有 ${wan(revenue)}，请核对。`);
  if (tax !== null && before?.tax && tax >= notable && before.tax >= notable && (tax >= before.tax * jump || before.tax >= tax * jump))
    add(
      'sanity-jump',
      '税务',
      wan(tax),
      `税收由 ${year - 1} 年 ${wan(before.tax)} 变为 ${year} 年 ${wan(tax)}，相差千倍以上，疑为单位不同，请核对。`,
    );
  const halted = firm?.haltedSince ?? null;
  if (halted !== null && halted < `${year}-01-01`) {
    if (powerKwh !== null && powerKwh > 0)
      add('sanity-use', '供电', String(powerKwh), `登记自 ${halted} 停产，${year} 年仍用电 ${powerKwh} 千瓦时，请核对停产日期。`);
    if (revenue !== null && revenue >= working)
      add('sanity-use', '统计', wan(revenue), `登记自 ${halted} 停产，${year} 年仍有营收 ${wan(revenue)}，请核对停产日期。`);
  }
  return found;
}

/** A firm's stated land against the land it was found to stand on. Far apart, one of the two is wrong. */
function ofLand(account: Account, index: CountyIndex): Found[] {
  const land = index.land(account.uscc, account.year);
  const assessed = account.assessedArea;
  if (assessed === null || assessed <= 0 || !land || !land.known || land.area <= 0) return [];
  if (assessed <= 2 * land.area && land.area <= 2 * assessed) return [];
  const message = `${account.year} 年评价用地 ${muText(assessed)} 亩，占用关系合计 ${muText(land.area)} 亩，相差一倍以上，请核对用地。`;
  return [{ kind: 'sanity-area', mender: '土地', value: muText(assessed), message }];
}

/** A parcel on which nothing is said to be made, and what its occupants' last year says. */
function ofParcel(parcel: Parcel, index: CountyIndex, year: number): Found[] {
  const idle = parcel.productionStart.state === 'not-started' || parcel.facts['suppliedNotUsed'] === true;
  if (!idle) return [];
  const found: Found[] = [];
  const said = parcel.productionStart.state === 'not-started' ? '未投产' : '供而未用';
  const here = index.occupants(parcel.code, year);
  // A firm on several lots may use its power on another one.
  const alone = (uscc: string): boolean =>
    index.land(uscc, year)?.area === here.filter((one) => one.uscc === uscc).reduce((sum, one) => sum + one.area, 0);
  for (const { uscc, role } of here) {
    const name = index.firm(uscc)?.name ?? uscc;
    const power = index.accounts(uscc).get(year)?.powerKwh ?? null;
    if (power !== null && power > 0 && alone(uscc))
      found.push({
        kind: 'sanity-use',
        mender: '供电',
        value: String(power),
        message: `宗地登记为${said}，${name} ${year} 年却用电 ${power} 千瓦时，请核对是否已投产。`,
      });
    if (role === '租用')
      found.push({
        kind: 'sanity-use',
        mender: '乡镇',
        value: uscc,
        message: `宗地登记为${said}，${year} 年却有租用企业 ${name}，请核对是否已投产。`,
      });
  }
  return found;
}

/** All contradictions of a county's record: firms by year, then parcels in the latest year. */
export function contradictionsIn(index: CountyIndex): Contradiction[] {
  const found: Contradiction[] = [];
  const seen = new Set<string>();
  for (const { uscc } of index.data.accounts) {
    if (seen.has(uscc)) continue;
    seen.add(uscc);
    const years = index.accounts(uscc);
    for (const [year, account] of years) {
      const here = [...ofYear(account, years.get(year - 1), index.firm(uscc)), ...ofLand(account, index)];
      for (const one of here) found.push({ ...one, subject: uscc, source: account.source });
    }
  }
  const latest = index.accountYears.at(-1);
  if (latest === undefined) return found;
  for (const parcel of index.data.parcels) {
    for (const one of ofParcel(parcel, index, latest)) found.push({ ...one, subject: parcel.code, source: parcel.source });
  }
  return found;
}
