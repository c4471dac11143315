// A lot as the land bureau records it: areas, right, dates, holder and the policy facts of the land.
import type { CountyCode } from '#domain/land/codes.ts';
import type { AcquisitionMode, ProductionStart } from '#domain/land/parcel.ts';
import { type IsoDate, isoDate, yearOf } from '#domain/period.ts';
import type { FactScalar, FactValues } from '#domain/policy/facts.ts';
import { MICRO_MU_PER_SQUARE_METRE, type MicroMu, microMu } from '#domain/units.ts';
import type { BlockOrder } from './block-plan.ts';
import type { DemoCase } from './case.ts';
import type { DemoParcel } from './demo-county.ts';
import { unitCode } from './firm-codes.ts';
import { landValueFacts } from './land-value.ts';
import type { LotShape } from './lot-shapes.ts';
import type { CountyProfile } from './profiles.ts';
import type { Random } from './random.ts';

/** A lot with its code and registered area, before anybody is known to stand on it. */
export interface Lot {
  readonly code: string;
  readonly shape: LotShape;
  /** 登记面积; null where the register has none. */
  readonly registered: MicroMu | null;
  /** What stands for its size while firms are given land: registered, else as drawn. */
  readonly size: MicroMu;
}

export interface Holder {
  readonly name: string | null;
  readonly uscc: string | null;
}

/** Hundredths of a square metre: the step of registered areas, a whole number of micro-mu. */
const areaStep = MICRO_MU_PER_SQUARE_METRE / 100;

export function areaOfSquareMetres(squareMetres: number): MicroMu {
  return microMu(Math.round(squareMetres * 100) * areaStep);
}

/** Registered area as a bureau has it: near the drawing, now and then plainly off, seldom missing. */
export function registerLot(random: Random, code: string, shape: LotShape): Lot {
  const odd = random.next();
  const off = odd < 0.012 ? (random.chance(0.5) ? 1 : -1) * random.range(0.05, 0.14) : random.normal() * 0.0009;
  const registered = areaOfSquareMetres(shape.squareMetres * (1 + off));
  // Where nothing is registered, what firms have must stay within the drawing.
  if (odd > 0.996) return { code, shape, registered: null, size: areaOfSquareMetres(shape.squareMetres * 0.998) };
  return { code, shape, registered, size: registered };
}

export function addMonths(day: IsoDate, months: number): IsoDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const count = year * 12 + month - 1 + Math.round(months);
  return isoDate(`${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-${String(Math.min(date, 28)).padStart(2, '0')}`);
}

function dayBetween(random: Random, from: IsoDate, to: IsoDate): IsoDate {
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  const day = first + Math.floor(random.next() * ((last - first) / 86_400_000 + 1)) * 86_400_000;
  return isoDate(new Date(Math.min(day, last)).toISOString().slice(0, 10));
}

function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}

export interface LotUse {
  readonly profile: CountyProfile;
  readonly county: CountyCode;
  readonly order: BlockOrder;
  readonly blockCode: string | null;
  readonly place: string;
  readonly holder: Holder;
  readonly case: DemoCase | null;
  /** False where nothing is produced on the lot. */
  readonly produces: boolean;
}

function supplyFor(random: Random, use: LotUse): IsoDate | null {
  const { profile } = use;
  if (use.case?.supplyDate) return use.case.supplyDate;
  if (!use.produces) {
    const recent = isoDate(`${profile.evaluationYear}-12-31`);
    return random.chance(0.55)
      ? dayBetween(random, addMonths(profile.idleLine, -90), profile.idleLine)
      : dayBetween(random, addMonths(profile.idleLine, 1), recent);
  }
  const oldest = isoDate(use.order.estate ? '1998-03-01' : '1992-01-01');
  const newest = isoDate(`${profile.evaluationYear - (use.case ? 8 : 2)}-06-30`);
  const chosen = dayBetween(random, oldest, newest);
  const rate = use.order.estate ? 0.02 : 0.45;
  return !use.case && random.chance(rate) ? null : chosen;
}

function productionFor(random: Random, use: LotUse, supply: IsoDate | null): ProductionStart {
  const stated = use.case?.productionStart;
  if (stated) return { state: 'started', date: stated };
  if (!use.produces) return { state: 'not-started' };
  if (!use.case && random.chance(0.02)) return { state: 'unknown' };
  if (supply === null) return { state: 'unknown' };
  return { state: 'started', date: earlier(addMonths(supply, random.range(16, 44)), isoDate(`${use.profile.evaluationYear - 1}-03-15`)) };
}

function parcelFacts(random: Random, use: LotUse): FactValues {
  const { profile, order } = use;
  const facts: Record<string, FactScalar | null> = { landUseLawful: !(!use.case && random.chance(order.estate ? 0.006 : 0.04)) };
  facts['suppliedNotUsed'] = !use.produces;
  if (profile.code === '330411') {
    const loose = !use.case && random.chance(0.03);
    facts['fiveWei'] = use.produces ? (loose ? random.pick(['用而未尽', '投而未达标']) : null) : random.pick(['供而未用', '建而未投']);
  }
  if (profile.code === '330282') {
    const suffix = order.township.code.slice(6);
    const centre = ['004', '005', '006'].includes(suffix) && random.chance(0.5);
    const bay = ['402', '404'].includes(suffix) && random.chance(0.6);
    facts['zone'] = centre ? ['中心城区控制区'] : bay ? ['前湾沪浙合作创新区'] : order.estate ? ['工业保留区块'] : ['村庄'];
    facts['transitionControlZone'] = !use.case && random.chance(0.01);
  }
  Object.assign(facts, use.case?.parcel ?? {});
  if (!use.case && random.chance(0.02)) delete facts['suppliedNotUsed'];
  return facts;
}

export function parcelRecord(random: Random, lot: Lot, use: LotUse, number: number): DemoParcel {
  const { order, profile } = use;
  const supply = supplyFor(random, use);
  const production = productionFor(random, use, supply);
  const modes: readonly (readonly [AcquisitionMode, number])[] = [
    ['出让', 78],
    ['转让', 11],
    ['司法拍卖', 4],
    ['划拨', 5],
    ['其他', 2],
  ];
  const mode = use.case?.acquisition?.mode ?? (use.case ? '出让' : random.weighted(modes, ([, weight]) => weight)[0]);
  const bought = mode === '转让' || mode === '司法拍卖' || mode === '其他';
  const latest = isoDate(`${profile.evaluationYear - 1}-10-31`);
  const acquired =
    use.case?.acquisition?.date ?? (supply === null ? null : bought && supply < latest ? dayBetween(random, supply, latest) : supply);
  const agreedStart = supply === null || random.chance(0.03) ? null : addMonths(supply, random.whole(4, 12));
  const agreedCompletion = agreedStart === null ? null : addMonths(agreedStart, random.whole(14, 30));
  const begun = production.state === 'started' || (production.state === 'not-started' && random.chance(0.35));
  const start = agreedStart !== null && begun ? addMonths(agreedStart, random.range(-2, 7)) : null;
  const actualStart =
    start === null ? null : production.state === 'started' ? earlier(start, addMonths(production.date, -6)) : earlier(start, profile.asOf);
  const township = order.township;
  return {
    county: use.county,
    code: lot.code,
    location: `${township.name}${use.place}${order.estate ? `工业区块${number}号` : `村${number}号`}`,
    registeredArea: lot.registered,
    landUse: !use.case && random.chance(0.02) ? '仓储用地' : '工业用地',
    acquisitionMode: mode,
    supplyDate: supply,
    acquisitionDate: acquired !== null && supply !== null && acquired < supply ? supply : acquired,
    agreedStart,
    agreedCompletion,
    actualStart: actualStart !== null && supply !== null && actualStart < supply ? supply : actualStart,
    productionStart: production,
    holder: use.holder.name,
    holderUscc: use.holder.uscc,
    unitCode: random.chance(0.05)
      ? null
      : unitCode(lot.code, production.state === 'started' && yearOf(production.date) < profile.evaluationYear),
    township: township.code,
    block: use.blockCode,
    shape: lot.shape.shape,
    facts: { ...parcelFacts(random, use), ...landValueFacts(lot, use, supply) },
  };
}
