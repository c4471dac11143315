// Parcel columns: the shape in which the atlas holds figures and in which the page gets them, one entry per parcel index.
// The same filter (select.ts) runs over them on the server and in the page.

/** Index value of "none" in Uint16 lookup columns. */
export const NO_INDEX = 0xffff;

/** Columns that do not depend on year or policy. Parcel index = position in every array = feature id in the tiles. */
export interface BaseColumns {
  readonly size: number;
  /** 宗地代码 by index. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  /** Township codes and names; `township[i]` indexes them (NO_INDEX = none). */
  readonly townshipCodes: readonly string[];
  readonly townshipNames: readonly string[];
  readonly township: Uint16Array;
  readonly blockCodes: readonly string[];
  readonly blockNames: readonly string[];
  readonly block: Uint16Array;
  /** Two-digit GB/T 4754 divisions; `industry[i]` indexes them: that of the firm with most land on the parcel. */
  readonly industryCodes: readonly string[];
  readonly industry: Uint16Array;
  /** Counted area in micro-mu (registered, else measured); NaN = not known. */
  readonly area: Float64Array;
  /** 1 when `area` is the registered figure, 0 when it stands in from the drawing or is unknown. */
  readonly areaRegistered: Uint8Array;
  /** West, south, east, north in degrees, four per parcel; NaN without a shape. */
  readonly bounds: Float64Array;
  /** A point inside the parcel, lon then lat, two per parcel; NaN without a shape. */
  readonly points: Float64Array;
}

/** Columns of one year under one policy. */
export interface YearColumns {
  readonly year: number;
  readonly policy: string;
  /** Allocated tax in fen; NaN = not known (no firm matched, or any occupant's tax missing). */
  readonly tax: Float64Array;
  /** 0 unknown, 1 A, 2 B, 3 C, 4 D: the worst grade among the occupants; unknown when any is unknown and none is D. */
  readonly grade: Uint8Array;
  /** Years in a row, up to `year`, in the same grade; 0 = unknown. */
  readonly gradeYears: Uint8Array;
  /** Classes of the policy, strictest first; `verdict[i]` = 0 none, 255 cannot be judged, else 1 + index of the proposed class. */
  readonly classes: readonly string[];
  readonly verdict: Uint8Array;
  /** Rule ids; bit r of `flags[i]` = rule r holds for somebody on the parcel, of `unknown[i]` = rule r cannot be judged. */
  readonly rules: readonly string[];
  readonly flags: Uint32Array;
  readonly unknown: Uint32Array;
  /** 0 none, 1 suspected, 2 decided. */
  readonly idle: Uint8Array;
  /** Ledger state as of the snapshot's day: 0 none, 1 declared, 2 verified. */
  readonly freed: Uint8Array;
  /** 1 in a rule gap that a gap detector names. */
  readonly gap: Uint8Array;
}

export const idleStates = ['none', 'suspected', 'decided'] as const;
export const freedStates = ['none', 'declared', 'verified'] as const;
export const gradeLetters = ['', 'A', 'B', 'C', 'D'] as const;
/** `verdict` value of a parcel on which some rule cannot be judged and none holds. */
export const VERDICT_UNKNOWN = 255;
