// The body of a judge request: what is read, what is refused and how it is named; and what the unknown may and may not do.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsFromJson } from '../../../server/domain/policy/facts-json.ts';
import { fields } from '../../../server/domain/policy/fields.ts';
import { judge } from '../../../server/domain/policy/judge.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';
import { factsOf, givenPolicy, judgeBody, policyIds, suichangFirm } from './given-policies.ts';
import { randomBody } from './random-facts.ts';

const faultsOf = (body: unknown): string[] => {
  const read = factsFromJson(body, 2021);
  return read.ok ? [] : read.error.map((fault) => fault.field);
};

describe('reading', () => {
  it.each([
    [{ enterprise: { hasPermit: true } }, ['enterprise.hasPermit']],
    [{ enterprise: { tax_per_mu_wan: { 2020: 1 } } }, ['enterprise.tax_per_mu_wan']],
    [{ enterprise: { taxPerMuWan: 0.9 } }, ['enterprise.taxPerMuWan']],
    [{ enterprise: { taxPerMuWan: { 2020: 'low' } } }, ['enterprise.taxPerMuWan[2020]']],
    [{ enterprise: { taxPerMuWan: { '20': 1 } } }, ['enterprise.taxPerMuWan[20]']],
    [{ enterprise: { grade: { 2020: 'E' } } }, ['enterprise.grade[2020]']],
    [{ enterprise: { hasPermits: 'no' } }, ['enterprise.hasPermits']],
    [{ enterprise: { occupiedAreaMu: true } }, ['enterprise.occupiedAreaMu']],
    [{ enterprise: { occupiedAreaMu: -3 } }, ['enterprise.occupiedAreaMu']],
    [{ enterprise: { powerKwh: { 2020: '-0.01' }, taxWan: { 2020: -4 } } }, ['enterprise.powerKwh[2020]']],
    [{ enterprise: { industryTags: '铸造' } }, ['enterprise.industryTags']],
    [{ enterprise: { meetsStandards: { 安全: 'no' } } }, ['enterprise.meetsStandards']],
    [{ parcel: { supplyDate: '2021-02-30' } }, ['parcel.supplyDate']],
    [{ parcel: { supplyDate: 20210101 } }, ['parcel.supplyDate']],
    [{ parcel: { acquisitionMode: '赠与' } }, ['parcel.acquisitionMode']],
    [{ firm: {} }, ['firm']],
    [{ enterprise: [] }, ['enterprise']],
    [{ evaluationYear: '2021' }, ['evaluationYear']],
    [{ evaluationYear: 2021.5 }, ['evaluationYear']],
    ['text', ['']],
    [null, ['']],
    [JSON.parse('{"enterprise":{"__proto__":1,"constructor":2}}'), ['enterprise.__proto__', 'enterprise.constructor']],
  ])('%j is refused by name', (body, names) => expect(faultsOf(body)).toEqual(names));
  it('names every fault at once', () =>
    expect(faultsOf({ enterprise: { a: 1, grade: { 2020: 'X', 2021: 'Y' } }, parcel: { b: 2 } })).toEqual([
      'enterprise.a',
      'enterprise.grade[2020]',
      'enterprise.grade[2021]',
      'parcel.b',
    ]));
  it('takes numbers by their shortest text, and decimal text as written', () => {
    const stated = (value: unknown) => {
      const { enterprise } = factsOf({ enterprise: { occupiedAreaMu: value } }, 2021);
      return JSON.stringify(enterprise!.values['occupiedAreaMu'], (_key, part: unknown) =>
        typeof part === 'bigint' ? String(part) : part,
      );
    };
    expect(stated(0.1)).toContain('"digits":"1","scale":1');
    expect(stated('2.990')).toContain('"digits":"299","scale":2');
    expect(stated(1e21)).toContain('"digits":"1000000000000000000000","scale":0');
    expect(stated('１，２３４．５')).toContain('"digits":"12345","scale":1');
  });
  it('takes a yes or no without a year for the year judged, and null for every year', () => {
    const big = { occupiedAreaMu: 15, aboveScale: false };
    expect(judgeBody(givenPolicy('suichang-2022'), suichangFirm(big)).matched.map((match) => match.rule)).toEqual(['SC-R32']);
    const none = judgeBody(givenPolicy('suichang-2022'), suichangFirm({ grade: null }));
    expect([none.unknown, none.gaps]).toEqual([[], []]);
  });
  it('keeps evaluation year and overrides apart from the facts', () =>
    expect(factsFromJson({ evaluationYear: 2020, overrides: { a: 1 } }, 2021)).toEqual({
      ok: true,
      value: { facts: {}, evaluationYear: 2020, overrides: { a: 1 } },
    }));
});

/** Inputs from which others are derived: taking one away lets the derivation speak instead. */
const derivedFrom = new Set(['taxWan', 'assessedAreaMu', 'industryCode', 'haltedSince']);

type Body = { readonly [level: string]: { readonly [field: string]: unknown } };

const underived = (body: Body): Body =>
  Object.fromEntries(
    Object.entries(body).map(([level, given]) => [
      level,
      Object.fromEntries(Object.entries(given).filter(([key]) => !derivedFrom.has(key))),
    ]),
  );

function outcomes(body: Body, policy: Policy): { readonly [rule: string]: boolean | string } {
  const found = judge(factsOf(body, policy.evaluationYear), policy);
  return Object.fromEntries([
    ...policy.rules.map((rule) => [rule.id, false] as const),
    ...found.matched.map((match) => [match.rule, true] as const),
    ...found.unknown.map((open) => [open.rule, open.missing.join()] as const),
  ]);
}

const without = (body: Body, level: string, key: string): Body => ({
  ...body,
  [level]: Object.fromEntries(Object.entries(body[level]!).filter(([name]) => name !== key)),
});

describe('the unknown', () => {
  for (const id of policyIds) {
    const policy = givenPolicy(id);
    const years = [policy.evaluationYear - 2, policy.evaluationYear - 1, policy.evaluationYear];
    const bodies = randomBody(years).map((body) => underived(body as Body));
    it(`${id}: taking an input away never turns true into false or false into true`, () => {
      fc.assert(
        fc.property(bodies, fc.nat(), (body, pick) => {
          const inputs = Object.entries(body).flatMap(([level, given]) => Object.keys(given).map((key) => [level, key] as const));
          const [level, key] = inputs[pick % Math.max(1, inputs.length)] ?? ['', ''];
          if (level === '') return;
          const [before, after] = [outcomes(body, policy), outcomes(without(body, level, key), policy)];
          for (const rule of policy.rules) {
            if (typeof before[rule.id] === 'boolean') expect([before[rule.id], expect.any(String)]).toContainEqual(after[rule.id]);
            else expect(after[rule.id]).toEqual(expect.any(String));
          }
        }),
        { numRuns: 60 },
      );
    });
    it(`${id}: an input not named as missing does not matter, and those named decide`, () => {
      fc.assert(
        fc.property(bodies, bodies, (body, other) => {
          const before = outcomes(body, policy);
          for (const [rule, missing] of Object.entries(before)) {
            if (typeof missing === 'boolean') continue;
            const named = missing.split(',');
            expect(
              outcomes(
                fill(body, other, (name) => !named.includes(name)),
                policy,
              )[rule],
            ).toBe(missing);
          }
        }),
        { numRuns: 25 },
      );
    });
  }
});

/** The body with what it lacks taken from another where the name fits. Levels are not added: a project makes other rules ask. */
function fill(body: Body, other: Body, fits: (name: string) => boolean): Body {
  const filled: { [level: string]: { [field: string]: unknown } } = {};
  for (const [level, given] of Object.entries(body)) {
    filled[level] = { ...given };
    for (const field of fields.filter((entry) => entry.level === level)) {
      const [mine, theirs] = [given[field.key], other[level]?.[field.key]];
      if (theirs === undefined || theirs === null) continue;
      if (!field.yearly) {
        if (mine === undefined && fits(field.name)) filled[level][field.key] = theirs;
      } else if (mine !== null) {
        const added = Object.entries(theirs).filter(([year]) => !Object.hasOwn(mine ?? {}, year) && fits(`${field.name}[${year}]`));
        filled[level][field.key] = { ...mine, ...Object.fromEntries(added) };
      }
    }
  }
  return filled;
}
