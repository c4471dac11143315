// Parcels in the record. Where they lie is asked of the snapshot, which holds the spatial index.
import type { CountyCode, TownshipCode } from '#domain/land/codes.ts';
import type { AcquisitionMode, Parcel, ProductionStart } from '#domain/land/parcel.ts';
import type { IsoDate } from '#domain/period.ts';
import type { MicroMu } from '#domain/units.ts';
import { factsFromText, factsToText, mergeFactTexts } from './fact-text.ts';
import { type Column, type RecordTable, storable } from './record-table.ts';
import { sameShape, shapeFromBytes, shapeToBytes } from './shape-blob.ts';
import { type Sql, type Value, bytesOrNull, numberOrNull, text, textOrNull } from './sql.ts';

function productionToText(start: ProductionStart): string | null {
  if (start.state === 'started') return start.date;
  return start.state === 'not-started' ? 'not-started' : null;
}

const notStarted: ProductionStart = { state: 'not-started' };
const notKnown: ProductionStart = { state: 'unknown' };

function productionFromText(stored: string | null): ProductionStart {
  if (stored === null) return notKnown;
  return stored === 'not-started' ? notStarted : { state: 'started', date: stored as IsoDate };
}

const data: readonly Column<Parcel>[] = [
  { name: 'location', write: (parcel) => parcel.location },
  { name: 'registered_area', write: (parcel) => parcel.registeredArea },
  { name: 'measured_area', write: (parcel) => parcel.measuredArea },
  { name: 'land_use', write: (parcel) => parcel.landUse },
  { name: 'acquisition_mode', write: (parcel) => parcel.acquisitionMode },
  { name: 'supply_date', write: (parcel) => parcel.supplyDate },
  { name: 'acquisition_date', write: (parcel) => parcel.acquisitionDate },
  { name: 'agreed_start', write: (parcel) => parcel.agreedStart },
  { name: 'agreed_completion', write: (parcel) => parcel.agreedCompletion },
  { name: 'actual_start', write: (parcel) => parcel.actualStart },
  { name: 'production_start', write: (parcel) => productionToText(parcel.productionStart) },
  { name: 'holder', write: (parcel) => parcel.holder },
  { name: 'holder_uscc', write: (parcel) => parcel.holderUscc },
  { name: 'unit_code', write: (parcel) => parcel.unitCode },
  { name: 'township', write: (parcel) => parcel.township },
  { name: 'block', write: (parcel) => parcel.block },
  { name: 'shape', write: (parcel) => (parcel.shape === null ? null : shapeToBytes(parcel.shape)) },
  { name: 'facts', write: (parcel) => factsToText(parcel.facts), merge: mergeFactTexts },
];

const column = (name: string): number => data.findIndex((candidate) => candidate.name === name);
const measuredAt = column('measured_area');
const shapeAt = column('shape');

const registeredAt = column('registered_area');

/** 1 m² (0.0001 公顷), 0.01, 0.001 and 0.0001 亩 in micro-mu: to what bureaus round when they write an area again. */
const roundingSteps = [1_500, 10_000, 1_000, 100];

/** Whether the newer figure is only the older one with fewer decimals: the exact one then stays, thresholds are judged by it. */
function isRounding(older: number | null, newer: number | null): boolean {
  if (older === null || newer === null || older === newer) return false;
  return roundingSteps.some((step) => newer % step === 0 && older % step !== 0 && Math.abs(newer - older) * 2 <= step);
}

export const parcelTable: RecordTable<Parcel> = {
  table: 'parcel',
  key: [{ name: 'code', write: (parcel) => parcel.code }],
  data,
  source: (parcel) => parcel.source,
  settle(before, merged) {
    if (isRounding(numberOrNull(before[registeredAt] ?? null), numberOrNull(merged[registeredAt] ?? null)))
      merged[registeredAt] = before[registeredAt]!;
    // The same drawing in another format differs in the last digits: neither it nor the area measured from it is news.
    const drawing = bytesOrNull(before[shapeAt]);
    if (drawing === null || !sameShape(drawing, bytesOrNull(merged[shapeAt]))) return;
    merged[shapeAt] = drawing;
    merged[measuredAt] = before[measuredAt] ?? merged[measuredAt] ?? null;
  },
  read(county, values, source) {
    const [
      code,
      location,
      registered,
      measured,
      use,
      mode,
      supply,
      acquired,
      start,
      completion,
      actual,
      production,
      holder,
      uscc,
      unit,
      township,
      block,
      shape,
      facts,
    ] = values;
    const drawing = bytesOrNull(shape);
    return {
      county,
      code: text(code),
      location: textOrNull(location),
      registeredArea: numberOrNull(registered) as MicroMu | null,
      measuredArea: numberOrNull(measured) as MicroMu | null,
      landUse: textOrNull(use),
      acquisitionMode: textOrNull(mode) as AcquisitionMode | null,
      supplyDate: day(supply),
      acquisitionDate: day(acquired),
      agreedStart: day(start),
      agreedCompletion: day(completion),
      actualStart: day(actual),
      productionStart: productionFromText(textOrNull(production)),
      holder: textOrNull(holder),
      holderUscc: textOrNull(uscc),
      unitCode: textOrNull(unit),
      township: textOrNull(township) as TownshipCode | null,
      block: textOrNull(block),
      shape: drawing === null ? null : shapeFromBytes(drawing),
      facts: factsFromText(text(facts)),
      source,
    };
  },
};

/** Puts parcels into townships by a person's act; the old value stays as a revision that the same file's row still stands behind. */
export function moveParcels(
  sql: Sql,
  county: CountyCode,
  moves: readonly { readonly parcel: string; readonly to: TownshipCode | null }[],
): void {
  for (const { parcel, to } of moves) {
    const found = sql.row('SELECT id, township, place, place_row FROM parcel WHERE county = ? AND code = ?', county, parcel);
    if (!found || found[1] === to) continue;
    const [id, before, place, row] = found as [Value, Value, Value, Value];
    sql.run(
      `INSERT INTO revision (county, noun, key, changes, place, place_row, previous_place, previous_place_row)
       VALUES (?, 'parcel', ?, ?, ?, ?, ?, ?)`,
      county,
      parcel,
      JSON.stringify({ township: [before, to] }),
      place,
      row,
      place,
      row,
    );
    sql.run('UPDATE parcel SET township = ? WHERE id = ?', to, id);
  }
}

const landColumns = new Set(['registered_area', 'measured_area', 'shape']);

/** Gives a parcel the area and drawing back that it had; what it has now stays as a revision. */
export function restoreLand(sql: Sql, county: CountyCode, parcel: Parcel): void {
  const names = data.filter(({ name }) => landColumns.has(name));
  const set = names.map(({ name }) => name);
  const found = sql.row(`SELECT id, place, place_row, ${set.join(', ')} FROM parcel WHERE county = ? AND code = ?`, county, parcel.code);
  if (!found) return;
  const [id, place, row, ...before] = found as [Value, Value, Value, ...Value[]];
  const after = names.map(({ write }) => write(parcel));
  const changes = Object.fromEntries(set.map((name, at) => [name, [storable(before[at] ?? null), storable(after[at]!)]]));
  sql.run(
    `INSERT INTO revision (county, noun, key, changes, place, place_row, previous_place, previous_place_row)
     VALUES (?, 'parcel', ?, ?, ?, ?, ?, ?)`,
    county,
    parcel.code,
    JSON.stringify(changes),
    place,
    row,
    place,
    row,
  );
  sql.run(`UPDATE parcel SET ${set.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, ...after, id);
}

function day(value: Value | undefined): IsoDate | null {
  return textOrNull(value) as IsoDate | null;
}
