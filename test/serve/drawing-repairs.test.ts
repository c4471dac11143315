// Mended drawings over HTTP: before and after in pairs, of the import that was asked for, within the asker's townships.
import { expect, test } from 'vitest';
import { countyCode } from '../../server/domain/land/codes.ts';
import { importFile } from '../../server/pipeline.ts';
import { box, code, parcelShapefile, type Point } from '../intake/making.ts';
import { townApp } from './town-app.ts';

const county = countyCode('331123');
const [x, y] = [428_300, 3_163_200];
const bowtie: Point[] = [
  [x, y],
  [x + 60, y + 60],
  [x + 60, y],
  [x, y + 60],
  [x, y],
];
const bytes = parcelShapefile([[code(1)], [code(2)]], [[bowtie], [box(x + 500, y, 100, 100)]]);
const file = { county, countyName: '遂昌县', name: '宗地.zip', subject: 'parcels' as const, bytes };
const reference = { county: () => null, townships: () => [] };

test('a drawing that could be mended is shown with what it would become, and mended only when asked', async () => {
  const app = await townApp();
  const options = { reference, actor: '王五', now: '2023-01-01T00:00:00Z' };
  const first = await importFile(app.deps.store, file, options);
  const second = await importFile(app.deps.store, { ...file, repair: true }, options);
  expect([first.status, second.status]).toEqual(['committed', 'committed']);
  await app.deps.atlas.refresh(county);
  interface Reply {
    readonly features: readonly { readonly properties: Record<string, unknown>; readonly geometry: { readonly coordinates: unknown[] } }[];
  }
  const asked = (id: number | null) => app.json<Reply>(`/api/repairs?county=${county}&import=${id}`);
  const proposed = await asked(first.importId);
  expect(proposed.features.map(({ properties }) => [properties['parcel'], properties['drawing'], properties['applied']])).toEqual([
    [code(1), 'before', false],
    [code(1), 'after', false],
  ]);
  expect(proposed.features[1]!.properties['areaMu']).toBeCloseTo(2.7, 2);
  expect((await asked(second.importId)).features.map(({ properties }) => properties['applied'])).toEqual([true, true]);
  expect((await app.json<Reply>(`/api/repairs?county=${county}`)).features).toHaveLength(4);
  const stranger = await townApp({ actorOf: () => ({ name: '李四', role: 'clerk', townships: [] }) });
  await importFile(stranger.deps.store, file, options);
  await stranger.deps.atlas.refresh(county);
  expect((await stranger.json<Reply>(`/api/repairs?county=${county}`)).features).toEqual([]);
});
