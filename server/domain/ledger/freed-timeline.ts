// When which parcel's land was declared, verified and reversed: what the map needs to show any day without asking again.
import type { MultiPolygon } from '../land/geometry.ts';
import { landMetricKinds, type LandMetricKind } from './entry.ts';
import type { FormerLand } from './former-land.ts';
import { never, type DayNumber, type LedgerLine } from './ledger-lines.ts';

/** One place per line (a piece of an entry while it stands in one stage) in every list. */
export interface FreedTimeline {
  /** Index of the parcel; -1 when it is not (or no more) among them. */
  readonly parcel: readonly number[];
  readonly policies: readonly string[];
  /** Place in `policies`. */
  readonly policy: readonly number[];
  /** Place in `landMetricKinds`. */
  readonly kind: readonly number[];
  /** Micro-mu. */
  readonly gross: readonly number[];
  readonly effective: readonly (number | null)[];
  /** 1 declared, 2 verified. */
  readonly stage: readonly (1 | 2)[];
  /** It stands on days from `from` on and before `until`; null: it stands still. */
  readonly from: readonly DayNumber[];
  readonly until: readonly (DayNumber | null)[];
  /** Day that decides the period it counts in. */
  readonly evidence: readonly DayNumber[];
  /** Pieces that are drawn, by place: their own boundary, not that of the parcel. */
  readonly shapes: readonly { readonly place: number; readonly shape: MultiPolygon }[];
  /** Parcels that are no more, on the days on which they were there, each with the places of what is not drawn and lay on them. */
  readonly former: readonly (Pick<FormerLand, 'code' | 'shape' | 'from' | 'until'> & { readonly places: readonly number[] })[];
}

export function freedTimeline(
  lines: readonly LedgerLine[],
  indexOf: (parcel: string) => number,
  former: readonly FormerLand[] = [],
): FreedTimeline {
  const onFormer = new Map(former.map(({ code }): [string, number[]] => [code, []]));
  for (const [place, { parcel, shape }] of lines.entries()) if (shape === null) onFormer.get(parcel)?.push(place);
  const policies = [...new Set(lines.map(({ entry }) => entry.policy))].sort();
  const placeOf = new Map(policies.map((policy, place) => [policy, place]));
  return {
    parcel: lines.map(({ parcel }) => indexOf(parcel)),
    policies,
    policy: lines.map(({ entry }) => placeOf.get(entry.policy)!),
    kind: lines.map(({ entry }) => landMetricKinds.indexOf(entry.kind)),
    gross: lines.map(({ gross }) => gross),
    effective: lines.map(({ effective }) => effective),
    stage: lines.map(({ stage }) => (stage === 'verified' ? 2 : 1)),
    from: lines.map(({ from }) => from),
    until: lines.map(({ until }) => (until === never ? null : until)),
    evidence: lines.map(({ evidence }) => evidence),
    shapes: lines.flatMap(({ shape }, place) => (shape ? [{ place, shape }] : [])),
    former: former.map(({ code, shape, from, until }) => ({ code, shape, from, until, places: onFormer.get(code)! })),
  };
}

/** 0 not there, 1 declared, 2 verified. */
export function timelineStage(timeline: FreedTimeline, place: number, day: DayNumber): 0 | 1 | 2 {
  const until = timeline.until[place]!;
  return timeline.from[place]! > day || (until !== null && until <= day) ? 0 : timeline.stage[place]!;
}

export interface FreedOnDay {
  /** Furthest state per parcel: 0 none, 1 declared, 2 verified. */
  readonly freed: Uint8Array;
  /** Kind of that land per parcel: 0 none, else 1 + place in `landMetricKinds`. */
  readonly kind: Uint8Array;
  /** 1 where all of it is drawn: the pieces are shown as they lie, not the whole parcel. */
  readonly pieced: Uint8Array;
}

/** What each of so many parcels shows on a day: its furthest state, of the kind that got furthest, the earlier entry first. */
export function freedOnDay(timeline: FreedTimeline, parcels: number, day: DayNumber): FreedOnDay {
  const [freed, kind, pieced, whole] = [new Uint8Array(parcels), new Uint8Array(parcels), new Uint8Array(parcels), new Uint8Array(parcels)];
  const drawn = new Set(timeline.shapes.map(({ place }) => place));
  for (let place = 0; place < timeline.parcel.length; place += 1) {
    const parcel = timeline.parcel[place]!;
    if (parcel < 0 || parcel >= parcels) continue;
    const stage = timelineStage(timeline, place, day);
    if (stage === 0) continue;
    if (drawn.has(place)) pieced[parcel] = 1;
    else whole[parcel] = 1;
    if (stage <= freed[parcel]!) continue;
    freed[parcel] = stage;
    kind[parcel] = timeline.kind[place]! + 1;
  }
  for (let parcel = 0; parcel < parcels; parcel += 1) if (whole[parcel] === 1) pieced[parcel] = 0;
  return { freed, kind, pieced };
}

/** Sums toward a target of the policy on a day, in micro-mu, counted as the progress counts them. */
export function freedSums(
  timeline: FreedTimeline,
  target: { readonly policy: string; readonly kind: LandMetricKind; readonly start: DayNumber; readonly end: DayNumber },
  day: DayNumber,
): { readonly verified: number; readonly declared: number } {
  const policy = timeline.policies.indexOf(target.policy);
  const effective = target.kind === 'vacated_effective';
  const kind = landMetricKinds.indexOf(effective ? 'vacated' : target.kind);
  let [verified, declared] = [0, 0];
  for (let place = 0; place < timeline.parcel.length; place += 1) {
    if (timeline.policy[place] !== policy || timeline.kind[place] !== kind) continue;
    const stage = timelineStage(timeline, place, day);
    if (stage === 0) continue;
    const evidence = timeline.evidence[place]!;
    if (evidence < target.start || evidence > target.end) continue;
    const area = effective ? (timeline.effective[place] ?? 0) : timeline.gross[place]!;
    if (stage === 2) verified += area;
    else declared += area;
  }
  return { verified, declared };
}
