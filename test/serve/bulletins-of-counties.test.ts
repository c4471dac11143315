// Bulletins of the counties of all five policies, a prefecture and ended targets among them: figures and files come back as frozen after the ledger moved on.
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { countyCode } from '#domain/land/codes.ts';
import { createApp } from '../../server/app.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { readReference } from '../../server/commands/session.ts';
import { demoDay, installDemo } from '../../server/demo/install.ts';
import { importFile, loadPolicies } from '../../server/pipeline.ts';
import { policies } from '../fixtures/town/policies.ts';
import { temporaryStore } from '../fixtures/town/deps.ts';

/** The county whose ledger moves on, the place whose bulletin is frozen, and a day; the last but one looks back on targets that are over. */
const cases = [
  { county: '331123', place: '331123', kind: 'monthly', policy: 'suichang-2022' },
  { county: '330723', place: '330723', kind: 'quarterly', policy: 'wuyi-2017' },
  { county: '330411', place: '330411', kind: 'yearly', policy: 'xiuzhou-2020', asOf: '2021-06-30', entered: '2020-12-01' },
  { county: '330282', place: '330282', kind: 'occasional', policy: 'cixi-2021' },
  { county: '330282', place: '330200', kind: 'monthly', policy: 'ningbo-2015', asOf: '2016-06-30' },
] as const;
type Case = (typeof cases)[number];

interface Bulletin {
  readonly number: number;
  readonly hash: string;
  readonly figures: {
    readonly policy: { readonly id: string };
    readonly targets: readonly { readonly verifiedMu: number; readonly kind: string }[];
  };
  readonly files: Readonly<Record<string, { readonly hash: string }>>;
}

let app: ReturnType<typeof createApp>;
let land: (county: string) => Promise<string>;
const get = async (path: string): Promise<Response> => app.request(path);
const json = async <T>(path: string): Promise<T> => (await (await get(path)).json()) as T;
const post = async (path: string, body: unknown): Promise<Response> =>
  app.request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });

beforeAll(async () => {
  const store = await temporaryStore();
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const reference = readReference(root);
  await loadPolicies(store, `${root}data/policies`, '2024-01-01T00:00:00.000Z');
  for (const code of new Set(cases.map((one) => one.county))) {
    const hands = {
      importFile: (...[file, options]: Parameters<Parameters<typeof installDemo>[1]['importFile']>) =>
        importFile(store, file, { ...options, reference, demo: true }),
      change: store.change.bind(store),
    };
    await installDemo({ county: countyCode(code), parcels: 60, seed: 3 }, hands);
  }
  const clock = { today: () => demoDay('330282')!, now: () => '2024-01-01T09:00:00+08:00' };
  const atlas = createAtlas(store, policies, clock.today);
  await atlas.load();
  const config = { version: '0.0.0', web: null, basemap: null, basemapFile: null };
  app = createApp({ store, atlas, policies, clock, config, log: (error) => expect(error).toBeNull() });
  land = async (county) => {
    const entered = new Set((await store.ledger(countyCode(county))).map(({ parcel }) => parcel));
    return (await store.loadCounty(countyCode(county)))!.parcels.find(({ code, registeredArea }) => !entered.has(code) && registeredArea)!
      .code;
  };
}, 120_000);

/** Something is declared on a day that the bulletin speaks of, under its policy. */
async function moveOn({ county, policy, ...one }: Case, kind: string, day: string): Promise<void> {
  const entry = { county, policy, parcel: await land(county), kind: kind === 'vacated_effective' ? 'vacated' : kind, grossMu: 0.5 };
  const said = { measure: 'M-REPURCHASE', date: day, basis: `补录 ${one.place}` };
  const reply = await post('/api/ledger', { ...entry, ...said });
  expect(await reply.text()).toContain('"stage":"declared"');
}

describe.each(cases)('the bulletin of $place under $policy', (one) => {
  test('comes back byte for byte and is worked out again the same although the ledger has moved on', async () => {
    const { place, kind, policy } = one;
    const asOf = 'asOf' in one ? one.asOf : demoDay(place)!;
    const reply = await post('/api/bulletins', { county: place, kind, policy, asOf });
    expect(reply.status).toBe(201);
    const frozen = (await reply.json()) as Bulletin;
    expect(frozen.figures.policy.id).toBe(policy);
    const of = `county=${place}`;
    const read = async (): Promise<string[]> => {
      const bodies = [await (await get(`/api/bulletins/${frozen.number}?${of}`)).text()];
      for (const format of ['docx', 'xlsx', 'pdf']) {
        const bytes = new Uint8Array(await (await get(`/api/bulletins/${frozen.number}/files/${format}?${of}`)).arrayBuffer());
        const hash = createHash('sha256').update(bytes).digest('hex');
        expect(hash).toBe(frozen.files[format]!.hash);
        bodies.push(hash);
      }
      return bodies;
    };
    const before = await read();
    await moveOn(one, frozen.figures.targets[0]!.kind, 'entered' in one ? one.entered : asOf);
    expect(await read()).toEqual(before);
    const check = await json<{ ledgers: { rowsThen: number; rowsNow: number }[] }>(`/api/bulletins/${frozen.number}/check?${of}`);
    expect(check).toMatchObject({
      content: true,
      figures: true,
      files: { docx: true, xlsx: true, pdf: true },
      faults: [],
      replayed: 'same',
    });
    expect(check.ledgers[0]!.rowsNow).toBe(check.ledgers[0]!.rowsThen + 1);
  });
});
