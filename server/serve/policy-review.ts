// What a policy catches and where its holes are: lint, places that may be moved, counts per rule, two policies side by side.
import { createRoute, z } from '@hono/zod-openapi';
import type { LintReport } from '#domain/policy/lint/finding.ts';
import { describePlace, type DescribedPlace } from '#domain/policy/override-range.ts';
import { overridePlaces } from '#domain/policy/overrides.ts';
import { lintOf, lintReply, type CountedLint } from '../atlas/lint-counts.ts';
import { countsReply, type CountsReply } from '../atlas/rule-counts.ts';
import { comparisonReply, type ComparisonReply } from '../atlas/scenario.ts';
import { etagged, unchanged, unlessChanged } from './caching.ts';
import { createRouter, type Deps } from './env.ts';
import { countyParameter, lensQuery, latestYear, policyParameter, snapshotOf, yearParameter } from './lens.ts';
import { policyById, policyPath } from './policy-path.ts';
import { problems } from './problem.ts';
import { answers, reply, shaped } from './reply.ts';

const failing = { ...unchanged, ...problems.bad, ...problems.missing };

/** What the lint of a policy answers; `count` on each finding when a county was asked for. */
export interface LintReply {
  readonly policy: string;
  readonly policyVersion: string;
  readonly county: string | null;
  readonly year: number | null;
  readonly gaps: readonly (LintReport['gaps'][number] & Partial<Pick<CountedLint['gaps'][number], 'count'>>)[];
  readonly overlaps: readonly (LintReport['overlaps'][number] & Partial<Pick<CountedLint['overlaps'][number], 'count'>>)[];
  readonly contradictions: readonly (LintReport['contradictions'][number] &
    Partial<Pick<CountedLint['contradictions'][number], 'count'>>)[];
  /** What was not searched to its end. */
  readonly unsearched: readonly string[];
}

const lint = createRoute({
  method: 'get',
  path: '/api/policies/{id}/lint',
  summary: '政策体检：空档、重叠、矛盾，各附一例；给出县和年度时附实有宗数、企业数、面积',
  request: { params: policyPath, query: z.strictObject({ county: countyParameter.optional(), year: lensQuery.year }) },
  responses: { ...answers('体检', shaped<LintReply>('LintReply', 'gaps、overlaps、contradictions，各附示例输入和所涉规则')), ...failing },
});

const places = createRoute({
  method: 'get',
  path: '/api/policies/{id}/places',
  summary: '模拟时可以改动的地方：路径、规则、条款、现值、可取范围',
  request: { params: policyPath, query: z.strictObject({}) },
  responses: { ...answers('可改动处', z.array(shaped<DescribedPlace>('PolicyPlace', '路径、现值、单位、范围或选项'))), ...failing },
});

const counts = createRoute({
  method: 'get',
  path: '/api/policies/{id}/counts',
  summary: '各条规则、各空档命中和不能判定的宗数、企业数、面积（与地图同源）',
  request: { params: policyPath, query: z.strictObject({ county: countyParameter, year: yearParameter.optional() }) },
  responses: {
    ...answers('计数', shaped<CountsReply>('PolicyCounts', 'rules[].matched、rules[].unknown、gaps[]、classes[]、undecided')),
    ...failing,
  },
});

const compare = createRoute({
  method: 'get',
  path: '/api/policies/compare',
  summary: '两件政策用于同一县：谁进、谁出、谁换类、谁不变',
  request: { query: z.strictObject({ county: countyParameter, year: yearParameter.optional(), a: policyParameter, b: policyParameter }) },
  responses: { ...answers('比较', shaped<ComparisonReply>('PolicyComparison', '由 a 到 b 的变化，codes 为涉及宗地')), ...failing },
});

export function policyReviewRoutes(deps: Deps) {
  return createRouter()
    .openapi(compare, (c) => {
      const { county, year, a, b } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const [left, right] = [policyById(c, deps, a), policyById(c, deps, b)];
      if (!left.ok) return left.error;
      if (!right.ok) return right.error;
      const known = unlessChanged(c, snapshot.value.tag);
      return known ?? reply(c, comparisonReply(snapshot.value, year ?? latestYear(snapshot.value), left.value, right.value));
    })
    .openapi(lint, (c) => {
      const policy = policyById(c, deps, c.req.valid('param').id);
      if (!policy.ok) return policy.error;
      const { county, year } = c.req.valid('query');
      const head = { policy: policy.value.id, policyVersion: policy.value.version };
      if (county === undefined) {
        const body: LintReply = { ...head, county: null, year: null, ...lintOf(policy.value) };
        return etagged(c, reply(c, body), JSON.stringify(policy.value));
      }
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const known = unlessChanged(c, snapshot.value.tag);
      if (known) return known;
      const asked = year ?? latestYear(snapshot.value);
      return reply<LintReply>(c, { ...head, county, year: asked, ...lintReply(snapshot.value, asked, policy.value) });
    })
    .openapi(places, (c) => {
      const policy = policyById(c, deps, c.req.valid('param').id);
      if (!policy.ok) return policy.error;
      const described = overridePlaces(policy.value).map((place) => describePlace(policy.value, place));
      return etagged(c, reply(c, described), JSON.stringify(policy.value));
    })
    .openapi(counts, (c) => {
      const { county, year } = c.req.valid('query');
      const snapshot = snapshotOf(c, deps, county);
      if (!snapshot.ok) return snapshot.error;
      const policy = policyById(c, deps, c.req.valid('param').id);
      if (!policy.ok) return policy.error;
      const known = unlessChanged(c, snapshot.value.tag);
      return known ?? reply(c, countsReply(snapshot.value, year ?? latestYear(snapshot.value), policy.value));
    });
}
