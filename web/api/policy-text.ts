// The document's own text: attached as a file, read clause by clause.
import { queryOptions } from '@tanstack/react-query';
import { address, getJson, postFile } from './client.ts';

export interface AttachedText {
  readonly hash: string;
  readonly name: string;
  readonly characters: number;
  readonly actor: string;
  readonly recordedAt: string;
}

export interface ClauseReply {
  readonly clause: string;
  /** Null when no text is attached. */
  readonly attached: AttachedText | null;
  /** nearest: only the clause above it was found. */
  readonly match: 'exact' | 'nearest' | 'none';
  /** Lines of the text, from 1. */
  readonly from: number | null;
  readonly to: number | null;
  readonly text: string | null;
}

export const clauseQuery = (policy: string, clause: string) =>
  queryOptions({
    queryKey: ['policy', policy, 'clause', clause],
    queryFn: ({ signal }) => getJson<ClauseReply>(address(`/api/policies/${encodeURIComponent(policy)}/clauses`, { clause }), signal),
    staleTime: 60_000,
  });

/** What is attached, newest first. */
export const attachedTextsQuery = (policy: string) =>
  queryOptions({
    queryKey: ['policy', policy, 'text'],
    queryFn: ({ signal }) => getJson<AttachedText[]>(`/api/policies/${encodeURIComponent(policy)}/text`, signal),
    staleTime: 60_000,
  });

export function attachText(policy: string, file: File): Promise<AttachedText> {
  return postFile(`/api/policies/${encodeURIComponent(policy)}/text`, file);
}
