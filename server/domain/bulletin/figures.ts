// The figures of a bulletin: what the ledger says of each land target on a day and in the period before it. Areas are whole micro-mu told in mu.
import type { LandMetricKind } from '../ledger/entry.ts';
import type { IsoDate } from '../period.ts';
import type { Policy } from '../policy/policy.ts';
import type { IssuePeriod } from './issue-period.ts';

/** Areas that change in the period. Net is the state on the last day less the state on the day before the first. */
export interface Increment {
  readonly netVerifiedMu: number;
  readonly netDeclaredMu: number;
  /** What was verified in the period, and what of verified land was taken back in it: the first less the second is the net. */
  readonly verified: { readonly entries: number; readonly areaMu: number };
  /** `partly`: of these entries a part still stands. */
  readonly reversed: { readonly entries: number; readonly partly: number; readonly areaMu: number };
}

export interface TownshipFigures {
  /** A township, of a prefecture a county. Null: land without a township. */
  readonly code: string | null;
  readonly name: string;
  /** Null: no task was set. */
  readonly taskMu: number | null;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly netVerifiedMu: number;
  readonly entries: number;
  /** Place by verified land, and by its share of the task; null with none. Equal land, equal place. */
  readonly rankByMu: number | null;
  readonly rankByShare: number | null;
}

/** One part of a breakdown; `key` null where it is not known. */
export interface PartFigures {
  readonly key: string | null;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly netVerifiedMu: number;
  readonly entries: number;
}

/** An entry of the ledger that is counted. */
export interface EntryFigures {
  readonly id: number;
  readonly parcel: string;
  readonly township: string | null;
  readonly measure: string;
  readonly class: string | null;
  readonly stage: 'declared' | 'verified';
  /** The part that counts toward the target. */
  readonly areaMu: number;
  readonly effectiveMu: number | null;
  readonly date: string;
  readonly verifiedAt: string | null;
  readonly documents: number;
  readonly hash: string;
}

export interface TargetFigures {
  readonly id: string;
  readonly name: string;
  readonly kind: LandMetricKind;
  readonly clause: string;
  readonly comparatorText: string | null;
  readonly headline: boolean;
  readonly parent: string | null;
  /** Set by an upper level's document, and the policy under which its land is entered; left out for targets of the issue's policy. */
  readonly inherited?: { readonly policy: string };
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly targetMu: number;
  readonly verifiedMu: number;
  readonly declaredMu: number;
  readonly effectiveMu: number | null;
  readonly gapMu: number;
  /** Null when the period is over and something is missing. */
  readonly requiredPerMonthMu: number | null;
  /** Null when the months so far say nothing. */
  readonly forecastMu: { readonly low: number; readonly mid: number; readonly high: number } | null;
  readonly increment: Increment;
  readonly townships: readonly TownshipFigures[];
  readonly measures: readonly PartFigures[];
  readonly classes: readonly PartFigures[];
  /** By month of the evidence, YYYY-MM, the last twelve of the period up to the day. */
  readonly months: readonly PartFigures[];
  /** Of how many entries each thing is known. */
  readonly coverage: {
    readonly entries: number;
    readonly verifiedEntries: number;
    readonly withDocuments: number;
    readonly withEffective: number;
    readonly withDrawing: number;
    readonly withTownship: number;
    readonly withClass: number;
  };
  readonly entries: readonly EntryFigures[];
  /** Entries that counted on the day before the period and do so no more, as they were. */
  readonly left: readonly EntryFigures[];
}

export interface LedgerHead {
  readonly county: string;
  readonly name: string;
  readonly rows: number;
  readonly hash: string | null;
}

export interface BulletinFigures {
  readonly form: 1;
  readonly county: { readonly code: string; readonly name: string; readonly demo: boolean };
  readonly policy: Pick<Policy, 'id' | 'title' | 'version'> & { readonly status: string };
  readonly period: IssuePeriod;
  readonly asOf: IsoDate;
  /** Version of the data that was read. */
  readonly dataVersion: string;
  /** How far each ledger had been written: its rows, and the hash of the last one. One for a county; for a prefecture those of its loaded counties. */
  readonly ledgers: readonly LedgerHead[];
  readonly targets: readonly TargetFigures[];
}
