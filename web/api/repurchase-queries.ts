// What the repurchase page asks and writes. Keys carry the county's version: an answer to one state of the record stands.
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { AdjacencySettings } from '#domain/repurchase/adjacency.ts';
import type { Settings } from '#domain/repurchase/settings.ts';
import { address, getJson, postJson } from './client.ts';
import type { CandidateReply, FundReply, NeedsReply, PlanReply, SettingsHistory, SettingsReply } from './repurchase-replies.ts';

export interface CountyKey {
  readonly county: string;
  readonly version: string;
}

export interface CandidatesKey extends CountyKey {
  readonly year: number;
  readonly policy: string | null;
  readonly adjacency: AdjacencySettings;
}

/** All parcels as candidates; weights are the page's own affair, the parts come with the settings' weights. */
export const candidatesQuery = (key: CandidatesKey) =>
  queryOptions({
    queryKey: ['repurchase', key.county, key.version, 'candidates', key],
    queryFn: ({ signal }) =>
      getJson<CandidateReply[]>(
        address('/api/repurchase/candidates', {
          county: key.county,
          year: key.year,
          policy: key.policy ?? undefined,
          gapM: key.adjacency.gapM,
          minSharedM: key.adjacency.minSharedM,
          barriers: key.adjacency.barriers.length > 0 ? key.adjacency.barriers.join(',') : undefined,
        }),
        signal,
      ),
    placeholderData: (previous, query) => (query?.queryKey[1] === key.county ? previous : undefined),
    structuralSharing: false,
    staleTime: Infinity,
  });

export const settingsQuery = ({ county, version }: CountyKey) =>
  queryOptions({
    queryKey: ['repurchase', county, version, 'settings'],
    queryFn: ({ signal }) => getJson<SettingsHistory>(address('/api/repurchase/settings', { county }), signal),
    staleTime: Infinity,
  });

export const plansQuery = ({ county, version }: CountyKey) =>
  queryOptions({
    queryKey: ['repurchase', county, version, 'plans'],
    queryFn: ({ signal }) => getJson<PlanReply[]>(address('/api/repurchase/plans', { county }), signal),
    placeholderData: (previous, query) => (query?.queryKey[1] === county ? keepPreviousData(previous) : undefined),
    staleTime: 60_000,
  });

export const fundQuery = ({ county, version }: CountyKey) =>
  queryOptions({
    queryKey: ['repurchase', county, version, 'fund'],
    queryFn: ({ signal }) => getJson<FundReply>(address('/api/repurchase/fund', { county }), signal),
    staleTime: 60_000,
  });

export const writeSettings = (body: { county: string; basis: string; settings: Settings }) =>
  postJson<SettingsReply>('/api/repurchase/settings', body);
export const writeCost = (body: { county: string; parcel: string; costWan: number | null; source: string }) =>
  postJson<CandidateReply>('/api/repurchase/costs', body);
export const keepPlan = (body: object) => postJson<PlanReply>('/api/repurchase/plans', body);
export const actOnPlan = (county: string, id: number, body: object) =>
  postJson<PlanReply>(address(`/api/repurchase/plans/${id}/acts`, { county }), body);
export const addToFund = (body: object) => postJson<FundReply>('/api/repurchase/fund', body);

export const askNeeds = (body: object) => postJson<NeedsReply>('/api/repurchase/needs', body);

export const planExport = (county: string, id: number, format: 'docx' | 'xlsx' | 'gpkg'): string =>
  address(`/api/repurchase/plans/${id}/export/${format}`, { county });

/** A plan as the server has just told it, put among the others at once: nobody waits for the whole county to see what he wrote. */
export function putPlan(queries: QueryClient, key: CountyKey, plan: PlanReply): void {
  queries.setQueryData(
    plansQuery(key).queryKey,
    (plans) => plans && [plan, ...plans.filter(({ id }) => id !== plan.id)].sort((a, b) => b.id - a.id),
  );
}

/**
 * After something was written the counties are asked anew, whose version has grown, and with it come candidates, settings and plans;
 * what stands apart from the version is asked for by name. Dialogs do not wait for it.
 */
export async function renewRepurchase(queries: QueryClient): Promise<void> {
  await Promise.all([
    ...['counties', 'ledger', 'targets'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
    queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'repurchase' && queryKey[3] === 'fund' }),
  ]);
}
