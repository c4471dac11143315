// Small firms, accounts and parameter sets for the tests of the evaluation; every maker takes only what a test is about.
import type { Account, Allocation, Firm, Occupancy } from '#domain/firms/firm.ts';
import { countyCode } from '#domain/land/codes.ts';
import { figuresOf, type FigureKey } from '#domain/scoring/figures.ts';
import { knownIndicators } from '#domain/scoring/indicators.ts';
import { MarkBook, type Mark } from '#domain/scoring/marks.ts';
import type { ScoredIndicator, ScoringGroup, ScoringParameters } from '#domain/scoring/parameters.ts';
import { ONE, fromDecimal } from '#domain/scoring/rational.ts';
import type { ScoringContext } from '#domain/scoring/score.ts';
import { firmSubject, type Member, type Subject } from '#domain/scoring/subjects.ts';
import { decimal, fen, microMu, parseLand, parseMoney, type Fen, type MicroMu } from '#domain/units.ts';

export const county = countyCode('331123');
export const year = 2022;
const source = { importId: 0, file: 'test', sheet: null, row: null };

export function wan(value: number | string): Fen {
  return parseMoney(String(value), '万元')!.value;
}

export function mu(value: number | string): MicroMu {
  return parseLand(String(value), '亩')!.value;
}

export function firm(uscc: string, more: Partial<Firm> = {}): Firm {
  return {
    county,
    uscc,
    name: `${uscc}厂`,
    kind: '企业',
    industryCode: '3311',
    industryTags: null,
    township: null,
    haltedSince: null,
    facts: {},
    source,
    ...more,
  };
}

export function account(uscc: string, more: Partial<Account> = {}): Account {
  return {
    county,
    uscc,
    name: null,
    year,
    tax: null,
    revenue: null,
    valueAdded: null,
    outputValue: null,
    researchSpending: null,
    energyTce: null,
    powerKwh: null,
    waterTonnes: null,
    emissionsTonnes: null,
    employees: null,
    aboveScale: true,
    grade: null,
    assessedArea: null,
    source,
    ...more,
  };
}

export function occupancy(uscc: string, parcel: string, role: '自用' | '租用', area: MicroMu): Occupancy {
  return { county, year, parcel, uscc, role, area, basis: 'tenure' };
}

export function allocation(uscc: string, parcel: string, area: MicroMu, tax: Fen | null): Allocation {
  return { county, year, parcel, uscc, area, tax };
}

export function indicator(
  id: string,
  weight: number | string,
  base: number | string,
  more: Partial<ScoredIndicator> = {},
): ScoredIndicator {
  const known = knownIndicators.find((each) => each.id === id)!;
  return {
    ...known,
    weight: decimal(weight),
    base: decimal(base),
    cap: null,
    floor: null,
    missing: 'not-evaluated',
    zeroDenominator: 'missing',
    ...more,
  };
}

export function group(indicators: readonly ScoredIndicator[], more: Partial<ScoringGroup> = {}): ScoringGroup {
  return {
    id: 'all',
    name: '全部',
    subject: 'firm',
    when: { aboveScale: null, tenantOnly: null, areaFrom: null, areaBelow: null, industries: [], kinds: [] },
    totalWeight: decimal(100),
    indicators,
    adjustments: [],
    bonusLimit: null,
    penaltyLimit: null,
    vetoes: [],
    cuts: shares({ A: 20, B: 40, C: 35, D: 5 }),
    tieBreak: [],
    ...more,
  };
}

export function shares(
  percents: Record<string, number>,
  more: Partial<Extract<ScoringGroup['cuts'], { by: 'share' }>> = {},
): Extract<ScoringGroup['cuts'], { by: 'share' }> {
  const listed = Object.entries(percents).map(([name, percent]) => ({ class: name, percent: decimal(percent) }));
  return { by: 'share', shares: listed, rounding: 'down', ties: 'better', vetoed: 'ranked', ...more };
}

export const classes = ['A', 'B', 'C', 'D'].map((id) => ({ id, name: `${id}类` }));

export function parameters(groups: readonly ScoringGroup[], more: Partial<ScoringParameters> = {}): ScoringParameters {
  return {
    id: 'test',
    county,
    title: '测试',
    example: true,
    basis: '测试',
    documentNumber: null,
    fromYear: year,
    toYear: year,
    classes,
    unratedName: '暂不评',
    exemptions: [],
    tenants: { mode: 'apart', aboveScaleApart: false, apartFrom: null, memberMissing: 'unknown' },
    land: ['assessed', 'occupied'],
    prevails: 'computed',
    groups,
    ...more,
  };
}

/** A member with stated figures: money in 万元, land in 亩, the rest in their plain unit; what is left out is not known. */
export function member(uscc: string, figures: Partial<Record<FigureKey, number | string>>, more: Partial<Member> = {}): Member {
  const { tax, revenue, valueAdded, researchSpending, area, ...plain } = figures;
  const money = (value: number | string | undefined) => (value === undefined ? null : wan(value));
  const row = account(uscc, {
    tax: money(tax),
    revenue: money(revenue),
    valueAdded: money(valueAdded),
    researchSpending: money(researchSpending),
  });
  const stated = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, fromDecimal(decimal(value))]));
  return {
    uscc,
    name: `${uscc}厂`,
    firm: firm(uscc),
    account: row,
    facts: {},
    figures: { ...figuresOf(row, area === undefined ? null : mu(area)), ...stated },
    share: ONE,
    lots: [],
    held: [],
    tenantOnly: false,
    ...more,
  };
}

export function subject(uscc: string, figures: Partial<Record<FigureKey, number | string>>, more: Partial<Member> = {}): Subject {
  return firmSubject(member(uscc, figures, more));
}

export function context(marks: readonly Mark[] = [], memberMissing: ScoringContext['memberMissing'] = 'unknown'): ScoringContext {
  return { year, marks: new MarkBook(marks), memberMissing };
}

export function mark(subjectId: string, item: string, more: Partial<Mark> = {}): Mark {
  return { subject: subjectId, year, item, holds: true, actor: '经商局', basis: '通报', recordedAt: '2023-03-01', ...more };
}

export { fen, microMu };
