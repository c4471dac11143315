// A trial says what the commit does, whatever the file and whatever the record holds; taking it back leaves the record as it was.
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { countyCode } from '#domain/land/codes.ts';
import { noOptions } from '#domain/upload-options.ts';
import { importFile, type ImportOptions, type ImportReport } from '../../server/pipeline.ts';
import { readReference } from '../../server/reference.ts';
import type { Store } from '../../server/store/store.ts';
import { undoUpload } from '../../server/uploads/undo.ts';
import { openTestStore } from '../store/home.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const county = countyCode('331123');
const codes = ['91331123MAB1PLM57E', '91331123MAQWWBDE1K', '91331123MANF6A811A', '坏代码', ''];

const row = fc.record({
  year: fc.constantFrom('2020', '2021', '去年', ''),
  code: fc.constantFrom(...codes),
  tax: fc.oneof(fc.integer({ min: -50, max: 500 }).map(String), fc.constantFrom('', '-', '约三', '1.23456789')),
});
const file = fc.array(row, { minLength: 1, maxLength: 8 });
const textOf = (rows: readonly { year: string; code: string; tax: string }[]): string =>
  [
    '年度,统一社会信用代码,企业名称,税收(万元)',
    ...rows.map(({ year, code, tax }) => `${year},${code},${code === '' ? '' : '某厂'},${tax}`),
  ].join('\r\n');

async function dump(store: Store): Promise<unknown> {
  const data = await store.loadCounty(county);
  return data && { ...data, version: 0, records: await store.loadRecords(county) };
}

/** What is told of an import, but for its number. */
const told = ({ effect, rows, counts, issues }: ImportReport): unknown => [
  effect,
  rows,
  counts,
  issues.map(({ importId: _id, ...issue }) => issue),
];

test('preview equals commit, and undo equals never', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 3 }), async (files) => {
      const store = await openTestStore();
      let hour = 10;
      for (const [index, rows] of files.entries()) {
        const load = (dryRun: boolean): Promise<ImportReport> => {
          hour += 1;
          const options: ImportOptions = {
            reference: readReference(root),
            actor: '测试',
            now: `2026-01-01T${hour}:00:00+08:00`,
            trusted: true,
            dryRun,
          };
          return importFile(store, { county, name: `账目${index}.csv`, subject: 'accounts', bytes: Buffer.from(textOf(rows)) }, options);
        };
        const before = await dump(store);
        const trial = await load(true);
        expect(await dump(store)).toEqual(before);
        const done = await load(false);
        expect(told(done)).toEqual(told(trial));
        if (done.status !== 'committed') continue;
        const { rowsIn, records, rejected, created, updated, unchanged } = done.counts!;
        expect([records + rejected, created + updated + unchanged]).toEqual([rowsIn, records]);
        const options = noOptions;
        const upload = {
          id: `u${index}`,
          county,
          countyName: null,
          file: 'x',
          sha256: 'x',
          bytes: 1,
          subject: null,
          options,
          result: null,
          actor: '测试',
          recordedAt: '2026',
        };
        const undone = await undoUpload(
          store,
          { ...upload, status: 'committed', importId: done.importId! },
          { actor: '测试', recordedAt: '2026-02-01T00:00:00+08:00' },
        );
        expect(undone.ok).toBe(true);
        expect(await dump(store)).toEqual(before);
        await load(false);
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
