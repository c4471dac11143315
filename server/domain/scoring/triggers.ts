// The conditions of bonus, penalty, veto and exemption items, and their three-valued test against a subject.
import type { FactScalar, FactValues, FactYears } from '../policy/facts.ts';
import type { Truth } from '../policy/judgement.ts';
import { findField } from '../policy/fields.ts';
import { isoDate, parseIsoDate, wholeMonthsBetween } from '../period.ts';
import { decimalText, type Decimal } from '../units.ts';
import { figureNames, inUnit, type FigureKey } from './figures.ts';
import { knownIndicators } from './indicators.ts';
import type { Mark, MarkBook } from './marks.ts';
import { compareRationals, fromDecimal, plainText, type Rational } from './rational.ts';
import { allOf, anyOf, totalOf, type Subject } from './subjects.ts';

export const triggerOperators = ['lt', 'le', 'gt', 'ge', 'eq'] as const;
export type TriggerOperator = (typeof triggerOperators)[number];

/** One condition. Of a pool, a condition on facts holds when it holds for any member. */
export type Trigger =
  /** Somebody recorded that the item applies. No record means that it does not. */
  | { readonly kind: 'mark' }
  /** The fact is one of the stated values. `fact` may reach into a map by a dot (meetsStandards.环保). */
  | { readonly kind: 'fact'; readonly fact: string; readonly is: readonly (boolean | number | string)[] }
  /** The day in the fact lies less than so many whole years before the end of the evaluated year. */
  | { readonly kind: 'age'; readonly fact: string; readonly underYears: number }
  /** The industry code begins with one of these (GB/T 4754). */
  | { readonly kind: 'industry'; readonly codes: readonly string[] }
  /** The subject has no land counted: the land is known and zero. */
  | { readonly kind: 'landless' }
  | { readonly kind: 'figure'; readonly figure: FigureKey; readonly unit: string; readonly op: TriggerOperator; readonly value: Decimal }
  | { readonly kind: 'indicator'; readonly indicator: string; readonly op: TriggerOperator; readonly value: Decimal }
  | { readonly kind: 'score'; readonly op: TriggerOperator; readonly value: Decimal };

/** What the conditions are tested against. Values of indicators and score exist only after scoring. */
export interface TriggerContext {
  readonly subject: Subject;
  readonly year: number;
  readonly item: string;
  readonly marks: MarkBook;
  /** Value of an indicator of the group by id; null = not known. */
  readonly indicator?: (id: string) => Rational | null;
  readonly score?: Rational | null;
}

/** The finding on one item: does it hold, what was found, and who recorded it. */
export interface Finding {
  readonly truth: Truth;
  /** One line per condition: what was asked and what was found. */
  readonly found: readonly string[];
  readonly mark: Mark | null;
}

/** All conditions of an item; an empty list holds. */
export function testTriggers(triggers: readonly Trigger[], context: TriggerContext): Finding {
  const findings = triggers.map((trigger) => testTrigger(trigger, context));
  return {
    truth: allOf(findings.map((finding) => finding.truth)),
    found: findings.flatMap((finding) => finding.found),
    mark: findings.find((finding) => finding.mark)?.mark ?? null,
  };
}

function testTrigger(trigger: Trigger, context: TriggerContext): Finding {
  switch (trigger.kind) {
    case 'mark':
      return testMark(context);
    case 'fact': {
      const wanted = trigger.is.map(shown).join('、');
      return overFacts(context, trigger.fact, `是否为${wanted}`, (value) => isOneOf(value, trigger.is));
    }
    case 'age':
      return overFacts(context, trigger.fact, `${context.year}年末不满${trigger.underYears}年`, (value) =>
        isYounger(value, context.year, trigger.underYears),
      );
    case 'industry':
      return testIndustry(trigger.codes, context.subject);
    case 'landless':
      return compared('评价用地', totalOf(context.subject, 'area'), 'eq', { digits: 0n, scale: 0, approx: 0 });
    case 'figure': {
      const total = totalOf(context.subject, trigger.figure);
      const value = total && inUnit(total, trigger.figure, trigger.unit);
      return compared(`${figureNames[trigger.figure]}（${trigger.unit}）`, value, trigger.op, trigger.value);
    }
    case 'indicator':
      return compared(
        knownIndicators.find((each) => each.id === trigger.indicator)?.name ?? trigger.indicator,
        context.indicator?.(trigger.indicator) ?? null,
        trigger.op,
        trigger.value,
      );
    case 'score':
      return compared('综合得分', context.score ?? null, trigger.op, trigger.value);
  }
}

/** A mark on the subject itself or on any of its members. */
function testMark({ subject, year, item, marks }: TriggerContext): Finding {
  for (const id of [subject.id, ...subject.members.map((member) => member.uscc)]) {
    const mark = marks.holding(id, year, item);
    if (mark) return { truth: true, found: [`${mark.actor}于${mark.recordedAt}认定：${mark.basis}`], mark };
  }
  return { truth: false, found: ['无认定记录'], mark: null };
}

/** Tests one fact on the subject's own facts (a block) or on any of its members. */
function overFacts({ subject, year }: TriggerContext, fact: string, question: string, test: (value: PlainFact) => Truth): Finding {
  const holders = subject.kind === 'block' ? [subject.facts] : subject.members.map((member) => member.facts);
  const values = holders.map((facts) => factValue(facts, fact, year));
  const label = findField(`${subject.kind === 'block' ? 'block' : 'enterprise'}.${fact}`)?.label ?? fact;
  const truth = anyOf(values.map((value) => (value === undefined ? 'unknown' : test(value))));
  return {
    truth,
    found: [`${label} ${question}：${values.map((value) => (value === undefined ? '未知' : shown(value))).join('；')}`],
    mark: null,
  };
}

type PlainFact = boolean | number | string | readonly string[] | null;

/** The fact of the evaluated year; undefined when not known. A dot reaches into a map (meetsStandards.环保). */
function factValue(facts: FactValues, path: string, year: number): PlainFact | undefined {
  const [head = '', ...rest] = path.split('.');
  const value = Object.hasOwn(facts, head) ? facts[head] : undefined;
  if (value === undefined || value === null || typeof value !== 'object' || isList(value))
    return rest.length === 0 || value === null ? value : undefined;
  const key = rest.length > 0 ? rest.join('.') : String(year);
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isList(value: FactScalar | FactYears): value is readonly string[] {
  return Array.isArray(value);
}

/** A fact known to be absent counts as 否. */
function isOneOf(value: PlainFact, wanted: readonly (boolean | number | string)[]): Truth {
  if (value === null) return wanted.includes(false);
  return typeof value === 'object' ? value.some((each) => wanted.includes(each)) : wanted.includes(value);
}

/** Whole years are counted to the end of the year: a firm of 1 January 2020 has two whole years at the end of 2021. */
function isYounger(value: PlainFact, year: number, underYears: number): Truth {
  const day = typeof value === 'string' ? parseIsoDate(value) : null;
  return day ? wholeMonthsBetween(day, isoDate(`${year + 1}-01-01`)) < underYears * 12 : 'unknown';
}

function testIndustry(codes: readonly string[], subject: Subject): Finding {
  const found = subject.members.map((member) => member.firm?.industryCode ?? null);
  return {
    truth: anyOf(found.map((code) => industryFits(code, codes))),
    found: [`行业代码：${found.map((code) => code ?? '未知').join('；')}`],
    mark: null,
  };
}

/** Whether an industry code as registers write it (C3391, 3391, 33) begins with one of the digits; unknown when it is too short to tell. */
export function industryFits(code: string | null, prefixes: readonly string[]): Truth {
  const digits = code === null ? undefined : /^[A-T]?(\d{2,4})$/i.exec(code.normalize('NFKC').trim())?.[1];
  if (digits === undefined) return 'unknown';
  return anyOf(prefixes.map((prefix) => (digits.startsWith(prefix) ? true : prefix.startsWith(digits) ? 'unknown' : false)));
}

const operatorTexts: Readonly<Record<TriggerOperator, string>> = { lt: '<', le: '≤', gt: '>', ge: '≥', eq: '=' };

function compared(label: string, value: Rational | null, op: TriggerOperator, threshold: Decimal): Finding {
  const asked = `${label} ${operatorTexts[op]} ${decimalText(threshold)}`;
  if (value === null) return { truth: 'unknown', found: [`${asked}：未知`], mark: null };
  return { truth: holds(compareRationals(value, fromDecimal(threshold)), op), found: [`${asked}：${plainText(value, 8)}`], mark: null };
}

/** Whether an exact order satisfies the operator. */
export function holds(order: -1 | 0 | 1, op: TriggerOperator): boolean {
  switch (op) {
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'eq':
      return order === 0;
  }
}

function shown(value: PlainFact): string {
  if (value === null) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'object' ? value.join('、') : String(value);
}
