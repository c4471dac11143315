// Carrying out an act of lineage inside a change: the ledger's entries go on, and the register follows. Used by the ledger's desk and the data desk.
import type { CountyCode } from '#domain/land/codes.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { toMu } from '#domain/units.ts';
import { type LineagePlan, type LineageRequest, planLineage, writeLineage } from '#domain/ledger/enter-lineage.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import { earlierByCode, keptCodes, parcelTimes } from '#domain/ledger/parcel-times.ts';
import { changesLand, type Lineage, type LineagePart, lineageWords } from '#domain/ledger/lineage.ts';
import type { SuccessionKind } from '#domain/upload.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Changing, Reading } from '../store/store.ts';
import type { KeptSuccession, SuccessionAct } from '../store/successions.ts';
import { geometryOf } from './ledger-declare.ts';
import type { Problem } from './problem.ts';

export interface Said {
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

export interface CarriedOut {
  readonly act: Lineage;
  readonly rows: readonly LedgerRow[];
  readonly plan: LineagePlan;
  readonly notices: readonly string[];
}

/** What an act would do to the record as it is. */
export async function plannedLineage(
  record: Pick<Reading, 'loadRecords' | 'townships' | 'lineage' | 'ledgerAround' | 'formerParcels' | 'earlierParcels'>,
  county: CountyCode,
  request: LineageRequest,
  today: string,
): Promise<{ readonly plan: LineagePlan; readonly parcels: readonly Parcel[] }> {
  const { parcels } = await record.loadRecords(county);
  const changing = { ...record, appendLedger: () => Promise.reject(new Error('a plan writes nothing')) };
  const plan = await planLineage(changing, request, { county, parcels, townships: await record.townships(county) }, today);
  return { plan, parcels };
}

/** True when nothing stands against writing it. */
export const isSound = ({ faults, conflicts }: LineagePlan): boolean => faults.length + conflicts.length === 0;

/** Why a plan is not carried out: detail for people, the rest for programs. */
export function refusalOf({ faults, conflicts }: LineagePlan): Pick<Problem, 'detail' | 'issues' | 'conflicts'> {
  const told = conflicts.map(({ id, parcel, overlap }) => `第 ${id} 条在 ${parcel} 上多 ${toMu(overlap)} 亩`).join('、');
  if (faults.length === 0) {
    const detail = `新宗地上容不下已计入的土地：${told}`;
    return { detail, conflicts: conflicts.map(({ id, parcel, overlap }) => ({ id, parcel, overlapMu: toMu(overlap) })) };
  }
  return {
    detail: faults.map(({ message }) => message).join('；'),
    issues: faults.map(faultReply),
  };
}

export function faultReply({ field, message, parcel, entry, area, shape }: LineagePlan['faults'][number]) {
  return {
    parameter: field as string,
    message,
    ...(parcel === undefined ? {} : { parcel }),
    ...(entry === undefined ? {} : { entry }),
    ...(area === undefined ? {} : { areaMu: toMu(area) }),
    ...(shape === undefined ? {} : { geometry: geometryOf(shape) }),
  };
}

/** What becomes of one parcel of an act, as deliveries call it. */
function successionKindOf({ parts }: Lineage, code: string): SuccessionKind {
  const tos = parts.filter(({ from }) => from === code).map(({ to }) => to);
  const shared = parts.some(({ from, to }) => from !== code && tos.includes(to));
  if (tos.length > 1) return shared ? 'rearranged' : 'split';
  return shared ? 'merged' : 'renumbered';
}

/** The proposal by which a parcel leaves the register; made when no delivery has made one. Null when no import stands behind it. */
async function leavingOf(
  record: Changing,
  county: CountyCode,
  { code, holder, location }: Parcel,
  kind: SuccessionKind,
  successors: readonly string[],
  imports: ReadonlySet<number>,
  importId: number,
): Promise<KeptSuccession | null> {
  const find = async () =>
    (await record.successions(county)).findLast(
      ({ noun, key, acts }) => noun === 'parcel' && key === code && acts.at(-1)?.act !== 'retire',
    );
  const known = await find();
  if (known || !imports.has(importId)) return known ?? null;
  await record.addSuccessions(importId, 'parcel', [{ key: code, kind, label: holder ?? location, successors }]);
  return (await find()) ?? null;
}

/** Parcels of which an act takes the land elsewhere leave the register, kept whole. */
async function retireOld(
  record: Changing,
  county: CountyCode,
  act: Lineage,
  parcels: readonly Parcel[],
  said: SuccessionAct,
): Promise<string[]> {
  const notices: string[] = [];
  const tos = new Set(act.parts.map(({ to }) => to));
  const byCode = new Map(parcels.map((parcel) => [parcel.code, parcel]));
  const imports = new Set((await record.imports(county)).map(({ id }) => id));
  for (const code of new Set(act.parts.map(({ from }) => from))) {
    const parcel = byCode.get(code);
    if (tos.has(code) || !parcel) continue;
    const successors = act.parts.filter(({ from }) => from === code).map(({ to }) => to);
    // A parcel that an undone change had made came with a delivery of its own; one that was changed leaves with that of the new ones.
    const source = act.kind === 'undo' ? parcel.source : byCode.get(successors[0]!)!.source;
    const kind = successionKindOf(act, code);
    const one = await leavingOf(record, county, parcel, kind, successors, imports, source.importId);
    if (!one || !(await record.retireRecord(one, said))) notices.push(`宗地 ${code} 仍在宗地数据中，但不能再申报；下次交付不含它时可退出`);
  }
  return notices;
}

/** Parcels that had left come back, when the act by which they left is taken back, or one that was taken back is entered again. */
async function restoreNew(
  record: Changing,
  county: CountyCode,
  parts: readonly LineagePart[],
  parcels: readonly Parcel[],
  said: SuccessionAct,
): Promise<string[]> {
  const notices: string[] = [];
  const there = new Set(parcels.map(({ code }) => code));
  const left = (await record.successions(county)).filter(({ noun, acts }) => noun === 'parcel' && acts.at(-1)?.act === 'retire');
  for (const code of new Set(parts.map(({ to }) => to))) {
    const one = there.has(code) ? undefined : left.findLast(({ key }) => key === code);
    if (one && !(await record.restoreRecord(one, said))) notices.push(`宗地 ${code} 已有新的记录，未恢复`);
  }
  return notices;
}

/** Parcels that kept their codes through an act that is taken back lie again as they did before it. */
async function restoreKept(
  record: Changing,
  county: CountyCode,
  act: Lineage,
  parcels: readonly Parcel[],
  before: readonly Lineage[],
): Promise<string[]> {
  if (act.undoes === null) return [];
  const codes = keptCodes([act]);
  const earlierOf = earlierByCode(await record.earlierParcels(county, keptCodes(before)));
  const now = new Map(parcels.map((parcel) => [parcel.code, parcel]));
  const times = parcelTimes(before, { parcelOf: (code) => now.get(code) ?? null, earlierOf });
  const notices: string[] = [];
  for (const code of codes) {
    const parcel = times.before(code, act.undoes);
    if (parcel?.shape) await record.restoreLand(parcel);
    else notices.push(`没有找到宗地 ${code} 变更前的图形和面积，宗地数据中仍是变更后的；请重新导入`);
  }
  return notices;
}

/** Carries an act out inside a change, or tells why not. The caller evaluates the county afterwards. */
export async function carryOut(
  record: Changing,
  county: CountyCode,
  request: LineageRequest,
  today: string,
  { basis, actor, recordedAt }: Said,
): Promise<Result<CarriedOut, LineagePlan>> {
  const { plan, parcels } = await plannedLineage(record, county, request, today);
  if (!isSound(plan)) return fail(plan);
  const before = await record.lineage(county);
  const { act, rows } = await writeLineage(record, plan, { basis, actor, recordedAt });
  const reason = `${lineageWords[act.kind]}（沿革第 ${act.id} 项）：${basis}`.slice(0, 1000);
  const said = { actor, recordedAt, reason };
  const notices = [...plan.notices];
  if (!changesLand(act)) await record.moveParcels(act.parts.map(({ to, toTownship }) => ({ parcel: to, to: toTownship })));
  else {
    notices.push(...(await restoreNew(record, county, act.parts, parcels, { act: 'restore', ...said })));
    const now = act.kind === 'undo' ? parcels : (await record.loadRecords(county)).parcels;
    notices.push(...(await retireOld(record, county, act, now, { act: 'retire', ...said })));
    notices.push(...(await restoreKept(record, county, act, parcels, before)));
  }
  return ok({ act, rows, plan, notices });
}
