// What must agree inside a parameter set, and between sets: weights, units, classes, cuts, references. Each fault names its place in the file.
import { decimalText } from '../units.ts';
import { unitFactor, unitsOf } from './figures.ts';
import { indicatorScale } from './indicators.ts';
import type { Adjustment, ExemptReason, ScoringClass, ScoringGroup, ScoringParameters, Veto } from './parameters.ts';
import { compareRationals, fromDecimal, plainText, rational, signOf, sum } from './rational.ts';
import type { Trigger } from './triggers.ts';

/** One fault: the path in the file (`groups`, 0, `indicators`, 2, `weight`) and what is wrong, in Chinese. */
export interface ParameterFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** All faults of a set; empty when it can be used. */
export function checkParameters(set: ScoringParameters): ParameterFault[] {
  const faults: ParameterFault[] = [];
  if (set.fromYear > set.toYear) faults.push({ path: ['years', 'to'], message: `终止年 ${set.toYear} 早于起始年 ${set.fromYear}` });
  faults.push(...repeated(set.classes, ['classes'], '类别'), ...repeated(set.groups, ['groups'], '分组'));
  faults.push(...repeated(set.exemptions, ['unrated', 'reasons'], '暂不评理由'));
  set.exemptions.forEach((reason, index) => {
    const path = ['unrated', 'reasons', index];
    faults.push(...checkTriggers(reason.when, [...path, 'when'], 'exemption', null));
    faults.push(...checkTriggers(reason.unless, [...path, 'unless'], 'exemption', null));
  });
  set.groups.forEach((group, index) => faults.push(...checkGroup(group, set.classes, set.exemptions, ['groups', index])));
  for (const kind of ['firm', 'block'] as const) {
    const open = set.groups.findIndex((group) => group.subject === kind && takesAll(group));
    set.groups.forEach((group, index) => {
      if (open >= 0 && index > open && group.subject === kind) {
        faults.push({
          path: ['groups', index],
          message: `分组 ${group.id} 永远轮不到：前面的 ${set.groups[open]!.id} 不设条件，已收入全部对象`,
        });
      }
    });
  }
  return faults;
}

function takesAll({ when }: ScoringGroup): boolean {
  return (
    when.aboveScale === null &&
    when.tenantOnly === null &&
    !when.areaFrom &&
    !when.areaBelow &&
    when.industries.length === 0 &&
    when.kinds.length === 0
  );
}

/** Sets of one county that hold for the same year, and ids used twice: which two, and why. */
export function checkSets(
  sets: readonly ScoringParameters[],
): { readonly first: string; readonly second: string; readonly message: string }[] {
  return sets.flatMap((second, index) =>
    sets.slice(0, index).flatMap((first) => {
      const pair = { first: first.id, second: second.id };
      if (first.id === second.id) return [{ ...pair, message: `编号 ${first.id} 重复` }];
      const [from, to] = [Math.max(first.fromYear, second.fromYear), Math.min(first.toYear, second.toYear)];
      if (first.county !== second.county || from > to) return [];
      return [{ ...pair, message: `${first.id} 与 ${second.id} 都适用于 ${first.county} 的 ${from === to ? from : `${from}—${to}`} 年` }];
    }),
  );
}

type Path = readonly (string | number)[];

function checkGroup(
  group: ScoringGroup,
  classes: readonly ScoringClass[],
  exemptions: readonly ExemptReason[],
  path: Path,
): ParameterFault[] {
  const faults: ParameterFault[] = [];
  const items: readonly (Adjustment | Veto)[] = [...group.adjustments, ...group.vetoes];
  faults.push(...repeated(group.indicators, [...path, 'indicators'], '指标'), ...repeated([...exemptions, ...items], path, '条目'));
  if (signOf(fromDecimal(group.totalWeight)) <= 0) faults.push({ path: [...path, 'totalWeight'], message: '总权重须大于零' });
  const weights = sum(group.indicators.map((indicator) => fromDecimal(indicator.weight)));
  if (compareRationals(weights, fromDecimal(group.totalWeight)) !== 0) {
    faults.push({
      path: [...path, 'indicators'],
      message: `各指标权重合计 ${plainText(weights, 12)}，与总权重 ${decimalText(group.totalWeight)} 不符`,
    });
  }
  group.indicators.forEach((_, index) => faults.push(...checkIndicator(group, index, [...path, 'indicators', index])));
  for (const [key, limit] of [
    ['bonusLimit', group.bonusLimit],
    ['penaltyLimit', group.penaltyLimit],
  ] as const) {
    if (limit && limit.digits < 0n) faults.push({ path: [...path, key], message: '上限不得为负' });
  }
  group.adjustments.forEach((item, index) => {
    if (item.points.digits <= 0n)
      faults.push({ path: [...path, 'adjustments', index, 'points'], message: '分值须大于零；扣分写 kind: penalty' });
    faults.push(...checkTriggers(item.when, [...path, 'adjustments', index, 'when'], 'adjustment', group));
  });
  group.vetoes.forEach((item, index) => {
    if (!classes.some((each) => each.id === item.atMost))
      faults.push({ path: [...path, 'vetoes', index, 'atMost'], message: `没有类别 ${item.atMost}` });
    faults.push(...checkTriggers(item.when, [...path, 'vetoes', index, 'when'], 'veto', group));
  });
  group.tieBreak.forEach((id, index) => {
    if (!group.indicators.some((indicator) => indicator.id === id))
      faults.push({ path: [...path, 'tieBreak', index], message: `本组没有指标 ${id}` });
  });
  const { areaFrom, areaBelow } = group.when;
  if (areaFrom && areaBelow && compareRationals(fromDecimal(areaFrom), fromDecimal(areaBelow)) >= 0) {
    faults.push({ path: [...path, 'when', 'areaBelow'], message: '用地上下限之间没有余地' });
  }
  return [...faults, ...checkCuts(group, classes, [...path, 'cuts'])];
}

function checkIndicator(group: ScoringGroup, index: number, path: Path): ParameterFault[] {
  const indicator = group.indicators[index]!;
  const faults: ParameterFault[] = [];
  if (!indicatorScale(indicator)) {
    const upper = unitsOf(indicator.numerator).join('、');
    faults.push({
      path: [...path, 'unit'],
      message: `单位 ${indicator.unit} 与 ${indicator.numerator}/${indicator.denominator} 不符；分子可用 ${upper}，分母可用 ${unitsOf(indicator.denominator).join('、')}`,
    });
  }
  if (indicator.weight.digits < 0n) faults.push({ path: [...path, 'weight'], message: '权重不得为负' });
  if (indicator.base.digits <= 0n) faults.push({ path: [...path, 'base'], message: '基准值须大于零' });
  if (indicator.cap && indicator.cap.digits <= 0n) faults.push({ path: [...path, 'cap'], message: '上限倍数须大于零' });
  if (indicator.floor && indicator.cap && compareRationals(fromDecimal(indicator.floor), fromDecimal(indicator.cap)) >= 0) {
    faults.push({ path: [...path, 'floor'], message: '下限倍数须低于上限倍数' });
  }
  if (indicator.zeroDenominator === 'cap' && !indicator.cap)
    faults.push({ path: [...path, 'zeroDenominator'], message: '没有上限，分母为零时无从计满分' });
  return faults;
}

function checkCuts({ cuts }: ScoringGroup, classes: readonly ScoringClass[], path: Path): ParameterFault[] {
  const listed = cuts.by === 'share' ? cuts.shares : cuts.from;
  const key = cuts.by === 'share' ? 'shares' : 'from';
  const faults: ParameterFault[] = [];
  let before = -1;
  listed.forEach((cut, index) => {
    const at = classes.findIndex((each) => each.id === cut.class);
    if (at < 0) faults.push({ path: [...path, key, index, 'class'], message: `没有类别 ${cut.class}` });
    else if (at <= before) faults.push({ path: [...path, key, index, 'class'], message: `类别 ${cut.class} 的次序与 classes 不一致` });
    before = Math.max(before, at);
  });
  if (cuts.by === 'share') {
    cuts.shares.forEach(({ percent }, index) => {
      if (percent.digits < 0n) faults.push({ path: [...path, key, index, 'percent'], message: '比例不得为负' });
    });
    const shares = sum(cuts.shares.map(({ percent }) => fromDecimal(percent)));
    if (compareRationals(shares, rational(100)) !== 0)
      faults.push({ path: [...path, key], message: `各类比例合计 ${plainText(shares, 12)}%，不是 100%` });
    return faults;
  }
  cuts.from.forEach((cut, index) => {
    const previous = cuts.from[index - 1];
    if (previous && compareRationals(fromDecimal(cut.score), fromDecimal(previous.score)) >= 0)
      faults.push({ path: [...path, key, index, 'score'], message: '分数线须逐类降低' });
    if (cut.class === classes.at(-1)!.id) faults.push({ path: [...path, key, index, 'class'], message: '最末一类收其余全部，不设分数线' });
  });
  return faults;
}

function checkTriggers(
  triggers: readonly Trigger[],
  path: Path,
  use: 'exemption' | 'adjustment' | 'veto',
  group: ScoringGroup | null,
): ParameterFault[] {
  return triggers.flatMap((trigger, index): ParameterFault[] => {
    const at = [...path, index];
    if (trigger.kind === 'score' && use !== 'veto') return [{ path: [...at, 'kind'], message: '得分条件只能用于一票否决' }];
    if (trigger.kind === 'indicator' && use === 'exemption')
      return [{ path: [...at, 'kind'], message: '暂不评在计分之前判定，不能用指标值' }];
    if (trigger.kind === 'indicator' && !group?.indicators.some((indicator) => indicator.id === trigger.indicator)) {
      return [{ path: [...at, 'indicator'], message: `本组没有指标 ${trigger.indicator}` }];
    }
    if (trigger.kind === 'figure' && !unitFactor(trigger.figure, trigger.unit)) {
      return [
        { path: [...at, 'unit'], message: `单位 ${trigger.unit} 不用于 ${trigger.figure}；可用 ${unitsOf(trigger.figure).join('、')}` },
      ];
    }
    return [];
  });
}

function repeated(items: readonly { readonly id: string }[], path: Path, what: string): ParameterFault[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: what === '条目' ? path : [...path, index, 'id'], message: `${what}编号 ${id} 重复` }];
  });
}
