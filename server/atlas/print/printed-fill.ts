// The fill of a printed map: the same classes and codes as on screen, with the sums of each class by the same code as every total.
import { differenceCodes } from '#domain/drawing/difference.ts';
import { taxThresholds } from '#domain/drawing/breaks.ts';
import { fillOf, type Fill, type FillWord } from '#domain/drawing/fill.ts';
import { sumGroups, type Sums } from '#domain/summary.ts';
import type { Decimal } from '#domain/units.ts';
import { baseYearOf } from '#domain/view-years.ts';
import { comparisonReply, scenarioReply } from '../scenario.ts';
import type { PrintSubject } from './print-subject.ts';

const words: Readonly<Record<FillWord, string>> = {
  noData: '无数据',
  none: '未列入任何类别',
  notJudged: '不能判断',
  idleNone: '未见闲置',
  idleSuspected: '疑似闲置',
  idleDecided: '认定闲置',
  freedNone: '未腾出',
  freedDeclared: '已申报腾出',
  freedVerified: '已核实腾出',
  differenceNone: '两边都不在任何一类',
  entered: '列入',
  left: '退出',
  changed: '换类',
  kept: '类别不变',
};

const titles = {
  taxPerMu: '亩均税收',
  class: '拟列类别',
  grade: '评价等级',
  area: '面积',
  idle: '闲置',
  freed: '腾出状态',
  change: '亩均变化',
  difference: '变化',
} as const;
const units: Partial<Record<keyof typeof titles, string>> = { taxPerMu: '万元/亩', area: '亩', change: '万元/亩' };

export interface PrintedClass {
  readonly label: string;
  readonly colour: string;
  readonly hatch: boolean;
  readonly parcels: number;
  /** Known areas added up, micro-mu. */
  readonly area: number;
}

export interface PrintedFill {
  readonly title: string;
  readonly unit: string | null;
  readonly classes: readonly PrintedClass[];
  readonly codes: Uint8Array;
  readonly total: Sums;
  readonly thresholds: readonly Decimal[];
  /** Year from which a change counts. */
  readonly baseYear: number | null;
}

/** By parcel, what the view's what-if or comparison does; null when it has none. */
function difference({ snapshot, year, policy, columns, variant, against }: PrintSubject): Uint8Array | null {
  if (!policy || (!variant && !against)) return null;
  const { codes } = variant ? scenarioReply(snapshot, year, policy, variant) : comparisonReply(snapshot, year, policy, against!);
  return differenceCodes(snapshot.base, columns.verdict, codes);
}

function codesOf(subject: PrintSubject, thresholds: readonly Decimal[]): { fill: Fill; baseYear: number | null } {
  const { snapshot, columns, policy, view, year } = subject;
  const baseYear = baseYearOf(snapshot.sheet.years, year, view.baseYear);
  const asked = view.fill ?? 'taxPerMu';
  const changes = asked === 'difference' ? difference(subject) : null;
  // A link may keep the fill of a difference that is no longer asked for.
  const metric = asked === 'difference' && changes === null ? 'class' : asked;
  const fill = fillOf({
    metric,
    base: snapshot.base,
    year: columns,
    before: metric === 'change' && baseYear !== null ? snapshot.columns(baseYear, policy) : null,
    policyClasses: policy?.classes ?? [],
    thresholds,
    breaks: view.breaks,
    difference: changes,
  });
  return { fill, baseYear };
}

export function printedFill(subject: PrintSubject): PrintedFill {
  const { snapshot, columns, policy, keeps } = subject;
  const thresholds = taxThresholds(policy?.rules ?? []);
  const { fill, baseYear } = codesOf(subject, thresholds);
  const groups = fill.classes.map(({ label }, code) => [String(code), 'text' in label ? label.text : words[label.word]] as const);
  const { rows, total } = sumGroups(groups, (index) => fill.codes[index]!, snapshot.base, columns, keeps);
  return {
    title: titles[fill.metric],
    unit: units[fill.metric] ?? null,
    classes: fill.classes.map(({ colour, hatch }, code) => ({
      label: rows[code]!.name,
      colour,
      hatch,
      parcels: rows[code]!.parcels,
      area: rows[code]!.area,
    })),
    codes: fill.codes,
    total,
    thresholds,
    baseYear: fill.metric === 'change' ? baseYear : null,
  };
}
