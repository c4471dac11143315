// The queues of a policy: who lies in a gap, who cannot be judged, who is coming close; page by page, and as files of the same rows.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { address, getJson, postJson } from './client.ts';
import type { PolicyLens } from './policy-queries.ts';
import type { GapQueueReply, MissingQueueReply, WarningQueueReply } from './policy-replies.ts';

interface Replies {
  readonly gaps: GapQueueReply;
  readonly missing: MissingQueueReply;
  readonly warnings: WarningQueueReply;
}
export type QueueName = keyof Replies;

/** What narrows a queue: one gap, one field or one kind of warning; one township. */
export interface QueueFilter {
  readonly gap?: string | undefined;
  readonly field?: string | undefined;
  readonly kind?: string | undefined;
  readonly township?: string | undefined;
  readonly state?: string | undefined;
  readonly to?: string | undefined;
}

export const queuePage = 50;

export const queueQuery = <Q extends QueueName>(name: Q, lens: PolicyLens, filter: QueueFilter, page: number) => {
  const { policy, county, year, version } = lens;
  return queryOptions({
    queryKey: ['queue', name, policy, county, year, version, filter, page],
    queryFn: ({ signal }) =>
      getJson<Replies[Q]>(
        address(`/api/queues/${name}`, { county, year, policy, ...filter, limit: queuePage, offset: (page - 1) * queuePage }),
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
};

/** Assigns, closes, waives or reopens rows of a queue: all of them, or none. */
export function actOnQueue(
  name: QueueName,
  { policy, county, year }: PolicyLens,
  said: { readonly items: readonly string[]; readonly act: string; readonly to?: string; readonly reason?: string },
): Promise<{ readonly acts: number }> {
  return postJson(`/api/queues/${name}/acts`, { county, year, policy, ...said });
}

/** Address of the same rows as a file; always all of them. */
export function queueFile(name: QueueName, { policy, county, year }: PolicyLens, filter: QueueFilter, format: 'csv' | 'xlsx'): string {
  return address(`/api/queues/${name}`, { county, year, policy, ...filter, format });
}
