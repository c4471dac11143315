// Damaged files of every format: no crash, no hang, nothing lost by counting, and every refusal or rejected row says why.
import { beforeAll, describe, expect, test } from 'vitest';
import { context } from './making.ts';
import { intakeHere } from '../../server/intake/intake-here.ts';
import { county } from './making.ts';
import { damaged, damagedInside, numbers, samples, type Sample } from './mutations.ts';

/** `MUTU_FUZZ` runs more rounds than the suite has time for. */
const rounds = Number(process.env['MUTU_FUZZ'] ?? 24);
/** A hang is what the usual time of a test runs out for; long runs get as much more. */
const patience = 20_000 + rounds * 500;
const slowRounds = Math.max(4, Math.floor(rounds / 6));
let files: Sample[] = [];
beforeAll(async () => {
  files = await samples(true);
});

const names = [
  'a.zip',
  'stored.zip',
  'a.csv',
  'a.tsv',
  'a.xlsx',
  'a.xls',
  'a.ods',
  'html.xls',
  'xml.xls',
  'a.geojson',
  'a.ndjson',
  'a.topojson',
  'a.kml',
  'a.kmz',
  'a.dxf',
  'a.txt',
  '台账.csv',
];
const slowNames = ['a.gpkg', 'gdb.zip', 'mif.zip'];

const read = ({ name, subject }: Sample, bytes: Uint8Array) =>
  intakeHere({ name, bytes, subject, county, importId: 1, context: context(), ...(name.endsWith('.dxf') ? { crs: 'EPSG:4549' } : {}) });

/** What is wrong with how a damaged file was taken; null when nothing is. */
async function faultOf(sample: Sample, bytes: Uint8Array): Promise<string | null> {
  try {
    const outcome = await read(sample, bytes);
    const errors = outcome.issues.filter((issue) => issue.severity === 'error');
    if (outcome.issues.some((issue) => issue.message.length < 5)) return 'a finding says nothing';
    if (!outcome.taken) return errors.length > 0 ? null : 'refused without a reason';
    const { rowsIn, records, rejected } = outcome.counts;
    if (records + rejected !== rowsIn || outcome.records.rows.length !== records)
      return `${rowsIn} rows, ${records} records, ${rejected} rejected`;
    const told = new Set(errors.map((issue) => `${issue.sheet} ${issue.row}`)).size;
    return told === rejected ? null : `${rejected} rejected, ${told} told`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Faults by seed, over all rounds. */
async function faults(name: string, damage: (bytes: Uint8Array, next: (below: number) => number) => Uint8Array, times: number) {
  const sample = files.find((file) => file.name === name)!;
  const found: string[] = [];
  for (let seed = 1; seed <= times; seed += 1) {
    const fault = await faultOf(sample, damage(sample.bytes, numbers(seed)));
    if (fault !== null) found.push(`${name} seed ${seed}: ${fault}`);
  }
  return found;
}

describe('the valid files are taken', () => {
  test.each([...names, ...slowNames])('%s', async (name) => {
    const sample = files.find((file) => file.name === name)!;
    const outcome = await read(sample, sample.bytes);
    expect(outcome.taken && outcome.counts.records).toBe(sample.subject === 'parcels' ? 6 : 2);
  });
});

describe('damaged', () => {
  test.each(names)('%s', { timeout: patience }, async (name) => {
    expect(await faults(name, damaged, rounds)).toEqual([]);
  });

  test.each(names.filter((name) => /zip|xlsx|ods|kmz/.test(name)))('inside %s', { timeout: patience }, async (name) => {
    expect(await faults(name, damagedInside, rounds)).toEqual([]);
  });

  test.each(slowNames)('%s, through GDAL', { timeout: patience }, async (name) => {
    expect(await faults(name, name.endsWith('.zip') ? damagedInside : damaged, slowRounds)).toEqual([]);
  });
});
