// Builds a county's sheet from its record; what has not changed since the sheet before is taken over from it.
import type { CountyData, IdleDecision } from '#domain/county-data.ts';
import { indexByPieces } from '#domain/firms/county-index.ts';
import { zonesOfParcels } from '#domain/land/zoning.ts';
import { entriesAsOf } from '#domain/ledger/acts.ts';
import type { IsoDate } from '#domain/period.ts';
import { isStop, type Piecewise } from '#domain/piecewise.ts';
import { buildBase, hilbertOrder, mainFirms } from './base-columns.ts';
import { accountsOf, listFirms, occupantsOf, type OccupantColumns } from './occupants.ts';
import { memory, type CountySheet } from './sheet.ts';
import { shapesByPieces } from './shapes.ts';
import { buildSpatialIndex } from './spatial-index.ts';
import { gradeColumn } from './year-columns.ts';

/** Year columns kept at a time: all years of a county under a few policies. */
const MOST_YEARS = 40;

/** The part that follows from parcels, firms, accounts and occupancies alone. */
type Records = Omit<CountySheet, 'data' | 'asOf' | 'ledgerEntries' | 'idleDecision' | 'verdicts' | 'once'>;

function* recordsOf(data: CountyData): Piecewise<Records> {
  const order = yield* hilbertOrder(data);
  const firms = yield* listFirms(data);
  const indexOf = new Map<string, number>();
  for (const [index, position] of order.entries()) indexOf.set(data.parcels[position]!.code, index);
  const found = new Set<number>();
  for (const rows of [data.accounts, data.occupancies])
    for (const [done, { year }] of rows.entries()) {
      found.add(year);
      if (isStop(done)) yield;
    }
  const years = [...found].sort((a, b) => a - b);
  const kept = memory(4 * MOST_YEARS);
  const occupants = (year: number): OccupantColumns => kept(`occupants ${year}`, () => occupantsOf(data, firms, indexOf, year));
  const shapes = yield* shapesByPieces(Array.from(order, (position) => data.parcels[position]!.shape));
  const base = yield* buildBase(data, order, firms, yield* mainFirms(data, firms, indexOf));
  const record = yield* indexByPieces(data);
  const records: Records = {
    base,
    shapes,
    index: buildSpatialIndex(shapes),
    firms,
    years,
    indexOf,
    record,
    zonesOf: (parcel) => kept('zones', () => zonesOfParcels(data.parcels, data.zones ?? []))?.get(parcel) ?? null,
    parcel: (index) => data.parcels[order[index]!]!,
    firmRecord: (place) => firms.records[place] ?? null,
    occupants,
    accounts: (year) => kept(`accounts ${year}`, () => accountsOf(data, firms, year)),
    grades: (year) => kept(`grades ${year}`, () => gradeColumn(records, year)),
  };
  return records;
}

/** True when only the ledger or decisions differ. */
function sameRecords(before: CountyData, data: CountyData): boolean {
  return (['parcels', 'firms', 'accounts', 'occupancies', 'allocations', 'townships', 'blocks', 'zones'] as const).every(
    (name) => before[name] === data[name],
  );
}

/** The sheet of a county's record on a day. `before`: the sheet it replaces, of which unchanged parts are kept. */
export function* buildSheet(data: CountyData, asOf: IsoDate, before: CountySheet | null = null): Piecewise<CountySheet> {
  const same = before !== null && sameRecords(before.data, data);
  const records: Records = same ? before : yield* recordsOf(data);
  // Rows are in the order of writing, so the last one of a parcel stands.
  const decisions = new Map<string, IdleDecision>(data.idleDecisions.map((decision) => [decision.parcel, decision]));
  return {
    data,
    asOf,
    base: records.base,
    shapes: records.shapes,
    index: records.index,
    firms: records.firms,
    years: records.years,
    indexOf: records.indexOf,
    record: records.record,
    zonesOf: records.zonesOf,
    parcel: records.parcel,
    firmRecord: records.firmRecord,
    occupants: records.occupants,
    accounts: records.accounts,
    grades: records.grades,
    ledgerEntries: entriesAsOf(data.ledger, asOf),
    idleDecision: (parcel) => decisions.get(parcel) ?? null,
    verdicts: same && before.asOf === asOf ? before.verdicts : memory(MOST_YEARS),
    once: memory(),
  };
}
