// Which entries of the ledger are looked at: by what they count toward, stage, land, measure, days and words. Page, map, totals and files share it.
import { z } from 'zod';
import { landMetricKinds, ledgerStages, type LandMetricKind, type LedgerEntry, type LedgerPart, type LedgerStage } from './entry.ts';

/** Which of an entry's days a stretch of days is about: that of the evidence, of verification, of the last reversal, of writing. */
export const ledgerDays = ['evidence', 'verified', 'reversed', 'recorded'] as const;
export type LedgerDay = (typeof ledgerDays)[number];

/** What may be remarkable of an entry: partly taken back, gone back into use (回潮), nothing kept as evidence, no drawing of its own. */
export const ledgerMarks = ['partly', 'rebound', 'undocumented', 'undrawn'] as const;
export type LedgerMark = (typeof ledgerMarks)[number];

/** Orders of the table. */
export const ledgerOrders = [
  'id',
  'parcel',
  'township',
  'policy',
  'kind',
  'measure',
  'gross',
  'effective',
  'stage',
  'date',
  'verified',
  'recorded',
  'actor',
] as const;
export type LedgerOrder = (typeof ledgerOrders)[number];

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = z.array(z.string().min(1).max(100)).max(200);

/** Parts left out keep everything. A township of '' is land of none. */
export const ledgerFilterSchema = z.object({
  policy: z.string().max(64).optional(),
  /** Entries that count toward this target on the day. */
  target: z.string().max(64).optional(),
  kinds: z.array(z.enum(landMetricKinds)).optional(),
  stages: z.array(z.enum(ledgerStages)).optional(),
  townships: z.array(z.string().max(12)).max(400).optional(),
  measures: words.optional(),
  parcels: words.optional(),
  marks: z.array(z.enum(ledgerMarks)).optional(),
  dateBy: z.enum(ledgerDays).optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  /** Any part of a parcel's code or name, a firm's name or code, a basis, or the number of an entry. */
  text: z.string().max(100).optional(),
});
export type LedgerFilter = z.infer<typeof ledgerFilterSchema>;

/** What the address keeps of the ledger page beside the filter. */
export const ledgerViewSchema = ledgerFilterSchema.extend({
  /** Only what had been written by the end of this day. */
  knownOn: isoDay.optional(),
  sort: z.tuple([z.enum(ledgerOrders), z.enum(['ascending', 'descending'])]).optional(),
  page: z.number().int().min(1).max(100_000).optional(),
  /** Entry that is open. */
  open: z.number().int().min(1).optional(),
});
export type LedgerView = z.infer<typeof ledgerViewSchema>;

/** Parts of the filter whose choices are counted before they are made. */
export const ledgerFacets = ['kind', 'stage', 'township', 'measure'] as const;
export type LedgerFacet = (typeof ledgerFacets)[number];

/** An entry as somebody sees it: the parts of it that are in scope and asked for. */
export interface SeenEntry {
  readonly entry: LedgerEntry;
  readonly parts: readonly LedgerPart[];
}

/** What the filter must be told of an entry beside itself. */
export interface Known {
  /** Folded text of the parcel: code, name, firms. */
  readonly textOf: (seen: SeenEntry) => string;
  readonly counts: (seen: SeenEntry) => boolean;
}

export function dayOf(entry: LedgerEntry, by: LedgerDay): string | null {
  switch (by) {
    case 'evidence':
      return entry.date;
    case 'verified':
      return entry.verifiedAt;
    case 'reversed':
      return entry.reversedAt;
    case 'recorded':
      return entry.recordedAt.slice(0, 10);
  }
}

export function hasMark(entry: LedgerEntry, mark: LedgerMark): boolean {
  switch (mark) {
    case 'partly':
      return entry.stage !== 'reversed' && entry.gross < entry.declaredGross;
    case 'rebound':
      return entry.reversalReason === 'rebound';
    case 'undocumented':
      return entry.documents.length === 0;
    case 'undrawn':
      return entry.parts.some((part) => part.shape === null);
  }
}

type Test = (seen: SeenEntry) => boolean;

/** Tests of the parts that are counted as choices, and one of all the rest. */
export function ledgerTests(
  filter: LedgerFilter,
  folded: (text: string) => string,
  known: Known,
): { readonly facets: Partial<Record<LedgerFacet, Test>>; readonly rest: Test } {
  const { policy, kinds, stages, townships, measures, parcels, marks = [], from, to, dateBy = 'evidence', text, target } = filter;
  const facets: Partial<Record<LedgerFacet, Test>> = {};
  if (kinds) facets.kind = among<LandMetricKind>(kinds, ({ entry }) => entry.kind);
  if (stages) facets.stage = among<LedgerStage>(stages, ({ entry }) => entry.stage);
  if (measures) facets.measure = among<string>(measures, ({ entry }) => entry.measure);
  if (townships) {
    const wanted = new Set(townships);
    facets.township = ({ parts }) => parts.some((part) => wanted.has(part.township ?? ''));
  }
  const rest: Test[] = [];
  if (policy !== undefined) rest.push(({ entry }) => entry.policy === policy);
  if (parcels) {
    const wanted = new Set(parcels);
    rest.push(({ parts }) => parts.some((part) => wanted.has(part.parcel)));
  }
  if (marks.length > 0) rest.push(({ entry }) => marks.every((mark) => hasMark(entry, mark)));
  if (from !== undefined || to !== undefined)
    rest.push(({ entry }) => {
      const day = dayOf(entry, dateBy);
      return day !== null && (from === undefined || day >= from) && (to === undefined || day <= to);
    });
  if (target !== undefined) rest.push(known.counts);
  const sought = folded(text ?? '');
  if (sought !== '')
    rest.push((seen) => `#${seen.entry.id}` === sought || String(seen.entry.id) === sought || known.textOf(seen).includes(sought));
  return { facets, rest: (seen) => rest.every((test) => test(seen)) };
}

function among<T>(wanted: readonly T[], read: (seen: SeenEntry) => T): Test {
  const set = new Set(wanted);
  return (seen) => set.has(read(seen));
}
