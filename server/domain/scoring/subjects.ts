// Subjects of an evaluation (参评对象): a firm alone, firms pooled on a lot, or a block, each with its members and their figures.
import type { Account, Firm, Occupancy } from '../firms/firm.ts';
import type { FactValues } from '../policy/facts.ts';
import { both, either, type Truth } from '../policy/judgement.ts';
import { microMu, sumMicroMu, type MicroMu } from '../units.ts';
import { figuresOf, type FigureKey, type Figures } from './figures.ts';
import type { LandSource } from './parameters.ts';
import { ONE, sum, type Rational } from './rational.ts';

/** Code of the member that stands for land without a firm (unused land of a block). */
export const NO_FIRM = '';

/** One firm in a subject. `share` is the part of the firm that stands in it: all of it, but for blocks. */
export interface Member {
  readonly uscc: string;
  readonly name: string;
  readonly firm: Firm | null;
  readonly account: Account | null;
  readonly facts: FactValues;
  readonly figures: Figures;
  readonly share: Rational;
  /** Lots with the land it occupies there, own use first, then larger, then by code. */
  readonly lots: readonly MemberLot[];
  /** Lots it holds by the register on which nobody has own use: a landlord who leases everything out. */
  readonly held: readonly string[];
  /** Leases and neither uses nor holds land of its own that year. */
  readonly tenantOnly: boolean;
}

export interface MemberLot {
  readonly parcel: string;
  readonly role: '自用' | '租用';
  readonly area: MicroMu;
}

export interface Subject {
  /** 统一社会信用代码 of a firm, `lot:`+宗地代码 of a pool, block code of a block. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'firm' | 'lot' | 'block';
  /** Whose figures are counted. */
  readonly members: readonly Member[];
  /** Who shares the result without adding figures (tenants that follow the holder). */
  readonly followers: readonly Member[];
  /** Block facts; empty for firms. */
  readonly facts: FactValues;
}

/** What the members are made from: one county, one year. */
export interface MemberInput {
  readonly year: number;
  readonly firms: readonly Firm[];
  /** May hold other years; those of `year` are used. */
  readonly accounts: readonly Account[];
  readonly occupancies: readonly Occupancy[];
  /** Credit code of the registered holder by 宗地代码, to find landlords who occupy nothing. */
  readonly holders?: ReadonlyMap<string, string>;
  /** Further facts per firm beside `Firm.facts` (from parcels, e.g. the day of supply); they win over the firm's own. */
  readonly extraFacts?: ReadonlyMap<string, FactValues>;
}

/** Every firm of the register or with an account of the year, once, in order of the credit codes. */
export function membersOf(input: MemberInput, land: readonly LandSource[]): Member[] {
  const accounts = new Map<string, Account>();
  for (const account of input.accounts) if (account.year === input.year) accounts.set(account.uscc, account);
  const occupancies = new Map<string, Occupancy[]>();
  for (const occupancy of input.occupancies) {
    if (occupancy.year !== input.year) continue;
    const rows = occupancies.get(occupancy.uscc);
    if (rows) rows.push(occupancy);
    else occupancies.set(occupancy.uscc, [occupancy]);
  }
  const held = heldLots(input);
  const firms = new Map(input.firms.map((firm) => [firm.uscc, firm]));
  const codes = [...new Set([...firms.keys(), ...accounts.keys()])].sort();
  return codes.map((uscc) => {
    const [firm, account] = [firms.get(uscc) ?? null, accounts.get(uscc) ?? null];
    const lots = lotsOf(occupancies.get(uscc) ?? []);
    return {
      uscc,
      name: firm?.name ?? account?.name ?? uscc,
      firm,
      account,
      facts: { ...firm?.facts, ...input.extraFacts?.get(uscc) },
      figures: figuresOf(account, countedLand(account, lots, land)),
      share: ONE,
      lots,
      held: held.get(uscc) ?? [],
      tenantOnly: lots.length > 0 && !held.has(uscc) && lots.every((lot) => lot.role === '租用'),
    };
  });
}

/** Lots by registered holder, of those that nobody uses as his own; in order of the lot codes. */
function heldLots(input: MemberInput): ReadonlyMap<string, readonly string[]> {
  const used = new Set<string>();
  for (const { year, role, parcel } of input.occupancies) if (year === input.year && role === '自用') used.add(parcel);
  const held = new Map<string, string[]>();
  for (const [parcel, uscc] of [...(input.holders ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!used.has(parcel)) held.set(uscc, [...(held.get(uscc) ?? []), parcel]);
  }
  return held;
}

/** The firm's lots in the order in which one is taken as its principal one; two rows of one lot and role are added. */
function lotsOf(occupancies: readonly Occupancy[]): MemberLot[] {
  const byLot = new Map<string, MemberLot>();
  for (const { parcel, role, area } of occupancies) {
    const before = byLot.get(`${role}${parcel}`);
    byLot.set(`${role}${parcel}`, { parcel, role, area: before ? microMu(before.area + area) : area });
  }
  return [...byLot.values()].sort((a, b) => {
    if (a.role !== b.role) return a.role === '自用' ? -1 : 1;
    if (a.area !== b.area) return b.area - a.area;
    return a.parcel < b.parcel ? -1 : 1;
  });
}

/** The firm's counted land by the first source that knows it; null when none does. */
export function countedLand(account: Account | null, lots: readonly MemberLot[], land: readonly LandSource[]): MicroMu | null {
  for (const source of land) {
    if (source === 'assessed' && account && account.assessedArea !== null) return account.assessedArea;
    if (source === 'occupied' && lots.length > 0) return sumMicroMu(lots.map((lot) => lot.area));
  }
  return null;
}

/** A subject's total of one figure: null when any member's is not known. */
export function totalOf(subject: Subject, figure: FigureKey): Rational | null {
  const values = subject.members.map((member) => member.figures[figure]);
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? sum(known) : null;
}

/**
 * The members that have both figures. Null when land without a firm lacks one: leaving it out would lay everybody's figures over less
 * land than there is.
 */
export function membersWithBoth(subject: Subject, upper: FigureKey, lower: FigureKey): readonly Member[] | null {
  const complete = subject.members.filter((member) => member.figures[upper] !== null && member.figures[lower] !== null);
  const all = complete.length === subject.members.length;
  return all || subject.members.every((member) => member.uscc !== NO_FIRM || complete.includes(member)) ? complete : null;
}

/** 规上: of a pool, when any member is; unknown when none is and some are not known. */
export function aboveScaleOf(subject: Subject): Truth {
  return anyOf(subject.members.map((member) => member.account?.aboveScale ?? 'unknown'));
}

/** Three-valued or over a list. Nothing at all is false. */
export function anyOf(values: readonly Truth[]): Truth {
  return values.reduce<Truth>(either, false);
}

/** Three-valued and over a list. Nothing at all is true. */
export function allOf(values: readonly Truth[]): Truth {
  return values.reduce<Truth>(both, true);
}

/** A firm as a subject of its own. */
export function firmSubject(member: Member, followers: readonly Member[] = []): Subject {
  return { id: member.uscc, name: member.name, kind: 'firm', members: [member], followers, facts: {} };
}
