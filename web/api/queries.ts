// Every question the page asks the server, as query options: key, fetcher and how long the answer stands.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { decodeColumns, type ColumnTable } from '#domain/column-codec.ts';
import { baseOfTable, yearOfTable } from '#domain/column-tables.ts';
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import { Problem } from './problem.ts';
import { address, getBytes, getJson } from './client.ts';
import type { DossierReply } from './dossier-reply.ts';
import type { CountyReply, FirmReply, LedgerReply, PolicyListing, PolicyReply, SearchHit, TargetReply, VersionReply } from './replies.ts';

/** Answers that carry a version in their key never grow old. */
const forGood = { staleTime: Infinity, gcTime: 30 * 60_000 } as const;

export const versionQuery = queryOptions({
  queryKey: ['version'],
  queryFn: ({ signal }) => getJson<VersionReply>('/version', signal),
  staleTime: 5 * 60_000,
});

export const countiesQuery = queryOptions({
  queryKey: ['counties'],
  queryFn: ({ signal }) => getJson<CountyReply[]>('/api/counties', signal),
  staleTime: 60_000,
  // An import on the command line changes the version under an open page.
  refetchInterval: 60_000,
});

export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => getJson<PolicyListing[]>('/api/policies', signal),
  ...forGood,
});

export const policyQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['policy', id],
    queryFn: ({ signal }) => getJson<PolicyReply>(`/api/policies/${encodeURIComponent(id ?? '')}`, signal),
    enabled: id !== null,
    ...forGood,
  });

export interface ColumnsKey {
  readonly county: string;
  readonly version: string;
}

/** Columns of another version than asked for would mix up parcels: the county has been written to meanwhile. */
function ofVersion(table: ColumnTable, version: string): ColumnTable {
  if (table.version !== version) throw new Problem('outdated', 409, version, null);
  return table;
}

export const baseColumnsQuery = ({ county, version }: ColumnsKey) =>
  queryOptions({
    queryKey: ['columns', county, version],
    queryFn: async ({ signal }): Promise<BaseColumns> =>
      baseOfTable(ofVersion(decodeColumns(await getBytes(address('/api/columns/base', { county, v: version }), signal)), version)),
    structuralSharing: false,
    ...forGood,
  });

export interface YearKey extends ColumnsKey {
  readonly policy: string | null;
  readonly year: number;
}

export const yearColumnsQuery = ({ county, version, policy, year }: YearKey) =>
  queryOptions({
    queryKey: ['columns', county, version, policy, year],
    queryFn: async ({ signal }): Promise<YearColumns> => {
      const path = address('/api/columns/year', { county, year, policy: policy ?? undefined, v: version });
      return yearOfTable(ofVersion(decodeColumns(await getBytes(path, signal)), version));
    },
    structuralSharing: false,
    // While another year comes, the last one stays, but never the figures of another county, version or policy.
    placeholderData: (previous, query) => {
      const [, ...key] = query?.queryKey ?? [];
      return key[0] === county && key[1] === version && key[2] === policy ? previous : undefined;
    },
    ...forGood,
  });

/** `asOf`: day of the ledger, where it is not the county's own. */
export const dossierQuery = (code: string, policy: string | null, year: number, asOf: string | null = null) =>
  queryOptions({
    queryKey: ['dossier', code, policy, year, asOf],
    queryFn: ({ signal }) =>
      getJson<DossierReply>(
        address(`/api/parcels/${encodeURIComponent(code)}`, { year, policy: policy ?? undefined, asOf: asOf ?? undefined }),
        signal,
      ),
    staleTime: 60_000,
  });

export const targetsQuery = (county: string, asOf: string) =>
  queryOptions({
    queryKey: ['targets', county, asOf],
    queryFn: ({ signal }) => getJson<TargetReply[]>(address('/api/targets', { county, asOf }), signal),
    staleTime: 60_000,
  });

export const ledgerQuery = (county: string, asOf: string) =>
  queryOptions({
    queryKey: ['ledger', county, asOf],
    queryFn: ({ signal }) => getJson<LedgerReply[]>(address('/api/ledger', { county, asOf }), signal),
    staleTime: 60_000,
  });

export const firmQuery = (uscc: string) =>
  queryOptions({
    queryKey: ['firm', uscc],
    queryFn: ({ signal }) => getJson<FirmReply>(`/api/firms/${encodeURIComponent(uscc)}`, signal),
    staleTime: 60_000,
  });

export const searchQuery = (county: string, text: string) =>
  queryOptions({
    queryKey: ['search', county, text],
    queryFn: ({ signal }) => getJson<SearchHit[]>(address('/api/search', { county, q: text, limit: 60 }), signal),
    enabled: text.trim().length > 0,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
