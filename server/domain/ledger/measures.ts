// What a measure (措施) may count as freed land: some are only steps or pressure and free nothing.
import type { LandMetricKind } from './entry.ts';

interface Measure {
  readonly id: string;
  /** Names under which registers write it. */
  readonly names: readonly string[];
  readonly countsAs: readonly LandMetricKind[];
}

const vacated = 'vacated';
const revitalised = 'revitalised';
const remediated = 'remediated_or_revitalised';
const stock = 'stock_revitalised';
const measure = (id: string, names: readonly string[], ...countsAs: readonly LandMetricKind[]): Measure => ({ id, names, countsAs });

/** Source: the measures the five documents name, read against what each target counts. */
const measures: readonly Measure[] = [
  measure('M-CLOSE', ['关停退出', '淘汰关停', '依法关停'], vacated, remediated, stock),
  measure('M-REMOVE', ['限期搬离'], vacated),
  measure('M-UPGRADE', ['限期提升', '改造提升', '技改'], revitalised, remediated),
  measure('M-FORCE', ['倒逼转型']),
  measure('M-FORCE-1', []),
  measure('M-FORCE-2', [], vacated),
  measure('M-FORCE-3', []),
  measure('M-FORCE-4', []),
  measure('M-FORCE-5', []),
  measure('M-REPOSSESS', ['收回', '依法收回', '政府回收'], vacated, revitalised, stock, remediated),
  measure('M-REPURCHASE', ['收购', '回购', '收储'], vacated, revitalised, stock, remediated),
  measure('M-TRANSFER', ['分割转让'], revitalised, remediated),
  measure('M-MERGE', ['兼并重组'], revitalised, remediated),
  measure('M-INVEST', ['追加投资'], revitalised),
  measure('M-PARK', ['整合入园'], vacated),
  measure('M-RELOCATE', ['异地搬迁', '异地置换'], vacated),
  measure('M-COOP', ['合作转移'], vacated),
  measure('M-TUIERYOUER', ['退二优二'], revitalised, stock),
  measure('M-RELET', ['二次招商', '二次招租'], revitalised),
  measure('M-DEMOLISH', ['拆除违法建筑', '拆除主体设备'], vacated),
  measure('M-BLOCK-1', ['产业更新'], revitalised),
  measure('M-BLOCK-2', ['功能转换'], revitalised),
  measure('M-BLOCK-3', ['拆除重建'], revitalised),
  measure('M-BLOCK-4', ['局部更新'], revitalised),
  measure('M-BLOCK-5', ['零星归宗'], revitalised),
  measure('M-REGULARISE', ['补办手续']),
  measure('M-DEFER', ['暂不列入']),
  measure('M-BLACKLIST', ['列入黑名单']),
  measure('M-POWER', ['有序用电', '限电断电', '差别电价']),
  measure('M-DGRADE', ['直接列入D类']),
  measure('M-CLEAR', ['销号']),
];

const byName = new Map(measures.flatMap((known) => [known.id, ...known.names].map((name) => [name, known] as const)));

/**
 * Whether land freed by the measure counts as this kind; null for a measure in words of the county's own, which nobody here can tell.
 * 有效 is a part of 腾出 and comes by the same measures.
 */
export function measureCountsAs(name: string, kind: LandMetricKind): boolean | null {
  const known = byName.get(name.normalize('NFKC').trim());
  return known ? known.countsAs.includes(kind === 'vacated_effective' ? vacated : kind) : null;
}

/** Whether the text is written like the id of a measure but names none: a slip of the pen, not words of one's own. */
export function isUnknownMeasureId(name: string): boolean {
  return /^M-[A-Z0-9-]+$/.test(name.trim()) && !byName.has(name.trim());
}
