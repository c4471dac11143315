// What a measure (措施) may count as freed land: some are only steps or pressure and free nothing.
import type { LandMetricKind } from './entry.ts';

/**
 * yes: by its nature, when the right has gone back to the county. conditional: only with evidence that the plot, or a measured part of
 * it, is empty, returned or back in productive use. no: frees nothing, though some count as remediated or revitalised.
 */
export type Frees = 'yes' | 'conditional' | 'no';

export interface Measure {
  readonly id: string;
  /** Names under which registers write it; the first is shown. */
  readonly names: readonly [string, ...string[]];
  readonly english: string;
  readonly frees: Frees;
  readonly countsAs: readonly LandMetricKind[];
}

const vacated = 'vacated';
const revitalised = 'revitalised';
const remediated = 'remediated_or_revitalised';
const stock = 'stock_revitalised';
const measure = (id: string, names: Measure['names'], english: string, frees: Frees, ...countsAs: readonly LandMetricKind[]): Measure => ({
  id,
  names,
  english,
  frees,
  countsAs,
});

/** Source: the measures the five documents name, read against what each target counts. */
export const measures: readonly Measure[] = [
  measure(
    'M-CLOSE',
    ['关停退出', '淘汰关停', '依法关停', '关停', '关停淘汰', '淘汰退出', '退出'],
    'closure and exit',
    'conditional',
    vacated,
    remediated,
    stock,
  ),
  measure('M-REMOVE', ['限期搬离', '搬离', '腾退搬离'], 'machinery moved out', 'conditional', vacated),
  measure('M-UPGRADE', ['限期提升', '改造提升', '整治提升', '技改', '技术改造'], 'upgrade', 'no', revitalised, remediated),
  measure('M-FORCE', ['倒逼转型'], 'pressure', 'no'),
  measure('M-FORCE-1', ['取消帮扶奖补'], 'subsidies stopped', 'no'),
  measure('M-FORCE-2', ['追究违约责任'], 'breach of contract pursued', 'conditional', vacated),
  measure('M-FORCE-3', ['D档差别化收费'], 'grade-D charges', 'no'),
  measure('M-FORCE-4', ['改列淘汰关停类'], 'moved to the closure class', 'no'),
  measure('M-FORCE-5', ['其他倒逼措施'], 'other pressure', 'no'),
  measure(
    'M-REPOSSESS',
    ['收回', '依法收回', '政府回收', '政府收回', '有偿收回', '无偿收回'],
    'repossession',
    'yes',
    vacated,
    revitalised,
    stock,
    remediated,
  ),
  measure(
    'M-REPURCHASE',
    ['收购', '回购', '收储', '政府收购', '政府收储', '土地收储'],
    'repurchase',
    'yes',
    vacated,
    revitalised,
    stock,
    remediated,
  ),
  measure('M-TRANSFER', ['分割转让'], 'split and transfer', 'conditional', revitalised, remediated),
  measure('M-MERGE', ['兼并重组', '兼并', '重组'], 'merger', 'conditional', revitalised, remediated),
  measure('M-INVEST', ['追加投资'], 'added investment', 'no', revitalised),
  measure('M-PARK', ['整合入园', '入园', '搬迁入园', '集聚入园'], 'move into a park', 'conditional', vacated),
  measure('M-RELOCATE', ['异地搬迁', '异地置换', '搬迁', '易地搬迁'], 'relocation', 'conditional', vacated),
  measure('M-COOP', ['合作转移'], 'cooperative transfer', 'conditional', vacated),
  measure('M-TUIERYOUER', ['退二优二'], 'to better industry', 'conditional', revitalised, stock),
  measure('M-RELET', ['二次招商', '二次招租'], 'second tenants', 'conditional', revitalised),
  measure('M-DEMOLISH', ['拆除违法建筑', '拆除主体设备', '拆除', '拆违'], 'demolition', 'conditional', vacated),
  measure('M-BLOCK-1', ['产业更新'], 'industry renewed', 'conditional', revitalised),
  measure('M-BLOCK-2', ['功能转换'], 'function changed', 'conditional', revitalised),
  measure('M-BLOCK-3', ['拆除重建'], 'rebuilt', 'conditional', revitalised),
  measure('M-BLOCK-4', ['局部更新'], 'renewed in part', 'conditional', revitalised),
  measure('M-BLOCK-5', ['零星归宗'], 'slivers merged', 'conditional', revitalised),
  measure('M-REGULARISE', ['补办手续'], 'regularised', 'no'),
  measure('M-DEFER', ['暂不列入'], 'deferred', 'no'),
  measure('M-BLACKLIST', ['列入黑名单'], 'blacklisted', 'no'),
  measure('M-POWER', ['有序用电', '限电断电', '差别电价'], 'power limited', 'no'),
  measure('M-DGRADE', ['直接列入D类'], 'put into grade D', 'no'),
  measure('M-CLEAR', ['销号'], 'cleared from the list', 'no'),
];

const byName = new Map(measures.flatMap((known) => [known.id, ...known.names].map((name) => [name, known] as const)));

/** The measure that the text names, by id or in words; null for words of the county's own. */
export function findMeasure(name: string): Measure | null {
  return byName.get(name.normalize('NFKC').trim()) ?? null;
}

/**
 * Whether land freed by the measure counts as this kind; null for a measure in words of the county's own, which nobody here can tell.
 * 有效 is a part of 腾出 and comes by the same measures.
 */
export function measureCountsAs(name: string, kind: LandMetricKind): boolean | null {
  const known = findMeasure(name);
  return known ? known.countsAs.includes(kind === 'vacated_effective' ? vacated : kind) : null;
}

/** Whether land freed by the measure is counted only with a document that shows it. */
export function measureNeedsEvidence(name: string): boolean {
  return findMeasure(name)?.frees === 'conditional';
}

/** Whether its land is verified only with a document: besides those, a measure in words of the county's own, of which nobody here can tell. */
export function verifyingNeedsEvidence(name: string): boolean {
  const known = findMeasure(name);
  return known === null || known.frees === 'conditional';
}

/** Whether the text is written like the id of a measure but names none: a slip of the pen, not words of one's own. */
export function isUnknownMeasureId(name: string): boolean {
  return /^M-[A-Z0-9-]+$/.test(name.trim()) && !byName.has(name.trim());
}

/** The measure in words: its first name where it is one of the documents', else as it stands in the register. */
export function measureName(name: string): string {
  return byName.get(name.normalize('NFKC').trim())?.names[0] ?? name;
}
