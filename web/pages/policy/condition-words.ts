// Conditions of a policy in plain Chinese, number by number as the data has them: for reading a rule without reading data.
import { fieldOf } from '#domain/policy/fields.ts';
import type { Comparator, Condition, Policy, Predicate } from '#domain/policy/policy.ts';

/** What the words depend on beside the condition: the years a window stands for, and what a rule reference means. */
export interface WordsContext {
  readonly evaluationYear: number;
  readonly checkYear: number;
  readonly rules: Policy['rules'];
}

export function wordsContext(policy: Policy, evaluationYear: number): WordsContext {
  // The check year keeps its distance from the evaluation year when another year is looked at.
  const distance = policy.checkYear === null ? 1 : policy.checkYear - policy.evaluationYear;
  return { evaluationYear, checkYear: evaluationYear + distance, rules: policy.rules };
}

/** One line of a condition tree: a test in words, or a heading over what must hold together or singly. */
export type ConditionLine =
  | { readonly kind: 'test'; readonly key: string; readonly text: string }
  | { readonly kind: 'group'; readonly key: string; readonly heading: string; readonly parts: readonly ConditionLine[] };

const dayWords: Partial<Record<Comparator, (day: string) => string>> = {
  lt: (day) => `早于 ${day}（不含当日）`,
  le: (day) => `在 ${day} 及以前（含当日）`,
  gt: (day) => `晚于 ${day}（不含当日）`,
  ge: (day) => `在 ${day} 及以后（含当日）`,
  eq: (day) => `恰为 ${day}`,
};

const numberWords: Partial<Record<Comparator, (value: string, unit: string) => string>> = {
  lt: (value, unit) => `低于 ${value}${unit}（不含 ${value}）`,
  le: (value, unit) => `${value}${unit}及以下（含 ${value}）`,
  gt: (value, unit) => `高于 ${value}${unit}（不含 ${value}）`,
  ge: (value, unit) => `${value}${unit}及以上（含 ${value}）`,
  eq: (value, unit) => `恰为 ${value}${unit}`,
};

/** A comparator by name, for choosing among them. */
export const comparatorNames: Readonly<Record<Comparator, string>> = {
  lt: '低于（不含）',
  le: '及以下（含）',
  gt: '高于（不含）',
  ge: '及以上（含）',
  eq: '恰为',
  in: '属于',
  intersects: '含有其一',
  contains: '含有',
  is_true: '为是',
  is_false: '为否',
  is_null: '确知没有',
  not_null: '有记录',
  any_false: '有一项为否',
  manual: '由人工认定',
};

const listed = (value: Predicate['value']): string => (Array.isArray(value) ? value.join('、') : String(value));

/** The comparison with its value: 低于 1 万元/亩（不含 1）. */
export function comparisonWords({ field, op, value, ref, factor }: Predicate): string {
  const { type, unit } = fieldOf(field);
  const shown = unit === undefined ? '' : ` ${unit}`;
  if (ref !== undefined) {
    const other = `${fieldOf(ref).label}${factor === undefined || factor === 1 ? '' : ` × ${factor}`}`;
    return (numberWords[op]?.(other, '') ?? other).replace(/（(不含|含) .*）$/, '（$1）');
  }
  const ordered = type === 'date' ? dayWords[op]?.(listed(value)) : numberWords[op]?.(listed(value), shown);
  switch (op) {
    case 'in':
      return Array.isArray(value) && value.length > 1 ? `为 ${listed(value)} 之一` : `为 ${listed(value)}`;
    case 'intersects':
      return `含有 ${listed(value)} ${Array.isArray(value) && value.length > 1 ? '中任何一项' : ''}`.trimEnd();
    case 'contains':
      return `含有 ${listed(value)}`;
    case 'eq':
      return type === 'number' || type === 'date' ? (ordered ?? '') : `为 ${listed(value)}`;
    case 'is_true':
      return '：是';
    case 'is_false':
      return '：否';
    case 'is_null':
      return '：确知没有';
    case 'not_null':
      return '：有记录';
    case 'any_false':
      return '：有任何一项为否';
    case 'manual':
      return '：由人工认定，没有成文的标准';
    default:
      return ordered ?? listed(value);
  }
}

/** The years a test looks at: 2020、2021 年每年; nothing for a field without years. */
export function yearWords({ field, window }: Predicate, context: WordsContext): string {
  if (!fieldOf(field).yearly) return '';
  const anchor = window?.anchor === 'check_year' ? context.checkYear : context.evaluationYear;
  if (window?.kind !== 'last_consecutive') return `${anchor + (window?.offset ?? 0)} 年`;
  if (window.n === 1) return `${anchor} 年`;
  const years = Array.from({ length: window.n }, (_, back) => anchor - window.n + 1 + back);
  const named = window.n <= 3 ? years.join('、') : `${years[0]}–${anchor}`;
  return `${named} 年连续 ${window.n} 年、每年`;
}

export function predicateWords(predicate: Predicate, context: WordsContext): string {
  const { label } = fieldOf(predicate.field);
  const comparison = comparisonWords(predicate);
  return `${yearWords(predicate, context)}${label}${comparison.startsWith('：') ? '' : ' '}${comparison}`;
}

/** A condition as lines: nested groups keep the tree, a group of one is its part. */
export function conditionLines(condition: Condition, context: WordsContext, key = ''): ConditionLine {
  if ('rule' in condition) {
    const rule = context.rules.find((one) => one.id === condition.rule);
    return { kind: 'test', key, text: `符合 ${rule?.clause ?? ''}（${condition.rule}）${rule ? `：${rule.wording}` : ''}` };
  }
  if ('not' in condition) {
    const inner = conditionLines(condition.not, context, `${key}n`);
    if (inner.kind === 'test') return { ...inner, key, text: `不是：${inner.text}` };
    return { kind: 'group', key, heading: '以下不成立', parts: [inner] };
  }
  if ('all' in condition || 'any' in condition) {
    const every = 'all' in condition;
    const parts = (every ? condition.all : condition.any).map((part, place) => conditionLines(part, context, `${key}${place}.`));
    if (parts.length === 1 && parts[0]) return parts[0];
    return { kind: 'group', key, heading: every ? '同时符合' : '符合其中任何一项', parts };
  }
  return { kind: 'test', key, text: predicateWords(condition, context) };
}
