// Mended drawings as the page asks for them: the one that was sent and the mended one, and what is decided about them.
import { queryOptions } from '@tanstack/react-query';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { DrawingFault, DrawingHeld, RepairAct, RepairDecision } from '#domain/land/repair.ts';
import { address, getJson, postJson } from './client.ts';

export interface RepairFeature {
  readonly properties: {
    readonly repair: number;
    readonly importId: number;
    readonly parcel: string;
    readonly sheet: string | null;
    readonly row: number;
    readonly faults: readonly DrawingFault[];
    readonly drawing: 'before' | 'after';
    readonly areaMu: number;
    readonly applied: boolean;
    readonly held: DrawingHeld;
    readonly last: RepairAct | null;
  };
  readonly geometry: { readonly coordinates: MultiPolygon };
}

/** One repair: both drawings. */
export interface RepairPair {
  readonly before: RepairFeature;
  readonly after: RepairFeature;
}

export interface RepairPage {
  readonly matched: number;
  readonly open: number;
  readonly rows: readonly RepairPair[];
}

export type RepairState = 'open' | 'decided' | 'all';
export const repairsPerPage = 10;

export const repairsQuery = (county: string, version: string, state: RepairState, page: number) =>
  queryOptions({
    queryKey: ['repairs', county, version, state, page],
    queryFn: async ({ signal }): Promise<RepairPage> => {
      const query = { county, state, offset: (page - 1) * repairsPerPage, limit: repairsPerPage };
      const found = await getJson<{ numberMatched: number; open: number; features: readonly RepairFeature[] }>(
        address('/api/repairs', query),
        signal,
      );
      const rows = Array.from({ length: found.features.length / 2 }, (_, index) => ({
        before: found.features[index * 2]!,
        after: found.features[index * 2 + 1]!,
      }));
      return { matched: found.numberMatched, open: found.open, rows };
    },
    placeholderData: (previous) => previous,
  });

export const decideRepairs = (said: {
  county: string;
  ids: readonly number[];
  act: RepairDecision;
  reason: string;
}): Promise<{ acts: number }> => postJson('/api/repairs/acts', said);
