// What is known of a firm on a parcel when it is judged: the record's fields as policy facts, each with where it came from.
import type { Fact, Facts, FactSet, YearlyFacts } from '../policy/facts.ts';
import { factSetFromValues } from '../policy/facts-json.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { SourcePlace } from '../source.ts';
import { decimal, decimalText, microMu, roundedText, type Fen } from '../units.ts';
import type { CountyIndex } from './county-index.ts';
import type { Account, Occupancy } from './firm.ts';
import { taxPerMuOfFirm } from './tax-per-mu.ts';

/** Somebody on a parcel: an occupant of the year, or nobody that is known. */
export interface Subject {
  readonly parcel: Parcel;
  readonly occupancy: Occupancy | null;
  readonly year: number;
  /** Names of the planning zones the parcel lies in; null when the county has no zones on record. */
  readonly zones?: readonly string[] | null;
}

type Values = { [field: string]: Fact | null };
type Yearly = { [field: string]: YearlyFacts };
type Sources = { [key: string]: string };

/** A place in words: 文件 · 工作表 · 第 5 行. */
export function placeText(source: SourcePlace): string {
  return [source.file, source.sheet, source.row === null ? null : `第 ${source.row} 行`]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}

/** Fen as a decimal number of 万元, exactly. */
function wanOf(money: Fen): Fact {
  return { stated: decimal(roundedText(BigInt(money), 1_000_000n, 6)) };
}

/** Stored plain facts; one that its field does not allow is left out, that is unknown, rather than misread. */
function storedFacts(level: 'enterprise' | 'parcel' | 'block', values: { readonly [field: string]: unknown }, year: number): FactSet {
  const all = factSetFromValues(level, values, year);
  if (all.ok) return all.value;
  const kept: { values: Values; yearly: Yearly } = { values: {}, yearly: {} };
  for (const [key, value] of Object.entries(values)) {
    const one = factSetFromValues(level, { [key]: value }, year);
    if (one.ok) {
      Object.assign(kept.values, one.value.values);
      Object.assign(kept.yearly, one.value.yearly);
    }
  }
  return kept;
}

function accountFacts(index: CountyIndex, uscc: string, accounts: ReadonlyMap<number, Account>, yearly: Yearly, sources: Sources): void {
  const series: { [field: string]: { [year: number]: Fact } } = {};
  const set = (field: string, year: number, fact: Fact, source: string): void => {
    (series[field] ??= {})[year] = fact;
    sources[`${field}[${year}]`] = source;
  };
  for (const [year, account] of accounts) {
    const place = placeText(account.source);
    const land = index.land(uscc, year);
    const figure = taxPerMuOfFirm(account, land);
    if (account.tax !== null) set('taxWan', year, wanOf(account.tax), place);
    if (account.assessedArea !== null) set('assessedAreaMu', year, { land: account.assessedArea }, place);
    if (figure)
      set(
        'taxPerMuWan',
        year,
        { money: figure.money, area: figure.area },
        `${place}（税收 ÷ ${figure.areaKind === 'assessed' ? '评价用地' : '占地面积'}）`,
      );
    if (account.grade !== null) set('grade', year, account.grade, place);
    if (account.aboveScale !== null) set('aboveScale', year, account.aboveScale, place);
  }
  for (const [field, years] of Object.entries(series)) yearly[field] = { ...(yearly[field] ?? {}), ...years };
}

/**
 * 工业用地 as the policies' word for the use of the premises; another stated use is 非工业用地. A use that only names the wider
 * class in which industry lies (工矿, 06, 10) decides nothing.
 */
function premisesLandUse(landUse: string | null): string | null {
  const use = landUse?.normalize('NFKC').replaceAll(/\s/gu, '') ?? '';
  if (use === '' || /^(06|10)$|^(工矿|其他|混合)/u.test(use)) return null;
  return /工业|^(0601|061|1001)/u.test(use) ? '工业用地' : '非工业用地';
}

/**
 * Facts of a firm on a parcel. Of the firm: what the register and its accounts state; its land is all it occupies that year
 * (reading SC-A19). The role tells whether it is a tenant here. Without a known firm only the parcel's own area stands for
 * the occupied area, and everything else of the enterprise is unknown.
 */
export function factsOf(index: CountyIndex, subject: Subject): Facts {
  const { parcel, occupancy, year } = subject;
  return {
    enterprise: occupancy ? enterpriseFacts(index, parcel, occupancy, year) : strangerFacts(parcel),
    parcel: parcelFacts(parcel, year, subject.zones ?? null),
    ...blockFacts(index, parcel, year),
  };
}

function strangerFacts(parcel: Parcel): FactSet {
  const counted = countedArea(parcel);
  const values: Values = counted ? { occupiedAreaMu: { land: counted.area } } : {};
  const use = premisesLandUse(parcel.landUse);
  if (use !== null) values['premisesLandUse'] = use;
  return { values, yearly: {}, sources: counted ? { occupiedAreaMu: `${placeText(parcel.source)}（未匹配企业，以宗地面积计）` } : {} };
}

function enterpriseFacts(index: CountyIndex, parcel: Parcel, { uscc, role }: Occupancy, year: number): FactSet {
  const firm = index.firm(uscc);
  const stored = firm ? storedFacts('enterprise', firm.facts, year) : { values: {}, yearly: {} };
  const derived: Values = {};
  const yearly: Yearly = { ...stored.yearly };
  const sources: Sources = {};
  if (firm) {
    const place = placeText(firm.source);
    for (const field of [...Object.keys(stored.values), ...Object.keys(stored.yearly)]) sources[field] = place;
    if (firm.kind !== null) derived['kind'] = firm.kind;
    if (firm.industryCode !== null) derived['industryCode'] = firm.industryCode;
    if (firm.industryTags !== null) derived['industryTags'] = firm.industryTags;
    if (firm.haltedSince !== null) derived['haltedSince'] = firm.haltedSince;
    for (const field of Object.keys(derived)) sources[field] = place;
  }
  derived['isTenant'] = role === '租用';
  if (role === '租用') derived['premisesMode'] = '租用';
  const use = premisesLandUse(parcel.landUse);
  if (use !== null) {
    derived['premisesLandUse'] = use;
    sources['premisesLandUse'] = placeText(parcel.source);
  }
  const land = index.land(uscc, year);
  if (land?.known) {
    derived['occupiedAreaMu'] = { land: microMu(land.area) };
    sources['occupiedAreaMu'] = '占用关系合计';
  }
  accountFacts(index, uscc, index.accounts(uscc), yearly, sources);
  // What a bureau stated of the firm outright stands before what follows from other records.
  return { values: { ...derived, ...stored.values }, yearly, sources };
}

function parcelFacts(parcel: Parcel, year: number, zones: readonly string[] | null): FactSet {
  const stored = storedFacts('parcel', parcel.facts, year);
  const values: Values = {};
  if (parcel.supplyDate !== null) values['supplyDate'] = parcel.supplyDate;
  if (parcel.acquisitionMode !== null) values['acquisitionMode'] = parcel.acquisitionMode;
  if (parcel.acquisitionDate !== null) values['acquisitionDate'] = parcel.acquisitionDate;
  if (parcel.productionStart.state === 'started') values['productionStartDate'] = parcel.productionStart.date;
  if (parcel.productionStart.state === 'not-started') values['productionStartDate'] = null;
  const counted = countedArea(parcel);
  if (counted) values['areaMu'] = { land: counted.area };
  if (zones !== null) values['zone'] = zones;
  const place = placeText(parcel.source);
  const all = { ...values, ...stored.values };
  return { values: all, yearly: stored.yearly, sources: Object.fromEntries(Object.keys(all).map((field) => [field, place])) };
}

function blockFacts(index: CountyIndex, parcel: Parcel, year: number): { block?: FactSet } {
  const block = parcel.block === null ? null : index.block(parcel.block);
  return block && Object.keys(block.facts).length > 0 ? { block: storedFacts('block', block.facts, year) } : {};
}

/** Decimal text of a fact's area in 亩, for messages. */
export function muText(area: number): string {
  return decimalText(decimal(roundedText(BigInt(area), 1_000_000n, 6)));
}
