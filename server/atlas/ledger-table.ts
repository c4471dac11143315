// The ledger as a table on a day: the entries that somebody sees and asks for, in order, with sums, and counts of each choice before it is made.
import { sees, type Actor } from '#domain/access/actor.ts';
import { entriesAsOf } from '#domain/ledger/acts.ts';
import { countsTowardOne } from '#domain/ledger/counts-toward.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import type { LedgerEntry } from '#domain/ledger/entry.ts';
import {
  type LedgerFacet,
  ledgerFacets,
  type LedgerFilter,
  type LedgerOrder,
  ledgerTests,
  type SeenEntry,
} from '#domain/ledger/ledger-filter.ts';
import { effectiveOf, type LedgerTotal, ledgerTotals } from '#domain/ledger/ledger-totals.ts';
import type { IsoDate } from '#domain/period.ts';
import { folded } from '#domain/select.ts';
import { firmsOnLand } from './land-firms.ts';
import { memory } from './sheet.ts';
import type { Snapshot } from './snapshot.ts';

/** What is asked of the ledger. */
export interface LedgerQuestion {
  readonly day: IsoDate;
  /** Only what had been written by then; null: all that is known. */
  readonly knownOn: IsoDate | null;
  readonly filter: LedgerFilter;
  readonly targets: readonly CountyTarget[];
  readonly order: readonly [LedgerOrder, 'ascending' | 'descending'];
}

export interface LedgerTable {
  readonly seen: readonly SeenEntry[];
  /** Entries in scope on the day, before the filter. */
  readonly all: number;
  /** Entries on the day outside the asker's scope. */
  readonly hidden: number;
  readonly totals: readonly LedgerTotal[];
  /** Per choice how many entries there would be with it, the other parts of the filter kept. */
  readonly counts: Readonly<Record<LedgerFacet, ReadonlyMap<string, number>>>;
}

/** Entries on a day, worked out once per ledger, day and knowledge. */
function entriesOn({ sheet }: Snapshot, day: IsoDate, knownOn: IsoDate | null): readonly LedgerEntry[] {
  if (day === sheet.asOf && knownOn === null) return sheet.ledgerEntries;
  const kept = sheet.once('ledger on days', () => memory(6));
  return kept(`${day} ${knownOn ?? ''}`, () => entriesAsOf(sheet.data.ledger, day, knownOn));
}

function inScope(actor: Actor, entries: readonly LedgerEntry[]): SeenEntry[] {
  if (actor.townships === 'all') return entries.map((entry) => ({ entry, parts: entry.parts }));
  return entries.flatMap((entry) => {
    const parts = entry.parts.filter((part) => sees(actor, part.township));
    return parts.length === 0 ? [] : [{ entry, parts }];
  });
}

/** Only the parts that lie where it was asked for: sums of a township are those of its land. */
function narrowed(seen: SeenEntry, { townships, parcels }: LedgerFilter): SeenEntry {
  if (seen.parts.length === 1 || (!townships && !parcels)) return seen;
  const parts = seen.parts.filter(
    (part) => (!townships || townships.includes(part.township ?? '')) && (!parcels || parcels.includes(part.parcel)),
  );
  return parts.length === seen.parts.length ? seen : { entry: seen.entry, parts };
}

const areaOf = ({ parts }: SeenEntry): number => parts.reduce((sum, part) => sum + part.gross, 0);
const stagesInOrder = ['declared', 'verified', 'reversed'];

function orderBy(order: LedgerOrder): (seen: SeenEntry) => string | number | null {
  switch (order) {
    case 'id':
      return ({ entry }) => entry.id;
    case 'gross':
      return areaOf;
    case 'effective':
      return ({ parts }) => effectiveOf(parts);
    case 'stage':
      return ({ entry }) => stagesInOrder.indexOf(entry.stage);
    case 'parcel':
      return ({ parts }) => parts[0]?.parcel ?? null;
    case 'township':
      return ({ parts }) => parts[0]?.township ?? null;
    case 'verified':
      return ({ entry }) => entry.verifiedAt;
    case 'recorded':
      return ({ entry }) => entry.recordedAt;
    case 'policy':
    case 'kind':
    case 'measure':
    case 'date':
    case 'actor':
      return ({ entry }) => entry[order];
  }
}

/** What is not known comes last in either direction; equal ones by number, newest first. */
function sorted(entries: SeenEntry[], [order, direction]: LedgerQuestion['order']): SeenEntry[] {
  const read = orderBy(order);
  const turn = direction === 'ascending' ? 1 : -1;
  const keyed = entries.map((seen) => ({ seen, key: read(seen) }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return b.seen.entry.id - a.seen.entry.id;
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    return a.key < b.key ? -turn : turn;
  });
  return keyed.map(({ seen }) => seen);
}

const keysOf: Readonly<Record<LedgerFacet, (seen: SeenEntry) => readonly string[]>> = {
  kind: ({ entry }) => [entry.kind],
  stage: ({ entry }) => [entry.stage],
  township: ({ parts }) => [...new Set(parts.map((part) => part.township ?? ''))],
  measure: ({ entry }) => [entry.measure],
};

function made(snapshot: Snapshot, actor: Actor, { day, knownOn, filter, targets, order }: LedgerQuestion): LedgerTable {
  const entries = entriesOn(snapshot, day, knownOn);
  const scope = inScope(actor, entries);
  const target = targets.find((one) => one.target.id === filter.target && (filter.policy ?? one.policy) === one.policy);
  const firms = firmsOnLand(snapshot);
  const { facets, rest } = ledgerTests(filter, folded, {
    textOf: ({ entry, parts }) => parts.map((part) => firms.textOf(part.parcel, entry.date)).join(' ') + folded(entry.basis),
    counts: ({ entry, parts }) => target !== undefined && (countsTowardOne(entry, parts, target)?.area ?? null) !== null,
  });
  const tests = ledgerFacets.flatMap((facet) => (facets[facet] ? [[facet, facets[facet]] as const] : []));
  const counts = {
    kind: new Map<string, number>(),
    stage: new Map<string, number>(),
    township: new Map<string, number>(),
    measure: new Map<string, number>(),
  };
  const kept: SeenEntry[] = [];
  for (const seen of scope) {
    if (!rest(seen)) continue;
    const failed = tests.filter(([, test]) => !test(seen)).map(([facet]) => facet);
    if (failed.length > 1) continue;
    for (const facet of ledgerFacets) {
      if (failed.length === 1 && failed[0] !== facet) continue;
      for (const key of keysOf[facet](seen)) counts[facet].set(key, (counts[facet].get(key) ?? 0) + 1);
    }
    if (failed.length === 0) kept.push(narrowed(seen, filter));
  }
  return { seen: sorted(kept, order), all: scope.length, hidden: entries.length - scope.length, totals: ledgerTotals(kept), counts };
}

/** The table that is asked for; the last few are kept, because its pages, its map and its file are asked for one after the other. */
export function ledgerTable(snapshot: Snapshot, actor: Actor, question: LedgerQuestion): LedgerTable {
  const kept = snapshot.once('ledger tables', () => memory(12));
  const { day, knownOn, filter, targets, order } = question;
  // An own target is its maker's: what counts toward it is part of the key.
  const target = filter.target === undefined ? null : (targets.find((one) => one.target.id === filter.target)?.target ?? null);
  return kept(JSON.stringify([day, knownOn, filter, order, target]), () => made(snapshot, actor, question));
}
