// Versions of a policy and what is done with them: kept as a draft, tried on a county's data, put in force from a day.
import { queryOptions } from '@tanstack/react-query';
import type { FailingPolicy, PolicyTextIssue } from '#domain/policy/in-force.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { address, getBytes, getJson, postJson } from './client.ts';
import type { LintReply, PolicyCountsReply } from './policy-replies.ts';

export interface PolicyVersionReply {
  readonly version: string;
  readonly title: string;
  readonly county: string;
  readonly origin: 'file' | 'draft';
  readonly hash: string;
  readonly recordedAt: string;
  readonly periods: readonly {
    readonly from: string;
    readonly until: string | null;
    readonly basis: string | null;
    readonly actor: string | null;
  }[];
  readonly inForce: boolean;
  /** Why today's checks would not take it. */
  readonly faults: readonly PolicyTextIssue[];
}

/** What a policy text would do on a county's data; nothing is kept. */
export interface PolicyPreviewReply {
  readonly policy: Policy;
  readonly lint: Pick<LintReply, 'gaps' | 'overlaps' | 'contradictions' | 'unsearched'>;
  readonly counts: Pick<PolicyCountsReply, 'rules' | 'gaps' | 'classes' | 'undecided' | 'total'>;
}

export const templateAddress = '/api/policies/template';

/** The commented template, to begin with. */
export async function policyTemplate(): Promise<string> {
  return new TextDecoder().decode(await getBytes(templateAddress));
}

const versionsPath = (policy: string): string => `/api/policies/${encodeURIComponent(policy)}/versions`;

/** Address of a version's own text. */
export function versionAddress(policy: string, version: string): string {
  return `${versionsPath(policy)}/${encodeURIComponent(version)}`;
}

export const policyVersionsQuery = (policy: string) =>
  queryOptions({
    queryKey: ['policy', policy, 'versions'],
    queryFn: ({ signal }) => getJson<PolicyVersionReply[]>(versionsPath(policy), signal),
    staleTime: 0,
  });

/** A policy of a county with all its versions, drafts that never held among them. */
export interface PolicyDocumentReply {
  readonly id: string;
  readonly versions: readonly PolicyVersionReply[];
}

export const policyDocumentsQuery = (county: string) =>
  queryOptions({
    queryKey: ['policy', 'documents', county],
    queryFn: ({ signal }) => getJson<PolicyDocumentReply[]>(`/api/policies/documents?county=${encodeURIComponent(county)}`, signal),
    staleTime: 0,
  });

/** Those in force in a county that today's checks would not take. */
export const failingPoliciesQuery = (county: string) =>
  queryOptions({
    queryKey: ['policy', 'failing', county],
    queryFn: ({ signal }) => getJson<FailingPolicy[]>(address('/api/policies/failing', { county }), signal),
    staleTime: 60_000,
  });

export function previewPolicy(yaml: string, county: string, year: number): Promise<PolicyPreviewReply> {
  return postJson('/api/policies/preview', { yaml, county, year });
}

export function keepDraft(yaml: string): Promise<PolicyVersionReply & { readonly id: string }> {
  return postJson('/api/policies', { yaml });
}

export function putInForce(policy: string, act: { version: string; from: string; basis: string }): Promise<PolicyVersionReply> {
  return postJson(`/api/policies/${encodeURIComponent(policy)}/inForce`, act);
}
