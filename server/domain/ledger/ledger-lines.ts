// The ledger as lines to count by: each piece of land while it stands in one stage, in columns of one policy and kind, so that any day is one pass.
import type { TownshipCode } from '../land/codes.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import type { IsoDate } from '../period.ts';
import type { Target } from '../policy/policy.ts';
import type { MicroMu } from '../units.ts';
import type { LandMetricKind, LedgerEntry } from './entry.ts';

/** Days since 1970-01-01. */
export type DayNumber = number;

export function dayNumber(day: IsoDate): DayNumber {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000;
}

export function isoOfDay(day: DayNumber): IsoDate {
  return new Date(day * 86_400_000).toISOString().slice(0, 10) as IsoDate;
}

/** A day that never comes. */
export const never: DayNumber = 0x7fffffff;

/** Land of an entry on one parcel, from a day until another, in one stage. */
export interface LedgerLine {
  /** The entry as it is in this state. */
  readonly entry: LedgerEntry;
  readonly parcel: string;
  readonly township: TownshipCode | null;
  readonly gross: MicroMu;
  readonly effective: MicroMu | null;
  readonly shape: MultiPolygon | null;
  readonly stage: 'declared' | 'verified';
  /** It stands on days from `from` on and before `until`. */
  readonly from: DayNumber;
  readonly until: DayNumber;
  /** Day that decides the period: of the evidence, once verified that of the verification. */
  readonly evidence: DayNumber;
}

/** Lines of one policy and kind with what counting reads of them, place by place. */
export interface LineGroup {
  readonly lines: readonly LedgerLine[];
  readonly from: Int32Array;
  readonly until: Int32Array;
  readonly evidence: Int32Array;
  /** 1 declared, 2 verified. */
  readonly stage: Uint8Array;
  readonly gross: Float64Array;
  /** NaN: not stated. */
  readonly effective: Float64Array;
  readonly township: KeyColumn;
}

/** A property of each line: place in `keys`; a null key stands for what is not known. */
export interface KeyColumn {
  readonly keys: readonly (string | null)[];
  readonly codes: Uint16Array;
}

export interface LedgerLines {
  readonly all: readonly LedgerLine[];
  readonly of: (policy: string, kind: LandMetricKind) => LineGroup;
}

export function keyColumn(lines: readonly LedgerLine[], keyOf: (line: LedgerLine) => string | null): KeyColumn {
  const places = new Map<string | null, number>();
  const codes = new Uint16Array(lines.length);
  for (const [place, line] of lines.entries()) {
    const key = keyOf(line);
    let code = places.get(key);
    if (code === undefined) places.set(key, (code = places.size));
    codes[place] = code;
  }
  return { keys: [...places.keys()], codes };
}

export function lineGroup(lines: readonly LedgerLine[]): LineGroup {
  return {
    lines,
    from: Int32Array.from(lines, (line) => line.from),
    until: Int32Array.from(lines, (line) => line.until),
    evidence: Int32Array.from(lines, (line) => line.evidence),
    stage: Uint8Array.from(lines, (line) => (line.stage === 'verified' ? 2 : 1)),
    gross: Float64Array.from(lines, (line) => line.gross),
    effective: Float64Array.from(lines, (line) => line.effective ?? Number.NaN),
    township: keyColumn(lines, (line) => line.township),
  };
}

export const noLines: LineGroup = lineGroup([]);

/** Kind under which a target's land is entered: the effective part is stated on entries of vacated land. */
export function enteredKind(target: Pick<Target, 'kind'>): LandMetricKind | null {
  return target.kind === 'vacated_effective' ? 'vacated' : target.kind;
}

/** What is counted toward: kind and period of a target, and the policy under which its land is entered. */
export interface CountedTarget extends Pick<Target, 'kind' | 'periodStart' | 'periodEnd'> {
  readonly policy: string;
}

/** The lines that may count toward a target; an effective target counts stated parts of vacated land. */
export function groupOf(target: CountedTarget, lines: LedgerLines): LineGroup {
  const kind = enteredKind(target);
  return kind === null ? noLines : lines.of(target.policy, kind);
}

/** What each line gives to the target, in micro-mu; NaN where an effective target meets a line that states no effective part. */
export function areasOf(target: Pick<Target, 'kind'>, group: LineGroup): Float64Array {
  return target.kind === 'vacated_effective' ? group.effective : group.gross;
}

/** Per line of the group what it is toward the target on a day: 0 does not count, 1 declared, 2 verified. */
export function selectOn(target: CountedTarget, group: LineGroup, day: DayNumber): Uint8Array {
  const [start, end] = [dayNumber(target.periodStart), dayNumber(target.periodEnd)];
  const areas = areasOf(target, group);
  const selected = new Uint8Array(group.lines.length);
  for (let place = 0; place < selected.length; place += 1) {
    if (group.from[place]! > day || group.until[place]! <= day) continue;
    const evidence = group.evidence[place]!;
    if (evidence < start || evidence > end || Number.isNaN(areas[place]!)) continue;
    selected[place] = group.stage[place]!;
  }
  return selected;
}

/** A line that counts toward a target on a day. */
export interface CountedLine {
  readonly line: LedgerLine;
  readonly area: MicroMu;
  readonly stage: 'declared' | 'verified';
  /** Day that decides the period. */
  readonly day: DayNumber;
}

/** Lines that are selected, in order. */
export function countedLines(target: Pick<Target, 'kind'>, group: LineGroup, selected: Uint8Array): CountedLine[] {
  const areas = areasOf(target, group);
  const counted: CountedLine[] = [];
  for (let place = 0; place < selected.length; place += 1) {
    if (selected[place] === 0) continue;
    const line = group.lines[place]!;
    counted.push({ line, area: areas[place]! as MicroMu, stage: line.stage, day: line.evidence });
  }
  return counted;
}

/** Lines that count toward the target on a day, in order of their entries. */
export function countedOn(target: CountedTarget, lines: LedgerLines, day: DayNumber): CountedLine[] {
  const group = groupOf(target, lines);
  return countedLines(target, group, selectOn(target, group, day));
}
