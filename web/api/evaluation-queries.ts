// What the page asks about the evaluation, as query options. The version of the data is part of every key.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { address, getJson } from './client.ts';
import type {
  EvaluationReply,
  FirmEvaluationReply,
  ParametersReply,
  ParcelEvaluationReply,
  RankingKind,
  RankingReply,
} from './evaluation-replies.ts';

/** County, year and data version that an answer is of. */
export interface EvaluationKey {
  readonly county: string;
  readonly year: number;
  readonly version: string;
}

const longLived = { staleTime: 5 * 60_000 } as const;

export const evaluationQuery = ({ county, year, version }: EvaluationKey) =>
  queryOptions({
    queryKey: ['evaluation', county, year, version],
    queryFn: ({ signal }) => getJson<EvaluationReply>(address('/api/evaluation', { county, year }), signal),
    ...longLived,
  });

export const firmEvaluationQuery = ({ county, year, version }: EvaluationKey, uscc: string | null) =>
  queryOptions({
    queryKey: ['evaluation', county, year, version, 'firm', uscc],
    queryFn: ({ signal }) =>
      getJson<FirmEvaluationReply>(address(`/api/evaluation/firms/${encodeURIComponent(uscc ?? '')}`, { county, year }), signal),
    enabled: uscc !== null,
    ...longLived,
  });

export const parcelEvaluationQuery = ({ county, year, version }: EvaluationKey, parcel: string) =>
  queryOptions({
    queryKey: ['evaluation', county, year, version, 'parcel', parcel],
    queryFn: ({ signal }) =>
      getJson<ParcelEvaluationReply>(address(`/api/evaluation/parcels/${encodeURIComponent(parcel)}`, { county, year }), signal),
    ...longLived,
  });

export const evaluationParametersQuery = ({ county, year, version }: EvaluationKey, asked: boolean) =>
  queryOptions({
    queryKey: ['evaluation', county, year, version, 'parameters'],
    queryFn: ({ signal }) => getJson<ParametersReply>(address('/api/evaluation/parameters', { county, year }), signal),
    enabled: asked,
    ...longLived,
  });

export const rankingQuery = ({ county, year, version }: EvaluationKey, by: RankingKind, indicator: string) =>
  queryOptions({
    queryKey: ['evaluation', county, year, version, 'ranking', by, indicator],
    queryFn: ({ signal }) => getJson<RankingReply>(address('/api/evaluation/ranking', { county, year, by, indicator }), signal),
    placeholderData: keepPreviousData,
    ...longLived,
  });

/** Address of the list or of the ranking as a file. */
export const evaluationFile = ({ county, year }: EvaluationKey, format: 'csv' | 'xlsx') =>
  address(`/api/evaluation/export/${format}`, { county, year });
export const rankingFile = ({ county, year }: EvaluationKey, by: RankingKind, indicator: string, format: 'csv' | 'xlsx') =>
  address(`/api/evaluation/ranking/export/${format}`, { county, year, by, indicator });
