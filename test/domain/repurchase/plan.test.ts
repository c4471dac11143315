// Plans after their acts: steps in order, no plot taken twice, what was agreed adds up, the fund balances to the fen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#domain/period.ts';
import { fundBalance, type FundEntry } from '#domain/repurchase/fund.ts';
import { planActFault, stepNeedsAmount, type PlanActDraft } from '#domain/repurchase/plan-acts.ts';
import { planCommitment, planFigures } from '#domain/repurchase/plan-figures.ts';
import { planNow, planSteps, takenUp, type PlanAct, type PlanRecord, type PlanStep } from '#domain/repurchase/plan.ts';
import { decimal, fen, microMu } from '#domain/units.ts';

const day = (text: string) => isoDate(text);
const wan = (value: number) => fen(value * 1_000_000);
const plot = (
  code: string,
  mu: number,
  cost: number,
  more: Partial<PlanRecord['parcels'][number]> = {},
): PlanRecord['parcels'][number] => ({
  code,
  name: null,
  township: null,
  area: microMu(mu * 1_000_000),
  cost: wan(cost),
  owner: null,
  firms: [],
  jobs: null,
  tax: null,
  ...more,
});
const plan = (id: number, codes: readonly string[], more: Partial<PlanRecord> = {}): PlanRecord => ({
  id,
  county: '331123',
  name: `方案${id}`,
  question: '{}',
  solved: true,
  parcels: codes.map((code, index) => plot(code, index + 1, 10 * (index + 1))),
  blocks: [codes],
  bound: null,
  dataVersion: '1',
  actor: '张三',
  recordedAt: '2023-01-01T00:00:00Z',
  ...more,
});
let number = 0;
const act = (of: number, draft: PlanActDraft): PlanAct => {
  number += 1;
  const said = { id: number, plan: of, basis: '会议纪要', actor: '张三', recordedAt: '2023-03-01T00:00:00Z' };
  return draft.act === 'step' ? { ...said, ...draft, ledgerEntry: null } : { ...said, ...draft };
};
const ground = { others: [], freed: new Set<string>(), today: day('2023-06-30') };
const approve: PlanActDraft = { act: 'approve', date: day('2023-01-10') };
const step = (
  parcel: string,
  name: PlanStep,
  date = '2023-02-01',
  amount = stepNeedsAmount(name) ? wan(8) : null,
): Extract<PlanActDraft, { act: 'step' }> => ({
  act: 'step',
  parcel,
  step: name,
  amount,
  date: day(date),
});

describe('a plan', () => {
  it('is approved once, and takes no plot that another approved plan holds or the ledger counts', () => {
    const other = planNow(plan(1, ['A', 'B']), [act(1, approve)]);
    const mine = planNow(plan(2, ['B', 'C']), []);
    expect(planActFault(approve, mine, { ...ground, others: [other] })).toMatchObject({ reason: 'conflict', parcels: ['B'] });
    const dropped = planNow(plan(1, ['A', 'B']), [act(1, approve), act(1, { act: 'drop', parcel: 'B', date: day('2023-02-01') })]);
    expect(planActFault(approve, mine, { ...ground, others: [dropped] })).toBeNull();
    expect(planActFault(approve, mine, { ...ground, freed: new Set(['C']) })).toMatchObject({ reason: 'conflict', parcels: ['C'] });
    expect(planActFault(approve, other, ground)).toMatchObject({ reason: 'conflict' });
    expect([...takenUp([other, mine]).keys()]).toEqual(['A', 'B']);
    const withdrawn = planNow(plan(1, ['A']), [act(1, approve), act(1, { act: 'withdraw', date: day('2023-02-01') })]);
    expect(takenUp([withdrawn]).size).toBe(0);
  });

  it('takes its steps one after the other, each with its sum and no earlier than the last', () => {
    const before = planNow(plan(1, ['A']), []);
    expect(planActFault(step('A', 'application'), before, ground)).toMatchObject({ reason: 'order' });
    const approved = planNow(plan(1, ['A']), [act(1, approve)]);
    expect(planActFault(step('A', 'valuation'), approved, ground)).toMatchObject({ reason: 'order', field: 'step' });
    expect(planActFault(step('A', 'application', '2023-01-09'), approved, ground)).toMatchObject({ field: 'date' });
    expect(planActFault(step('A', 'application', '2023-07-01'), approved, ground)).toMatchObject({ field: 'date' });
    expect(planActFault(step('B', 'application'), approved, ground)).toMatchObject({ reason: 'not-found' });
    const applied = planNow(plan(1, ['A']), [act(1, approve), act(1, step('A', 'application'))]);
    expect(planActFault(step('A', 'valuation', '2023-02-02', null), applied, ground)).toMatchObject({ field: 'amount' });
    expect(planActFault({ ...step('A', 'valuation', '2023-02-02'), amount: fen(0) }, applied, ground)).toMatchObject({ field: 'amount' });
    expect(planActFault(step('A', 'valuation', '2023-02-02'), applied, ground)).toBeNull();
    expect(planActFault(step('A', 'valuation', '2023-01-31'), applied, ground)).toMatchObject({ field: 'date' });
  });

  it('with a contract is no longer withdrawn as a whole; what is delivered is not dropped', () => {
    const acts = [act(1, approve), ...planSteps.map((name) => act(1, step('A', name)))];
    const contracted = planNow(plan(1, ['A', 'B']), acts.slice(0, 5));
    const withdraw: PlanActDraft = { act: 'withdraw', date: day('2023-03-01') };
    expect(planActFault(withdraw, contracted, ground)).toMatchObject({ parcels: ['A'] });
    const delivered = planNow(plan(1, ['A', 'B']), acts);
    expect(planActFault({ act: 'drop', parcel: 'A', date: day('2023-03-01') }, delivered, ground)).toMatchObject({ reason: 'order' });
    expect(planActFault({ act: 'drop', parcel: 'B', date: day('2023-03-01') }, delivered, ground)).toBeNull();
    expect(planActFault(step('A', 'delivery'), delivered, ground)).toMatchObject({ reason: 'order' });
  });
});

describe('figures', () => {
  it('count each firm once and say of how many plots jobs and tax are known', () => {
    const parcels = [
      plot('A', 10, 100, { firms: ['F', 'G'], owner: 'F', jobs: 12_000, tax: wan(3) }),
      plot('B', 20, 300, { firms: ['F'], owner: 'F' }),
      plot('C', 5, 50, { owner: 'H', jobs: 0, tax: wan(-1) }),
    ];
    expect(planFigures(plan(1, [], { parcels, blocks: [['A', 'B'], ['C']] }))).toEqual({
      parcels: 3,
      area: 35_000_000,
      cost: wan(450),
      blocks: 2,
      largestBlock: 30_000_000,
      firms: 2,
      owners: 2,
      jobs: { sum: 12_000, known: 2, total: 3 },
      tax: { sum: wan(2), known: 2, total: 3 },
    });
  });

  it('commit the contract where there is one, else the valuation, else the estimate', () => {
    const acts = [
      act(1, approve),
      ...planSteps.map((name) => act(1, step('A', name, '2023-02-01', stepNeedsAmount(name) ? wan(9) : null))),
      act(1, step('B', 'application')),
      act(1, step('B', 'valuation', '2023-02-01', wan(21))),
      act(1, { act: 'drop', parcel: 'D', date: day('2023-02-01') }),
    ];
    expect(planCommitment(planNow(plan(1, ['A', 'B', 'C', 'D']), acts))).toEqual({
      contracted: wan(9),
      delivered: wan(9),
      open: wan(21 + 30),
    });
  });
});

describe('the fund', () => {
  const entry = (id: number, kind: FundEntry['kind'], amount: number, reverses: number | null = null): FundEntry => ({
    id,
    kind,
    year: 2022,
    name: '',
    amount: fen(amount),
    basis: '决算',
    reverses,
    actor: '张三',
    recordedAt: '2023-01-01',
  });
  const share = { percent: decimal('0.5'), clause: '六(五)' };

  it('takes half a percent of the land revenue, down to the fen, and leaves out what was taken back', () => {
    const entries = [
      entry(1, 'land-revenue', 199),
      entry(2, 'source', 1000),
      entry(3, 'source', 7),
      entry(4, 'source', 7, 3),
      entry(5, 'outlay', 100),
    ];
    expect(fundBalance(entries, share, [])).toMatchObject({ special: 0, sources: 1000, outlays: 100, available: 900, left: 900 });
    expect(fundBalance([entry(1, 'land-revenue', 200)], share, []).special).toBe(1);
  });

  it('adds up whatever is in it', () => {
    const kind = fc.constantFrom<FundEntry['kind']>('land-revenue', 'source', 'outlay');
    const amounts = fc.array(fc.tuple(kind, fc.integer({ min: 1, max: 10 ** 12 })), { maxLength: 20 });
    const bound = fc.record({
      contracted: fc.integer({ min: 0, max: 10 ** 12 }).map(fen),
      open: fc.integer({ min: 0, max: 10 ** 12 }).map(fen),
      delivered: fc.constant(fen(0)),
    });
    fc.assert(
      fc.property(amounts, fc.array(bound, { maxLength: 4 }), (rows, commitments) => {
        const balance = fundBalance(
          rows.map(([of, amount], index) => entry(index + 1, of, amount)),
          share,
          commitments,
        );
        expect(balance.left).toBe(balance.special + balance.sources - balance.outlays - balance.contracted - balance.open);
        expect(balance.special * 200).toBeLessThanOrEqual(balance.landRevenue);
        expect((balance.special + 1) * 200).toBeGreaterThan(balance.landRevenue);
      }),
    );
  });
});
