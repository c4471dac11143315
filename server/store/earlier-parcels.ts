// Parcels as they were before later deliveries changed their land: the old values that the revisions keep, put back one by one.
import type { CountyCode } from '#domain/land/codes.ts';
import type { Parcel } from '#domain/land/parcel.ts';
import { parcelTable } from './parcels.ts';
import { placeOf } from './places.ts';
import { type Stored, unstored } from './record-table.ts';
import { readRevisions } from './revisions.ts';
import { type Sql, integer, numberOrNull } from './sql.ts';
import { readFormerParcels } from './successions.ts';

const land = ['shape', 'registered_area', 'measured_area'];

function readParcel(sql: Sql, county: CountyCode, code: string): Parcel | null {
  const { key, data, read } = parcelTable;
  const names = [...key, ...data].map(({ name }) => name).join(', ');
  const row = sql.row(`SELECT ${names}, place, place_row FROM parcel WHERE county = ? AND code = ?`, county, code);
  return row ? read(county, row, placeOf(sql)(integer(row.at(-2)), numberOrNull(row.at(-1)))) : null;
}

/** Of each code the oldest first; codes that nobody knows, or whose land never changed, have none. */
export function readEarlierParcels(sql: Sql, county: CountyCode, codes: readonly string[]): Parcel[] {
  if (codes.length === 0) return [];
  const former = new Map(readFormerParcels(sql, county).map((parcel) => [parcel.code, parcel]));
  const { key, data, read } = parcelTable;
  return codes.flatMap((code) => {
    const last = readParcel(sql, county, code) ?? former.get(code);
    if (!last) return [];
    const values = new Map([...key, ...data].map(({ name, write }) => [name, write(last)]));
    const versions: Parcel[] = [];
    for (const { changes, previous } of readRevisions(sql, county, 'parcel', code).reverse()) {
      for (const [name, [before]] of Object.entries(changes)) values.set(name, unstored(before as Stored));
      if (land.some((name) => name in changes)) versions.unshift(read(county, [...values.values()], previous));
    }
    return versions;
  });
}
