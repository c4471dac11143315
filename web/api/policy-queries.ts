// What the policy page asks the server, as query options. Keys carry the county's version: an answer to one state of the record stands.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DescribedPlace } from '#domain/policy/override-range.ts';
import type { View } from '#domain/view.ts';
import { address, getJson, postJson } from './client.ts';
import type { ComparisonReply, CurveReply, LintReply, PolicyCountsReply, ScenarioReply } from './policy-replies.ts';

const forGood = { staleTime: Infinity, gcTime: 30 * 60_000 } as const;
const pathOf = (policy: string, part: string): string => `/api/policies/${encodeURIComponent(policy)}/${part}`;

/** A policy on a county in a year, in one state of the record. */
export interface PolicyLens {
  readonly policy: string;
  readonly county: string;
  readonly year: number;
  readonly version: string;
}

export type Overrides = NonNullable<View['scenario']>;

export const policyCountsQuery = ({ policy, county, year, version }: PolicyLens) =>
  queryOptions({
    queryKey: ['policy', policy, 'counts', county, year, version],
    queryFn: ({ signal }) => getJson<PolicyCountsReply>(address(pathOf(policy, 'counts'), { county, year }), signal),
    ...forGood,
  });

export const policyLintQuery = ({ policy, county, year, version }: PolicyLens) =>
  queryOptions({
    queryKey: ['policy', policy, 'lint', county, year, version],
    queryFn: ({ signal }) => getJson<LintReply>(address(pathOf(policy, 'lint'), { county, year }), signal),
    ...forGood,
  });

export const policyPlacesQuery = (policy: string) =>
  queryOptions({
    queryKey: ['policy', policy, 'places'],
    queryFn: ({ signal }) => getJson<DescribedPlace[]>(pathOf(policy, 'places'), signal),
    ...forGood,
  });

/** A try: the figures of the last one stay until the next arrive. */
export const scenarioQuery = ({ policy, county, year, version }: PolicyLens, overrides: Overrides) =>
  queryOptions({
    queryKey: ['scenario', policy, county, year, version, overrides],
    queryFn: ({ signal }) => postJson<ScenarioReply>('/api/scenarios', { policy, county, year, overrides }, signal),
    placeholderData: keepPreviousData,
    retry: false,
    ...forGood,
    gcTime: 60_000,
  });

export const curveQuery = ({ policy, county, year, version }: PolicyLens, path: string) =>
  queryOptions({
    queryKey: ['curve', policy, county, year, version, path],
    queryFn: ({ signal }) => getJson<CurveReply>(address('/api/scenarios/curve', { policy, county, year, path }), signal),
    ...forGood,
  });

export const comparisonQuery = ({ policy, county, year, version }: PolicyLens, other: string) =>
  queryOptions({
    queryKey: ['comparison', policy, other, county, year, version],
    queryFn: ({ signal }) => getJson<ComparisonReply>(address('/api/policies/compare', { county, year, a: policy, b: other }), signal),
    ...forGood,
  });
