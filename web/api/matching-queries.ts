// What the 数据 page asks of the matching desk, the data desk and the register of sources; and what it sends.
import { queryOptions } from '@tanstack/react-query';
import { address, getJson, postJson } from './client.ts';

/** County and data version that an answer is of. */
export interface DeskKey {
  readonly county: string;
  readonly version: string;
}

export interface ParcelRow {
  readonly code: string;
  readonly holder: string | null;
  readonly holderUscc: string | null;
  readonly location: string | null;
  readonly township: string | null;
  readonly townshipName: string | null;
  readonly areaMu: number | null;
}
interface Taxed {
  readonly years: readonly number[];
  readonly taxWan: number | null;
}
export interface FirmRow extends Taxed {
  readonly uscc: string;
  readonly name: string;
  readonly township: string | null;
  readonly address: string | null;
}
export interface StrayRow extends Taxed {
  readonly uscc: string;
  readonly name: string;
  readonly standsOnLand: boolean;
}
export interface AmbiguousRow {
  readonly noun: 'parcel' | 'account';
  readonly subject: string;
  readonly name: string;
  readonly firms: readonly { readonly uscc: string; readonly name: string }[];
}
export interface ContradictingRow extends ParcelRow {
  readonly byCode: string;
  readonly byCodeName: string;
  readonly byName: string;
  readonly byNameName: string;
}
export interface NamedRow extends ParcelRow {
  readonly uscc: string;
  readonly firm: string;
}
export interface MergedRow extends Taxed {
  readonly written: string;
  readonly uscc: string;
  readonly firm: string;
}
export interface SharedRow extends ParcelRow {
  readonly occupants: readonly {
    readonly uscc: string;
    readonly name: string;
    readonly role: '自用' | '租用';
    readonly areaMu: number | null;
    readonly basis: 'tenure' | 'holder-code' | 'holder-name' | 'decided';
  }[];
}
export interface ScatteredRow {
  readonly uscc: string;
  readonly name: string;
  readonly parcels: readonly { readonly code: string; readonly areaMu: number | null }[];
}
export interface UnusedTenureRow {
  readonly parcel: string;
  readonly uscc: string;
  readonly firm: string;
  readonly role: string;
}
export interface Equation {
  readonly year: number;
  readonly accounts: number;
  readonly known: number;
  readonly importedWan: number;
  readonly allocatedWan: number;
  readonly unallocatedWan: number;
  readonly holds: boolean;
}
export interface MatchingReply {
  readonly counts: Readonly<
    Record<
      | 'parcels'
      | 'firms'
      | 'byCode'
      | 'byName'
      | 'byTenureOnly'
      | 'decided'
      | 'unmatchedParcels'
      | 'unmatchedFirms'
      | 'accountsWithoutFirm'
      | 'ambiguous'
      | 'contradicting'
      | 'unusedTenures',
      number
    >
  >;
  readonly parcelsWithoutFirm: readonly ParcelRow[];
  readonly firmsWithoutLand: readonly FirmRow[];
  readonly accountsWithoutFirm: readonly StrayRow[];
  readonly ambiguous: readonly AmbiguousRow[];
  readonly contradicting: readonly ContradictingRow[];
  readonly matchedByName: readonly NamedRow[];
  readonly mergedAccounts: readonly MergedRow[];
  readonly unusedTenures: readonly UnusedTenureRow[];
  readonly sharingYear: number;
  readonly sharedParcels: readonly SharedRow[];
  readonly scatteredFirms: readonly ScatteredRow[];
  readonly conservation: readonly Equation[];
}

export interface Candidate {
  readonly uscc: string;
  readonly name: string;
  readonly score: {
    readonly total: number;
    readonly code: number;
    readonly name: number;
    readonly address: number;
    readonly place: number;
  };
  readonly reasons: readonly string[];
}
export interface CandidatesReply {
  readonly sought: { readonly uscc: string | null; readonly name: string | null; readonly address: string | null };
  readonly candidates: readonly Candidate[];
  /** Parcels, where a firm was asked for. */
  readonly parcels: readonly ParcelCandidate[];
}
export interface ParcelCandidate extends Pick<Candidate, 'score' | 'reasons'> {
  readonly code: string;
  readonly holder: string | null;
  readonly location: string | null;
  readonly areaMu: number | null;
}
/** Shares in whole micro-mu. */
export type MatchAct =
  | { readonly act: 'confirm' | 'reject'; readonly noun: 'parcel' | 'account'; readonly subject: string; readonly uscc: string }
  | {
      readonly act: 'split';
      readonly parcel: string;
      readonly shares: readonly { readonly uscc: string; readonly role: '自用' | '租用'; readonly area: number }[];
      readonly fromYear: number | null;
      readonly toYear: number | null;
    }
  | { readonly act: 'withdraw'; readonly decision: number };
export type DecisionRow = MatchAct & {
  readonly id: number;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
  readonly inForce: boolean;
};

export interface CoverageField {
  readonly noun: 'parcel' | 'firm' | 'account';
  readonly field: string;
  readonly label: string;
  readonly bureau: string;
  readonly year: number | null;
  readonly known: number;
  readonly total: number;
  readonly byTownship: readonly { readonly township: string | null; readonly known: number; readonly total: number }[];
  readonly bySource: readonly { readonly importId: number; readonly records: number }[];
}
export interface CoverageReply {
  readonly years: readonly number[];
  readonly fields: readonly CoverageField[];
  readonly hanging: {
    readonly policy: string;
    readonly year: number;
    readonly fields: readonly {
      readonly field: string;
      readonly label: string;
      readonly bureau: string | null;
      readonly years: readonly number[];
      readonly rules: readonly string[];
      readonly parcels: number;
      readonly firms: number;
      readonly areaMu: number | null;
    }[];
    readonly total: { readonly parcels: number; readonly firms: number; readonly areaMu: number | null };
  } | null;
}
export interface SourceRow {
  readonly id: number;
  readonly subject: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rowsRead: number;
  readonly actor: string;
  readonly recordedAt: string;
  readonly producer: string | null;
  readonly producedOn: string | null;
  readonly licence: string | null;
  readonly note: string | null;
  readonly notedBy: string | null;
}

const longLived = { staleTime: 5 * 60_000 } as const;

export const matchingQuery = ({ county, version }: DeskKey) =>
  queryOptions({
    queryKey: ['matching', county, version],
    queryFn: ({ signal }) => getJson<MatchingReply>(address('/api/matching', { county }), signal),
    ...longLived,
  });

export const candidatesQuery = (
  { county, version }: DeskKey,
  asked: { readonly parcel?: string; readonly account?: string; readonly firm?: string },
) =>
  queryOptions({
    queryKey: ['matching', county, version, 'candidates', asked.parcel ?? null, asked.account ?? null, asked.firm ?? null],
    queryFn: ({ signal }) => getJson<CandidatesReply>(address('/api/matching/candidates', { county, ...asked }), signal),
    ...longLived,
  });

export const decisionsQuery = ({ county, version }: DeskKey) =>
  queryOptions({
    queryKey: ['matching', county, version, 'decisions'],
    queryFn: ({ signal }) => getJson<DecisionRow[]>(address('/api/matching/decisions', { county }), signal),
    ...longLived,
  });

export const sendDecisions = (county: string, basis: string, acts: readonly MatchAct[]) =>
  postJson<DecisionRow[]>('/api/matching/decisions', { county, basis, acts });

export const coverageQuery = ({ county, version }: DeskKey, year: number, policy: string | null) =>
  queryOptions({
    queryKey: ['coverage', county, version, year, policy],
    queryFn: ({ signal }) => getJson<CoverageReply>(address('/api/data/coverage', { county, year, policy: policy ?? undefined }), signal),
    ...longLived,
  });

export const sourcesQuery = ({ county, version }: DeskKey) =>
  queryOptions({
    queryKey: ['sources', county, version],
    queryFn: ({ signal }) => getJson<SourceRow[]>(address('/api/sources', { county }), signal),
    ...longLived,
  });

export const sendSourceNote = (
  county: string,
  id: number,
  said: {
    readonly producer: string | null;
    readonly producedOn: string | null;
    readonly licence: string | null;
    readonly note: string | null;
  },
) => postJson<unknown>(`/api/sources/${id}`, { county, ...said });
