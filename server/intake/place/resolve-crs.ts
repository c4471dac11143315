// EPSG numbers that are not built in are looked up in GDAL's register, once per number; what it knows comes back as well-known text.
import { wktOfEpsg } from '../read/gdal.ts';
import type { RawTable } from '../read/raw-table.ts';
import { epsgCode, isBuiltIn } from './crs.ts';

const known = new Map<number, string | null>();

/** The definition itself, or the well-known text of the number that it is. */
export async function resolveCrs(definition: string): Promise<string> {
  const code = epsgCode(definition);
  if (code === null || isBuiltIn(code)) return definition;
  if (!known.has(code)) known.set(code, await wktOfEpsg(code));
  return known.get(code) ?? definition;
}

/** The table with its own statement resolved. */
export async function withResolvedCrs<T extends { readonly raw: RawTable }>(table: T): Promise<T> {
  const { crs } = table.raw;
  if (!crs) return table;
  const definition = await resolveCrs(crs.definition);
  return definition === crs.definition ? table : { ...table, raw: { ...table.raw, crs: { ...crs, definition } } };
}
