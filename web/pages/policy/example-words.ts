// The example of a finding in words: the facts of a judge request, field by field.
import { findField, type FactLevel } from '#domain/policy/fields.ts';
import type { ExampleFacts } from '#domain/policy/procedure.ts';

function plain(value: unknown, unit: string): string {
  if (value === null) return '确知没有';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value === 'none') return '无';
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.join('、');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, one]) => `${name}${plain(one, '')}`)
      .join('、');
  }
  return `${typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}${unit}`;
}

const isYears = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).every((key) => /^\d{4}$/.test(key));

/** One line per field; years of one field together: 亩均税收 2020 年 0.5 万元/亩、2021 年 1 万元/亩. */
export function exampleWords(example: ExampleFacts): readonly string[] {
  return Object.entries(example).flatMap(([level, values]) =>
    Object.entries(values ?? {}).map(([key, value]) => {
      const field = findField(`${level as FactLevel}.${key}`);
      const label = field?.label ?? `${level}.${key}`;
      const unit = field?.unit === undefined ? '' : ` ${field.unit}`;
      if (!isYears(value)) return `${label} ${plain(value, unit)}`;
      const years = Object.entries(value).map(([year, one]) => `${year} 年 ${plain(one, unit)}`);
      return `${label} ${years.join('、')}`;
    }),
  );
}
