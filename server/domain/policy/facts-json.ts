// Facts from a request body: camelCase fields by level, yearly ones by year, null = known to be absent, left out = unknown.
import { parseIsoDate } from '../period.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import type { Decimal } from '../units.ts';
import { parseDecimal } from '../units.ts';
import type { Fact, FactSet, Facts, YearlyFacts } from './facts.ts';
import type { FactLevel, Field } from './fields.ts';
import { factName } from './facts.ts';
import { factLevels, findFieldAt } from './fields.ts';

/** What is wrong with one input: `enterprise.grade[2020]` and a sentence for people. */
export interface FactFault {
  readonly field: string;
  readonly message: string;
}

/** A judge request: facts by level, the year they are judged at, overrides as sent (checked by `applyOverrides`). */
export interface JudgeRequest {
  readonly facts: Facts;
  readonly evaluationYear?: number;
  readonly overrides?: unknown;
}

type Plain = { readonly [key: string]: unknown };

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys of the body that are not fact levels. */
const otherKeys = new Set(['evaluationYear', 'overrides']);

/**
 * Reads the body of a judge request. `defaultYear` is the policy's evaluation year: a plain yes/no for a yearly field is taken for
 * the year judged. Unknown names and wrong types are faults that name the field; nothing is dropped.
 */
export function factsFromJson(body: unknown, defaultYear: number): Result<JudgeRequest, readonly FactFault[]> {
  if (!isPlain(body)) return fail([{ field: '', message: '请求体应为 JSON 对象' }]);
  const faults: FactFault[] = [];
  for (const key of Object.keys(body)) {
    if (!otherKeys.has(key) && !(factLevels as readonly string[]).includes(key)) faults.push({ field: key, message: '未知的字段' });
  }
  const year = body['evaluationYear'];
  if (year !== undefined && !isYear(year)) faults.push({ field: 'evaluationYear', message: '评价年度应为四位整数年份' });
  const evaluationYear = isYear(year) ? year : defaultYear;
  const facts: { [level in FactLevel]?: FactSet } = {};
  for (const level of factLevels) {
    const given = body[level];
    if (given === undefined) continue;
    if (isPlain(given)) facts[level] = factSet(level, given, evaluationYear, faults);
    else faults.push({ field: level, message: '应为对象' });
  }
  if (faults.length > 0) return fail(faults);
  return ok({
    facts,
    ...(isYear(year) ? { evaluationYear: year } : {}),
    ...(body['overrides'] === undefined ? {} : { overrides: body['overrides'] }),
  });
}

function isYear(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1900 && value <= 2200;
}

/** Facts of one level from plain values (a request, or the `facts` of a stored firm, parcel or block). */
export function factSetFromValues(level: FactLevel, values: Plain, evaluationYear: number): Result<FactSet, readonly FactFault[]> {
  const faults: FactFault[] = [];
  const set = factSet(level, values, evaluationYear, faults);
  return faults.length > 0 ? fail(faults) : ok(set);
}

function factSet(level: FactLevel, given: Plain, evaluationYear: number, faults: FactFault[]): FactSet {
  const values: { [field: string]: Fact | null } = {};
  const yearly: { [field: string]: YearlyFacts } = {};
  for (const [key, value] of Object.entries(given)) {
    const field = findFieldAt(level, key);
    if (!field) {
      faults.push({ field: `${level}.${key}`, message: '未知的字段' });
    } else if (field.yearly) {
      yearly[key] = readYears(field, value, evaluationYear, faults);
    } else {
      const fact = readValue(field, value);
      if (fact.ok) values[key] = fact.value;
      else faults.push({ field: field.name, message: fact.error });
    }
  }
  return { values, yearly };
}

function readYears(field: Field, value: unknown, evaluationYear: number, faults: FactFault[]): YearlyFacts {
  if (value === null) return null;
  if (field.type === 'boolean' && typeof value === 'boolean') return { [evaluationYear]: value };
  if (!isPlain(value)) {
    faults.push({ field: field.name, message: '应按年度给出，如 {"2020": …}' });
    return {};
  }
  const years: { [year: number]: Fact | null } = {};
  for (const [year, entry] of Object.entries(value)) {
    const fact = /^\d{4}$/.test(year) ? readValue(field, entry) : fail('年度应为四位数字');
    if (fact.ok) years[Number(year)] = fact.value;
    else faults.push({ field: factName(field.name, Number(year)), message: fact.error });
  }
  return years;
}

/** Units of which there is never less than nothing; tax and value added may be negative in a year. */
const unitsFromNothing: ReadonlySet<string> = new Set(['亩', '月', '人', '平方米', '千伏安', '千瓦时', '吨', '吨标煤']);

/** Whether values of the field below zero are refused. */
export function neverNegative({ unit }: Field): boolean {
  return unitsFromNothing.has(unit ?? '');
}

function readValue(field: Field, value: unknown): Result<Fact | null, string> {
  if (value === null) return ok(null);
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : fail('应为 true 或 false');
    case 'number': {
      const number = readDecimal(value);
      if (!number) return fail(`应为数字${field.unit ? `（${field.unit}）` : ''}`);
      return number.digits < 0n && neverNegative(field) ? fail('不能为负数') : ok({ stated: number });
    }
    case 'date':
      return typeof value === 'string' && parseIsoDate(value) ? ok(value) : fail('应为 YYYY-MM-DD 形式的日期');
    case 'set': {
      const words = Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : null;
      return words ? ok(words.map((word) => word.trim())) : fail('应为字符串数组');
    }
    case 'domains':
      return isPlain(value) && Object.values(value).every((entry) => typeof entry === 'boolean')
        ? ok(value as { [domain: string]: boolean })
        : fail('应为“领域: true/false”的对象');
    default:
      return readWord(field, value);
  }
}

function readWord(field: Field, value: unknown): Result<Fact, string> {
  if (typeof value !== 'string') return fail('应为文字');
  if (field.values && !field.values.includes(value)) return fail(`应为 ${field.values.join('、')} 之一`);
  return ok(value);
}

/** JSON numbers mean their shortest decimal text; decimal text is taken as written. */
export function readDecimal(value: unknown): Decimal | null {
  if (typeof value === 'number') return Number.isFinite(value) ? parseDecimal(String(value)) : null;
  return typeof value === 'string' ? parseDecimal(value) : null;
}
