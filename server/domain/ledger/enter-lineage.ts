// Enters an act of lineage: held against register and ledger, then written with the rows by which every entry goes on, or not at all.
import type { CountyCode } from '../land/codes.ts';
import { countedArea, type Parcel, type Township } from '../land/parcel.ts';
import type { IsoDate } from '../period.ts';
import { sumMicroMu } from '../units.ts';
import type { Placement } from './carry.ts';
import type { LedgerRecord } from './enter.ts';
import type { LedgerRow } from './entry.ts';
import { lastChangeOf, type Lineage, type LineageDraft, type LineageKind, type LineagePart } from './lineage.ts';
import { type CarryConflict, carryEntries, daysOf, type EntryCarry } from './lineage-carry.ts';
import { type AskedChange, fillParts, type LineageFault } from './lineage-parts.ts';
import { earlierByCode, keptCodes, parcelTimes, planned, plannedAct, shapeIn } from './parcel-times.ts';
import { undoParts, type UndoFault } from './lineage-undo.ts';
import { movedParcels, type TownshipMove } from './township-moves.ts';

export interface LineageRecord extends LedgerRecord {
  appendLineage(draft: Omit<LineageDraft, 'county'>): Promise<Lineage>;
}

/** The register as it is: all parcels and townships of the county. */
export interface LandRegister {
  readonly county: CountyCode;
  readonly parcels: readonly Parcel[];
  readonly townships: readonly Township[];
}

/** What is asked: a change of land, redrawn townships, or that an act be taken back. */
export type LineageRequest =
  | (AskedChange & { readonly placements: readonly Placement[] })
  | { readonly kind: 'township'; readonly date: IsoDate; readonly moves: readonly TownshipMove[] }
  | { readonly kind: 'undo'; readonly date: IsoDate; readonly id: number; readonly placements: readonly Placement[] };

/** What would be written; nothing may be when there are faults or conflicts. */
export interface LineagePlan {
  readonly kind: LineageKind;
  readonly date: IsoDate;
  readonly undoes: number | null;
  readonly parts: readonly LineagePart[];
  readonly carries: readonly EntryCarry[];
  readonly faults: readonly UndoFault[];
  readonly conflicts: readonly CarryConflict[];
  readonly notices: readonly string[];
}

interface Filled {
  readonly parts: readonly LineagePart[];
  readonly faults: readonly UndoFault[];
  readonly notices: readonly string[];
}

/** Works out what an act would do. `today`: no act is of a day to come. */
export async function planLineage(
  record: Pick<LedgerRecord, 'lineage' | 'ledgerAround' | 'formerParcels' | 'earlierParcels'>,
  request: LineageRequest,
  { county, parcels, townships }: LandRegister,
  today: string,
): Promise<LineagePlan> {
  const lineage = await record.lineage(county);
  const former = new Map((await record.formerParcels(county)).map((parcel) => [parcel.code, parcel]));
  const there = new Map(parcels.map((parcel) => [parcel.code, parcel]));
  const parcelOf = (code: string) => there.get(code) ?? former.get(code) ?? null;
  const asked = request.kind === 'township' || request.kind === 'undo' ? [] : [request];
  const earlierOf = earlierByCode(await record.earlierParcels(county, keptCodes([...lineage, ...asked])));
  const fill = (): Filled => {
    if (request.kind === 'township') return movedParcels(request.moves, request.date, { parcels, townships, lineage });
    if (request.kind === 'undo') {
      return { ...undoParts(lineage, request.id, request.date, (code) => parcelOf(code)?.township ?? null), notices: [] };
    }
    // What an undone change had made left the register with it, and comes back when the change is entered again.
    const undone = (code: string): boolean => former.has(code) && lastChangeOf(lineage, code)?.kind === 'undo';
    return fillParts(request, { parcelOf, earlierOf, isThere: (code) => there.has(code) || undone(code), lineage });
  };
  const late: LineageFault[] = request.date > today ? [{ field: 'date', message: `日期 ${request.date} 还没有到` }] : [];
  const filled = fill();
  const faults = [...late, ...filled.faults];
  const { kind, date } = request;
  const undoes = request.kind === 'undo' ? request.id : null;
  const plan = { kind, date, undoes, parts: filled.parts, notices: filled.notices };
  if (faults.length > 0) return { ...plan, carries: [], conflicts: [], faults };
  const times = parcelTimes([...lineage, plannedAct(county, { kind, date, parts: filled.parts, undoes })], { parcelOf, earlierOf });
  const codes = [...new Set(filled.parts.flatMap(({ from, to }) => [from, to]))];
  const carrying = carryEntries({
    date,
    parts: filled.parts,
    undoes,
    rows: await record.ledgerAround(county, { parcels: codes, bounds: null }),
    before: (code) => shapeIn(times.before(code, planned)),
    after: (code) => shapeIn(times.after(code, planned)),
    areaOf: (code) => {
      // What kept its code gets its land back with the undoing.
      const back = filled.parts.filter(({ to }) => to === code);
      if (undoes !== null && filled.parts.some(({ from }) => from === code)) return sumMicroMu(back.map(({ area }) => area));
      const parcel = parcelOf(code);
      return (parcel && countedArea(parcel)?.area) ?? null;
    },
    placements: request.kind === 'township' ? [] : request.placements,
  });
  return { ...plan, ...carrying, notices: [...plan.notices, ...carrying.notices] };
}

/** Writes what was planned without fault, inside the same change. */
export async function writeLineage(
  record: Pick<LineageRecord, 'appendLineage' | 'appendLedger'>,
  { kind, date, undoes, parts, carries }: LineagePlan,
  said: Pick<LineageDraft, 'basis' | 'actor' | 'recordedAt'>,
): Promise<{ readonly act: Lineage; readonly rows: readonly LedgerRow[] }> {
  const act = await record.appendLineage({ kind, date, undoes, parts, ...said });
  const rows: LedgerRow[] = [];
  for (const { entry, parts: pieces, ...days } of carries) {
    const { policy, kind: metric, measure } = entry;
    for (const from of daysOf(days)) {
      for (const piece of pieces) {
        const row = { ...piece, act: 'carry' as const, entry: entry.id, policy, kind: metric, measure, date: from, lineage: act.id };
        rows.push(await record.appendLedger({ ...row, documents: [], ...said }));
      }
    }
  }
  return { act, rows };
}
