// What is known of a firm on a parcel when it is judged: the record's fields as policy facts, each with where it came from.
import type { Fact, Facts, FactSet, NumberFact, Ratio, YearlyFacts } from '../policy/facts.ts';
import { factSetFromValues } from '../policy/facts-json.ts';
import { LAND_OF_YEAR } from '../policy/fact-value.ts';
import { fields, findFieldAt } from '../policy/fields.ts';
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
type Stored = { readonly [field: string]: unknown };

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

/** Whether a stored plain yes or no is meant for the year that is judged, so that the facts differ from year to year. */
function variesByYear(level: 'enterprise' | 'parcel' | 'block', values: Stored): boolean {
  return Object.entries(values).some(([key, value]) => typeof value === 'boolean' && findFieldAt(level, key)?.yearly === true);
}

/** Stored plain facts; one that its field does not allow is left out, that is unknown, rather than misread. */
function storedFacts(level: 'enterprise' | 'parcel' | 'block', values: Stored, year: number): FactSet {
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

const money = (amount: Fen): Ratio => ({ top: BigInt(amount), bottom: 1_000_000n });

/** A number of the record: with two decimals at most, as nearly all are, without a detour over its text. */
function stated(amount: number): NumberFact {
  if (Number.isSafeInteger(amount)) return { top: BigInt(amount), bottom: 1n };
  const hundredths = Math.round(amount * 100);
  return hundredths / 100 === amount && Math.abs(hundredths) < 1e12
    ? { top: BigInt(hundredths), bottom: 100n }
    : { stated: decimal(amount) };
}

/** The figures of an account beside tax, land and grade; unknown ones are left out. */
function setFigures(set: (field: string, year: number, fact: Fact) => void, account: Account): void {
  const { year } = account;
  if (account.revenue !== null) set('revenueWan', year, money(account.revenue));
  if (account.outputValue !== null) set('outputValueWan', year, money(account.outputValue));
  if (account.valueAdded !== null) set('valueAddedWan', year, money(account.valueAdded));
  if (account.researchSpending !== null) set('researchWan', year, money(account.researchSpending));
  if (account.energyTce !== null) set('energyTce', year, stated(account.energyTce));
  if (account.powerKwh !== null) set('powerKwh', year, stated(account.powerKwh));
  if (account.waterTonnes !== null) set('waterT', year, stated(account.waterTonnes));
  if (account.emissionsTonnes !== null) set('emissionsT', year, stated(account.emissionsTonnes));
  if (account.employees !== null) set('employees', year, stated(account.employees));
}

/** Yearly figures of a firm from its accounts. */
function accountFacts(index: CountyIndex, uscc: string): Yearly {
  const series: { [field: string]: { [year: number]: Fact } } = {};
  const set = (field: string, year: number, fact: Fact): void => {
    (series[field] ??= {})[year] = fact;
  };
  for (const [year, account] of index.accounts(uscc)) {
    const land = index.land(uscc, year);
    const figure = taxPerMuOfFirm(account, land);
    setFigures(set, account);
    // What is divided by land is divided by that of the account's own year, as the tax is.
    if (account.assessedArea === null && land?.known && land.area > 0) set(LAND_OF_YEAR, year, { land: microMu(land.area) });
    if (account.tax !== null) set('taxWan', year, wanOf(account.tax));
    if (account.assessedArea !== null) set('assessedAreaMu', year, { land: account.assessedArea });
    if (figure) set('taxPerMuWan', year, { money: figure.money, area: figure.area });
    if (account.grade !== null) set('grade', year, account.grade);
    if (account.aboveScale !== null) set('aboveScale', year, account.aboveScale);
  }
  return series;
}

/** What may come from an account: every yearly figure of an enterprise. */
const yearlyFields = fields.filter(({ level, yearly }) => level === 'enterprise' && yearly).map(({ key }) => key);

function accountSources(index: CountyIndex, uscc: string): Sources {
  const sources: Sources = {};
  for (const [year, account] of index.accounts(uscc)) {
    const place = placeText(account.source);
    const figure = taxPerMuOfFirm(account, index.land(uscc, year));
    for (const field of yearlyFields) sources[`${field}[${year}]`] = place;
    if (figure) sources[`taxPerMuWan[${year}]`] = `${place}（税收 ÷ ${figure.areaKind === 'assessed' ? '评价用地' : '占地面积'}）`;
  }
  return sources;
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
    parcel: parcelFacts(index, parcel, year, subject.zones ?? null),
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

/** What the register and the accounts say of a firm, wherever it stands; made once per county and version. */
interface FirmFacts {
  readonly register: Values;
  readonly stated: Values;
  readonly yearly: Yearly;
}

/** What tells the facts of one year from those of another beyond the accounts: mostly nothing. */
function firmVariant(index: CountyIndex, uscc: string, year: number): string {
  const firm = index.firm(uscc);
  return index.remember(`varies ${uscc}`, () => firm !== null && variesByYear('enterprise', firm.facts)) ? `${uscc} ${year}` : uscc;
}

function firmFacts(index: CountyIndex, uscc: string, year: number): FirmFacts {
  return index.remember(`firm ${firmVariant(index, uscc, year)}`, () => {
    const firm = index.firm(uscc);
    const stored = firm ? storedFacts('enterprise', firm.facts, year) : { values: {}, yearly: {} };
    const register: Values = {};
    if (firm && firm.kind !== null) register['kind'] = firm.kind;
    if (firm && firm.industryCode !== null) register['industryCode'] = firm.industryCode;
    if (firm && firm.industryTags !== null) register['industryTags'] = firm.industryTags;
    if (firm && firm.haltedSince !== null) register['haltedSince'] = firm.haltedSince;
    const yearly: Yearly = { ...stored.yearly };
    // Copying a series costs more than making it, and hardly any field has years from both sides.
    for (const [field, years] of Object.entries(accountFacts(index, uscc)))
      yearly[field] = yearly[field] ? { ...yearly[field], ...years } : years;
    return { register, stated: stored.values, yearly };
  });
}

/** A firm's facts on a parcel are the same in every year in which it holds as much land: they are made once. */
function enterpriseFacts(index: CountyIndex, parcel: Parcel, occupancy: Occupancy, year: number): FactSet {
  const { uscc, role } = occupancy;
  const land = index.land(uscc, year);
  const key = `pair ${parcel.code} ${role} ${land?.known ? land.area : ''} ${firmVariant(index, uscc, year)}`;
  return index.remember(key, () => pairFacts(index, parcel, occupancy, year));
}

function pairFacts(index: CountyIndex, parcel: Parcel, { uscc, role }: Occupancy, year: number): FactSet {
  const { register, stated, yearly } = firmFacts(index, uscc, year);
  const here: Values = { isTenant: role === '租用' };
  if (role === '租用') here['premisesMode'] = '租用';
  const use = premisesLandUse(parcel.landUse);
  if (use !== null) here['premisesLandUse'] = use;
  const land = index.land(uscc, year);
  if (land?.known) here['occupiedAreaMu'] = { land: microMu(land.area) };
  let known: Sources | null = null;
  return {
    // What a bureau stated of the firm outright stands before what follows from other records.
    values: { ...register, ...here, ...stated },
    yearly,
    // Only evidence asks where an input came from, and most facts never become evidence.
    get sources() {
      if (known) return known;
      const firm = index.firm(uscc);
      const sources: Sources = accountSources(index, uscc);
      if (firm) for (const field of [...Object.keys(register), ...Object.keys(stated)]) sources[field] = placeText(firm.source);
      if (use !== null && !('premisesLandUse' in stated)) sources['premisesLandUse'] = placeText(parcel.source);
      if (land?.known && !('occupiedAreaMu' in stated)) sources['occupiedAreaMu'] = '占用关系合计';
      known = sources;
      return sources;
    },
  };
}

function parcelFacts(index: CountyIndex, parcel: Parcel, year: number, zones: readonly string[] | null): FactSet {
  const varies = index.remember(`parcel varies ${parcel.code}`, () => variesByYear('parcel', parcel.facts));
  const { values, yearly } = index.remember(`parcel ${parcel.code} ${varies ? year : ''}`, () => plainParcelFacts(parcel, year));
  const all = zones === null || 'zone' in values ? values : { ...values, zone: zones };
  return {
    values: all,
    yearly,
    get sources() {
      const place = placeText(parcel.source);
      return Object.fromEntries(Object.keys(all).map((field) => [field, place]));
    },
  };
}

function plainParcelFacts(parcel: Parcel, year: number): FactSet {
  const stored = storedFacts('parcel', parcel.facts, year);
  const values: Values = {};
  if (parcel.supplyDate !== null) values['supplyDate'] = parcel.supplyDate;
  if (parcel.acquisitionMode !== null) values['acquisitionMode'] = parcel.acquisitionMode;
  if (parcel.acquisitionDate !== null) values['acquisitionDate'] = parcel.acquisitionDate;
  if (parcel.productionStart.state === 'started') values['productionStartDate'] = parcel.productionStart.date;
  if (parcel.productionStart.state === 'not-started') values['productionStartDate'] = null;
  const counted = countedArea(parcel);
  if (counted) values['areaMu'] = { land: counted.area };
  return { values: { ...values, ...stored.values }, yearly: stored.yearly };
}

function blockFacts(index: CountyIndex, parcel: Parcel, year: number): { block?: FactSet } {
  const block = parcel.block === null ? null : index.block(parcel.block);
  return block && Object.keys(block.facts).length > 0 ? { block: storedFacts('block', block.facts, year) } : {};
}

/** Decimal text of a fact's area in 亩, for messages. */
export function muText(area: number): string {
  return decimalText(decimal(roundedText(BigInt(area), 1_000_000n, 6)));
}
