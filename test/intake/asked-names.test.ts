// What 待补数据 asks a bureau for is read under the very name by which it was asked for.
import { describe, expect, test } from 'vitest';
import { type Field, fields } from '#domain/policy/fields.ts';
import { csv, issuesOf, take } from './making.ts';

const uscc = '91330100799655058B';

/** Worked out from other columns, or (达标情况) sent one column per domain. */
const notSent = (field: Field): boolean =>
  field.quotient !== undefined ||
  field.type === 'domains' ||
  field.name === 'enterprise.taxPerMuWan' ||
  field.name === 'enterprise.outputValueWan';

function sample({ name, type, values }: Field): string {
  if (name === 'enterprise.industryCode') return '3391';
  if (type === 'boolean') return '是';
  if (type === 'number') return '12';
  if (type === 'date') return '2015-06-01';
  return values?.find((word) => word !== 'none') ?? '其他';
}

const asked = (level: Field['level'], yearly: boolean): Field[] =>
  fields.filter((field) => field.level === level && field.yearly === yearly && !notSent(field));

function table(own: readonly (readonly [string, string])[], more: readonly Field[]): string {
  const columns = [...own, ...more.map((field) => [`${field.label}${field.unit ? `（${field.unit}）` : ''}`, sample(field)] as const)];
  return csv(
    columns.map(([header]) => header),
    columns.map(([, cell]) => cell),
  );
}

const firm = [
  ['统一社会信用代码', uscc],
  ['企业名称', '甲公司'],
] as const;
const square = 'POLYGON((119.4 28.4,119.401 28.4,119.401 28.401,119.4 28.401,119.4 28.4))';

describe('the names of policy facts', () => {
  test.each([
    ['firms', table(firm, asked('enterprise', false)), {}],
    ['accounts', table([...firm, ['年度', '2021']], asked('enterprise', true)), {}],
    [
      'parcels',
      table(
        [
          ['宗地代码', '331123001001GB00001'],
          ['WKT', square],
        ],
        asked('parcel', false),
      ),
      { crs: 'EPSG:4490' },
    ],
  ] as const)('are headers of %s', async (subject, content, options) => {
    const outcome = await take(subject, content, options);
    expect(issuesOf(outcome, 'column-unmapped').map(({ column }) => column)).toEqual([]);
    expect(issuesOf(outcome, 'value-invalid').map(({ column }) => column)).toEqual([]);
  });
});
