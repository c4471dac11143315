// What buying one parcel back is estimated to cost, brick by brick in whole fen. 估算，以评估为准.
import { decimal, decimalText, fen, type Fen, type MicroMu, roundedText } from '../units.ts';
import type { CostModel, CostOverride } from './settings.ts';

/** What is known of a parcel for its cost. Null or undefined = unknown. */
export interface CostInputs {
  readonly area: MicroMu | null;
  /** 评估地价. */
  readonly valuation: Fen | null;
  /** 出让价款. */
  readonly price: Fen | null;
  /** Months of the right that are left, and of the whole right; null when no date of it is known. */
  readonly months: { readonly left: number; readonly whole: number } | null;
  /** What was assumed for the remaining term; null when it is stated, or not known at all. */
  readonly monthsAssumed: string | null;
  /** Known not to have been begun: without a stated floor area there are no buildings. */
  readonly unbuilt: boolean;
  /** Floor area in hundredths of a square metre; null = unknown. */
  readonly floor: number | null;
  readonly structure: string | null;
  /** 成新率 in hundredths of a percent. */
  readonly newness: number | null;
  /** Whether somebody produces there now. */
  readonly produces: boolean | null;
  readonly idleFee: Fen | null;
  readonly penalty: Fen | null;
}

export const brickKinds = [
  'override',
  'land',
  'buildings',
  'relocation',
  'stoppage',
  'earlySigning',
  'idleFee',
  'penalty',
  'floor',
] as const;
export type BrickKind = (typeof brickKinds)[number];

/** One part of a cost. */
export interface Brick {
  readonly kind: BrickKind;
  /** Negative for what is taken off. */
  readonly fen: Fen;
  /** The arithmetic in words, with its numbers. */
  readonly formula: string;
  /** What was assumed because an input is missing. */
  readonly assumed: readonly string[];
}

export type Cost =
  | { readonly known: true; readonly fen: Fen; readonly bricks: readonly Brick[]; readonly assumed: readonly string[] }
  | { readonly known: false; readonly missing: readonly string[] };

export const costLabel = '估算，以评估为准';
export const costRounding = '每一项四舍五入到分（五入远离零），合计为各项之和';

/** numerator ÷ denominator in fen, rounded half away from zero to a whole fen. */
function wholeFen(numerator: bigint, denominator: bigint): Fen {
  return fen(Number(roundedText(numerator, denominator, 0)));
}

/** A model's number as a fraction of whole numbers. */
function fraction(value: number): readonly [bigint, bigint] {
  const { digits, scale } = decimal(value);
  return [digits, 10n ** BigInt(scale)];
}

const wan = (money: Fen): string => decimalText(decimal(roundedText(BigInt(money), 1_000_000n, 6)));
const mu = (area: MicroMu): string => decimalText(decimal(roundedText(BigInt(area), 1_000_000n, 6)));
const squareMetres = (hundredths: number): string => decimalText(decimal(roundedText(BigInt(hundredths), 100n, 2)));

class Bricklayer {
  readonly bricks: Brick[] = [];
  readonly missing: string[] = [];
  lay(kind: BrickKind, amount: Fen, formula: string, assumed: readonly string[] = []): void {
    this.bricks.push({ kind, fen: amount, formula, assumed });
  }
}

function layLand(wall: Bricklayer, { cost, inputs, area }: Situation): void {
  const { valuation, price, months } = inputs;
  const byPrice = price !== null && (cost.landBasis === 'price-first' || valuation === null);
  if (!byPrice && valuation !== null) {
    wall.lay('land', valuation, `评估地价 ${wan(valuation)} 万元`);
    return;
  }
  const assumed =
    months === null
      ? [`剩余年限不详，按出让年限 ${cost.termYears} 年未使用计`]
      : inputs.monthsAssumed === null
        ? []
        : [inputs.monthsAssumed];
  const { left, whole } = months ?? { left: cost.termYears * 12, whole: cost.termYears * 12 };
  const share = `剩余 ${left} 个月 ÷ 出让 ${whole} 个月`;
  if (byPrice) {
    wall.lay('land', wholeFen(BigInt(price) * BigInt(left), BigInt(whole)), `出让价款 ${wan(price)} 万元 × ${share}`, assumed);
    return;
  }
  if (cost.benchmarkWanPerMu === null) {
    wall.missing.push('评估地价或出让价款');
    return;
  }
  const [top, bottom] = fraction(cost.benchmarkWanPerMu);
  // 万元/亩 is fen per micro-mu.
  const amount = wholeFen(BigInt(area) * top * BigInt(left), bottom * BigInt(whole));
  wall.lay('land', amount, `基准地价 ${cost.benchmarkWanPerMu} 万元/亩 × ${mu(area)} 亩 × ${share}`, [
    `无评估地价和出让价款，按基准地价 ${cost.benchmarkWanPerMu} 万元/亩`,
    ...assumed,
  ]);
}

/** Floor area in hundredths of a square metre, as stated or assumed. */
function floorOf(wall: Bricklayer, { cost, inputs, area }: Situation): { hundredths: number; assumed: string[] } | null {
  if (inputs.floor !== null) return { hundredths: inputs.floor, assumed: [] };
  if (inputs.unbuilt) return { hundredths: 0, assumed: ['未动工且无建筑面积记录，按没有建筑计'] };
  if (cost.assumedFloorRatio === null) {
    wall.missing.push('建筑面积');
    return null;
  }
  const [top, bottom] = fraction(cost.assumedFloorRatio);
  // 1 m² is 1500 µmu, a hundredth of it 15.
  const hundredths = Number(roundedText(BigInt(area) * top, 15n * bottom, 0));
  return { hundredths, assumed: [`建筑面积不详，按容积率 ${cost.assumedFloorRatio} 计 ${squareMetres(hundredths)} ㎡`] };
}

function replacementOf(wall: Bricklayer, { cost, inputs }: Situation): { yuan: number; assumed: string[] } | null {
  const listed = inputs.structure === null ? undefined : cost.replacementYuanPerM2[inputs.structure];
  if (listed !== undefined) return { yuan: listed, assumed: [] };
  if (cost.assumedReplacementYuanPerM2 === null) {
    wall.missing.push('建筑结构');
    return null;
  }
  const why = inputs.structure === null ? '建筑结构不详' : `建筑结构“${inputs.structure}”未列重置价`;
  return { yuan: cost.assumedReplacementYuanPerM2, assumed: [`${why}，按 ${cost.assumedReplacementYuanPerM2} 元/㎡`] };
}

function newnessOf(wall: Bricklayer, { cost, inputs }: Situation): { hundredths: number; assumed: string[] } | null {
  if (inputs.newness !== null) return { hundredths: inputs.newness, assumed: [] };
  if (cost.assumedNewnessPercent === null) {
    wall.missing.push('成新率');
    return null;
  }
  const hundredths = Number(roundedText(fraction(cost.assumedNewnessPercent)[0] * 100n, fraction(cost.assumedNewnessPercent)[1], 0));
  return { hundredths, assumed: [`成新率不详，按 ${cost.assumedNewnessPercent} %`] };
}

const percentOf = (amount: Fen, percent: number): Fen => {
  const [top, bottom] = fraction(percent);
  return wholeFen(BigInt(amount) * top, bottom * 100n);
};

function layBuildings(wall: Bricklayer, situation: Situation): void {
  const { cost, inputs, area } = situation;
  const floor = floorOf(wall, situation);
  if (floor === null) return;
  if (floor.hundredths === 0) {
    wall.lay('buildings', fen(0), '没有建筑', floor.assumed);
  } else {
    const [replacement, newness] = [replacementOf(wall, situation), newnessOf(wall, situation)];
    if (replacement === null || newness === null) return;
    const [top, bottom] = fraction(replacement.yuan);
    // Hundredths of m² × 元 × hundredths of a percent: ÷ 100 ÷ 10 000, × 100 fen.
    const value = wholeFen(BigInt(floor.hundredths) * top * BigInt(newness.hundredths), bottom * 10_000n);
    const newnessText = decimalText(decimal(roundedText(BigInt(newness.hundredths), 100n, 2)));
    wall.lay('buildings', value, `${squareMetres(floor.hundredths)} ㎡ × 重置价 ${replacement.yuan} 元/㎡ × 成新率 ${newnessText} %`, [
      ...floor.assumed,
      ...replacement.assumed,
      ...newness.assumed,
    ]);
    const [move, per] = fraction(cost.relocationYuanPerM2);
    wall.lay(
      'relocation',
      wholeFen(BigInt(floor.hundredths) * move, per),
      `搬迁费 ${squareMetres(floor.hundredths)} ㎡ × ${cost.relocationYuanPerM2} 元/㎡`,
      floor.assumed,
    );
    if (inputs.produces !== false) {
      const assumed = inputs.produces === null ? ['是否在产不详，按在产计停产损失'] : [];
      wall.lay(
        'stoppage',
        percentOf(value, cost.stoppagePercent),
        `停产停业损失：建筑 ${wan(value)} 万元 × ${cost.stoppagePercent} %`,
        assumed,
      );
    }
    const bonus = percentOf(value, cost.earlySigningPercent);
    if (bonus !== 0) wall.lay('earlySigning', bonus, `签约奖励：建筑 ${wan(value)} 万元 × ${cost.earlySigningPercent} %`);
  }
  const [top, bottom] = fraction(cost.earlySigningWanPerMu);
  if (top !== 0n)
    wall.lay('earlySigning', wholeFen(BigInt(area) * top, bottom), `签约奖励 ${mu(area)} 亩 × ${cost.earlySigningWanPerMu} 万元/亩`);
}

interface Situation {
  readonly cost: CostModel;
  readonly inputs: CostInputs;
  readonly area: MicroMu;
}

/**
 * The cost of a parcel by the model, or what is missing for it. Fees and penalties that are not known are taken as none, and that is
 * said; what is taken off never exceeds what is paid.
 */
export function costOf(cost: CostModel, inputs: CostInputs, override: CostOverride | null): Cost {
  if (override !== null && override.costFen !== null) {
    const amount = fen(override.costFen);
    return {
      known: true,
      fen: amount,
      bricks: [{ kind: 'override', fen: amount, formula: `人工填报 ${wan(amount)} 万元：${override.source}`, assumed: [] }],
      assumed: [],
    };
  }
  if (inputs.area === null) return { known: false, missing: ['宗地面积'] };
  const wall = new Bricklayer();
  const situation = { cost, inputs, area: inputs.area };
  layLand(wall, situation);
  layBuildings(wall, situation);
  if (wall.missing.length > 0) return { known: false, missing: wall.missing };
  const paid = wall.bricks.reduce((sum, brick) => fen(sum + brick.fen), fen(0));
  if (inputs.idleFee !== null && inputs.idleFee > 0)
    wall.lay('idleFee', fen(0 - inputs.idleFee), `扣应缴土地闲置费 ${wan(inputs.idleFee)} 万元`);
  if (inputs.penalty !== null && inputs.penalty > 0)
    wall.lay('penalty', fen(0 - inputs.penalty), `扣应缴违约金 ${wan(inputs.penalty)} 万元`);
  const off = (inputs.idleFee ?? 0) + (inputs.penalty ?? 0);
  if (off > paid) wall.lay('floor', fen(off - paid), '扣减以补偿合计为限');
  const total = wall.bricks.reduce((sum, brick) => fen(sum + brick.fen), fen(0));
  const unknownFees = inputs.idleFee === null || inputs.penalty === null ? ['闲置费、违约金未填的，按无计'] : [];
  return {
    known: true,
    fen: total,
    bricks: wall.bricks,
    assumed: [...new Set([...wall.bricks.flatMap((brick) => brick.assumed), ...unknownFees])],
  };
}
