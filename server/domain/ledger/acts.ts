// What may be done to a ledger entry, and in which state it is on a day.
import type { IsoDate } from '../period.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LedgerDraft } from './chain.ts';
import type { LedgerEntry, LedgerRow } from './entry.ts';

/** Declared entries whose evidence is dated up to the day, each with what was done to it up to that day. In order of id. */
export function entriesAsOf(rows: readonly LedgerRow[], day: IsoDate): LedgerEntry[] {
  const entries = new Map<number, LedgerEntry>();
  for (const row of rows) {
    if (row.date > day) continue;
    if (row.act === 'declare') {
      entries.set(row.id, { ...row, stage: 'declared', verifiedAt: null, reversedAt: null });
      continue;
    }
    const entry = entries.get(row.entry);
    if (!entry) continue;
    if (row.act === 'reverse') entries.set(entry.id, { ...entry, stage: 'reversed', reversedAt: row.date });
    else entries.set(entry.id, { ...entry, stage: entry.stage === 'reversed' ? 'reversed' : 'verified', verifiedAt: row.date });
  }
  return [...entries.values()];
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
}

/** Why an act is refused: there is no such entry; it was done already; the date is before what it refers to or after today. */
export interface ActRefusal {
  readonly reason: 'not-found' | 'already-done' | 'date';
  readonly message: string;
}

function draftOf(entry: LedgerEntry, act: 'verify' | 'reverse', { date, basis, actor, recordedAt }: ActStatement): LedgerDraft {
  const { county, id, policy, parcel, township, shape, kind, measure, gross, effective } = entry;
  return {
    county,
    act,
    entry: id,
    policy,
    parcel,
    township,
    shape,
    kind,
    measure,
    gross,
    effective,
    date,
    basis,
    documents: [],
    actor,
    recordedAt,
  };
}

function act(rows: readonly LedgerRow[], id: number, kind: 'verify' | 'reverse', said: ActStatement): Result<LedgerDraft, ActRefusal> {
  const entry = entriesNow(rows).find((candidate) => candidate.id === id);
  if (!entry) return fail({ reason: 'not-found', message: `台账没有第 ${id} 条申报` });
  if (entry.stage === 'reversed') return fail({ reason: 'already-done', message: `第 ${id} 条已于 ${entry.reversedAt} 冲销` });
  if (kind === 'verify' && entry.stage === 'verified')
    return fail({ reason: 'already-done', message: `第 ${id} 条已于 ${entry.verifiedAt} 核实` });
  const earliest = kind === 'reverse' ? (entry.verifiedAt ?? entry.date) : entry.date;
  if (said.date < earliest) return fail({ reason: 'date', message: `日期 ${said.date} 早于 ${earliest}` });
  if (said.date > said.recordedAt.slice(0, 10)) return fail({ reason: 'date', message: `日期 ${said.date} 还没有到` });
  return ok(draftOf(entry, kind, said));
}

/** The row that verifies entry `id`, or why it may not be written. */
export function verifyEntry(rows: readonly LedgerRow[], id: number, said: ActStatement): Result<LedgerDraft, ActRefusal> {
  return act(rows, id, 'verify', said);
}

/** The row that reverses entry `id`, or why it may not be written. */
export function reverseEntry(rows: readonly LedgerRow[], id: number, said: ActStatement): Result<LedgerDraft, ActRefusal> {
  return act(rows, id, 'reverse', said);
}
