// Declaring land over HTTP: who may, under which policy, held against the record, and the refusal that shows what it meets.
import type { Context } from 'hono';
import type { z } from '@hono/zod-openapi';
import { sees } from '#domain/access/actor.ts';
import type { Bounds, MultiPolygon } from '#domain/land/geometry.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import type { Placement } from '#domain/ledger/carry.ts';
import type { CountingCheck, CountingConflict } from '#domain/ledger/counting.ts';
import { type DeclarationToEnter, holdAgainst, type Parcels, writeDeclaration } from '#domain/ledger/enter.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toMu } from '#domain/units.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import type { Changing, Reading } from '../store/store.ts';
import type { Deps, Env } from './env.ts';
import { type declaration, placementsOf } from './ledger-fields.ts';
import { policiesCounting, snapshotOf } from './lens.ts';
import { problem, type ProblemResponse } from './problem.ts';

export type Refusal = ProblemResponse<403> | ProblemResponse<404> | ProblemResponse<409> | ProblemResponse<422>;
type Said = z.output<typeof declaration>;

/** The whole county's parcels: land is held against all of them, whoever may see them. */
export function parcelsOf({ sheet }: Snapshot): Parcels {
  const { bounds } = sheet.base;
  return {
    byCode: (code) => {
      const index = sheet.indexOf.get(code);
      return index === undefined ? null : sheet.parcel(index);
    },
    within: ([west, south, east, north]: Bounds) => {
      const found: Parcel[] = [];
      for (let index = 0; index < sheet.base.size; index += 1) {
        const at = index * 4;
        // Bounds of a parcel without a drawing are no numbers and meet nothing.
        if (bounds[at]! <= east && bounds[at + 2]! >= west && bounds[at + 1]! <= north && bounds[at + 3]! >= south)
          found.push(sheet.parcel(index));
      }
      return found;
    },
  };
}

interface Prepared {
  readonly snapshot: Snapshot;
  readonly parcel: Parcel;
  readonly policy: Policy;
  readonly draft: DeclarationToEnter;
  readonly placements: readonly Placement[];
}

/** The parcel as it is, or, when others came in its place, as it was: land may have been freed before it was split. */
async function parcelOf(c: Context<Env>, deps: Deps, snapshot: Snapshot, code: string): Promise<Parcel | null> {
  const index = snapshot.indexOf.get(code);
  if (index !== undefined) return snapshot.sheet.parcel(snapshot.picks[index]!);
  const former = await deps.store.formerParcels(snapshot.sheet.data.county.code);
  return former.find((parcel) => parcel.code === code && sees(c.get('actor'), parcel.township)) ?? null;
}

/** What is declared, with parcel and policy found; or why there is no such thing. */
export async function prepared(c: Context<Env>, deps: Deps, said: Said): Promise<Result<Prepared, Refusal>> {
  const snapshot = snapshotOf(c, deps, said.county);
  if (!snapshot.ok) return snapshot;
  const parcel = await parcelOf(c, deps, snapshot.value, said.parcel);
  if (!parcel) return fail(problem(c, 404, `没有宗地 ${said.parcel}`));
  const policy = deps.policies.find((candidate) => candidate.id === said.policy);
  if (!policy) return fail(problem(c, 404, `没有政策 ${said.policy}`));
  // Under a policy of another county the land would count toward no target that this county ever sees.
  if (!policiesCounting(deps.policies, said.county).includes(policy)) {
    const message = `${policy.title} 不适用于 ${said.county}，其目标不能由本县的土地完成`;
    return fail(problem(c, 422, message, { issues: [{ parameter: 'policy', message }] }));
  }
  const draft = {
    policy: policy.id,
    parcel: parcel.code,
    shape: said.geometry ?? null,
    kind: said.kind,
    measure: said.measure,
    gross: said.grossMu,
    effective: said.effectiveMu ?? null,
    date: said.date,
    basis: said.basis,
    documents: said.documents ?? [],
    actor: c.get('actor').name,
    recordedAt: deps.clock.now(),
  };
  return ok({ snapshot: snapshot.value, parcel, policy, draft, placements: placementsOf(said.placements) });
}

const fileHash = /^[0-9a-f]{64}$/;

/** Documents that are named as files of the county but are not kept. */
export async function missingFiles(
  record: Pick<Reading, 'documents'>,
  county: Parcel['county'],
  documents: readonly string[],
): Promise<string[]> {
  const files = documents.filter((one) => fileHash.test(one));
  if (files.length === 0) return [];
  const kept = new Set((await record.documents(county)).map((document) => document.sha256));
  return files.filter((one) => !kept.has(one));
}

export const geometryOf = (shape: MultiPolygon | null) => (shape ? { type: 'MultiPolygon' as const, coordinates: shape } : null);

export function conflictReply({ id, overlap, shape }: CountingConflict) {
  return { id, overlapMu: toMu(overlap), ...(shape && shape.length > 0 ? { geometry: geometryOf(shape) } : {}) };
}

function refusalOf(c: Context<Env>, { faults, conflicts }: CountingCheck): Refusal | null {
  if (faults.length > 0) {
    return problem(c, 422, faults.map((fault) => fault.message).join('；'), {
      issues: faults.map(({ field, message, area, shape }) => ({
        parameter: field,
        message,
        ...(area === undefined ? {} : { areaMu: toMu(area) }),
        ...(shape ? { geometry: geometryOf(shape) } : {}),
      })),
    });
  }
  if (conflicts.length === 0) return null;
  const told = conflicts.map(({ id, overlap }) => `第 ${id} 条 ${toMu(overlap)} 亩`).join('、');
  return problem(c, 409, `同一块地不能重复计入，重叠：${told}`, { conflicts: conflicts.map(conflictReply) });
}

export interface Declared {
  readonly rows: readonly [LedgerRow, ...LedgerRow[]];
  readonly check: CountingCheck;
}

/** The check alone: what would be refused, and what should be known. */
export async function tried(deps: Deps, { snapshot, parcel, policy, draft, placements }: Prepared): Promise<CountingCheck> {
  return holdAgainst(deps.store, draft, parcel, parcelsOf(snapshot), policy, deps.clock.today(), placements);
}

/** Writes a declaration when it may be written; the check and the writing are one change, so that two at a time cannot both pass. */
export async function declare(c: Context<Env>, deps: Deps, said: Said): Promise<Result<Declared, Refusal>> {
  const ready = await prepared(c, deps, said);
  return ready.ok ? deps.store.change(ready.value.parcel.county, (record) => enter(c, deps, record, ready.value)) : ready;
}

/** The same within a change that is already open. */
export async function declareWithin(c: Context<Env>, deps: Deps, record: Changing, said: Said): Promise<Result<Declared, Refusal>> {
  const ready = await prepared(c, deps, said);
  return ready.ok ? enter(c, deps, record, ready.value) : ready;
}

async function enter(
  c: Context<Env>,
  deps: Deps,
  record: Changing,
  { snapshot, parcel, policy, draft, placements }: Prepared,
): Promise<Result<Declared, Refusal>> {
  const missing = await missingFiles(record, parcel.county, draft.documents);
  if (missing.length > 0) {
    const message = `没有收到文件 ${missing.join('、')}，请先上传`;
    return fail(problem(c, 422, message, { issues: [{ parameter: 'documents', message }] }));
  }
  const check = await holdAgainst(record, draft, parcel, parcelsOf(snapshot), policy, deps.clock.today(), placements);
  const refusal = refusalOf(c, check);
  return refusal ? fail(refusal) : ok({ rows: await writeDeclaration(record, draft, check), check });
}
