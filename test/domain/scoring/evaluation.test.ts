// The whole evaluation: groups, 暂不评, vetoes, forced and imported grades, shared results.
import { describe, expect, it } from 'vitest';
import type { FactValues } from '#domain/policy/facts.ts';
import { evaluateFirms, type EvaluationInput } from '#domain/scoring/evaluation.ts';
import type { ForcedGrade } from '#domain/scoring/marks.ts';
import type { ScoringGroup, ScoringParameters } from '#domain/scoring/parameters.ts';
import { plainText } from '#domain/scoring/rational.ts';
import { decimal } from '#domain/units.ts';
import { account, firm, group, indicator, mark, mu, occupancy, parameters, shares, wan, year } from './samples.ts';

const byTax = (more: Partial<ScoringGroup> = {}) =>
  group([indicator('tax-per-mu', 100, 10)], { cuts: shares({ A: 25, B: 25, C: 25, D: 25 }), ...more });
/** Firms F1, F2 … with taxes in 万元 on one mu each; null = not known. */
function input(taxes: readonly (number | null)[], more: Partial<EvaluationInput> = {}): EvaluationInput {
  const ids = taxes.map((_, index) => `F${index + 1}`);
  return {
    year,
    firms: ids.map((id) => firm(id)),
    accounts: ids.map((id, index) => account(id, { tax: taxes[index] === null ? null : wan(taxes[index]!), assessedArea: mu(1) })),
    occupancies: [],
    marks: [],
    forced: [],
    ...more,
  };
}
const outcomes = (given: EvaluationInput, set: ScoringParameters) =>
  Object.fromEntries(evaluateFirms(given, set).firms.map((each) => [each.uscc, each.standing.computed]));
const classesOf = (given: EvaluationInput, set: ScoringParameters) => evaluateFirms(given, set).firms.map((each) => each.standing.class);

describe('groups', () => {
  const set = parameters([
    byTax({ id: 'above', when: { ...byTax().when, aboveScale: true } }),
    byTax({ id: 'below', when: { ...byTax().when, aboveScale: false, areaFrom: decimal(3) } }),
  ]);
  const rows = [
    account('A1', { tax: wan(1), assessedArea: mu(1), aboveScale: true }),
    account('B1', { tax: wan(100), assessedArea: mu(3), aboveScale: false }),
    account('B2', { tax: wan(100), assessedArea: mu('2.999999'), aboveScale: false }),
    account('B3', { tax: wan(100), aboveScale: false }),
    account('N1', { tax: wan(100), assessedArea: mu(9), aboveScale: null }),
  ];
  const result = evaluateFirms({ ...input([]), accounts: rows }, set);
  const of = (uscc: string) => result.firms.find((each) => each.uscc === uscc)!.standing.computed;

  it('ranks 规上 and 规下 apart, each against its own', () => {
    expect(of('A1')).toEqual({ state: 'rated', class: 'D' });
    expect(result.subjects.filter((each) => each.group).map((each) => [each.subject.id, each.group!.id, each.rank, each.outOf])).toEqual([
      ['A1', 'above', 1, 1],
      ['B1', 'below', 1, 1],
    ]);
  });
  it('takes exactly 3 亩 in, and less not', () => expect(of('B2')).toEqual({ state: 'outside' }));
  it('does not guess a group: land or 规上 not known', () => {
    expect(of('B3')).toEqual({ state: 'ungrouped', undecided: ['below'] });
    expect(of('N1')).toEqual({ state: 'ungrouped', undecided: ['above', 'below'] });
  });
});

describe('a group further down', () => {
  const set = parameters([byTax({ id: 'above', when: { ...byTax().when, aboveScale: true } }), byTax({ id: 'rest' })]);
  it('does not take in who may belong to one before it', () => {
    const accounts = [null, false].map((aboveScale, index) => account(`F${index}`, { tax: wan(1), assessedArea: mu(1), aboveScale }));
    expect(outcomes({ ...input([]), accounts }, set)).toMatchObject({
      F0: { state: 'ungrouped', undecided: ['above'] },
      F1: { state: 'rated' },
    });
  });
});

describe('classes', () => {
  it('ranks who has a score and never takes an unknown tax for zero', () => {
    expect(classesOf(input([5, 8, null, 6, 7]), parameters([byTax()]))).toEqual(['D', 'A', null, 'C', 'B']);
    expect(outcomes(input([null, 1]), parameters([byTax()]))['F1']).toEqual({ state: 'lacking', indicators: ['tax-per-mu'] });
  });

  it('a firm of the register without accounts is not evaluated', () => {
    const set = parameters([byTax()]);
    const given = { ...input([1, 2]), firms: [firm('F1'), firm('F2'), firm('F3')] };
    expect(outcomes(given, set)['F3']).toMatchObject({ state: 'lacking' });
  });

  it('asks the tie break before it calls firms equal', () => {
    const more = {
      indicators: [indicator('tax-per-mu', 100, 10, { cap: decimal(1) }), indicator('revenue-per-mu', 0, 10, { missing: 'zero' })],
    };
    const accounts = ['F1', 'F2', 'F3', 'F4'].map((id, index) => account(id, { tax: wan(20), assessedArea: mu(1), revenue: wan(index) }));
    const given = { ...input([]), accounts };
    expect(classesOf(given, parameters([byTax({ ...more, tieBreak: ['revenue-per-mu'] })]))).toEqual(['D', 'C', 'B', 'A']);
    expect(classesOf(given, parameters([byTax(more)]))).toEqual(['A', 'A', 'A', 'A']);
  });
});

describe('vetoes', () => {
  const veto = (atMost: string, when: ScoringGroup['vetoes'][number]['when'] = [{ kind: 'mark' }]) => ({
    id: 'accident',
    name: '事故',
    atMost,
    when,
  });

  it('send a class down, never up, and keep who recorded it', () => {
    const set = parameters([byTax({ vetoes: [veto('C')] })]);
    const marks = ['F1', 'F4'].map((id) => mark(id, 'accident', { basis: '〔2022〕3号' }));
    const result = evaluateFirms(input([9, 8, 7, 6], { marks }), set);
    expect(result.firms.map((each) => each.standing.class)).toEqual(['C', 'B', 'C', 'D']);
    expect(result.subjects[0]).toMatchObject({
      rankedClass: 'A',
      rank: 1,
      vetoes: [{ item: 'accident', truth: true, mark: { actor: '经商局', basis: '〔2022〕3号' } }],
    });
  });

  it('are lifted by a newer mark, whatever the order in which both are given', () => {
    const set = parameters([byTax({ vetoes: [veto('D')] })]);
    const marks = [mark('F1', 'accident', { holds: false, recordedAt: '2023-05-01' }), mark('F1', 'accident')];
    expect(classesOf(input([9, 8, 7, 6], { marks }), set)[0]).toBe('A');
  });

  it('count in their place or are left out of the count, by setting', () => {
    const marks = [mark('F1', 'accident')];
    const withSetting = (vetoed: 'ranked' | 'apart') =>
      parameters([byTax({ vetoes: [veto('D')], cuts: shares({ A: 25, B: 25, C: 25, D: 25 }, { vetoed }) })]);
    expect(classesOf(input([9, 8, 7, 6, 5], { marks }), withSetting('ranked'))).toEqual(['D', 'B', 'C', 'D', 'D']);
    const apart = evaluateFirms(input([9, 8, 7, 6, 5], { marks }), withSetting('apart'));
    expect(apart.firms.map((each) => each.standing.class)).toEqual(['D', 'A', 'B', 'C', 'D']);
    expect(apart.subjects[0]).toMatchObject({ rank: null, rankedClass: null });
  });

  it('to the last class stand without a score; to another they do not make one', () => {
    const marks = [mark('F1', 'accident')];
    expect(outcomes(input([null, 1], { marks }), parameters([byTax({ vetoes: [veto('D')] })]))['F1']).toEqual({
      state: 'rated',
      class: 'D',
    });
    expect(outcomes(input([null, 1], { marks }), parameters([byTax({ vetoes: [veto('C')] })]))['F1']).toMatchObject({ state: 'lacking' });
  });

  it('by value and fact: 3 万元 and not upgraded is D, an unknown fact is listed and changes nothing', () => {
    const set = parameters([
      byTax({
        vetoes: [
          veto('D', [
            { kind: 'indicator', indicator: 'tax-per-mu', op: 'le', value: decimal(3) },
            { kind: 'fact', fact: 'upgradeCompleted', is: [false] },
          ]),
        ],
        cuts: { by: 'score', from: [{ class: 'A', op: 'ge', score: decimal(0) }] },
      }),
    ]);
    const firms = [false, false, true].map((upgradeCompleted, index) => firm(`F${index + 1}`, { facts: { upgradeCompleted } }));
    const result = evaluateFirms({ ...input([3, 3.000001, 1, 1]), firms: [...firms, firm('F4')] }, set);
    expect(result.firms.map((each) => each.standing.class)).toEqual(['D', 'A', 'A', 'A']);
    expect(result.subjects.map((each) => each.vetoes.map((found) => found.truth))).toEqual([[true], [], [], ['unknown']]);
  });
});

describe('暂不评', () => {
  const set = parameters([byTax()], {
    exemptions: [
      { id: 'utility', name: '公用事业', when: [{ kind: 'industry', codes: ['44', '45', '46'] }], unless: [] },
      { id: 'new', name: '新办', when: [{ kind: 'age', fact: 'registeredOn', underYears: 2 }], unless: [] },
      {
        id: 'building',
        name: '未投产',
        when: [{ kind: 'fact', fact: 'notProducing', is: [true] }],
        unless: [{ kind: 'fact', fact: 'pastAgreedCompletion', is: [true] }],
      },
    ],
  });
  const facts = { registeredOn: '2010-01-01', notProducing: false };
  const result = (more: FactValues, industryCode = '3311') =>
    evaluateFirms({ ...input([1, 2]), firms: [firm('F1', { facts: { ...facts, ...more }, industryCode }), firm('F2', { facts })] }, set);

  it('leaves the firm out of ranks and counts, with its reason', () => {
    const utility = result({}, '4420');
    expect(utility.firms[0]).toMatchObject({
      subject: null,
      standing: { computed: { state: 'exempt', reasons: [{ item: 'utility', name: '公用事业' }] }, class: null },
    });
    expect(utility.subjects.map((each) => [each.subject.id, each.outOf])).toEqual([['F2', 1]]);
  });
  it('counts whole years to the end of the evaluated year', () => {
    expect(result({ registeredOn: '2021-01-01' }).firms[0]!.standing.computed.state).toBe('rated');
    expect(result({ registeredOn: '2021-01-02' }).firms[0]!.standing.computed.state).toBe('exempt');
  });
  it('not producing is out, unless past the contract day; not known is listed, not assumed', () => {
    expect(result({ notProducing: true, pastAgreedCompletion: false }).firms[0]!.standing.computed.state).toBe('exempt');
    expect(result({ notProducing: true, pastAgreedCompletion: true }).firms[0]).toMatchObject({
      standing: { computed: { state: 'rated' } },
      undecided: [],
    });
    const unknown = result({ notProducing: true }).firms[0]!;
    expect(unknown.standing.computed.state).toBe('rated');
    expect(unknown.undecided).toMatchObject([{ item: 'building', truth: 'unknown' }]);
  });
  it('an industry code that is too short to tell leaves it undecided', () => {
    expect(result({}, '4').firms[0]!.undecided.map((each) => each.item)).toEqual(['utility']);
    expect(result({}, 'C44').firms[0]!.standing.computed.state).toBe('exempt');
  });
});

describe('grades side by side', () => {
  const forced = (grade: string | null, recordedAt = '2023-04-01'): ForcedGrade => ({
    subject: 'F1',
    year,
    grade,
    actor: '专班',
    basis: '未完成改造提升',
    recordedAt,
  });
  const withImported = (grade: 'A' | 'C' | null, taxes: (number | null)[] = [9, 8, 7, 6]) => {
    const given = input(taxes);
    return { ...given, accounts: given.accounts.map((each) => (each.uscc === 'F1' ? { ...each, grade } : each)) };
  };
  const standing = (given: EvaluationInput, prevails: 'imported' | 'computed') =>
    evaluateFirms(given, parameters([byTax()], { prevails })).firms[0]!.standing;

  it('keeps both and lets the setting say which counts', () => {
    expect(standing(withImported('C'), 'imported')).toMatchObject({
      class: 'C',
      from: 'imported',
      imported: 'C',
      computed: { class: 'A' },
      differs: true,
    });
    expect(standing(withImported('C'), 'computed')).toMatchObject({ class: 'A', from: 'computed', imported: 'C', differs: true });
    expect(standing(withImported('A'), 'computed')).toMatchObject({ differs: false });
  });
  it('falls back only where the preferred one does not exist', () => {
    expect(standing(withImported(null), 'imported')).toMatchObject({ class: 'A', from: 'computed', differs: null });
    expect(standing(withImported('C', [null, 1]), 'computed')).toMatchObject({
      class: 'C',
      from: 'imported',
      computed: { state: 'lacking' },
    });
    expect(standing(withImported(null, [null, 1]), 'computed')).toMatchObject({ class: null, from: null });
  });
  it('a forced D counts above all and keeps who and why; the rest is still there', () => {
    const found = standing({ ...withImported('C'), forced: [forced('D')] }, 'imported');
    expect(found).toMatchObject({
      class: 'D',
      from: 'forced',
      imported: 'C',
      computed: { class: 'A' },
      forced: { actor: '专班', basis: '未完成改造提升' },
    });
  });
  it('the newest decision counts, a lifted one no more, and one for another year never', () => {
    expect(standing({ ...withImported('C'), forced: [forced(null, '2023-06-01'), forced('D')] }, 'imported')).toMatchObject({
      class: 'C',
      forced: null,
    });
    expect(standing({ ...withImported('C'), forced: [{ ...forced('D'), year: year - 1 }] }, 'imported')).toMatchObject({
      class: 'C',
      forced: null,
    });
  });
  it('an imported grade does not undo 暂不评 where the computed one prevails', () => {
    const set = parameters([byTax()], { exemptions: [{ id: 'moved', name: '搬迁', when: [{ kind: 'mark' }], unless: [] }] });
    const given = { ...withImported('C'), marks: [mark('F1', 'moved')] };
    expect(evaluateFirms(given, set).firms[0]!.standing).toMatchObject({ class: null, from: 'computed', imported: 'C' });
    expect(evaluateFirms(given, { ...set, prevails: 'imported' }).firms[0]!.standing).toMatchObject({ class: 'C', from: 'imported' });
  });
});

describe('landlord and tenants', () => {
  const occupancies = [occupancy('F1', 'P1', '自用', mu(6)), occupancy('F2', 'P1', '租用', mu(2)), occupancy('F3', 'P2', '自用', mu(4))];
  const accounts = [account('F1', { tax: wan(30) }), account('F2', { tax: wan(50) }), account('F3', { tax: wan(50) })];
  const given = { ...input([]), accounts, occupancies };
  const merged = (memberMissing: 'unknown' | 'leave-out') =>
    parameters([byTax({ cuts: shares({ A: 50, B: 50 }) })], {
      tenants: { mode: 'merged', aboveScaleApart: false, apartFrom: null, memberMissing },
    });

  it('merged share one result over the pooled land', () => {
    const result = evaluateFirms(given, merged('unknown'));
    const pool = result.subjects.find((each) => each.subject.kind === 'lot')!;
    expect(plainText(pool.score!.subScores[0]!.value!, 6)).toBe('10');
    expect(result.firms.map((each) => [each.subject, each.sharing, each.standing.class])).toEqual([
      ['lot:P1', 'pooled', 'B'],
      ['lot:P1', 'pooled', 'B'],
      ['F3', 'alone', 'A'],
    ]);
  });
  it('with one tax not known the pool is unknown, or is that of the others with their own land only', () => {
    const lacking = { ...given, accounts: [accounts[0]!, account('F2'), accounts[2]!] };
    expect(outcomes(lacking, merged('unknown'))['F1']).toMatchObject({ state: 'lacking' });
    const pool = evaluateFirms(lacking, merged('leave-out')).subjects[0]!;
    expect(plainText(pool.score!.subScores[0]!.value!, 6)).toBe('5');
    expect(pool.score!.subScores[0]!.withoutData).toEqual(['F2']);
  });
  it('a forced grade on the tenant is his alone', () => {
    const decision: ForcedGrade = { subject: 'F2', year, grade: 'D', actor: '专班', basis: '查处', recordedAt: '2023-01-01' };
    expect(evaluateFirms({ ...given, forced: [decision] }, merged('unknown')).firms.map((each) => each.standing.class)).toEqual([
      'B',
      'D',
      'A',
    ]);
  });
  it('a follower has the holder’s class without its figures', () => {
    const follow = parameters([byTax({ cuts: shares({ A: 50, B: 50 }) })], {
      tenants: { mode: 'follow', aboveScaleApart: false, apartFrom: null, memberMissing: 'unknown' },
    });
    const result = evaluateFirms(given, follow);
    expect(result.firms.map((each) => [each.subject, each.sharing, each.standing.class])).toEqual([
      ['F1', 'alone', 'B'],
      ['F1', 'followed', 'B'],
      ['F3', 'alone', 'A'],
    ]);
    expect(plainText(result.subjects[0]!.score!.subScores[0]!.value!, 6)).toBe('5');
  });
});

describe('land', () => {
  it('is taken from the first source of the set that knows it', () => {
    const occupancies = [occupancy('F1', 'P1', '自用', mu(4)), occupancy('F1', 'P2', '租用', mu(1))];
    const value = (land: ScoringParameters['land'], assessedArea: ReturnType<typeof mu> | null) => {
      const given = { ...input([]), accounts: [account('F1', { tax: wan(20), assessedArea })], occupancies };
      const found = evaluateFirms(given, parameters([byTax()], { land })).subjects[0]!.score!.subScores[0]!.value;
      return found && plainText(found, 6);
    };
    expect(value(['assessed', 'occupied'], mu(2))).toBe('10');
    expect(value(['assessed', 'occupied'], null)).toBe('4');
    expect(value(['assessed'], null)).toBeNull();
    expect(value(['occupied', 'assessed'], mu(2))).toBe('4');
  });
});
