// A firm's yearly accounts: tax from its level, the year and chance; the other figures from the tax; grades from a score with memory.
import { type Grade } from '#domain/firms/firm.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { yearOf } from '#domain/period.ts';
import { decimal, type Fen, fen, FEN_PER_WAN, microMu, type MicroMu, sumMicroMu } from '#domain/units.ts';
import type { DemoAccount } from './demo-county.ts';
import type { FirmDraft } from './firm-draft.ts';
import type { CountyProfile } from './profiles.ts';
import type { Random } from './random.ts';

/** 规上: main-business revenue of the year at or above 2 000 万元. */
export const aboveScaleRevenue = fen(2000 * FEN_PER_WAN);

const yearTrend = 0.045;

/** Money rounded to 100 元, as bureaus give it. */
function roundWan(wan: number): Fen {
  return fen(Math.round(wan * 100) * (FEN_PER_WAN / 100));
}

/** Exact tax of a case: ratio in 万元/亩 times land, to the fen (whole for ratios of two decimals where the land allows). */
function exactTax(ratio: string, area: MicroMu): Fen {
  const { digits, scale } = decimal(ratio);
  const top = digits * BigInt(area);
  const bottom = 10n ** BigInt(scale);
  // Rounded towards the lower side, so that "just below" stays below.
  const whole = top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom);
  return fen(Number(whole));
}

/** Entry of a list that ends with the evaluation year; undefined outside it; later years repeat the last. */
function atYear<T>(list: readonly T[] | undefined, year: number, evaluationYear: number): T | undefined {
  if (!list || list.length === 0) return undefined;
  const index = list.length - 1 - (evaluationYear - year);
  return index < 0 ? undefined : list[Math.min(index, list.length - 1)];
}

function gradeOf(score: number): Grade {
  return score > 0.95 ? 'A' : score > -0.45 ? 'B' : score > -1.6 ? 'C' : 'D';
}

interface Course {
  drift: number;
}

function taxOf(random: Random, draft: FirmDraft, year: number, area: MicroMu, profile: CountyProfile, course: Course): Fen | null {
  course.drift = course.drift * 0.72 + random.normal() * 0.14;
  const shock = random.next();
  const stated = atYear(draft.case?.tax, year, profile.evaluationYear);
  if (stated !== undefined) return stated === null ? null : exactTax(stated, area);
  if (!draft.case && shock < 0.011) return null;
  const mu = area / 1_000_000;
  const perMu = Math.exp(draft.effect + course.drift + yearTrend * (year - profile.years[1]) - (year === 2020 ? 0.07 : 0));
  if (!draft.case && shock < 0.015) return roundWan(-perMu * mu * 0.12);
  if (!draft.case && shock < 0.019) return fen(0);
  const halted = draft.haltedSince !== null && year > yearOf(draft.haltedSince);
  return roundWan(perMu * mu * (halted ? 0.06 : 1));
}

/** Revenue that agrees with the tax, and with 规上 where a case says so. */
function revenueOf(random: Random, draft: FirmDraft, tax: Fen | null, area: MicroMu, burden: number): Fen {
  const wan = tax !== null && tax > 0 ? tax / FEN_PER_WAN : Math.exp(draft.effect) * (area / 1_000_000) * 0.5;
  const free = (wan / burden) * Math.exp(random.normal() * 0.12);
  const scale = draft.case?.aboveScale;
  if (scale === true) return roundWan(Math.max(free, 2000 + random.range(10, 900)));
  return roundWan(scale === false ? Math.min(free, 2000 - random.range(20, 400)) : free);
}

function two(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Accounts of all years in which the firm is on the books. */
export function firmAccounts(random: Random, draft: FirmDraft, county: CountyCode, profile: CountyProfile): DemoAccount[] {
  const occupied = sumMicroMu(draft.land.map((piece) => piece.area));
  const area = occupied > 0 ? occupied : microMu(random.whole(2, 12) * 1_000_000);
  const odd = draft.case ? 1 : random.next();
  const assessed = odd < 0.02 ? null : odd < 0.06 ? microMu(Math.round((area * random.range(0.86, 1.12)) / 10_000) * 10_000) : area;
  const base = assessed ?? area;
  const burden = draft.sector.burden * 1.3 * Math.exp(random.normal() * 0.25);
  const course: Course = { drift: 0 };
  const researches = random.chance(0.62);
  const measuresEmissions = random.chance(0.45);
  const accounts: DemoAccount[] = [];
  for (let year = Math.max(profile.years[0], draft.since); year <= profile.years[1]; year += 1) {
    const tax = taxOf(random, draft, year, base, profile, course);
    const revenue = revenueOf(random, draft, tax, base, burden);
    const shareOfRevenue = random.range(0.17, 0.31);
    const added = roundWan((revenue / FEN_PER_WAN) * shareOfRevenue);
    const addedWan = added / FEN_PER_WAN;
    const energy = two(addedWan * draft.sector.energy * Math.exp(random.normal() * 0.2));
    const score =
      (Math.log(Math.max(0.05, (tax ?? 0) / base)) - Math.log(profile.medianTaxPerMu)) * 0.72 +
      draft.gradeEffect * 0.3 +
      random.normal() * 0.2;
    const stated = atYear(draft.case?.grades, year, profile.evaluationYear);
    const graded = tax !== null && year > draft.since && (base >= 3_000_000 || random.chance(0.3)) && !random.chance(0.02);
    const blank = !draft.case && random.chance(0.008);
    if (!draft.case && random.chance(0.006)) continue;
    accounts.push({
      county,
      uscc: draft.uscc,
      name: draft.name,
      year,
      tax,
      revenue: blank ? null : revenue,
      valueAdded: blank ? null : added,
      outputValue: blank ? null : roundWan((revenue / FEN_PER_WAN) * 1.03),
      researchSpending: researches ? roundWan((revenue / FEN_PER_WAN) * random.range(0.012, 0.048)) : fen(0),
      energyTce: random.chance(0.02) ? null : energy,
      powerKwh: random.chance(0.02) ? null : Math.round((energy * random.range(0.55, 0.8)) / 0.0001229),
      waterTonnes: random.chance(0.04) ? null : Math.round(addedWan * random.range(1.2, 6)),
      emissionsTonnes: measuresEmissions ? two(addedWan * 0.0006 * random.range(0.4, 2)) : null,
      employees: Math.max(2, Math.round(addedWan / random.range(11, 19))),
      aboveScale: blank ? null : revenue >= aboveScaleRevenue,
      grade: stated !== undefined ? stated : graded ? gradeOf(score) : null,
      assessedArea: assessed,
    });
  }
  return accounts;
}
