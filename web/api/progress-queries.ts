// What the progress page asks and writes. Keys carry the county's version: an answer to one state of the record stands.
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Dimension } from '#domain/ledger/breakdown.ts';
import { address, getJson, postJson } from './client.ts';
import type { CasesReply, ContiguityReply, CounterReply, ProgressEntriesReply, ProgressReply } from './progress-replies.ts';
import type { TargetReply } from './replies.ts';

/** One target of a county on a day, in one state of the record. */
export interface ProgressKey {
  readonly county: string;
  readonly asOf: string;
  readonly version: string;
  readonly policy: string;
  readonly target: string;
  readonly year: number;
}

const asked = ({ county, asOf, policy, target, year }: ProgressKey) => ({ county, asOf, policy, target, year });

export const progressQuery = (key: ProgressKey) =>
  queryOptions({
    queryKey: ['progress', key],
    queryFn: ({ signal }) => getJson<ProgressReply>(address('/api/progress', asked(key)), signal),
    placeholderData: (previous) => (previous?.target.id === key.target && previous.county.code === key.county ? previous : undefined),
    staleTime: 60_000,
  });

/** Which part of the counted land is asked for. A key of null means: not known. */
export interface Slice {
  readonly stage: 'verified' | 'declared' | 'all';
  readonly by?: Dimension;
  readonly key?: string | null;
  /** Numbers of the entries that are asked for. */
  readonly ids?: readonly number[];
}

export const entriesQuery = (key: ProgressKey, { stage, by, key: value, ids }: Slice) =>
  queryOptions({
    queryKey: ['progress', key, 'entries', stage, by ?? null, value ?? null, ids ?? null],
    queryFn: ({ signal }) =>
      getJson<ProgressEntriesReply>(
        address('/api/progress/entries', { ...asked(key), stage, by, key: value ?? undefined, ids: ids?.join(',') }),
        signal,
      ),
    staleTime: 60_000,
  });

export const contiguityQuery = (key: ProgressKey) =>
  queryOptions({
    queryKey: ['progress', key, 'contiguity'],
    queryFn: ({ signal }) => getJson<ContiguityReply>(address('/api/progress/contiguity', asked(key)), signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const countersQuery = (county: string, asOf: string) =>
  queryOptions({
    queryKey: ['targets', county, asOf, 'counters'],
    queryFn: ({ signal }) => getJson<CounterReply[]>(address('/api/targets/counters', { county, asOf }), signal),
    staleTime: 60_000,
  });

export const casesQuery = (county: string, asOf: string) =>
  queryOptions({
    queryKey: ['cases', county, asOf],
    queryFn: ({ signal }) => getJson<CasesReply>(address('/api/cases', { county, asOf }), signal),
    staleTime: 60_000,
  });

export const prefectureOf = (county: string): string => `${county.slice(0, 4)}00`;

/** The prefecture's own targets; to be asked only where it has a policy. */
export const upperTargetsQuery = (county: string, asOf: string) =>
  queryOptions({
    queryKey: ['targets', prefectureOf(county), asOf],
    queryFn: ({ signal }) => getJson<TargetReply[]>(address('/api/targets', { county: prefectureOf(county), asOf }), signal),
    staleTime: 60_000,
    retry: false,
  });

export const setTasks = (body: {
  county: string;
  policy: string;
  target: string;
  date: string;
  basis: string;
  tasks: { township: string; areaMu: number | null }[];
}) => postJson<unknown>('/api/targets/tasks', body);
export const addTarget = (body: object) => postJson<{ id: string }>('/api/targets', body);
export const changeTarget = (county: string, id: string, body: object) =>
  postJson<{ id: string }>(address(`/api/targets/${encodeURIComponent(id)}`, { county }), body);
export const enterCounter = (body: object) => postJson<unknown>('/api/targets/counters', body);
export const reverseCounter = (id: number, body: object) => postJson<unknown>(`/api/targets/counters/${id}/reverse`, body);
export const openCase = (body: object) => postJson<unknown>('/api/cases', body);
export const moveCase = (id: number, body: object) => postJson<unknown>(`/api/cases/${id}`, body);
export const setLikelihood = (body: object) => postJson<unknown>('/api/cases/likelihood', body);

/** After a statement everything that counts is asked anew; the counties too, whose version has grown. */
export async function renewProgress(queries: QueryClient): Promise<void> {
  await Promise.all(
    ['counties', 'targets', 'progress', 'cases', 'ledger'].map((first) => queries.invalidateQueries({ queryKey: [first] })),
  );
}

export const progressExport = (key: ProgressKey, part: string, format: 'csv' | 'xlsx'): string =>
  address(`/api/progress/export/${format}`, { ...asked(key), part });
