// What the record knows of a parcel for its cost and its score, in the form in which the arithmetic takes it.
import { gradeLetters, VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';
import { countedArea, type Parcel } from '#domain/land/parcel.ts';
import { isoDate, parseIsoDate, wholeMonthsBetween, type IsoDate } from '#domain/period.ts';
import type { CostInputs } from '#domain/repurchase/cost.ts';
import type { ScoreInputs } from '#domain/repurchase/score.ts';
import type { Settings } from '#domain/repurchase/settings.ts';
import { decimal, fen, type Fen, parseMoney, roundedText } from '#domain/units.ts';
import type { CountySheet } from '../sheet.ts';
import { idlenessAt } from '../year-columns.ts';

const numberFact = (parcel: Parcel, name: string): number | null => {
  const value = parcel.facts[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
};
const flagFact = (parcel: Parcel, name: string): boolean | null => {
  const value = parcel.facts[name];
  return typeof value === 'boolean' ? value : null;
};
/** Money of a fact in 万元; null known to be none is 0 here. */
const moneyFact = (parcel: Parcel, name: string): Fen | null => {
  if (parcel.facts[name] === null) return fen(0);
  const value = numberFact(parcel, name);
  return value === null ? null : (parseMoney(String(value), '万元')?.value ?? null);
};
/** A number of a fact in hundredths. */
const hundredths = (value: number | null): number | null => {
  if (value === null) return null;
  const { digits, scale } = decimal(value);
  return Number(roundedText(digits * 100n, 10n ** BigInt(scale), 0));
};

interface Term {
  readonly months: { readonly left: number; readonly whole: number } | null;
  readonly assumed: string | null;
}

function yearsLater(day: IsoDate, years: number): IsoDate {
  const text = `${String(Number(day.slice(0, 4)) + years)}${day.slice(4)}`;
  return parseIsoDate(text) ?? isoDate(`${text.slice(0, 7)}-28`);
}

/** What is left of the right: from its stated end, else from supply and the model's term (said as an assumption). */
function termOf(parcel: Parcel, termYears: number, asOf: IsoDate): Term {
  const stated = parcel.facts['rightEndDate'];
  const end = typeof stated === 'string' ? parseIsoDate(stated) : null;
  const begin = parcel.supplyDate ?? parcel.acquisitionDate;
  if (end === null && begin === null) return { months: null, assumed: null };
  const last = end ?? yearsLater(begin!, termYears);
  const stretch = end !== null && begin !== null ? wholeMonthsBetween(begin, last) : termYears * 12;
  const whole = Math.max(1, stretch);
  const left = Math.min(whole, Math.max(0, wholeMonthsBetween(asOf, last)));
  return { months: { left, whole }, assumed: end === null ? `使用权终止日期不详，按 ${begin} 起 ${termYears} 年计` : null };
}

/** Whether somebody produces on it: known not to when nothing ever began or everybody halted; unknown when nobody is known to stand there. */
function producesAt(sheet: CountySheet, pick: number): boolean | null {
  const parcel = sheet.parcel(pick);
  if (parcel.productionStart.state === 'not-started') return false;
  if (idlenessAt(sheet, pick).state !== 'none') return false;
  const { start } = sheet.occupants(sheet.years.at(-1) ?? 0);
  return start[pick]! < start[pick + 1]! ? true : null;
}

export function costInputsOf(sheet: CountySheet, pick: number, settings: Settings): CostInputs {
  const parcel = sheet.parcel(pick);
  const { months, assumed } = termOf(parcel, settings.cost.termYears, sheet.asOf);
  const structure = parcel.facts['buildingStructure'];
  const newness = numberFact(parcel, 'buildingNewnessPercent');
  return {
    area: countedArea(parcel)?.area ?? null,
    valuation: parcel.facts['landValueWan'] === null ? null : moneyFact(parcel, 'landValueWan'),
    price: parcel.facts['landPriceWan'] === null ? null : moneyFact(parcel, 'landPriceWan'),
    months,
    monthsAssumed: assumed,
    unbuilt: parcel.productionStart.state === 'not-started' && parcel.actualStart === null,
    floor: parcel.facts['buildingAreaM2'] === null ? 0 : hundredths(numberFact(parcel, 'buildingAreaM2')),
    structure: typeof structure === 'string' ? structure : null,
    newness: newness === null || newness > 100 ? null : hundredths(newness),
    produces: producesAt(sheet, pick),
    idleFee: moneyFact(parcel, 'idleFeeWan'),
    penalty: moneyFact(parcel, 'breachPenaltyWan'),
  };
}

/** 亩均税收 of the parcel in each year of the accounts. */
function taxSeries(sheet: CountySheet, pick: number): ScoreInputs['taxPerMu'] {
  const area = sheet.base.area[pick]!;
  return sheet.years.map((year) => {
    const { start, tax } = sheet.occupants(year);
    const [from, to] = [start[pick]!, start[pick + 1]!];
    let sum = from === to ? Number.NaN : 0;
    for (let slot = from; slot < to; slot += 1) sum += tax[slot]!;
    return { year, value: Number.isNaN(sum) || !(area > 0) ? null : sum / area };
  });
}

/** Idleness with its months. Where nothing says so, it is known not to be only by a decision, or where somebody produces or may still build. */
function idleFound(sheet: CountySheet, pick: number): ScoreInputs['idle'] {
  const { state, since } = idlenessAt(sheet, pick);
  const unknown = state === 'none' && sheet.idleDecision(sheet.parcel(pick).code) === null && producesAt(sheet, pick) === null;
  return {
    state: unknown ? 'unknown' : state,
    months: since === null || since > sheet.asOf ? null : wholeMonthsBetween(since, sheet.asOf),
  };
}

/** Everything but the price's rank, which takes all parcels. */
export function scoreInputsOf(
  sheet: CountySheet,
  pick: number,
  columns: YearColumns,
  settings: Settings,
  reference: ScoreInputs['reference'],
): Omit<ScoreInputs, 'cheaperThan'> {
  const parcel = sheet.parcel(pick);
  const verdict = columns.verdict[pick]!;
  const letter = gradeLetters[columns.grade[pick]!] || null;
  const zones = sheet.zonesOf(parcel.code) ?? (Array.isArray(parcel.facts['zone']) ? (parcel.facts['zone'] as readonly string[]) : null);
  return {
    taxPerMu: taxSeries(sheet, pick),
    reference,
    verdict:
      verdict === VERDICT_UNKNOWN || columns.policy === ''
        ? null
        : verdict === 0
          ? 'none'
          : { name: columns.classes[verdict - 1]!, rank: verdict - 1, of: columns.classes.length },
    grade: letter === null ? null : { letter, years: columns.gradeYears[pick]! },
    idle: idleFound(sheet, pick),
    vacancy: numberFact(parcel, 'vacancyPercent'),
    breach: flagFact(parcel, 'contractBreach'),
    months: termOf(parcel, settings.cost.termYears, sheet.asOf).months,
    lawful: flagFact(parcel, 'landUseLawful'),
    zones: zones === null ? null : zones.map((name) => ({ name, score: settings.zoneScores[name] ?? null })),
    ownership: {
      owners: numberFact(parcel, 'coOwners'),
      mortgaged: flagFact(parcel, 'mortgaged'),
      sealed: flagFact(parcel, 'sealed'),
    },
    willing: flagFact(parcel, 'ownerWilling'),
  };
}
