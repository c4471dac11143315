// Firms gathered by place or trade: blocks, townships, industries, each a subject with the firms' parts that stand in it.
import type { Allocation } from '../firms/firm.ts';
import type { FactValues } from '../policy/facts.ts';
import type { MicroMu } from '../units.ts';
import { scaledFigures, mapFigures, type Figures } from './figures.ts';
import { evaluateSubjects } from './evaluation.ts';
import type { SubjectResult } from './group-result.ts';
import { MarkBook, type Mark } from './marks.ts';
import type { ScoringParameters } from './parameters.ts';
import { ONE, ZERO, rational, subtract, sum, type Rational } from './rational.ts';
import { NO_FIRM, totalOf, type Member, type Subject } from './subjects.ts';

/** A place to gather by: its key and name, its facts for vetoes, and its whole land when that is to be the denominator. */
export interface Place {
  readonly key: string;
  readonly name: string;
  readonly facts?: FactValues;
  /** Land of the place, used and unused; null = not known; left out: the land of the firms there is the denominator. */
  readonly land?: MicroMu | null;
}

export interface PlaceInput {
  readonly year: number;
  /** From `membersOf`. */
  readonly members: readonly Member[];
  /** May hold other years; those of `year` are used. */
  readonly allocations: readonly Allocation[];
  readonly places: readonly Place[];
  /** The place of a parcel; null = in none. */
  readonly placeOf: (parcel: string) => string | null;
}

/**
 * Places with the parts of the firms on their parcels: tax and land as allocated, every other figure by the firm's share of
 * allocated land. Over all places and the parcels in none, the parts of a firm add up to the firm.
 */
export function placeSubjects(input: PlaceInput): Subject[] {
  const allocations = new Map<string, Allocation[]>();
  for (const allocation of input.allocations) {
    if (allocation.year !== input.year) continue;
    const rows = allocations.get(allocation.uscc);
    if (rows) rows.push(allocation);
    else allocations.set(allocation.uscc, [allocation]);
  }
  const parts = new Map<string, Member[]>();
  for (const member of input.members) {
    const rows = allocations.get(member.uscc) ?? [];
    const whole = rows.reduce((total, row) => total + BigInt(row.area), 0n);
    for (const key of new Set(rows.map((row) => input.placeOf(row.parcel)))) {
      if (key === null) continue;
      const here = rows.filter((row) => input.placeOf(row.parcel) === key);
      parts.set(key, [...(parts.get(key) ?? []), partOf(member, here, whole)]);
    }
  }
  return input.places.map((place) => placeSubject(place, parts.get(place.key) ?? []));
}

function partOf(member: Member, here: readonly Allocation[], whole: bigint): Member {
  const area = here.reduce((total, row) => total + BigInt(row.area), 0n);
  // A firm allocated to no land at all has no share that could be computed: its other figures are unknown here.
  const share = whole > 0n ? rational(area, whole) : null;
  const scaled: Figures = share ? scaledFigures(member.figures, share) : mapFigures(() => null);
  const taxes = here.map((row) => row.tax).filter((tax) => tax !== null);
  const tax = taxes.length === here.length ? sum(taxes.map((amount) => rational(amount))) : null;
  return { ...member, share: share ?? ZERO, figures: { ...scaled, tax, area: rational(area) } };
}

function placeSubject(place: Place, members: readonly Member[]): Subject {
  const subject: Subject = { id: place.key, name: place.name, kind: 'block', members, followers: [], facts: place.facts ?? {} };
  if (place.land === undefined) return subject;
  return { ...subject, members: [...members, unusedLand(place.land, totalOf(subject, 'area') ?? ZERO)] };
}

/** Land of a place on which no firm stands: it yields nothing, and counts in every figure per mu. */
function unusedLand(land: MicroMu | null, occupied: Rational): Member {
  const area = land === null ? null : subtract(rational(land), occupied);
  return {
    uscc: NO_FIRM,
    name: '未被占用的土地',
    firm: null,
    account: null,
    facts: {},
    figures: { ...mapFigures(() => ZERO), area },
    share: ONE,
    lots: [],
    held: [],
    tenantOnly: false,
  };
}

/** Whole firms gathered by a key (township of registration, industry division). Firms whose key is null are in none. */
export function gatherFirms(members: readonly Member[], places: readonly Place[], keyOf: (member: Member) => string | null): Subject[] {
  const byKey = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), member]);
  }
  return places.map((place) => placeSubject(place, byKey.get(place.key) ?? []));
}

/** Evaluates blocks by the block groups of the set. Marks name the block's code. */
export function evaluateBlocks(
  subjects: readonly Subject[],
  parameters: ScoringParameters,
  year: number,
  marks: readonly Mark[],
): SubjectResult[] {
  return evaluateSubjects(subjects, parameters, year, new MarkBook(marks));
}
