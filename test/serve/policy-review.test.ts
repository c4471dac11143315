// The policy's page over the town: counts agree with the map, what-if changes nothing when nothing changes, queues name who and why.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { lotCode } from '../fixtures/town/town.ts';
import { suichang } from '../fixtures/town/policies.ts';
import { townDeps } from '../fixtures/town/deps.ts';
import { overridePlaces } from '../../server/domain/policy/overrides.ts';
import type { CountsReply } from '../../server/atlas/rule-counts.ts';
import type { ScenarioReply, ComparisonReply } from '../../server/atlas/scenario.ts';
import type { CurveReply } from '../../server/atlas/threshold-curve.ts';
import type { GapQueue } from '../../server/atlas/queues/gap-queue.ts';
import type { MissingQueue } from '../../server/atlas/queues/missing-queue.ts';
import type { WarningQueue } from '../../server/atlas/queues/warning-queue.ts';
import type { LintReply } from '../../server/serve/policy-review.ts';
import type { ParcelDossier } from '../../server/atlas/dossier.ts';
import type { DescribedPlace } from '../../server/domain/policy/override-range.ts';
import type { SumsReply } from '../../server/domain/summary.ts';

const lens = 'county=331123&year=2021';
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  app = createApp(await townDeps());
});

const ask = (address: string, init?: RequestInit) => Promise.resolve(app.request(address, init));
async function get<T>(address: string): Promise<T> {
  const response = await ask(address);
  if (response.status !== 200) throw new Error(`${address}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
const post = (address: string, body: object) =>
  ask(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
async function scenario(overrides: object): Promise<ScenarioReply> {
  const response = await post('/api/scenarios', { policy: suichang.id, county: '331123', year: 2021, overrides });
  expect(response.status).toBe(200);
  return (await response.json()) as ScenarioReply;
}

interface Feature {
  readonly properties: {
    readonly code: string;
    readonly flags: readonly string[];
    readonly unknown: readonly string[];
    readonly class: string | null;
    readonly firms: readonly { readonly uscc: string }[];
  };
}
const features = async (): Promise<Feature[]> =>
  (await get<{ features: Feature[] }>(`/api/parcels.geojson?${lens}&policy=${suichang.id}&limit=1000`)).features;

describe('counts per rule', () => {
  it('are those of the parcels on the map', async () => {
    const counts = await get<CountsReply>(`/api/policies/${suichang.id}/counts?${lens}`);
    const parcels = await features();
    for (const { rule, matched, unknown } of counts.rules) {
      expect([rule, matched.parcels]).toEqual([rule, parcels.filter(({ properties }) => properties.flags.includes(rule)).length]);
      expect([rule, unknown.parcels]).toEqual([rule, parcels.filter(({ properties }) => properties.unknown.includes(rule)).length]);
    }
    expect(counts.rules.some(({ matched }) => matched.parcels > 0)).toBe(true);
  });

  it('and those of the summary, to the millionth of a mu', async () => {
    const counts = await get<CountsReply>(`/api/policies/${suichang.id}/counts?${lens}`);
    const { total } = await get<{ total: SumsReply }>(`/api/summary?${lens}&policy=${suichang.id}&by=none`);
    for (const { name, parcels, areaMu } of counts.classes) expect({ parcels, areaMu }).toEqual(total.classes[name]);
    expect({ parcels: counts.undecided.parcels, areaMu: counts.undecided.areaMu }).toEqual(total.classes['unknown']);
    expect(counts.total).toEqual({ parcels: total.parcels, areaMu: total.areaMu });
  });

  it('change with the version of the data only', async () => {
    const first = await ask(`/api/policies/${suichang.id}/counts?${lens}`);
    const again = await ask(`/api/policies/${suichang.id}/counts?${lens}`, { headers: { 'If-None-Match': first.headers.get('ETag')! } });
    expect(again.status).toBe(304);
  });
});

describe('what-if', () => {
  it('an override equal to the baseline changes nothing, wherever it is', async () => {
    const baseline = await scenario({});
    expect([baseline.entered.parcels, baseline.left.parcels, baseline.changed.parcels]).toEqual([0, 0, 0]);
    for (const { path, current } of overridePlaces(suichang)) expect(await scenario({ [path]: current })).toEqual(baseline);
  });

  it('entered + changed + kept = new total, left + changed + kept = old total, by township too', async () => {
    const parcels = await features();
    const before = parcels.filter(({ properties }) => properties.class !== null).length;
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 12, noNaN: true }), fc.integer({ min: 1, max: 4 }), async (value, n) => {
        const overrides = { 'SC-R13b.when.value': Math.round(value * 100) / 100, 'SC-R13b.when.window.n': n };
        const found = await scenario(overrides);
        expect(found.left.parcels + found.changed.parcels + found.kept.parcels).toBe(before);
        for (const side of ['entered', 'left', 'changed', 'kept'] as const) {
          expect(found.byTownship.reduce((sum, row) => sum + row[side].parcels, 0)).toBe(found[side].parcels);
          expect(found.transitions.filter(({ from, to }) => sideOf(from, to) === side).reduce((sum, row) => sum + row.parcels, 0)).toBe(
            found[side].parcels,
          );
        }
        expect(found.codes.entered).toHaveLength(found.entered.parcels);
        const curve = found.entered.parcels + found.changed.parcels + found.kept.parcels;
        expect(found.transitions.reduce((sum, { to, parcels }) => sum + (to === null ? 0 : parcels), 0)).toBe(curve);
      }),
      { numRuns: 15 },
    );
  });

  it('counts the firms that are in a class themselves, as the rules do, not those that stand beside them', async () => {
    const { classes } = await get<CountsReply>(`/api/policies/${suichang.id}/counts?${lens}`);
    expect((await scenario({})).kept.firms).toBe(classes.reduce((sum, { firms }) => sum + firms, 0));
    const { changed, codes } = await scenario({ 'SC-R13b.when.value': 0.1 });
    const onThem = (await features()).filter(({ properties }) => codes.changed.includes(properties.code));
    const standing = new Set(onThem.flatMap(({ properties }) => properties.firms.map(({ uscc }) => uscc)));
    expect([changed.parcels, standing.size, changed.firms]).toEqual([2, 4, 3]);
  });

  it('never touches the live flags', async () => {
    const before = await features();
    await scenario({ 'SC-R13b.when.value': 100, 'SC-R13b.when.op': 'le' });
    expect(await features()).toEqual(before);
  });

  it('takes exactly 1 万元/亩 in when the comparator says so, and says which parcel', async () => {
    const found = await scenario({ 'SC-R13b.when.op': 'le' });
    expect([...found.codes.entered, ...found.codes.changed]).toContain(lotCode(1));
  });

  it('judges by a word that the policy in force never compares with', async () => {
    const path = overridePlaces(suichang).find(({ field, part }) => field === 'enterprise.premisesMode' && part === 'value')?.path;
    if (path) expect((await scenario({ [path]: ['自有'] })).simulated).toBe(true);
    const bad = await post('/api/scenarios', {
      policy: suichang.id,
      county: '331123',
      year: 2021,
      overrides: { 'SC-R13b.when.value': 'viel' },
    });
    expect(bad.status).toBe(422);
    expect(await bad.json()).toMatchObject({ issues: [{ parameter: 'overrides.SC-R13b.when.value' }] });
  });
});

const sideOf = (from: string | null, to: string | null) =>
  from === null ? 'entered' : to === null ? 'left' : from === to ? 'kept' : 'changed';

describe('the curve', () => {
  it('stands at every value where the scenario stands, the legal value among them once', async () => {
    const curve = await get<CurveReply>(`/api/scenarios/curve?policy=${suichang.id}&${lens}&path=SC-R13b.when.value`);
    expect(curve.points.filter(({ legal }) => legal).map(({ value }) => value)).toEqual([1]);
    const values = curve.points.map(({ value }) => value as number);
    expect(values).toEqual(values.toSorted((left, right) => left - right));
    for (const { value, parcels } of curve.points.filter((_, at) => at % 6 === 0)) {
      const found = await scenario({ 'SC-R13b.when.value': value });
      expect(parcels).toBe(found.entered.parcels + found.changed.parcels + found.kept.parcels);
    }
    const held = curve.points.map(({ rule }) => rule!.parcels);
    expect(held).toEqual(held.toSorted((left, right) => left - right));
  });

  it('is drawn at every place that has an order, and refused elsewhere', async () => {
    const places = await get<DescribedPlace[]>(`/api/policies/${suichang.id}/places`);
    for (const { path, range } of places.filter((_, at) => at % 5 === 0)) {
      const response = await ask(`/api/scenarios/curve?policy=${suichang.id}&${lens}&path=${encodeURIComponent(path)}`);
      expect([path, response.status]).toEqual([path, range.kind === 'word' || range.kind === 'choices' ? 400 : 200]);
    }
    expect((await ask(`/api/scenarios/curve?policy=${suichang.id}&${lens}&path=nothing`)).status).toBe(400);
  });
});

it('a policy beside itself keeps everybody; beside another, both sides are counted', async () => {
  const same = await get<ComparisonReply>(`/api/policies/compare?${lens}&a=${suichang.id}&b=${suichang.id}`);
  expect([same.entered.parcels, same.left.parcels, same.changed.parcels]).toEqual([0, 0, 0]);
  const other = await get<ComparisonReply>(`/api/policies/compare?${lens}&a=${suichang.id}&b=xiuzhou-2020`);
  expect(other.left.parcels + other.changed.parcels + other.kept.parcels).toBe(same.kept.parcels);
  const there = await get<CountsReply>(`/api/policies/xiuzhou-2020/counts?${lens}`);
  expect(other.entered.parcels + other.changed.parcels + other.kept.parcels).toBe(
    there.classes.reduce((sum, { parcels }) => sum + parcels, 0),
  );
});

describe('lint', () => {
  it('shows each finding with an input that the judge route finds as said', async () => {
    const report = await get<LintReply>(`/api/policies/${suichang.id}/lint`);
    for (const { example } of report.gaps.slice(0, 4)) {
      const judged = await (await post(`/api/policies/${suichang.id}/judge`, example)).json();
      expect(judged).toMatchObject({ proposed: null });
    }
    for (const { example, rules } of report.overlaps.slice(0, 4)) {
      const judged = (await (await post(`/api/policies/${suichang.id}/judge`, example)).json()) as { matched: { rule: string }[] };
      expect(judged.matched.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]));
    }
  });

  it('counts the parcels that lie in it: the same findings, and C after D as the gap detector counts it', async () => {
    const plain = await get<LintReply>(`/api/policies/${suichang.id}/lint`);
    const counted = await get<LintReply>(`/api/policies/${suichang.id}/lint?${lens}`);
    expect(counted.gaps.map(({ count: _count, ...finding }) => finding)).toEqual(plain.gaps);
    const between = counted.gaps.find(({ message }) => message.includes('2020 年综合评价等级为 C，2021 年综合评价等级为 D'))!;
    const parcels = await features();
    const lot = parcels.find(({ properties }) => properties.code === lotCode(6))!.properties;
    expect(between.count!.parcels).toBe(lot.class === null ? 1 : 0);
    // Two tenants caught by different rules are no overlap: one subject must meet both.
    const both = counted.overlaps.find(({ count }) => count!.parcels > 0)!;
    const dossiers = await Promise.all(
      parcels.map(({ properties }) => get<ParcelDossier>(`/api/parcels/${properties.code}?year=2021&policy=${suichang.id}`)),
    );
    const meeting = dossiers.filter(({ verdict }) =>
      verdict!.subjects.some(({ matched }) => both.rules.every((id) => matched.some(({ rule }) => rule === id))),
    );
    expect(both.count!.parcels).toBe(meeting.length);
  });
});

describe('lint in another year', () => {
  it('names the years in which the parcels were counted', async () => {
    const { gaps } = await get<LintReply>(`/api/policies/${suichang.id}/lint?county=331123&year=2020`);
    expect(gaps.length).toBeGreaterThan(4);
    const years = new Set(
      gaps.flatMap(({ message }) => [...message.matchAll(/(\d{4}) 年(?:亩均税收|综合评价等级)/g)].map(([, year]) => year)),
    );
    expect(years).toEqual(new Set(['2019', '2020']));
    for (const { example } of gaps) {
      const judged = await (await post(`/api/policies/${suichang.id}/judge`, { ...example, evaluationYear: 2020 })).json();
      expect(judged).toMatchObject({ proposed: null });
    }
    const own = await get<LintReply>(`/api/policies/${suichang.id}/lint?${lens}`);
    expect(gaps.map(({ rules, kind, detectors }) => [kind, rules, detectors])).toEqual(
      own.gaps.map(({ rules, kind, detectors }) => [kind, rules, detectors]),
    );
  });
});

describe('queues', () => {
  it('gaps: as many as the counts say, each with its values', async () => {
    const counts = await get<CountsReply>(`/api/policies/${suichang.id}/counts?${lens}`);
    const queue = await get<GapQueue>(`/api/queues/gaps?${lens}`);
    for (const { gap, parcels, firms, areaMu } of counts.gaps) {
      expect(queue.detectors.find((one) => one.gap === gap)).toMatchObject({ parcels, firms, areaMu });
      expect(new Set(queue.rows.filter((row) => row.gap === gap).map(({ code }) => code)).size).toBe(parcels);
    }
    const turns = queue.rows.find(({ code, gap }) => code === lotCode(6) && gap === 'SC-G3')!;
    expect(turns.values.map(({ year, value }) => [year, value])).toEqual(
      expect.arrayContaining([
        [2020, 'C'],
        [2021, 'D'],
      ]),
    );
    expect(turns.values.every(({ source }) => typeof source === 'string')).toBe(true);
  });

  it('missing: the parcels that the map draws as such, by field and bureau', async () => {
    const queue = await get<MissingQueue>(`/api/queues/missing?${lens}`);
    const { total } = await get<{ total: SumsReply }>(`/api/summary?${lens}&policy=${suichang.id}&by=none`);
    expect(queue.total.parcels).toBe(total.classes['unknown']!.parcels);
    const tax = queue.fields.find(({ field }) => field === 'enterprise.taxPerMuWan')!;
    expect(tax).toMatchObject({ label: '亩均税收', bureau: '税务' });
    const rows = (await get<MissingQueue>(`/api/queues/missing?${lens}&field=enterprise.taxPerMuWan`)).rows;
    expect(new Set(rows.map(({ code }) => code)).size).toBe(tax.parcels);
    expect(rows.map(({ code }) => code)).toContain(lotCode(5));
  });

  it('warnings: who is one bad year away', async () => {
    const queue = await get<WarningQueue>(`/api/queues/warnings?${lens}`);
    expect(queue.rows.find(({ code, kind }) => code === lotCode(6) && kind === 'coming')).toMatchObject({
      rule: 'SC-R13a',
      year: 2022,
      yearsLeft: 1,
    });
    for (const { kind, parcels } of queue.kinds)
      expect(new Set(queue.rows.filter((row) => row.kind === kind).map(({ code }) => code)).size).toBe(parcels);
  });

  it('the tables hold the same rows, and a part of them keeps count of the whole', async () => {
    const queue = await get<GapQueue & { matched: number }>(`/api/queues/gaps?${lens}&limit=1`);
    expect(queue.rows).toHaveLength(1);
    const csv = await (await ask(`/api/queues/gaps?${lens}&limit=1&format=csv`)).text();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(queue.matched + 1);
    const xlsx = await ask(`/api/queues/warnings?${lens}&format=xlsx`);
    expect(new Uint8Array(await xlsx.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
    expect((await ask(`/api/queues/gaps?${lens}&policy=nothing`)).status).toBe(404);
    expect((await ask('/api/queues/gaps?county=331123&limit=-1')).status).toBe(400);
  });
});
