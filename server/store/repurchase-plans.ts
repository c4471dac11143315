// Plans to buy land back, what was done to them, and the fund. Rows are only ever added.
import { z } from 'zod';
import type { CountyCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import type { FundEntry, FundKind } from '#domain/repurchase/fund.ts';
import type { PlanAct, PlanRecord, PlanStep } from '#domain/repurchase/plan.ts';
import { plannedParcelSchema } from '#domain/repurchase/plan-schema.ts';
import type { Fen } from '#domain/units.ts';
import { type Row, type Sql, integer, numberOrNull, text } from './sql.ts';

export type PlanDraft = Omit<PlanRecord, 'id' | 'county'>;
type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;
export type PlanActRow = Unnumbered<PlanAct>;
export type FundDraft = Omit<FundEntry, 'id'>;

const blocksSchema = z.array(z.array(z.string()));

/** A county's plans in the order of writing. */
export function readPlans(sql: Sql, county: CountyCode): PlanRecord[] {
  return sql
    .rows(
      `SELECT id, name, question, solved, parcels, blocks, bound, data_version, actor, recorded_at
       FROM repurchase_plan WHERE county = ? ORDER BY id`,
      county,
    )
    .map(([id, name, question, solved, parcels, blocks, bound, dataVersion, actor, at]) => ({
      id: integer(id),
      county,
      name: text(name),
      question: text(question),
      solved: integer(solved) === 1,
      parcels: z.array(plannedParcelSchema).parse(JSON.parse(text(parcels))),
      blocks: blocksSchema.parse(JSON.parse(text(blocks))),
      bound: numberOrNull(bound) as Fen | null,
      dataVersion: text(dataVersion),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendPlan(sql: Sql, county: CountyCode, plan: PlanDraft): PlanRecord {
  const { id } = sql.run(
    `INSERT INTO repurchase_plan (county, name, question, solved, parcels, blocks, bound, data_version, actor, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    county,
    plan.name,
    plan.question,
    Number(plan.solved),
    JSON.stringify(plan.parcels),
    JSON.stringify(plan.blocks),
    plan.bound,
    plan.dataVersion,
    plan.actor,
    plan.recordedAt,
  );
  return { ...plan, id, county };
}

function actOf([id, plan, act, parcel, step, amount, ledgerEntry, date, basis, actor, at]: Row): PlanAct {
  const said = {
    id: integer(id),
    plan: integer(plan),
    date: text(date) as IsoDate,
    basis: text(basis),
    actor: text(actor),
    recordedAt: text(at),
  };
  switch (text(act)) {
    case 'approve':
      return { ...said, act: 'approve' };
    case 'withdraw':
      return { ...said, act: 'withdraw' };
    case 'drop':
      return { ...said, act: 'drop', parcel: text(parcel) };
    default:
      return {
        ...said,
        act: 'step',
        parcel: text(parcel),
        step: text(step) as PlanStep,
        amount: numberOrNull(amount) as Fen | null,
        ledgerEntry: numberOrNull(ledgerEntry),
      };
  }
}

/** Acts on all plans of a county, in the order of writing. */
export function readPlanActs(sql: Sql, county: CountyCode): PlanAct[] {
  return sql
    .rows(
      `SELECT id, plan, act, parcel, step, amount, ledger_entry, date, basis, actor, recorded_at
       FROM repurchase_plan_act WHERE county = ? ORDER BY id`,
      county,
    )
    .map(actOf);
}

export function appendPlanAct(sql: Sql, county: CountyCode, row: PlanActRow): number {
  const step = row.act === 'step' ? row : null;
  return sql.run(
    `INSERT INTO repurchase_plan_act (county, plan, act, parcel, step, amount, ledger_entry, date, basis, actor, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    county,
    row.plan,
    row.act,
    row.act === 'step' || row.act === 'drop' ? row.parcel : null,
    step?.step ?? null,
    step?.amount ?? null,
    step?.ledgerEntry ?? null,
    row.date,
    row.basis,
    row.actor,
    row.recordedAt,
  ).id;
}

/** Entries of the fund in the order of writing. */
export function readFund(sql: Sql, county: CountyCode): FundEntry[] {
  return sql
    .rows(
      'SELECT id, kind, year, name, amount, basis, reverses, actor, recorded_at FROM repurchase_fund WHERE county = ? ORDER BY id',
      county,
    )
    .map(([id, kind, year, name, amount, basis, reverses, actor, at]) => ({
      id: integer(id),
      kind: text(kind) as FundKind,
      year: integer(year),
      name: text(name),
      amount: integer(amount) as Fen,
      basis: text(basis),
      reverses: numberOrNull(reverses),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendFund(sql: Sql, county: CountyCode, entry: FundDraft): FundEntry {
  const { id } = sql.run(
    'INSERT INTO repurchase_fund (county, kind, year, name, amount, basis, reverses, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    county,
    entry.kind,
    entry.year,
    entry.name,
    entry.amount,
    entry.basis,
    entry.reverses,
    entry.actor,
    entry.recordedAt,
  );
  return { ...entry, id };
}
