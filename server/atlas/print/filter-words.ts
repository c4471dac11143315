// What a view keeps, in words: a printed map must say what it leaves out.
import { NONE, UNKNOWN } from '#domain/select.ts';
import type { Filter } from '#domain/view.ts';
import { industryName } from '../industry-names.ts';
import type { PrintSubject } from './print-subject.ts';

const idleWords = { none: '未见闲置', suspected: '疑似闲置', decided: '认定闲置' } as const;
const freedWords = { none: '未腾出', declared: '已申报腾出', verified: '已核实腾出' } as const;
/** Beyond so many names only their number is told. */
const mostNames = 6;

function listed(names: readonly string[]): string {
  return names.length > mostNames ? `${names.slice(0, mostNames).join('、')}等 ${names.length} 项` : names.join('、');
}

function between([low, high]: readonly [string | null, string | null], unit: string): string {
  if (low !== null && high !== null) return `${low}–${high} ${unit}（含 ${low}）`;
  return low === null ? `低于 ${high ?? ''} ${unit}` : `不低于 ${low} ${unit}`;
}

/** Each part of the filter in words, in the order of the filter panel; empty when everything is kept. */
export function filterWords({
  snapshot,
  policy,
  view,
  alsoKept,
}: Pick<PrintSubject, 'snapshot' | 'policy' | 'view' | 'alsoKept'>): string[] {
  const filter: Filter = view.filter ?? {};
  const { base } = snapshot;
  const named = (codes: readonly string[], from: readonly string[], names: readonly string[], none: string): string =>
    listed(codes.map((code) => (code === NONE ? none : (names[from.indexOf(code)] ?? code))));
  const words: string[] = [];
  if (filter.townships) words.push(`乡镇 ${named(filter.townships, base.townshipCodes, base.townshipNames, '未归乡镇')}`);
  if (filter.blocks) words.push(`区块 ${named(filter.blocks, base.blockCodes, base.blockNames, '区块外')}`);
  if (filter.grades) words.push(`等级 ${listed(filter.grades.map((grade) => (grade === UNKNOWN ? '未参评或未知' : grade)))}`);
  if (filter.classes)
    words.push(`类别 ${listed(filter.classes.map((name) => (name === NONE ? '未列入任何类别' : name === UNKNOWN ? '不能判断' : name)))}`);
  if (filter.industries) words.push(`行业 ${listed(filter.industries.map((code) => (code === NONE ? '不明' : industryName(code))))}`);
  if (filter.rules) words.push(`条款 ${listed(filter.rules.map((id) => policy?.rules.find((rule) => rule.id === id)?.clause ?? id))}`);
  if (filter.idle) words.push(`闲置 ${listed(filter.idle.map((state) => idleWords[state]))}`);
  if (filter.freed) words.push(`腾出 ${listed(filter.freed.map((state) => freedWords[state]))}`);
  if (filter.taxPerMu) words.push(`亩均税收 ${between(filter.taxPerMu, '万元/亩')}`);
  if (filter.areaMu) words.push(`面积 ${between(filter.areaMu, '亩')}`);
  if (filter.within) words.push(`圈选范围 ${filter.within.length} 处`);
  if (filter.text?.trim()) words.push(`名称或代码含“${filter.text.trim()}”`);
  if (view.selection && view.selection.length > 0) words.push(`点选 ${view.selection.length} 宗`);
  return [...words, ...alsoKept];
}
