// What is given with the program about counties: names, extents, townships.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseTownshipCode } from '#domain/land/codes.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import type { Township } from '#domain/land/parcel.ts';
import type { Reference } from './pipeline.ts';

const countyRows = z.array(
  z.object({ code: z.string(), name: z.string(), bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional() }),
);
const provinceRows = z.array(z.object({ prefix: z.string(), bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]) }));
const townshipRows = z.array(z.object({ county: z.string(), code: z.string(), name: z.string() }));

/** The lists in data/: names and extents of counties and provinces, names and codes of townships. */
export function readReference(root: string): Reference {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(root, 'data', name), 'utf8'));
  const counties = new Map(countyRows.parse(read('counties.json')).map((row) => [row.code, row]));
  const provinces = provinceRows.parse(read('provinces.json'));
  const townships = townshipRows.parse(read('townships.json'));
  return {
    county(code) {
      const row = counties.get(code);
      return row ? { name: row.name, bounds: (row.bounds as Bounds | undefined) ?? null } : null;
    },
    province: (county) => provinces.find(({ prefix }) => county.startsWith(prefix))?.bounds ?? null,
    townships: (county) =>
      townships.flatMap((row): Township[] => {
        const code = row.county === county ? parseTownshipCode(row.code) : null;
        return code ? [{ county, code, name: row.name, shape: null }] : [];
      }),
  };
}
