// What the page of bulletins asks and writes. What is frozen never changes; a preview follows the state of the record.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BulletinCheck, BulletinPreview, BulletinText, Doubt, FrozenBulletin, IssueKind, IssueListing } from './bulletin-replies.ts';
import { address, getJson, postJson } from './client.ts';

/** Which issue is being made. */
export interface IssueAsked {
  /** A county or a prefecture. */
  readonly county: string;
  readonly policy?: string;
  readonly kind: IssueKind;
  readonly asOf: string;
  readonly from?: string;
}

const forGood = { staleTime: Infinity, gcTime: 30 * 60_000 } as const;

export const bulletinsQuery = (county: string) =>
  queryOptions({
    queryKey: ['bulletins', county],
    queryFn: async ({ signal }) =>
      (await getJson<{ readonly bulletins: readonly IssueListing[] }>(address('/api/bulletins', { county }), signal)).bulletins,
    staleTime: 60_000,
  });

/** `version`: state of the record, so that an answer to one state stands. */
export const previewQuery = (asked: IssueAsked, version: string) =>
  queryOptions({
    queryKey: ['bulletins', asked.county, 'preview', asked, version],
    queryFn: ({ signal }) => getJson<BulletinPreview>(address('/api/bulletins/preview', { ...asked }), signal),
    staleTime: 60_000,
  });

export const bulletinQuery = (county: string, number: number) =>
  queryOptions({
    queryKey: ['bulletin', county, number],
    queryFn: ({ signal }) => getJson<FrozenBulletin>(address(`/api/bulletins/${number}`, { county }), signal),
    ...forGood,
  });

export const checkQuery = (county: string, number: number, version: string) =>
  queryOptions({
    queryKey: ['bulletin', county, number, 'check', version],
    queryFn: ({ signal }) => getJson<BulletinCheck>(address(`/api/bulletins/${number}/check`, { county }), signal),
    staleTime: 60_000,
  });

/** Numbers of a text that the figures do not give. */
export const doubtsQuery = (asked: IssueAsked, figuresHash: string, text: BulletinText) =>
  queryOptions({
    queryKey: ['bulletins', asked.county, 'doubts', asked, figuresHash, text.body],
    queryFn: async ({ signal }) =>
      (await postJson<{ readonly doubts: readonly Doubt[] }>('/api/bulletins/doubts', { ...asked, text }, signal)).doubts,
    placeholderData: keepPreviousData,
    ...forGood,
  });

export const freezeBulletin = (body: IssueAsked & { text: BulletinText; figuresHash: string; acceptDoubts: boolean }) =>
  postJson<FrozenBulletin>('/api/bulletins', body);

export const bulletinFile = (county: string, number: number, format: string): string =>
  address(`/api/bulletins/${number}/files/${format}`, { county });
