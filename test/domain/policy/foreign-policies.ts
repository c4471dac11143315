// Policies unlike the five given ones, invented for the tests: other thresholds, areas and days in bands, alternatives within alternatives.
import { readPolicy } from '../../../server/domain/policy/policy-check.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';

interface Sketch {
  readonly rules: readonly { readonly id: string; readonly category: string; readonly when: object; readonly subject?: string }[];
  readonly exampleBase: object;
  readonly evaluationYear?: number;
  readonly limbs?: readonly { readonly id: string; readonly wording: string; readonly when: object }[];
}

const industrial = { id: 'industrial', wording: '工业', when: { field: 'enterprise.isIndustrial', op: 'is_true' } };

/** A policy of three classes, 重 over 中 over 轻, with these rules and no scope but industry, unless its limbs are given. */
export function foreignPolicy({ rules, exampleBase, evaluationYear = 2023, limbs = [industrial] }: Sketch): Policy {
  const read = readPolicy({
    id: 'foreign',
    version: '1',
    title: '虚构办法',
    jurisdiction: '某县',
    level: '县',
    county: '331124',
    documentNumber: null,
    status: '草案',
    statusNote: null,
    periodStart: '2024-01-01',
    periodEnd: '2026-12-31',
    countingStart: '2024-01-01',
    countingStartBasis: '虚构',
    evaluationYear,
    evaluationYearBasis: '虚构',
    taxThresholds: JSON.stringify(rules).includes('taxPerMuWan') ? 'set' : 'none',
    taxThresholdsNote: '虚构',
    classes: [
      { name: '重', severity: 3, style: 'double', colour: '#7a0177' },
      { name: '中', severity: 2, style: 'dash', colour: '#c2410c' },
      { name: '轻', severity: 1, style: 'dots', colour: '#1d4ed8' },
    ].filter(({ name }) => rules.some((rule) => rule.category === name)),
    precedenceBasis: '从严',
    scope: {
      clause: '第一条',
      wording: '工业',
      note: null,
      limbs,
    },
    rules: rules.map((rule, index) => ({
      kind: 'classification',
      subject: 'enterprise',
      clause: `第${index + 2}条`,
      wording: '虚构',
      automation: 'candidate',
      ...rule,
    })),
    targets: [],
    exampleBase,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

const tax = (op: string, value: number | string, n = 1): object => ({
  field: 'enterprise.taxPerMuWan',
  op,
  value,
  unit: '万元/亩',
  window: { kind: 'last_consecutive', n, anchor: 'evaluation_year' },
});

/** Tax below 8 in three years; between 8 and 15 in two; 15 up to 30 in one, or grade C with much land or below scale. */
export const highTax = foreignPolicy({
  rules: [
    { id: 'H1', category: '重', when: tax('lt', 8, 3) },
    { id: 'H2', category: '中', when: { all: [tax('gt', 8, 2), tax('lt', 15, 2)] } },
    {
      id: 'H3',
      category: '轻',
      when: {
        any: [
          { all: [tax('ge', 15), tax('lt', '30.00')] },
          {
            all: [
              { field: 'enterprise.grade', op: 'eq', value: 'C' },
              {
                any: [
                  { field: 'enterprise.occupiedAreaMu', op: 'ge', value: 50, unit: '亩' },
                  { field: 'enterprise.aboveScale', op: 'is_false' },
                ],
              },
            ],
          },
        ],
      },
    },
  ],
  exampleBase: {
    enterprise: {
      isIndustrial: true,
      taxPerMuWan: { 2021: 40, 2022: 40, 2023: 40 },
      grade: { 2023: 'A' },
      occupiedAreaMu: 10,
      aboveScale: { 2023: true },
    },
  },
});

const area = (op: string, value: number): object => ({ field: 'parcel.areaMu', op, value, unit: '亩' });
const supplied = (op: string, value: string): object => ({ field: 'parcel.supplyDate', op, value });

/** No tax at all: more than 50 亩, between 10 and 50, and below 10 when supplied in 2019 or after 2020-01-01. */
export const landBands = foreignPolicy({
  rules: [
    { id: 'L1', category: '重', subject: 'parcel', when: area('gt', 50) },
    { id: 'L2', category: '中', subject: 'parcel', when: { all: [area('gt', 10), area('lt', 50)] } },
    {
      id: 'L3',
      category: '轻',
      subject: 'parcel',
      when: {
        all: [
          area('lt', 10),
          { any: [{ all: [supplied('ge', '2019-01-01'), supplied('lt', '2020-01-01')] }, supplied('gt', '2020-01-01')] },
        ],
      },
    },
  ],
  exampleBase: { enterprise: { isIndustrial: true }, parcel: { areaMu: 5, supplyDate: '2010-01-01' } },
});
