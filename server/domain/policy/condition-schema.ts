// Reads a condition tree from plain data: every node of one known form, every predicate a known field with a fitting comparator, value and unit.
import { parseIsoDate } from '../period.ts';
import { readDecimal } from './facts-json.ts';
import type { Field } from './fields.ts';
import { findField, findFieldByWord } from './fields.ts';
import type { Comparator, Condition, Predicate, Window } from './policy.ts';
import { anchors, comparators } from './policy.ts';

export type PlanPath = readonly (string | number)[];

/** What is wrong with a policy as data, and where in it. */
export interface PolicyFault {
  readonly path: PlanPath;
  readonly message: string;
}

type Plain = { readonly [key: string]: unknown };

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ordered: readonly Comparator[] = ['lt', 'le', 'gt', 'ge', 'eq'];
const presence: readonly Comparator[] = ['is_null', 'not_null', 'manual'];

/** Comparators that a field of each type can be tested with. */
export function comparatorsFor(field: Field): readonly Comparator[] {
  switch (field.type) {
    case 'number':
    case 'date':
      return [...ordered, ...presence];
    case 'boolean':
      return ['is_true', 'is_false', ...presence];
    case 'set':
      return ['intersects', 'contains', ...presence];
    case 'domains':
      return ['any_false', ...presence];
    default:
      return ['eq', 'in', ...presence];
  }
}

/** Reads one condition; faults are added and null given when it is none. */
export function readCondition(value: unknown, path: PlanPath, faults: PolicyFault[]): Condition | null {
  if (!isPlain(value)) return refuse(faults, path, '条件应为对象');
  const form = ['all', 'any', 'not', 'rule', 'field'].find((key) => key in value);
  if (form === undefined) return refuse(faults, path, '条件应含 all、any、not、rule 或 field 之一');
  if (form === 'field') return readPredicate(value, path, faults);
  const extra = Object.keys(value).find((key) => key !== form);
  if (extra !== undefined) return refuse(faults, [...path, extra], `未知的键 ${extra}`);
  if (form === 'rule')
    return typeof value['rule'] === 'string' ? { rule: value['rule'] } : refuse(faults, [...path, 'rule'], '应为规则编号');
  if (form === 'not') {
    const inner = readCondition(value['not'], [...path, 'not'], faults);
    return inner && { not: inner };
  }
  const parts = value[form];
  if (!Array.isArray(parts) || parts.length === 0) return refuse(faults, [...path, form], '应为非空数组');
  const read = parts.map((part, index) => readCondition(part, [...path, form, index], faults));
  const whole = read.filter((part) => part !== null);
  if (whole.length < read.length) return null;
  return form === 'all' ? { all: whole } : { any: whole };
}

function refuse(faults: PolicyFault[], path: PlanPath, message: string): null {
  faults.push({ path, message });
  return null;
}

const predicateKeys: ReadonlySet<string> = new Set(['field', 'op', 'value', 'unit', 'window', 'ref', 'factor']);

function readPredicate(value: Plain, path: PlanPath, faults: PolicyFault[]): Predicate | null {
  const before = faults.length;
  for (const key of Object.keys(value)) if (!predicateKeys.has(key)) refuse(faults, [...path, key], `未知的键 ${key}`);
  const field = typeof value['field'] === 'string' ? findFieldByWord(value['field']) : undefined;
  if (!field) return refuse(faults, [...path, 'field'], `未知的字段 ${String(value['field'])}`);
  const op = comparators.find((candidate) => candidate === value['op']);
  if (!op) return refuse(faults, [...path, 'op'], `未知的比较符 ${String(value['op'])}`);
  if (!comparatorsFor(field).includes(op)) return refuse(faults, [...path, 'op'], `${field.label}不能用 ${op} 比较`);
  checkThreshold(value, field, op, path, faults);
  const window = value['window'] === undefined ? undefined : readWindow(value['window'], field, [...path, 'window'], faults);
  if (faults.length > before) return null;
  const predicate: { -readonly [key in keyof Predicate]: Predicate[key] } = { field: field.name, op };
  if (value['value'] !== undefined) predicate.value = value['value'] as number | string | readonly string[];
  if (value['unit'] !== undefined) predicate.unit = value['unit'] as string;
  if (window) predicate.window = window;
  if (value['ref'] !== undefined) predicate.ref = value['ref'] as string;
  if (value['factor'] !== undefined) predicate.factor = value['factor'] as number;
  return predicate;
}

function checkThreshold(value: Plain, field: Field, op: Comparator, path: PlanPath, faults: PolicyFault[]): void {
  const wantsValue = ordered.includes(op) || ['in', 'intersects', 'contains'].includes(op);
  if (value['ref'] !== undefined) {
    const other = typeof value['ref'] === 'string' ? findField(value['ref']) : undefined;
    if (!other || other.type !== 'number' || other.unit !== field.unit) refuse(faults, [...path, 'ref'], 'ref 应为同单位的数字字段');
    if (value['value'] !== undefined) refuse(faults, [...path, 'value'], 'value 与 ref 只能有一个');
    if (value['factor'] !== undefined && !readDecimal(value['factor'])) refuse(faults, [...path, 'factor'], 'factor 应为数字');
    return;
  }
  if (value['factor'] !== undefined) refuse(faults, [...path, 'factor'], 'factor 只能与 ref 同用');
  if (!wantsValue) {
    if (value['value'] !== undefined) refuse(faults, [...path, 'value'], `${op} 不带 value`);
    return;
  }
  const message = thresholdFault(field, op, value['value']);
  if (message !== null) refuse(faults, [...path, 'value'], message);
  const unit = field.type === 'number' ? field.unit : undefined;
  if (value['unit'] !== unit) {
    refuse(
      faults,
      [...path, 'unit'],
      unit === undefined
        ? `${field.label}没有单位`
        : `${field.label}的单位应为 ${unit}，${value['unit'] === undefined ? '没有写' : `写作 ${JSON.stringify(value['unit']).replaceAll('"', '')}`}`,
    );
  }
}

/** Why a threshold does not fit field and comparator; null when it does. Also checks overrides. */
export function thresholdFault(field: Field, op: Comparator, value: unknown): string | null {
  if (field.type === 'number') return readDecimal(value) ? null : `${field.label}的阈值应为数字`;
  if (field.type === 'date') return typeof value === 'string' && parseIsoDate(value) ? null : `${field.label}的阈值应为 YYYY-MM-DD`;
  const many = op === 'in' || op === 'intersects' || (op === 'contains' && Array.isArray(value));
  const given: readonly unknown[] = many ? (Array.isArray(value) ? value : []) : [value];
  const words = given.filter((word): word is string => typeof word === 'string' && word !== '');
  if (words.length === 0 || words.length < given.length) return `${field.label}的取值应为${many ? '非空文字数组' : '文字'}`;
  const stranger = words.find((word) => field.values && !field.values.includes(word));
  return stranger === undefined ? null : `${field.label}没有取值“${stranger}”`;
}

/** Longest window a policy may ask for. */
export const LONGEST_WINDOW = 10;

function readWindow(value: unknown, field: Field, path: PlanPath, faults: PolicyFault[]): Window | undefined {
  if (!field.yearly) return refuse(faults, path, `${field.label}不分年度，不能有 window`) ?? undefined;
  if (!isPlain(value)) return refuse(faults, path, 'window 应为对象') ?? undefined;
  const anchor = anchors.find((candidate) => candidate === value['anchor']);
  if (!anchor) return refuse(faults, [...path, 'anchor'], 'anchor 应为 evaluation_year 或 check_year') ?? undefined;
  const { kind, n, offset } = value;
  const allowed = kind === 'at' ? ['kind', 'anchor', 'offset'] : ['kind', 'anchor', 'n'];
  const extra = Object.keys(value).find((key) => !allowed.includes(key));
  if (extra !== undefined) return refuse(faults, [...path, extra], `未知的键 ${extra}`) ?? undefined;
  if (kind === 'at') {
    if (offset === undefined) return { kind, anchor };
    if (typeof offset === 'number' && Number.isInteger(offset) && Math.abs(offset) < LONGEST_WINDOW) return { kind, anchor, offset };
    return refuse(faults, [...path, 'offset'], 'offset 应为整数') ?? undefined;
  }
  if (kind !== 'last_consecutive') return refuse(faults, [...path, 'kind'], 'kind 应为 at 或 last_consecutive') ?? undefined;
  if (typeof n === 'number' && Number.isInteger(n) && n >= 1 && n <= LONGEST_WINDOW) return { kind, n, anchor };
  return refuse(faults, [...path, 'n'], `n 应为 1 至 ${LONGEST_WINDOW} 的整数`) ?? undefined;
}
