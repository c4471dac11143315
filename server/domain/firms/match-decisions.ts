// What people decided at the matching desk: who holds a parcel, who does not, how it is shared, whose an account is. Kept for the years to come.
import type { MicroMu } from '../units.ts';

/** A share of a parcel as decided by hand. */
export interface DecidedShare {
  readonly uscc: string;
  readonly role: '自用' | '租用';
  readonly area: MicroMu;
}

interface Said {
  /** Number of the row, growing. */
  readonly id: number;
  readonly basis: string;
  readonly actor: string;
  /** ISO date-time of writing. */
  readonly recordedAt: string;
}

/** What is decided. `subject` of a link is a 宗地代码 (noun parcel) or a code written in accounts (noun account). */
export type MatchAct =
  | { readonly act: 'confirm' | 'reject'; readonly noun: 'parcel' | 'account'; readonly subject: string; readonly uscc: string }
  | {
      readonly act: 'split';
      readonly parcel: string;
      readonly shares: readonly DecidedShare[];
      /** First and last year in which the parcel is shared so; null is open. */
      readonly fromYear: number | null;
      readonly toYear: number | null;
    }
  | { readonly act: 'withdraw'; readonly decision: number };

/** One row as written: never changed; a later one takes it back. */
export type MatchDecision = Said & MatchAct;

export interface DecidedSplit {
  readonly shares: readonly DecidedShare[];
  readonly fromYear: number | null;
  readonly toYear: number | null;
}

/** The decisions that hold, ready to be asked. */
export interface DecidedMatches {
  /** Firm that holds the parcel, by 宗地代码. */
  readonly holders: ReadonlyMap<string, string>;
  /** Firm under which a code written in accounts counts. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether the firm was said not to stand on the parcel, or the account not to be the firm's. */
  rejected(noun: 'parcel' | 'account', subject: string, uscc: string): boolean;
  /** How the parcel is shared in a year by decision; null: not decided. */
  splitOf(parcel: string, year: number): DecidedSplit | null;
  /** Every way in which the parcel is shared by decision, newest first. */
  splitsOf(parcel: string): readonly DecidedSplit[];
}

/** Rows that hold: without those that were withdrawn, and without the withdrawals. In order of writing. */
export function decisionsInForce(rows: readonly MatchDecision[]): Exclude<MatchDecision, { act: 'withdraw' }>[] {
  const withdrawn = new Set(rows.flatMap((row) => (row.act === 'withdraw' ? [row.decision] : [])));
  return rows.flatMap((row) => (row.act === 'withdraw' || withdrawn.has(row.id) ? [] : [row]));
}

const linkKey = (noun: string, subject: string, uscc: string): string => `${noun} ${subject} ${uscc}`;

/** The newest word on each pair counts; of several confirmed holders of one parcel, the newest. Years of splits: the newest that covers the year. */
export function decidedMatches(rows: readonly MatchDecision[]): DecidedMatches {
  const holders = new Map<string, string>();
  const aliases = new Map<string, string>();
  const refused = new Set<string>();
  const splits = new Map<string, DecidedSplit[]>();
  for (const row of decisionsInForce(rows)) {
    if (row.act === 'split') {
      splits.set(row.parcel, [row, ...(splits.get(row.parcel) ?? [])]);
      continue;
    }
    const chosen = row.noun === 'parcel' ? holders : aliases;
    const key = linkKey(row.noun, row.subject, row.uscc);
    if (row.act === 'confirm') {
      refused.delete(key);
      chosen.set(row.subject, row.uscc);
    } else {
      refused.add(key);
      if (chosen.get(row.subject) === row.uscc) chosen.delete(row.subject);
    }
  }
  return {
    holders,
    aliases,
    rejected: (noun, subject, uscc) => refused.has(linkKey(noun, subject, uscc)),
    splitsOf: (parcel) => splits.get(parcel) ?? [],
    splitOf: (parcel, year) =>
      splits.get(parcel)?.find(({ fromYear, toYear }) => (fromYear === null || year >= fromYear) && (toYear === null || year <= toYear)) ??
      null,
  };
}

/** Who decides, why and when. */
export interface MatchStatement {
  readonly basis: string;
  readonly actor: string;
  /** ISO date-time. */
  readonly now: string;
}

/** Nobody decided anything. */
export const nothingDecided: DecidedMatches = decidedMatches([]);
