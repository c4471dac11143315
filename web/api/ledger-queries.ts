// What the ledger page asks and writes. The same parameters name the rows, the map and the files.
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { LedgerView } from '#domain/ledger/ledger-filter.ts';
import { address, getJson, postBody, postJson, type QueryValues } from './client.ts';
import { Problem } from './problem.ts';
import { renewProgress } from './progress-queries.ts';
import type {
  ChainReply,
  KeptFileReply,
  LedgerCheckReply,
  LedgerEntryReply,
  LedgerHistoryReply,
  LedgerMapReply,
  LedgerTableReply,
  LedgerRowReply,
  MeasureReply,
} from './ledger-replies.ts';

/** The ledger of a county on a day, in one state of the record. */
export interface LedgerKey {
  readonly county: string;
  readonly asOf: string;
  readonly version: string;
}

/** Rows that are fetched at a time. */
export const ledgerPage = 200;

const listed = (values: readonly string[] | undefined): string | undefined => (values ? values.join(',') : undefined);

/** The view's filter and order as the routes take them; `page` and `open` are the page's own. */
export function ledgerParameters({ county, asOf }: Pick<LedgerKey, 'county' | 'asOf'>, view: LedgerView): QueryValues {
  return {
    county,
    asOf,
    knownOn: view.knownOn,
    policy: view.policy,
    target: view.target,
    kind: listed(view.kinds),
    stage: listed(view.stages),
    township: listed(view.townships?.map((code) => code || 'none')),
    measure: listed(view.measures),
    parcel: listed(view.parcels),
    mark: listed(view.marks),
    dateBy: view.from === undefined && view.to === undefined ? undefined : view.dateBy,
    from: view.from,
    to: view.to,
    q: view.text || undefined,
    sort: view.sort ? `${view.sort[1] === 'descending' ? '-' : ''}${view.sort[0]}` : undefined,
  };
}

export const ledgerTableQuery = (key: LedgerKey, view: LedgerView) => {
  const parameters = ledgerParameters(key, view);
  const offset = ((view.page ?? 1) - 1) * ledgerPage;
  return queryOptions({
    queryKey: ['ledger', 'table', key.county, key.version, parameters, offset],
    queryFn: ({ signal }) => getJson<LedgerTableReply>(address('/api/ledger/table', { ...parameters, offset, limit: ledgerPage }), signal),
    placeholderData: (previous) => (previous?.county === key.county ? previous : undefined),
    staleTime: 60_000,
  });
};

export const ledgerMapQuery = (key: LedgerKey, view: LedgerView) => {
  // The map does not depend on order.
  const parameters = { ...ledgerParameters(key, view), sort: undefined };
  return queryOptions({
    queryKey: ['ledger', 'map', key.county, key.version, parameters],
    queryFn: async ({ signal }) => {
      const reply = await getJson<LedgerMapReply>(address('/api/ledger/map', parameters), signal);
      if (reply.version !== key.version) throw new Problem('outdated', 409, key.version, null);
      return reply;
    },
    placeholderData: (previous) => (previous?.version === key.version ? previous : undefined),
    staleTime: 60_000,
    structuralSharing: false,
  });
};

export const ledgerFile = (key: LedgerKey, view: LedgerView, format: string): string =>
  address(`/api/ledger/export/${format}`, ledgerParameters(key, view));

/** One entry with its rows; asked anew in each state of the record. */
export const ledgerEntryQuery = (version: string, id: number) =>
  queryOptions({
    queryKey: ['ledger', 'entry', version, id],
    queryFn: ({ signal }) => getJson<LedgerHistoryReply>(`/api/ledger/${id}`, signal),
    placeholderData: (previous) => (previous?.entry.id === id ? previous : undefined),
    staleTime: 60_000,
  });

/** What else is entered on the same land. */
export const ledgerOnParcelQuery = (key: LedgerKey, parcels: readonly string[]) =>
  queryOptions({
    queryKey: ['ledger', 'on parcel', key, parcels],
    queryFn: async ({ signal }): Promise<readonly LedgerRowReply[]> =>
      (
        await getJson<LedgerTableReply>(
          address('/api/ledger/table', { county: key.county, asOf: key.asOf, parcel: parcels.join(','), limit: 50 }),
          signal,
        )
      ).rows,
    staleTime: 60_000,
    enabled: parcels.length > 0,
  });

export const chainQuery = (county: string, version: string) =>
  queryOptions({
    queryKey: ['ledger', 'chain', county, version],
    queryFn: ({ signal }) => getJson<ChainReply>(address('/api/ledger/chain', { county }), signal),
    staleTime: Infinity,
  });

export const measuresQuery = queryOptions({
  queryKey: ['measures'],
  queryFn: ({ signal }) => getJson<MeasureReply[]>('/api/measures', signal),
  staleTime: Infinity,
});

export interface Geometry {
  readonly type: 'MultiPolygon';
  readonly coordinates: MultiPolygon;
}

/** The drawing of a parcel, and what the register says of it. */
export interface ParcelLand {
  readonly code: string;
  readonly name: string | null;
  readonly registeredMu: number | null;
  readonly measuredMu: number | null;
  readonly townshipName: string | null;
  readonly shape: MultiPolygon | null;
}
interface ParcelFeatures {
  readonly features: readonly {
    readonly properties: Omit<ParcelLand, 'shape'>;
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: MultiPolygon[number] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon }
      | null;
  }[];
}

export const parcelLandQuery = (county: string, code: string | null) =>
  queryOptions({
    queryKey: ['parcel land', county, code],
    enabled: code !== null,
    queryFn: async ({ signal }): Promise<ParcelLand | null> => {
      const filter = `code = '${(code ?? '').replaceAll("'", "''")}'`;
      const { features } = await getJson<ParcelFeatures>(address('/api/parcels.geojson', { county, filter, limit: 1 }), signal);
      const [found] = features;
      if (!found) return null;
      const { geometry, properties } = found;
      const shape = geometry && (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
      const { name, registeredMu, measuredMu, townshipName } = properties;
      return { code: properties.code, name, registeredMu, measuredMu, townshipName, shape };
    },
    staleTime: 60_000,
  });

export interface DeclarationBody {
  readonly county: string;
  readonly policy: string;
  readonly parcel: string;
  readonly geometry?: Geometry | null;
  readonly kind: string;
  readonly measure: string;
  readonly grossMu: number;
  readonly effectiveMu?: number | null;
  readonly date: string;
  readonly basis: string;
  readonly documents?: readonly string[];
}

/** A trial: asked while somebody types, nothing is written. */
export const checkQuery = (body: DeclarationBody | null, version: string) =>
  queryOptions({
    queryKey: ['ledger', 'check', version, body],
    enabled: body !== null,
    queryFn: ({ signal }) => postJson<LedgerCheckReply>('/api/ledger/check', body, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export interface ActBody {
  readonly date: string;
  readonly basis: string;
  readonly documents?: readonly string[];
}
export interface ReverseBody extends ActBody {
  readonly reason: string;
  readonly grossMu?: number;
  readonly effectiveMu?: number;
  readonly geometry?: Geometry;
  readonly parcel?: string;
}

export const declareLand = (body: DeclarationBody) => postJson<LedgerEntryReply>('/api/ledger', body);
export const verifyEntry = (id: number, body: ActBody) => postJson<LedgerEntryReply>(`/api/ledger/${id}/verify`, body);
export const reverseEntry = (id: number, body: ReverseBody) => postJson<LedgerEntryReply>(`/api/ledger/${id}/reverse`, body);
export const sendDocument = (county: string, file: File) =>
  postBody<KeptFileReply>(address('/api/documents', { county, name: file.name.slice(0, 200) }), file);
export const documentAddress = (hash: string): string => `/api/documents/${hash}`;

/** After an act everything that counts is asked anew. */
export async function renewLedger(queries: QueryClient): Promise<void> {
  await Promise.all([renewProgress(queries), queries.invalidateQueries({ queryKey: ['dossier'] })]);
}
