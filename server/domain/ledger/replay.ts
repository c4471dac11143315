// One entry played back: what its rows, in order of their dates, make of it.
import type { MultiPolygon } from '../land/geometry.ts';
import { overlayShapes } from '../land/overlay.ts';
import type { IsoDate } from '../period.ts';
import { type MicroMu, microMu, sumMicroMu } from '../units.ts';
import type { LedgerEntry, LedgerPart, LedgerRow } from './entry.ts';

function partOf({ parcel, township, gross, effective, shape }: LedgerRow): LedgerPart {
  return { parcel, township, gross, effective, shape };
}

/** An entry as its declaration opens it. */
function openEntry(row: LedgerRow): LedgerEntry {
  // Written out: copying the row and adding to it takes twice the time, and a county has many.
  return {
    id: row.id,
    county: row.county,
    act: 'declare',
    entry: row.entry,
    policy: row.policy,
    parcel: row.parcel,
    township: row.township,
    shape: row.shape,
    kind: row.kind,
    measure: row.measure,
    gross: row.gross,
    effective: row.effective,
    date: row.date,
    countsFrom: row.countsFrom,
    reason: row.reason,
    lineage: row.lineage,
    origin: row.origin,
    basis: row.basis,
    documents: row.documents,
    actor: row.actor,
    recordedAt: row.recordedAt,
    hash: row.hash,
    previousHash: row.previousHash,
    form: row.form,
    stage: 'declared',
    verifiedAt: null,
    verifiedBy: null,
    reversedAt: null,
    reversedBy: null,
    reversalReason: null,
    declaredGross: row.gross,
    declaredEffective: row.effective,
    parts: [partOf(row)],
  };
}

function sumOrNull(areas: readonly (MicroMu | null)[]): MicroMu | null {
  const stated = areas.filter((area) => area !== null);
  return stated.length === areas.length ? sumMicroMu(stated) : null;
}

function withParts(entry: LedgerEntry, parts: readonly LedgerPart[]): LedgerEntry {
  return {
    ...entry,
    parts,
    gross: sumMicroMu(parts.map((part) => part.gross)),
    effective: entry.declaredEffective === null ? null : sumOrNull(parts.map((part) => part.effective)),
  };
}

function lessShape(shape: MultiPolygon | null, taken: MultiPolygon | null): MultiPolygon | null {
  return shape && taken ? overlayShapes(shape, taken, 'minus') : shape;
}

/** Takes the row's land off the part it names: the drawn one when it is drawn, else the first on that parcel. */
function takenBack(parts: readonly LedgerPart[], row: LedgerRow): readonly LedgerPart[] {
  const here = parts.filter((part) => part.parcel === row.parcel);
  const whose = here.find((part) => (part.shape === null) === (row.shape === null) && part.gross >= row.gross) ?? here[0];
  return parts.flatMap((part): LedgerPart[] => {
    if (part !== whose) return [part];
    const gross = microMu(Math.max(0, part.gross - row.gross));
    if (gross === 0) return [];
    const effective = part.effective === null ? null : microMu(Math.max(0, part.effective - (row.effective ?? 0)));
    return [{ ...part, gross, effective, shape: lessShape(part.shape, row.shape) }];
  });
}

function reversed(entry: LedgerEntry, row: LedgerRow): LedgerEntry {
  const told = { ...entry, reversalReason: row.reason, reversedBy: row.actor };
  // Rows from before reasons were kept take back all.
  if (row.reason === null || row.gross >= entry.gross) return { ...told, stage: 'reversed', reversedAt: row.date };
  return withParts(told, takenBack(entry.parts, row));
}

/** Pieces that came to lie on one parcel of one township are one piece, unless only some of them are drawn. */
export function joinedParts(parts: readonly LedgerPart[]): LedgerPart[] {
  const groups = new Map<string, LedgerPart>();
  for (const part of parts) {
    const key = `${part.parcel} ${part.township ?? ''} ${part.shape === null}`;
    const before = groups.get(key);
    groups.set(
      key,
      before
        ? {
            ...before,
            gross: sumMicroMu([before.gross, part.gross]),
            effective: sumOrNull([before.effective, part.effective]),
            shape: before.shape && part.shape ? [...before.shape, ...part.shape] : null,
          }
        : part,
    );
  }
  return [...groups.values()];
}

/**
 * The pieces that a carry brings stand in the place of those on the parcels it comes from. Where nothing lies on one of these any more,
 * because an act that was taken back on its own day is followed by one of an earlier day, there is nothing to bring.
 */
function carried(entry: LedgerEntry, rows: readonly LedgerRow[]): LedgerEntry {
  const held = new Set<string | null>(entry.parts.map((part) => part.parcel));
  const brought = rows.filter((row) => held.has(row.origin));
  const origins = new Set(brought.map((row) => row.origin));
  return withParts(entry, joinedParts([...entry.parts.filter((part) => !origins.has(part.parcel)), ...brought.map(partOf)]));
}

function applied(entry: LedgerEntry, step: readonly LedgerRow[]): LedgerEntry {
  const row = step[0]!;
  if (entry.stage === 'reversed') return entry;
  if (row.act === 'verify') {
    const documents = row.documents.length > 0 ? [...new Set([...entry.documents, ...row.documents])] : entry.documents;
    return { ...entry, stage: 'verified', verifiedAt: row.date, verifiedBy: row.actor, documents };
  }
  return row.act === 'reverse' ? reversed(entry, row) : carried(entry, step);
}

/** What follows a declaration, in order of the days; rows of one act of lineage are one step. */
function stepsOf(rows: readonly LedgerRow[]): LedgerRow[][] {
  if (rows.length <= 2) return rows.length === 2 ? [[rows[1]!]] : [];
  const later = rows.slice(1).sort((a, b) => (a.countsFrom < b.countsFrom ? -1 : a.countsFrom > b.countsFrom ? 1 : a.id - b.id));
  const steps: LedgerRow[][] = [];
  for (const row of later) {
    const last = steps.at(-1);
    if (row.act === 'carry' && last?.[0]!.act === 'carry' && last[0].lineage === row.lineage) last.push(row);
    else steps.push([row]);
  }
  return steps;
}

/** The entry that the rows make, in order of writing; null when they do not begin with a declaration. */
export function replayEntry(rows: readonly LedgerRow[]): LedgerEntry | null {
  const opening = rows[0];
  if (opening?.act !== 'declare') return null;
  return stepsOf(rows).reduce(applied, openEntry(opening));
}

/** The state on a day, of states in order of their days; null before the first. */
export function stateOn(states: readonly EntryState[], day: IsoDate): EntryState | null {
  for (let place = states.length - 1; place >= 0; place -= 1) if (states[place]!.from <= day) return states[place]!;
  return null;
}

/** A state of an entry and the day since which it is so. */
export interface EntryState {
  readonly from: IsoDate;
  readonly entry: LedgerEntry;
}

/** Each state that an entry goes through, in order of the days; of several on one day the last. */
export function statesOf(rows: readonly LedgerRow[]): EntryState[] {
  const opening = rows[0];
  if (opening?.act !== 'declare') return [];
  const states: EntryState[] = [{ from: opening.countsFrom, entry: openEntry(opening) }];
  for (const step of stepsOf(rows)) {
    const last = states.at(-1)!;
    // What happened to the land before the entry began to count is part of how it begins.
    const from = step[0]!.countsFrom < last.from ? last.from : step[0]!.countsFrom;
    const state = { from, entry: applied(last.entry, step) };
    if (from === last.from) states[states.length - 1] = state;
    else states.push(state);
  }
  return states;
}
