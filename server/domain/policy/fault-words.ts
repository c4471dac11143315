// What is wrong with the shape of a policy, in words for people who write one, not for programmers.
import type { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '“键: 值”',
  record: '“键: 值”',
};

function kindOf(value: unknown): string {
  if (value === null) return '空';
  if (Array.isArray(value)) return kinds['array']!;
  return kinds[typeof value] ?? typeof value;
}

const others = zhCN().localeError;

/** A sentence for one fault of shape. The place is named beside it. */
export const faultWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return '缺少这一项';
  if (issue.code === 'invalid_type') {
    const quoted = issue.expected === 'string' && typeof issue.input === 'number' ? '；数字作文字用时要加引号' : '';
    return `应为${kinds[issue.expected] ?? issue.expected}，现为${kindOf(issue.input)}${quoted}`;
  }
  if (issue.code === 'invalid_value')
    return `应为 ${issue.values.map(String).join('、')} 之一，现为 ${typeof issue.input === 'string' ? issue.input : kindOf(issue.input)}`;
  if (issue.code === 'too_small' && issue.origin === 'string') return '不能为空';
  return others(issue);
};
