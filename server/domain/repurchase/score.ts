// How much a parcel asks to be bought back: parts from 0 to 100, each with its weight, its figure and its reason; the unknown is never zero.
import { scoreParts, type ScorePart, type Weights } from './settings.ts';

/** What is known of a parcel for its score; null = unknown. */
export interface ScoreInputs {
  /** 亩均税收 by year, newest last, in 万元/亩; null where tax or land of the year is not known. */
  readonly taxPerMu: readonly { readonly year: number; readonly value: number | null }[];
  /** 亩均税收 from which nothing speaks for buying, in 万元/亩, and whose figure that is. */
  readonly reference: { readonly value: number; readonly from: string };
  /** The policy's class with its rank among the classes (0 = strictest); 'none' when no rule holds, null when it cannot be judged. */
  readonly verdict: { readonly name: string; readonly rank: number; readonly of: number } | 'none' | null;
  /** Grade of the latest year and for how many years running; null when the grade is not known. */
  readonly grade: { readonly letter: string; readonly years: number } | null;
  /** unknown: nothing speaks for it, and nobody is known to produce there. */
  readonly idle: { readonly state: 'none' | 'unknown' | 'suspected' | 'decided'; readonly months: number | null };
  /** 空置率 in percent. */
  readonly vacancy: number | null;
  readonly breach: boolean | null;
  readonly months: { readonly left: number; readonly whole: number } | null;
  /** 用地合法且合规划. */
  readonly lawful: boolean | null;
  /** Zones with the score the county gives them; null when no zones are known. */
  readonly zones: readonly { readonly name: string; readonly score: number | null }[] | null;
  /** Share of the county's parcels with a known cost whose cost per mu is higher, 0 to 1. */
  readonly cheaperThan: number | null;
  readonly ownership: { readonly owners: number | null; readonly mortgaged: boolean | null; readonly sealed: boolean | null };
  readonly willing: boolean | null;
}

export interface Part {
  readonly part: ScorePart;
  readonly weight: number;
  /** 0 to 100 in whole thousandths; null = unknown. */
  readonly value: number | null;
  /** What was found, or what is missing. */
  readonly says: string;
}

export interface Score {
  /** Weighted mean of the known parts, 0 to 100, rounded down to the thousandth: what is shown is what limits compare. Null when none is known. */
  readonly score: number | null;
  /** Weight of the known parts ÷ weight of all. */
  readonly coverage: number;
  readonly parts: readonly Part[];
}

type Found = readonly [value: number | null, says: string];
const within = (value: number): number => Math.min(100, Math.max(0, value));
const shown = (value: number, digits = 1): string => String(Number(value.toFixed(digits)));

/** Years of 亩均税收 that are looked at. */
const taxYears = 3;
const gradeValues: Readonly<Record<string, number>> = { A: 0, B: 15, C: 50, D: 75 };

function taxPart({ taxPerMu, reference }: ScoreInputs): Found {
  const known = taxPerMu.slice(-taxYears).filter((entry): entry is { year: number; value: number } => entry.value !== null);
  if (known.length === 0) return [null, '亩均税收不详'];
  const mean = known.reduce((sum, { value }) => sum + value, 0) / known.length;
  const years = known.map(({ year }) => year).join('、');
  return [
    within(100 * (1 - mean / reference.value)),
    `${years} 年平均 ${shown(mean, 3)} 万元/亩，${reference.from} ${shown(reference.value, 3)} 万元/亩`,
  ];
}

function classPart({ verdict }: ScoreInputs): Found {
  if (verdict === null) return [null, '按现有资料不能判定类别'];
  if (verdict === 'none') return [0, '未列入任何类别'];
  return [within(100 - (verdict.rank * 75) / Math.max(1, verdict.of)), verdict.name];
}

function streakPart({ grade }: ScoreInputs): Found {
  if (grade === null) return [null, '评价等级不详'];
  const base = gradeValues[grade.letter] ?? 0;
  const longer = grade.letter === 'C' || grade.letter === 'D' ? (grade.years - 1) * 10 : 0;
  return [within(base + longer), `${grade.letter} 级，连续 ${grade.years} 年`];
}

function idlePart({ idle }: ScoreInputs): Found {
  if (idle.state === 'none') return [0, '不闲置'];
  if (idle.state === 'unknown') return [null, '是否闲置不详：没有在用企业和投产记录'];
  const years = idle.months === null ? null : Math.floor(idle.months / 12);
  const since = years === null ? '' : `，满 ${years} 年`;
  if (idle.state === 'decided') return [within(80 + (years ?? 0) * 5), `已认定闲置${since}`];
  return [within(50 + (years ?? 0) * 5), `疑似闲置${since}`];
}

function termPart({ months }: ScoreInputs): Found {
  if (months === null) return [null, '剩余年限不详'];
  return [within(100 * (1 - months.left / months.whole)), `剩余 ${shown(months.left / 12)} 年，共 ${shown(months.whole / 12)} 年`];
}

function planPart({ lawful, zones }: ScoreInputs): Found {
  const scored = (zones ?? []).filter((zone): zone is { name: string; score: number } => zone.score !== null);
  const byZone = scored.length === 0 ? null : Math.max(...scored.map((zone) => zone.score));
  const names = zones === null || zones.length === 0 ? '' : `，分区 ${zones.map((zone) => zone.name).join('、')}`;
  if (lawful === false) return [100, `不合规划${names}`];
  if (byZone !== null) return [byZone, `按分区给分${names}`];
  return lawful === null ? [null, `是否合规划不详${names}`] : [0, `合规划${names}`];
}

function ownershipPart({ ownership: { owners, mortgaged, sealed } }: ScoreInputs): Found {
  const missing = [owners === null ? '共有人' : null, mortgaged === null ? '抵押' : null, sealed === null ? '查封' : null].filter(
    (name) => name !== null,
  );
  const found = [
    owners === null ? null : owners > 1 ? `${owners} 人共有` : '单一权利人',
    mortgaged === true ? '有抵押' : null,
    sealed === true ? '被查封' : null,
  ];
  const says = [...found.filter((text) => text !== null), ...(missing.length > 0 ? [`${missing.join('、')}不详`] : [])].join('，');
  // Part of what is unknown may be a hindrance; a clean title cannot be claimed.
  if (missing.length > 0) return [null, says];
  return [within(100 - Math.min(4, owners! - 1) * 15 - (mortgaged ? 30 : 0) - (sealed ? 50 : 0)), says];
}

const yes = (value: boolean | null, holds: string, not: string, unknown: string): Found =>
  value === null ? [null, unknown] : value ? [100, holds] : [0, not];

const finders: { readonly [part in ScorePart]: (inputs: ScoreInputs) => Found } = {
  tax: taxPart,
  class: classPart,
  streak: streakPart,
  idle: idlePart,
  vacancy: ({ vacancy }) => (vacancy === null ? [null, '空置率不详'] : [within(vacancy), `空置 ${shown(vacancy)} %`]),
  breach: ({ breach }) => yes(breach, '违反出让合同', '未见违约', '履约情况不详'),
  term: termPart,
  plan: planPart,
  price: ({ cheaperThan }) =>
    cheaperThan === null ? [null, '收购成本不详'] : [100 * cheaperThan, `每亩成本低于本县 ${shown(100 * cheaperThan)} % 的宗地`],
  ownership: ownershipPart,
  willing: ({ willing }) => yes(willing, '权利人主动申请', '权利人未申请', '权利人意愿不详'),
};

/** In whole thousandths, the unit in which points are kept. */
export const thousandths = (points: number): number => Math.round(points * 1000);

/**
 * The weighted mean of the known parts and how much weight they carry; the same parts under other weights give another score. Exact: weights
 * of at most 1 000 in whole millionths and eleven values in whole thousandths add up below 2⁵³, and their quotient, at most 100 000, lies
 * farther from the next whole number than a division errs.
 */
export function weighted(parts: readonly Part[], weights: Weights): Score {
  let [sum, known, all] = [0, 0, 0];
  const weighed = parts.map((one): Part => ({ ...one, weight: weights[one.part] }));
  for (const { weight, value } of weighed) {
    const millionths = Math.round(weight * 1_000_000);
    all += millionths;
    if (value === null) continue;
    known += millionths;
    sum += millionths * thousandths(value);
  }
  return { score: known > 0 ? Math.floor(sum / known) / 1000 : null, coverage: all > 0 ? known / all : 0, parts: weighed };
}

/** The score of a parcel under the weights. */
export function scoreOf(inputs: ScoreInputs, weights: Weights): Score {
  const parts = scoreParts.map((part): Part => {
    const [value, says] = finders[part](inputs);
    return { part, weight: weights[part], value: value === null ? null : thousandths(value) / 1000, says };
  });
  return weighted(parts, weights);
}
