// Parcels in Hilbert order and the columns that depend on neither year nor policy.
import { NO_INDEX, type BaseColumns } from '#domain/columns.ts';
import type { CountyData } from '#domain/county-data.ts';
import { boundsOf } from '#domain/land/geometry.ts';
import { innerPoint } from '#domain/land/inside.ts';
import { hilbertKey, mercatorX, mercatorY } from '#domain/land/mercator.ts';
import { countedArea } from '#domain/land/parcel.ts';
import { isStop, type Piecewise } from '#domain/piecewise.ts';
import type { FirmList } from './occupants.ts';

/** Positions in `data.parcels` by parcel index: along the Hilbert curve, then the parcels without a shape by code. */
export function* hilbertOrder(data: CountyData): Piecewise<Uint32Array> {
  const keys = new Float64Array(data.parcels.length);
  for (const [position, parcel] of data.parcels.entries()) {
    const bounds = parcel.shape && boundsOf(parcel.shape);
    keys[position] = bounds ? hilbertKey(mercatorX((bounds[0] + bounds[2]) / 2), mercatorY((bounds[1] + bounds[3]) / 2)) : Infinity;
    if (isStop(position)) yield;
  }
  // Ties (and the shapeless) stay in the record's order, which is by code.
  return Uint32Array.from(data.parcels.keys()).sort((left, right) =>
    keys[left] === keys[right] ? left - right : keys[left]! - keys[right]!,
  );
}

/** GB/T 4754 division (two digits) of an industry code, with or without its section letter. */
export function divisionOf(industryCode: string | null): string | null {
  return /^[A-Z]?(\d{2})/.exec(industryCode ?? '')?.[1] ?? null;
}

/** The main firm of each parcel: that with most land on it in the latest year in which anybody is known to stand there; -1 for none. */
export function* mainFirms(data: CountyData, firms: FirmList, indexOf: ReadonlyMap<string, number>): Piecewise<Int32Array> {
  const newest = new Uint16Array(indexOf.size);
  const places = new Int32Array(data.occupancies.length);
  for (const [position, { parcel, year }] of data.occupancies.entries()) {
    const place = indexOf.get(parcel) ?? -1;
    places[position] = place;
    if (place >= 0 && year > newest[place]!) newest[place] = year;
    if (isStop(position)) yield;
  }
  const main = new Int32Array(indexOf.size).fill(-1);
  const most = new Float64Array(indexOf.size);
  const areas = new Map<number, number>();
  for (const [position, { uscc, year, area }] of data.occupancies.entries()) {
    if (isStop(position)) yield;
    const place = places[position]!;
    if (place < 0 || newest[place] !== year) continue;
    const firm = firms.indexOf.get(uscc)!;
    const pair = place * firms.codes.length + firm;
    const sum = (areas.get(pair) ?? 0) + area;
    areas.set(pair, sum);
    // Equal shares go to the firm that is listed first, as in the list of occupants.
    if (main[place] === -1 || sum > most[place]! || (sum === most[place] && firm < main[place]!)) {
      main[place] = firm;
      most[place] = sum;
    }
  }
  return main;
}

/** Base columns for the parcels in the given order; `main` gives each parcel's main firm. */
export function* buildBase(data: CountyData, order: Uint32Array, firms: FirmList, main: Int32Array): Piecewise<BaseColumns> {
  const size = order.length;
  const townshipPlace = new Map<string, number>(data.townships.map((township, place) => [township.code, place]));
  const blockPlace = new Map(data.blocks.map((block, place) => [block.code, place]));
  const industryCodes = [...new Set(firms.records.flatMap((firm) => divisionOf(firm?.industryCode ?? null) ?? []))].sort();
  const columns = {
    township: new Uint16Array(size).fill(NO_INDEX),
    block: new Uint16Array(size).fill(NO_INDEX),
    industry: new Uint16Array(size).fill(NO_INDEX),
    area: new Float64Array(size).fill(Number.NaN),
    areaRegistered: new Uint8Array(size),
    bounds: new Float64Array(size * 4).fill(Number.NaN),
    points: new Float64Array(size * 2).fill(Number.NaN),
  };
  const codes: string[] = [];
  const names: string[] = [];
  for (const [index, position] of order.entries()) {
    const parcel = data.parcels[position]!;
    const firm = main[index]! < 0 ? null : firms.records[main[index]!]!;
    codes.push(parcel.code);
    names.push(firm?.name ?? parcel.holder ?? '');
    columns.township[index] = townshipPlace.get(parcel.township ?? '') ?? NO_INDEX;
    columns.block[index] = blockPlace.get(parcel.block ?? '') ?? NO_INDEX;
    const division = divisionOf(firm?.industryCode ?? null);
    if (division !== null) columns.industry[index] = industryCodes.indexOf(division);
    const counted = countedArea(parcel);
    if (counted) columns.area[index] = counted.area;
    columns.areaRegistered[index] = counted?.kind === 'registered' ? 1 : 0;
    const bounds = parcel.shape && boundsOf(parcel.shape);
    if (bounds) columns.bounds.set(bounds, index * 4);
    const point = parcel.shape && innerPoint(parcel.shape);
    if (point) columns.points.set(point, index * 2);
    if (isStop(index)) yield;
  }
  return {
    size,
    codes,
    names,
    townshipCodes: data.townships.map((township) => township.code),
    townshipNames: data.townships.map((township) => township.name),
    blockCodes: data.blocks.map((block) => block.code),
    blockNames: data.blocks.map((block) => block.name),
    industryCodes,
    ...columns,
  };
}
