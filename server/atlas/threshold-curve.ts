// How much land is flagged as one threshold moves: the same engine at every value, the legal one marked.
import { VERDICT_UNKNOWN } from '#domain/columns.ts';
import { applyOverrides } from '#domain/policy/overrides.ts';
import { curveValues, describePlace, type DescribedPlace } from '#domain/policy/override-range.ts';
import type { OverridePlace } from '#domain/policy/overrides.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { tryPolicy } from './judging.ts';
import { areaOf } from './parcel-sums.ts';
import type { Snapshot } from './snapshot.ts';
import { packedSubjects } from './subjects.ts';

interface Amount {
  readonly parcels: number;
  readonly areaMu: number | null;
}

/** At one value: all parcels in a class, and those for which the rule itself holds (null when the place is no rule's). */
export interface CurvePoint extends Amount {
  readonly value: number | string;
  readonly legal: boolean;
  readonly rule: Amount | null;
  /** By class, strictest first. */
  readonly classes: readonly (Amount & { readonly name: string })[];
  /** Parcels that cannot be judged. */
  readonly unknown: Amount;
}

function pointAt(snapshot: Snapshot, year: number, policy: Policy, place: DescribedPlace, value: number | string): CurvePoint {
  const legal = String(value) === String(place.current);
  const variant = legal ? { ok: true as const, value: policy } : applyOverrides(policy, { [place.path]: value });
  if (!variant.ok) throw new Error(`${place.path} = ${value}: ${variant.error[0]?.message ?? ''}`);
  const { base, picks } = snapshot;
  const { verdict, flags, classes, rules } = tryPolicy(
    snapshot.sheet,
    year,
    variant.value,
    packedSubjects(snapshot.sheet, year, policy),
  ).columns;
  const bit = place.ownerKind === 'rule' ? rules.indexOf(place.owner) : -1;
  const byClass: number[][] = classes.map(() => []);
  const [flagged, held, unknown]: [number[], number[], number[]] = [[], [], []];
  for (const [index, pick] of picks.entries()) {
    const code = verdict[pick]!;
    if (code === VERDICT_UNKNOWN) unknown.push(index);
    else if (code > 0) {
      flagged.push(index);
      byClass[code - 1]!.push(index);
    }
    if (bit >= 0 && (flags[pick]! & (1 << bit)) !== 0) held.push(index);
  }
  const amount = (indices: readonly number[]): Amount => ({ parcels: indices.length, areaMu: areaOf(base, indices) });
  return {
    value,
    legal,
    ...amount(flagged),
    rule: bit >= 0 ? amount(held) : null,
    classes: classes.map((name, at) => ({ name, ...amount(byClass[at]!) })),
    unknown: amount(unknown),
  };
}

/** The curve over a place; null when what stands there has no order along which to draw. */
export function curveReply(snapshot: Snapshot, year: number, policy: Policy, place: OverridePlace) {
  const described = describePlace(policy, place);
  const values = curveValues(described);
  if (!values) return null;
  const { county } = snapshot.sheet.data;
  return {
    simulated: true as const,
    county: county.code as string,
    policy: policy.id,
    policyVersion: policy.version,
    year,
    version: snapshot.tag,
    demo: county.demo,
    place: described,
    legal: place.current,
    points: values.map((value) => pointAt(snapshot, year, policy, described, value)),
  };
}
export type CurveReply = NonNullable<ReturnType<typeof curveReply>>;
