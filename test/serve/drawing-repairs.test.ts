// Mended drawings over HTTP: before and after in pairs, of the import that was asked for, within the asker's townships.
import { expect, test } from 'vitest';
import { countyCode } from '../../server/domain/land/codes.ts';
import { evaluateInside, importFile } from '../../server/pipeline.ts';
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
  const options = { reference, actor: '王五', now: '2023-01-01T00:00:00Z', trusted: true };
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

test('a repair is taken, or not, by a person; the record, its findings and the next delivery follow', async () => {
  const app = await townApp({ evaluate: evaluateInside });
  const { store } = app.deps;
  const options = { reference, actor: '王五', now: '2023-01-01T00:00:00Z', trusted: true };
  const first = await importFile(store, file, options);
  await app.deps.atlas.refresh(county);
  interface Reply {
    readonly open: number;
    readonly features: readonly { readonly properties: { repair: number; held: string; last: { act: string; reason: string } | null } }[];
  }
  const listed = (state: string) => app.json<Reply>(`/api/repairs?county=${county}&import=${first.importId}&state=${state}`);
  const parcel = async () => (await store.loadCounty(county))!.parcels.find((one) => one.code === code(1))!;
  const findings = async () => {
    const acts = await store.issueActs(county);
    return (await store.keptIssues(county))
      .filter(({ subject, kind }) => subject === code(1) && kind.startsWith('geometry-'))
      .map(({ id, kind }) => [kind, acts.get(id)?.at(-1)?.act ?? null]);
  };
  const sent = await parcel();
  expect(sent.measuredArea).toBeNull();
  const { features, open } = await listed('open');
  expect([open, features.length, features[0]!.properties.held]).toEqual([1, 2, 'before']);
  const id = features[0]!.properties.repair;
  const decide = (act: string, ids = [id]) => app.post('/api/repairs/acts', { county, ids, act, reason: '现场核对' });
  expect((await decide('accept', [id, 999])).status).toBe(422);
  expect((await parcel()).shape).toEqual(sent.shape);
  expect((await decide('accept')).status).toBe(200);
  expect((await parcel()).measuredArea! / 1e6).toBeCloseTo(2.7, 2);
  expect(await listed('open')).toMatchObject({ open: 0, features: [] });
  expect((await listed('decided')).features[0]!.properties).toMatchObject({ held: 'after', last: { act: 'accept', reason: '现场核对' } });
  expect(await findings()).toEqual([
    ['geometry-self-crossing', 'close'],
    ['geometry-repair-proposed', 'close'],
  ]);
  // The same drawing delivered again, with another holder, does not undo what was decided.
  const again = parcelShapefile([[code(1)], [code(2)]], [[bowtie], [box(x + 500, y, 120, 100)]]);
  const second = await importFile(store, { ...file, name: '宗地二.zip', bytes: again }, options);
  expect(second.issues.find(({ kind }) => kind === 'geometry-repaired')).toMatchObject({ severity: 'info', subject: code(1) });
  expect((await parcel()).measuredArea! / 1e6).toBeCloseTo(2.7, 2);
  expect((await decide('reject')).status).toBe(200);
  expect(await parcel()).toMatchObject({ shape: sent.shape, measuredArea: null });
  expect((await store.revisions(county, 'parcel', code(1))).length).toBeGreaterThan(1);
  const reader = await townApp({ evaluate: evaluateInside, actorOf: () => ({ name: '李四', role: 'viewer', townships: 'all' }) });
  expect((await reader.post('/api/repairs/acts', { county, ids: [id], act: 'accept', reason: 'x' })).status).toBe(403);
});

test('what was decided about a drawing stands when a later import is taken back, while that drawing is there', async () => {
  const app = await townApp({ evaluate: evaluateInside });
  const { store } = app.deps;
  const options = { reference, actor: '王五', now: '2023-01-01T00:00:00Z', trusted: true };
  const first = await importFile(store, file, options);
  const sheet = { ...file, name: '权利人.csv', bytes: Buffer.from(`宗地代码,权利人\n${code(1)},某某五金厂\n`) };
  const second = await importFile(store, sheet, options);
  await app.deps.atlas.refresh(county);
  const [repair] = await store.drawingRepairs(county);
  const parcel = async () => (await store.loadCounty(county))!.parcels.find((one) => one.code === code(1));
  const decide = (act: string) => app.post('/api/repairs/acts', { county, ids: [repair!.id], act, reason: '现场核对' });
  const who = { actor: '王五', recordedAt: '2023-01-02T00:00:00Z' };
  expect((await decide('accept')).status).toBe(200);
  const mended = await parcel();
  expect(mended).toMatchObject({ holder: '某某五金厂', shape: repair!.after });
  await store.change(county, (record) => record.undoImport(second.importId!, who));
  expect(await parcel()).toMatchObject({ holder: null, shape: repair!.after, measuredArea: mended!.measuredArea });
  expect((await decide('reject')).status).toBe(200);
  expect(await parcel()).toMatchObject({ shape: repair!.before, measuredArea: null });
  await store.change(county, (record) => record.undoImport(first.importId!, who));
  expect(await parcel()).toBeUndefined();
});
