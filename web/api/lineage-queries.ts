// What became of parcels: acts of lineage as listed, tried, written and taken back.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LineageKind } from '#domain/ledger/lineage.ts';
import { address, getJson, postJson } from './client.ts';
import type { ConflictReply } from './ledger-replies.ts';

export interface LineagePartReply {
  readonly from: string;
  readonly to: string;
  readonly areaMu: number;
  readonly fromTownship: string | null;
  readonly toTownship: string | null;
}

export interface LineageReply {
  readonly id: number;
  readonly kind: LineageKind;
  readonly date: string;
  readonly parts: readonly LineagePartReply[];
  readonly undoes: number | null;
  readonly undoneBy: number | null;
  readonly undoneOn: string | null;
  /** Entries that went on through it. */
  readonly entries: readonly number[];
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
  readonly hash: string;
  readonly previousHash: string;
}

interface PieceReply {
  readonly parcel: string;
  readonly township: string | null;
  readonly grossMu: number;
}

export interface LineagePlanReply {
  readonly parts: readonly LineagePartReply[];
  readonly carried: readonly {
    readonly entry: number;
    readonly before: readonly PieceReply[];
    readonly after: readonly (PieceReply & { readonly origin: string | null })[];
  }[];
  readonly faults: readonly { readonly parameter: string; readonly message: string }[];
  readonly conflicts: readonly (ConflictReply & { readonly parcel: string })[];
  readonly notices: readonly string[];
}

export interface PlacementBody {
  readonly entry: number;
  readonly to: string;
  readonly grossMu: number;
  readonly effectiveMu?: number;
}
export type LineageBody =
  | {
      readonly county: string;
      readonly kind: 'split' | 'merge' | 'renumber' | 'rearrange';
      readonly date: string;
      readonly basis: string;
      readonly parts: readonly { readonly from: string; readonly to: string; readonly areaMu?: number }[];
      readonly placements?: readonly PlacementBody[];
    }
  | {
      readonly county: string;
      readonly kind: 'township';
      readonly date: string;
      readonly basis: string;
      readonly moves: readonly { readonly to: string; readonly from?: string; readonly parcels?: readonly string[] }[];
    };

/** `parcel`: only what concerns it; left out: all of the county. */
export const lineageQuery = (county: string, version: string, parcel?: string) =>
  queryOptions({
    queryKey: ['ledger', 'lineage', county, version, parcel ?? null],
    queryFn: ({ signal }) => getJson<LineageReply[]>(address('/api/ledger/lineage', { county, parcel }), signal),
    staleTime: 60_000,
  });

export const lineageTrialQuery = (body: LineageBody | null, version: string) =>
  queryOptions({
    queryKey: ['ledger', 'lineage trial', version, body],
    enabled: body !== null,
    queryFn: ({ signal }) => postJson<LineagePlanReply>('/api/ledger/lineage/check', body, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

interface LineageDone {
  readonly act: LineageReply;
  readonly notices: readonly string[];
}
export const writeLineage = (body: LineageBody) => postJson<LineageDone>('/api/ledger/lineage', body);
export const undoLineage = (id: number, body: { readonly date: string; readonly basis: string }) =>
  postJson<LineageDone>(`/api/ledger/lineage/${id}/undo`, body);
