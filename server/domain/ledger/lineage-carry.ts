// What an act of lineage does to the ledger: every entry on the old parcels goes on, as the same area, on the new ones.
import type { MultiPolygon } from '../land/geometry.ts';
import type { IsoDate } from '../period.ts';
import { type MicroMu, microMu, toMu } from '../units.ts';
import { rowsByEntry } from './acts.ts';
import { type CarriedPart, carryPart, closingTolerance, type Placement, returnedParts } from './carry.ts';
import type { LedgerEntry, LedgerPart, LedgerRow } from './entry.ts';
import type { LineagePart } from './lineage.ts';
import type { LineageFault } from './lineage-parts.ts';
import { occupationsIn } from './occupation.ts';
import { type EntryState, joinedParts, replayEntry, statesOf } from './replay.ts';

/** An entry whose land goes on elsewhere: how it lay, and how it lies from the day on. */
export interface EntryCarry {
  readonly entry: LedgerEntry;
  /** The day of the act; of an entry that begins to count later, that day: before it there was nothing to carry. */
  readonly date: IsoDate;
  /** The last day on which an act taken back on its own day had moved the entry: from then on it is said again where it lies. */
  readonly again: IsoDate | null;
  readonly before: readonly LedgerPart[];
  readonly parts: readonly CarriedPart[];
}

/** An entry that would have more on a new parcel than there is room for beside the others. */
export interface CarryConflict {
  readonly id: number;
  readonly parcel: string;
  readonly overlap: MicroMu;
}

export interface CarryingAct {
  readonly date: IsoDate;
  readonly parts: readonly LineagePart[];
  readonly undoes: number | null;
}

interface Asked extends CarryingAct {
  /** Rows of every entry that lies, or lay, on one of the parcels. */
  readonly rows: readonly LedgerRow[];
  /** Drawing of a parcel before the act, and after it. */
  before(parcel: string): MultiPolygon | null;
  after(parcel: string): MultiPolygon | null;
  /** Registered area of a new parcel, else the measured one; null when neither is known. */
  areaOf(parcel: string): MicroMu | null;
  readonly placements: readonly Placement[];
}

export interface Carrying {
  readonly carries: readonly EntryCarry[];
  readonly faults: readonly LineageFault[];
  readonly conflicts: readonly CarryConflict[];
  readonly notices: readonly string[];
}

/** A part that was taken back later than the day, off a parcel that would not be there any more. */
function laterReversal(rows: readonly LedgerRow[], { date }: CarryingAct, froms: ReadonlySet<string>): LedgerRow | null {
  const reversals = rows.filter((row) => row.act === 'reverse');
  const partial = replayEntry(rows)?.stage === 'reversed' ? reversals.slice(0, -1) : reversals;
  return partial.find((row) => row.countsFrom > date && froms.has(row.parcel)) ?? null;
}

const placeOf = ({ parcel, township, gross, effective, shape }: LedgerPart): string =>
  JSON.stringify([parcel, township, gross, effective, shape === null]);

function sameParts(a: readonly LedgerPart[], b: readonly LedgerPart[]): boolean {
  return JSON.stringify(a.map(placeOf).sort()) === JSON.stringify(b.map(placeOf).sort());
}

/** The pieces that the undone act brought, when nothing was done to them since. */
function broughtBy(undoes: number | null, rows: readonly LedgerRow[], here: readonly LedgerPart[]): CarriedPart[] | null {
  const last = rows.findLast((row) => row.lineage === undoes)?.countsFrom;
  const brought = rows.flatMap((row): CarriedPart[] => {
    if (row.countsFrom !== last) return [];
    const { parcel, township, gross, effective, shape, origin } = row;
    return undoes !== null && row.lineage === undoes && origin !== null ? [{ parcel, township, gross, effective, shape, origin }] : [];
  });
  return brought.length > 0 && sameParts(joinedParts(brought), here) ? brought : null;
}

/** New parcels in which land of several comes together. */
function sharedIn(parts: readonly LineagePart[]): (to: string) => boolean {
  const [once, more] = [new Set<string>(), new Set<string>()];
  for (const { to } of parts) (once.has(to) ? more : once).add(to);
  return (to) => more.has(to);
}

function carryOne(
  entry: LedgerEntry,
  here: readonly LedgerPart[],
  rows: readonly LedgerRow[],
  partsOf: ReadonlyMap<string, readonly LineagePart[]>,
  shared: (to: string) => boolean,
  asked: Asked,
  faults: LineageFault[],
): CarriedPart[] {
  const brought = broughtBy(asked.undoes, rows, here);
  if (brought) return returnedParts(brought, asked.parts);
  const { before, after, placements } = asked;
  return here.flatMap((part): readonly CarriedPart[] => {
    const carried = carryPart({ entry: entry.id, part, parts: partsOf.get(part.parcel) ?? [], before, after, shared, placements });
    if (carried.ok) return carried.value;
    faults.push({ field: 'placements', entry: entry.id, parcel: part.parcel, area: part.gross, message: carried.error });
    return [];
  });
}

/** Days on which the pieces of a carry are written. */
export const daysOf = ({ date, again }: Pick<EntryCarry, 'date' | 'again'>): IsoDate[] => (again === null ? [date] : [date, again]);

/** Rows as they would be written, so that what would stand can be looked at before anything is. */
function wouldBe(carries: readonly EntryCarry[]): LedgerRow[] {
  return carries.flatMap(({ entry, parts, ...days }) =>
    daysOf(days).flatMap((date, turn) =>
      parts.map((part, index) => ({
        ...entry,
        ...part,
        act: 'carry' as const,
        id: Number.MAX_SAFE_INTEGER - 1e6 + turn * parts.length + index,
        entry: entry.id,
        date,
        countsFrom: date,
        lineage: Number.MAX_SAFE_INTEGER,
      })),
    ),
  );
}

/** On every later day the entries of one policy and kind have room on each new parcel. */
function conflictsOf(carries: readonly EntryCarry[], { rows, date, areaOf }: Asked): CarryConflict[] {
  const tos = new Set(carries.flatMap(({ parts }) => parts.map(({ parcel }) => parcel)));
  const groups = new Map(carries.map(({ entry }) => [`${entry.policy} ${entry.kind}`, entry]));
  const found = new Map<string, CarryConflict>();
  const all = [...rows, ...wouldBe(carries)];
  for (const of of groups.values()) {
    const occupations = occupationsIn(all, of).filter(({ parcel, until }) => tos.has(parcel) && (until === null || until > date));
    for (const parcel of tos) {
      const capacity = areaOf(parcel);
      const here = occupations.filter((one) => one.parcel === parcel);
      if (capacity === null || here.length === 0) continue;
      for (const day of new Set([date, ...here.map(({ from }) => from)])) {
        const active = here.filter(({ from, until }) => from <= day && (until === null || until > day));
        const excess = active.reduce((sum, { gross }) => sum + gross, 0) - capacity;
        if (excess <= closingTolerance) continue;
        for (const { entry, gross } of active) {
          const key = `${entry} ${parcel}`;
          const overlap = microMu(Math.min(gross, excess));
          if ((found.get(key)?.overlap ?? 0) < overlap) found.set(key, { id: entry, parcel, overlap });
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

/** How every entry concerned goes on, or why that cannot be told; `rows` are those of the ledger before the act. */
export function carryEntries(asked: Asked): Carrying {
  const { date, parts, rows } = asked;
  const partsOf = new Map<string, LineagePart[]>();
  for (const part of parts) partsOf.set(part.from, [...(partsOf.get(part.from) ?? []), part]);
  const shared = sharedIn(parts);
  const froms: ReadonlySet<string> = new Set(partsOf.keys());
  const fresh = new Set(asked.undoes === null ? parts.map(({ to }) => to).filter((code) => !froms.has(code)) : []);
  const carries: EntryCarry[] = [];
  const faults: LineageFault[] = [];
  for (const [id, group] of rowsByEntry(rows)) {
    const states = statesOf(group);
    const entry = (states.findLast(({ from }) => from <= date) ?? states[0])?.entry;
    if (!entry || entry.stage === 'reversed') continue;
    const early = entry.date < date ? entry.parts.find(({ parcel }) => fresh.has(parcel)) : undefined;
    if (early) {
      const message = `第 ${id} 条（${entry.date}）在变更日 ${date} 之前就申报在新宗地 ${early.parcel} 上，请先冲销或更正变更日`;
      faults.push({ field: 'date', entry: id, parcel: early.parcel, area: early.gross, message });
    }
    const here = entry.parts.filter(({ parcel }) => froms.has(parcel));
    if (here.length === 0) continue;
    const later = laterReversal(group, asked, froms);
    if (later) {
      const message = `第 ${id} 条在 ${later.countsFrom} 从宗地 ${later.parcel} 冲销过 ${toMu(later.gross)} 亩，变更日 ${date} 不能早于它`;
      faults.push({ field: 'date', entry: id, parcel: later.parcel, area: later.gross, message });
      continue;
    }
    const carried = carryOne(entry, here, group, partsOf, shared, asked, faults);
    // Land that stays where it is, in the same township, needs no row.
    if (carried.length > 0 && !sameParts(carried, here)) {
      const [{ from }] = states as [EntryState];
      const since = from > date ? from : date;
      // Later carries can only be those of acts that were taken back on their own day: others stand in the act's way.
      const later = group.flatMap((row) => (row.act === 'carry' && row.countsFrom > since ? [row.countsFrom] : [])).sort();
      carries.push({ entry, date: since, again: later.at(-1) ?? null, before: here, parts: carried });
    }
  }
  const adrift = carries.filter(({ parts: pieces }) => pieces.some(({ parcel, shape }) => shape === null && shared(parcel)));
  const notices = adrift.map(({ entry }) => `第 ${entry.id} 条没有图形，并入新宗地后只按面积核对，不能与所画范围核对；宜补画后重新申报`);
  return { carries, faults, conflicts: faults.length > 0 ? [] : conflictsOf(carries, asked), notices };
}
