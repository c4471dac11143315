// What may be done to a ledger entry, and in which state it is on a day.
import { isPerson } from '../access/actor.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import type { IsoDate } from '../period.ts';
import { fail, ok, type Result } from '../result.ts';
import { microMu, type MicroMu, microMuFromSquareMetres, toMu } from '../units.ts';
import type { LedgerDraft } from './chain.ts';
import { drawnFault, isSliver, outsideOf } from './drawn-piece.ts';
import type { LedgerEntry, LedgerPart, LedgerRow, ReversalReason } from './entry.ts';
import { findMeasure, verifyingNeedsEvidence } from './measures.ts';
import { growing } from './growing.ts';
import { replayEntry, stateOn, statesOf } from './replay.ts';

/** The rows of each entry, in order of writing. */
export function rowsByEntry(rows: Iterable<LedgerRow>): Map<number, LedgerRow[]> {
  const groups = new Map<number, LedgerRow[]>();
  for (const row of rows) {
    const group = groups.get(row.entry);
    if (group) group.push(row);
    else groups.set(row.entry, [row]);
  }
  return groups;
}

const statesByEntry = growing(statesOf);

/** Of fewer rows than this nothing is kept for the next day that is asked for. */
const worthKeeping = 200;

/**
 * Entries that count on the day or did before it, each with what was done to it up to that day. In order of id.
 * `knownOn`: only what had been written by the end of that day; left out: all that is known.
 */
export function entriesAsOf(rows: readonly LedgerRow[], day: IsoDate, knownOn: IsoDate | null = null): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  if (knownOn === null && rows.length >= worthKeeping) {
    for (const states of statesByEntry(rows).values()) {
      const state = stateOn(states, day);
      if (state) entries.push(state.entry);
    }
    return entries;
  }
  const known = rows.filter((row) => row.countsFrom <= day && (knownOn === null || row.recordedAt.slice(0, 10) <= knownOn));
  for (const group of rowsByEntry(known).values()) {
    const entry = replayEntry(group);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** The entries in the state in which the last row left them, whatever the dates. */
export function entriesNow(rows: readonly LedgerRow[]): LedgerEntry[] {
  return entriesAsOf(rows, '9999-12-31' as IsoDate);
}

/** Who does it, when and why. */
export interface ActStatement {
  readonly date: IsoDate;
  readonly basis: string;
  readonly actor: string;
  /** ISO date-time of writing. */
  readonly recordedAt: string;
  readonly documents?: readonly string[];
}

/** A verification may ask that whoever verifies has signed in. */
export interface VerifyStatement extends ActStatement {
  readonly personOnly?: boolean;
}

/** A part of an entry that is taken back; `effective` where the entry states one, `shape` where it is drawn. */
export interface ReversedPart {
  readonly gross: MicroMu;
  readonly effective?: MicroMu | null;
  readonly shape?: MultiPolygon | null;
  /** Needed when the entry lies on several parcels. */
  readonly parcel?: string;
}

export interface ReverseStatement extends ActStatement {
  readonly reason?: ReversalReason;
  /** Left out: all that stands. */
  readonly part?: ReversedPart;
}

/**
 * Why an act is refused: there is no such entry; it was done already; the date is before what it refers to or after today; whoever
 * declares does not verify (own), and nobody in particular does not either (unnamed); evidence lacks; the area does not fit.
 */
export interface ActRefusal {
  readonly reason: 'not-found' | 'already-done' | 'date' | 'own' | 'unnamed' | 'evidence' | 'area';
  readonly message: string;
}

type Refused = Result<never, ActRefusal>;
const refuse = (reason: ActRefusal['reason'], message: string): Refused => fail({ reason, message });

function draftOf(entry: LedgerEntry, act: 'verify' | 'reverse', said: ActStatement, land: LedgerPart): LedgerDraft {
  const { county, id, policy, kind, measure } = entry;
  const { date, basis, actor, recordedAt, documents = [] } = said;
  return { county, act, entry: id, policy, ...land, kind, measure, date, basis, documents, actor, recordedAt };
}

function standing(rows: readonly LedgerRow[], id: number): LedgerEntry | null {
  return replayEntry(rows.filter((row) => row.entry === id));
}

function dateFault(said: ActStatement, earliest: IsoDate): Refused | null {
  if (said.date < earliest) return refuse('date', `日期 ${said.date} 早于 ${earliest}`);
  if (said.date > said.recordedAt.slice(0, 10)) return refuse('date', `日期 ${said.date} 还没有到`);
  return null;
}

/** The row that verifies entry `id`, or why it may not be written. `rows`: at least those of the entry. */
export function verifyEntry(rows: readonly LedgerRow[], id: number, said: VerifyStatement): Result<LedgerDraft, ActRefusal> {
  const entry = standing(rows, id);
  if (!entry) return refuse('not-found', `台账没有第 ${id} 条申报`);
  if (entry.stage === 'reversed') return refuse('already-done', `第 ${id} 条已于 ${entry.reversedAt} 冲销`);
  if (entry.stage === 'verified') return refuse('already-done', `第 ${id} 条已于 ${entry.verifiedAt} 核实`);
  if (said.actor === entry.actor && isPerson(said.actor)) {
    return refuse('own', `第 ${id} 条由 ${entry.actor} 申报，须由另一人核实`);
  }
  if (said.personOnly && !isPerson(said.actor)) {
    return refuse('unnamed', '核实须由登录的另一人作出；请先用 mutu user add 建立用户并登录');
  }
  const late = dateFault(said, entry.date);
  if (late) return late;
  const documents = [...entry.documents, ...(said.documents ?? [])];
  if (verifyingNeedsEvidence(entry.measure) && documents.length === 0) {
    const why = entry.measure === '' ? '没有写明措施，' : `措施 ${entry.measure} ${findMeasure(entry.measure) ? '' : '不在措施目录中，'}`;
    return refuse('evidence', `${why}须有凭证才能核实，第 ${id} 条没有`);
  }
  for (const part of entry.parts) {
    const fault = drawnFault(part);
    if (fault) return refuse('area', fault);
  }
  const { parcel, township, gross, effective, shape } = entry;
  return ok(draftOf(entry, 'verify', said, { parcel, township, gross, effective, shape }));
}

/** In words, when the drawing of a part does not lie in the piece, or does not hold the area that it, or what is left, should. */
function drawingFault(of: LedgerPart, gross: MicroMu, shape: MultiPolygon): string | null {
  if (!of.shape) return null;
  const outside = outsideOf(shape, of.shape);
  if (!isSliver(outside)) return `所画的冲销范围有 ${toMu(microMuFromSquareMetres(outside.squareMetres))} 亩不在这一条的范围内`;
  const left = { gross: microMu(of.gross - gross), shape: outsideOf(of.shape, shape).shape };
  const more = drawnFault({ gross, shape });
  if (more) return `冲销${more}`;
  // A piece that states more than it holds did so before: that is for its verification to refuse.
  const less = drawnFault(of) === null ? drawnFault(left) : null;
  return less && `冲销后余下的${less}`;
}

/** The part of an entry that is taken back, or why it cannot be. */
function partTaken(entry: LedgerEntry, part: ReversedPart): Result<LedgerPart, ActRefusal> {
  const here = entry.parts.filter(({ parcel }) => part.parcel === undefined || parcel === part.parcel);
  if (here.length !== 1) return refuse('area', `第 ${entry.id} 条在 ${here.length} 处地块上，请写明冲销哪一宗地`);
  const [of] = here as [LedgerPart];
  if (part.gross <= 0 || part.gross > of.gross) return refuse('area', `冲销面积应大于零、不大于现有 ${toMu(of.gross)} 亩`);
  const whole = part.gross === of.gross;
  const effective = whole ? of.effective : (part.effective ?? null);
  if (of.effective !== null) {
    if (effective === null) return refuse('area', '这一条申报了有效面积，部分冲销须写明其中的有效面积');
    const left = of.effective - effective;
    if (effective < 0 || effective > part.gross || left < 0 || left > of.gross - part.gross) {
      return refuse('area', `有效面积 ${toMu(effective)} 亩与余下的 ${toMu(of.gross)} 亩不合`);
    }
  }
  if (!whole && of.shape && !part.shape) return refuse('area', '这一条有图形，部分冲销须画出所冲销的范围');
  const fault = whole || !part.shape ? null : drawingFault(of, part.gross, part.shape);
  if (fault) return refuse('area', fault);
  return ok({ ...of, gross: part.gross, effective, shape: whole ? of.shape : of.shape ? (part.shape ?? null) : null });
}

/** The row that takes entry `id` back, whole or in part, or why it may not be written. `rows`: at least those of the entry. */
export function reverseEntry(rows: readonly LedgerRow[], id: number, said: ReverseStatement): Result<LedgerDraft, ActRefusal> {
  const own = rows.filter((row) => row.entry === id);
  const now = replayEntry(own);
  if (!now) return refuse('not-found', `台账没有第 ${id} 条申报`);
  if (now.stage === 'reversed') return refuse('already-done', `第 ${id} 条已于 ${now.reversedAt} 冲销`);
  const written = own.map((row) => row.date).sort();
  const late = dateFault(said, said.part ? written.at(-1)! : (now.verifiedAt ?? now.date));
  if (late) return late;
  const then = statesOf(own).findLast(({ from }) => from <= said.date)?.entry ?? now;
  const [first] = then.parts as [LedgerPart];
  const land = said.part ? partTaken(now, said.part) : ok({ ...first, gross: then.gross, effective: then.effective, shape: then.shape });
  if (!land.ok) return land;
  return ok({ ...draftOf(now, 'reverse', said, land.value), reason: said.reason ?? 'other' });
}
