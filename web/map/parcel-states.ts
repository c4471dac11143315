// What each parcel shows beside its fill, packed into one number, so that only parcels that change are told to the map.
import { VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';

/** Feature state of a parcel as the layers read it. */
export interface ParcelState {
  /** Fill class; LEFT_OUT more when the filter leaves the parcel out, whose other states then show nothing. */
  readonly c: number;
  /** Verdict: 0 none or not judged, else 1 + class of the policy. */
  readonly v: number;
  /** Idle: 0 none, 1 suspected, 2 decided. */
  readonly i: number;
  /** Freed: 0 none, 1 declared, 2 verified. */
  readonly f: number;
  /** Kind of freed land: 0 none, else 1 + place in `landMetricKinds`. */
  readonly k: number;
  /** 1 when selected. */
  readonly s: number;
}

/** Added to the fill class of a parcel that the filter leaves out. */
export const LEFT_OUT = 32;

export function packStates(
  codes: Uint8Array,
  year: YearColumns,
  kept: Uint8Array,
  selected: ReadonlySet<number>,
  land: { readonly kinds: Uint8Array | null; readonly pieced: Uint8Array | null } = { kinds: null, pieced: null },
): Uint32Array {
  const packed = new Uint32Array(codes.length);
  for (let index = 0; index < codes.length; index += 1) {
    const mark = (selected.has(index) ? 1 : 0) << 14;
    if (!kept[index]) {
      packed[index] = (codes[index]! & 31) | LEFT_OUT | mark;
      continue;
    }
    const verdict = year.verdict[index] === VERDICT_UNKNOWN ? 0 : Math.min(year.verdict[index]!, 15);
    // Land that is drawn in pieces is shown as it lies, not on the whole parcel.
    const whole = land.pieced?.[index] !== 1;
    const freed = whole ? (year.freed[index]! << 12) | ((land.kinds?.[index] ?? 0) << 15) : 0;
    packed[index] = (codes[index]! & 31) | (verdict << 6) | (year.idle[index]! << 10) | freed | mark;
  }
  return packed;
}

/** States of a choice among parcels: fill, role (drawn as the outline of that place), left out, marked. */
export function packRoles(codes: Uint8Array, roles: Uint8Array, kept: Uint8Array, marked: ReadonlySet<number>): Uint32Array {
  return Uint32Array.from(codes, (code, index) => {
    const out = kept[index] === 1 ? 0 : LEFT_OUT;
    return (code & 31) | out | (roles[index]! << 6) | ((marked.has(index) ? 1 : 0) << 14);
  });
}

export function unpackState(packed: number): ParcelState {
  return {
    c: packed & 63,
    v: (packed >> 6) & 15,
    i: (packed >> 10) & 3,
    f: (packed >> 12) & 3,
    k: (packed >> 15) & 7,
    s: (packed >> 14) & 1,
  };
}

/** Indices whose state differs from what the map was last told. */
export function changedStates(told: Uint32Array | null, next: Uint32Array): number[] {
  const changed: number[] = [];
  for (let index = 0; index < next.length; index += 1)
    if (!told || told.length !== next.length || told[index] !== next[index]) changed.push(index);
  return changed;
}

/** States of parcels where only freed land is told: fill class, stage (0 none, 1 declared, 2 verified), kind as in `ParcelState.k`. */
export function packLand(codes: Uint8Array, freed: Uint8Array, kinds: Uint8Array, selected: ReadonlySet<number>): Uint32Array {
  return Uint32Array.from(
    codes,
    (code, index) => (code & 31) | (freed[index]! << 12) | ((selected.has(index) ? 1 : 0) << 14) | (kinds[index]! << 15),
  );
}
