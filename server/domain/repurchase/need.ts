// An investor's needs against land that is or becomes free: each requirement met, not met, or not known; best fit first.
import { compareMu, type Decimal, type MicroMu, toMu } from '../units.ts';

/** What an investor looks for; parts left out are not asked for. */
export interface LandNeed {
  /** 亩, at least. */
  readonly areaMu: Decimal;
  /** 亩, at most. */
  readonly mostMu?: Decimal | undefined;
  /** 平方米 of buildings that can be used. */
  readonly floorM2?: number | undefined;
  /** 千伏安 of power supply. */
  readonly powerKva?: number | undefined;
  /** Division of GB/T 4754 (two digits): firms of it should be near. */
  readonly sector?: string | undefined;
}

/** Land on offer: one plot, or plots side by side. */
export interface LandSupply {
  readonly codes: readonly string[];
  readonly area: MicroMu;
  /** Null when it is not known of any one of the plots. */
  readonly floorM2: number | null;
  readonly powerKva: number | null;
  readonly township: string | null;
  /** Firms of the industrial block around it by division; null when nothing is known of the block. */
  readonly sectors: ReadonlyMap<string, number> | null;
}

export const needParts = ['area', 'most', 'floor', 'power', 'sector'] as const;
export type NeedPart = (typeof needParts)[number];

/** One requirement against what there is. */
export interface NeedFit {
  readonly part: NeedPart;
  readonly met: boolean | 'unknown';
  /** In words: what there is. */
  readonly found: string;
}

export interface LandMatch {
  readonly supply: LandSupply;
  readonly fits: readonly NeedFit[];
  /** all: everything is met; open: nothing fails, something is not known; no: something fails. */
  readonly verdict: 'all' | 'open' | 'no';
}

const atLeast = (value: number | null, least: number): NeedFit['met'] => (value === null ? 'unknown' : value >= least);

function fitsOf(need: LandNeed, { area, floorM2, powerKva, sectors }: LandSupply): NeedFit[] {
  const fits: NeedFit[] = [{ part: 'area', met: compareMu(area, need.areaMu) >= 0, found: `${toMu(area)} 亩` }];
  if (need.mostMu) fits.push({ part: 'most', met: compareMu(area, need.mostMu) <= 0, found: `${toMu(area)} 亩` });
  if (need.floorM2 !== undefined)
    fits.push({ part: 'floor', met: atLeast(floorM2, need.floorM2), found: floorM2 === null ? '建筑面积不详' : `${floorM2} 平方米` });
  if (need.powerKva !== undefined)
    fits.push({ part: 'power', met: atLeast(powerKva, need.powerKva), found: powerKva === null ? '供电容量不详' : `${powerKva} 千伏安` });
  if (need.sector !== undefined) {
    const near = sectors?.get(need.sector) ?? 0;
    fits.push({
      part: 'sector',
      met: sectors === null ? 'unknown' : near > 0,
      found: sectors === null ? '区块产业不详' : `区块内同类企业 ${near} 家`,
    });
  }
  return fits;
}

function verdictOf(fits: readonly NeedFit[]): LandMatch['verdict'] {
  if (fits.some(({ met }) => met === false)) return 'no';
  return fits.some(({ met }) => met === 'unknown') ? 'open' : 'all';
}

const order = { all: 0, open: 1, no: 2 } as const;

/** Every offer against the need: met ones first, then those of which something is not known, then the rest; the smallest surplus first. */
export function matchLand(need: LandNeed, supplies: readonly LandSupply[]): LandMatch[] {
  return supplies
    .map((supply): LandMatch => {
      const fits = fitsOf(need, supply);
      return { supply, fits, verdict: verdictOf(fits) };
    })
    .sort((a, b) => {
      const failing = (match: LandMatch): number => match.fits.filter(({ met }) => met === false).length;
      // Among offers that are too small the largest is nearest; among those that do, the smallest wastes least.
      const area = a.verdict === 'no' ? b.supply.area - a.supply.area : a.supply.area - b.supply.area;
      return order[a.verdict] - order[b.verdict] || failing(a) - failing(b) || area || (a.supply.codes[0]! < b.supply.codes[0]! ? -1 : 1);
    });
}
