// The ledger as the map replays it: apart from the other questions about progress, because the first picture of the map asks it.
import { queryOptions } from '@tanstack/react-query';
import type { FreedTimeline } from '#domain/ledger/freed-timeline.ts';
import { address, getJson } from './client.ts';
import { Problem } from './problem.ts';

/** The whole ledger as the map replays it; of another version it would mix up parcels. */
export const freedQuery = (county: string, version: string) =>
  queryOptions({
    queryKey: ['freed', county, version],
    queryFn: async ({ signal }) => {
      const timeline = await getJson<FreedTimeline & { version: string }>(address('/api/freed', { county }), signal);
      if (timeline.version !== version) throw new Problem('outdated', 409, version, null);
      return timeline;
    },
    staleTime: Infinity,
    gcTime: 30 * 60_000,
    structuralSharing: false,
  });
