// One county at one version, immutable: its columns, shapes and index, and what is worked out from them once and kept.
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import type { CountyData, IdleDecision } from '#domain/county-data.ts';
import type { Account, Firm } from '#domain/firms/firm.ts';
import type { LedgerEntry } from '#domain/ledger/entry.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { buildBase, hilbertOrder, mainFirms } from './base-columns.ts';
import { entriesOf } from './ledger-entries.ts';
import { accountsOf, listFirms, occupantsOf, type FirmList, type OccupantColumns } from './occupants.ts';
import { buildShapes, type ShapeColumns } from './shapes.ts';
import { buildSpatialIndex, type SpatialIndex } from './spatial-index.ts';
import { buildYear, gradeColumn } from './year-columns.ts';

/** The whole record of a county with its columns, before anybody's scope. Parcels are named by index. */
export interface CountySheet {
  readonly data: CountyData;
  readonly asOf: IsoDate;
  readonly base: BaseColumns;
  readonly firms: FirmList;
  /** Years that accounts or occupancies speak of, ascending. */
  readonly years: readonly number[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly ledgerEntries: readonly LedgerEntry[];
  parcel(index: number): Parcel;
  firmRecord(place: number): Firm | null;
  idleDecision(parcel: string): IdleDecision | null;
  occupants(year: number): OccupantColumns;
  accounts(year: number): readonly (Account | undefined)[];
  grades(year: number): Uint8Array;
  /** The value worked out the first time it is asked for under this name. */
  once<T>(name: string, make: () => T): T;
}

/** What answers requests: a sheet as somebody may see it. `picks[i]` is the sheet's index of the snapshot's parcel i. */
export interface Snapshot {
  readonly sheet: CountySheet;
  /** Names the content: county, data version, day, policies and scope. In ETags and tile addresses. */
  readonly tag: string;
  readonly scope: string;
  readonly picks: Uint32Array;
  readonly base: BaseColumns;
  readonly shapes: ShapeColumns;
  readonly index: SpatialIndex;
  /** Index of a parcel by code; undefined when there is none in scope. */
  readonly indexOf: ReadonlyMap<string, number>;
  columns(year: number, policy: Policy | null): YearColumns;
  once<T>(name: string, make: () => T): T;
}

/** Remembers values by name. */
export function memory(): <T>(name: string, make: () => T) => T {
  const kept = new Map<string, unknown>();
  return <T>(name: string, make: () => T): T => {
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as T;
  };
}

function latestDecisions(data: CountyData): Map<string, IdleDecision> {
  // Rows are in the order of writing, so the last one of a parcel stands.
  return new Map(data.idleDecisions.map((decision) => [decision.parcel, decision]));
}

/** The sheet of a county's record on a day. */
export function buildSheet(data: CountyData, asOf: IsoDate): CountySheet {
  const order = hilbertOrder(data);
  const firms = listFirms(data);
  const indexOf = new Map<string, number>();
  for (const [index, position] of order.entries()) indexOf.set(data.parcels[position]!.code, index);
  const years = [...new Set([...data.accounts.map((account) => account.year), ...data.occupancies.map((one) => one.year)])].sort(
    (a, b) => a - b,
  );
  const once = memory();
  const decisions = latestDecisions(data);
  const occupants = (year: number): OccupantColumns => once(`occupants ${year}`, () => occupantsOf(data, firms, indexOf, year));
  const newestFirst = [...years].reverse().map(occupants);
  const sheet: CountySheet = {
    data,
    asOf,
    base: buildBase(data, order, firms, mainFirms(order.length, newestFirst)),
    firms,
    years,
    indexOf,
    ledgerEntries: entriesOf(data.ledger, asOf),
    parcel: (index) => data.parcels[order[index]!]!,
    firmRecord: (place) => firms.records[place] ?? null,
    idleDecision: (parcel) => decisions.get(parcel) ?? null,
    occupants,
    accounts: (year) => once(`accounts ${year}`, () => accountsOf(data, firms, year)),
    grades: (year) => once(`grades ${year}`, () => gradeColumn(sheet, year)),
    once,
  };
  return sheet;
}

/** The snapshot that sees everything. */
export function buildSnapshot(data: CountyData, policies: readonly Policy[], asOf: IsoDate): Snapshot {
  const sheet = buildSheet(data, asOf);
  const shapes = buildShapes(sheet.base.codes.map((_, index) => sheet.parcel(index).shape));
  const once = memory();
  return {
    sheet,
    tag: tagOf(data, policies, asOf),
    scope: 'all',
    picks: Uint32Array.from(sheet.base.codes.keys()),
    base: sheet.base,
    shapes,
    index: buildSpatialIndex(shapes),
    indexOf: sheet.indexOf,
    columns: (year, policy) => once(`columns ${year} ${policy?.id ?? ''}`, () => buildYear(sheet, year, policy)),
    once,
  };
}

/** Raised whenever tiles or columns of unchanged data come out differently, so that nobody keeps the old ones. */
const FORM = 1;

function tagOf(data: CountyData, policies: readonly Policy[], asOf: IsoDate): string {
  const policyVersions = policies
    .map((policy) => `${policy.id}@${policy.version}`)
    .sort()
    .join(',');
  let hash = 2166136261;
  for (const character of policyVersions) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619);
  return `${data.version}-${asOf.replaceAll('-', '')}-${(hash >>> 0).toString(36)}-${FORM}`;
}
