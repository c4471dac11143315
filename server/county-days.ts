// The day on which a county is looked at: today, and for invented counties a day inside their policies' periods, because in them no time passes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseCountyCode } from '#domain/land/codes.ts';
import type { County } from '#domain/land/parcel.ts';
import { type IsoDate, isoDate } from '#domain/period.ts';
import type { Reading } from './store/store.ts';

const countyRows = z.array(z.object({ code: z.string(), demoDay: z.string().optional() }));

/** Reads the days of the invented counties once; the server and the command line judge by the same. */
export function countyDays(root: string, today: () => IsoDate): (county: Pick<County, 'code' | 'demo'>) => IsoDate {
  const rows = countyRows.parse(JSON.parse(readFileSync(join(root, 'data', 'counties.json'), 'utf8')));
  const demoDays = new Map(rows.flatMap(({ code, demoDay }) => (demoDay === undefined ? [] : [[code, isoDate(demoDay)]])));
  return ({ code, demo }) => (demo ? demoDays.get(code) : undefined) ?? today();
}

/** The day of a county by its code, also of one that the record does not hold: on it the version of its policy is chosen. */
export async function daysByCode(record: Pick<Reading, 'counties'>, dayOf: (county: County) => IsoDate): Promise<(code: string) => string> {
  const counties = new Map((await record.counties()).map((county) => [county.code as string, county]));
  return (code) => {
    const county = parseCountyCode(code);
    const known = counties.get(code);
    return known ? dayOf(known) : county ? dayOf({ code: county, name: code, demo: false }) : '9999-12-31';
  };
}
