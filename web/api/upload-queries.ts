// The import by steps as the page asks for it: files sent, followed, changed, committed, taken back; findings and what is done about them.
import { queryOptions } from '@tanstack/react-query';
import type { Subject } from '#domain/subject.ts';
import type { ImportListing, OutcomeRow, RowOutcome, UploadReply } from '#domain/upload.ts';
import type { ColumnMapping, UploadOptions } from '#domain/upload-options.ts';
import type { KeptIssue } from '#domain/issue-desk.ts';
import { address, getJson, postForm, postJson, sendJson } from './client.ts';

const uploadPath = (id: string): string => `/api/uploads/${encodeURIComponent(id)}`;

export function sendFile(file: File, fields: Readonly<Record<string, string>>): Promise<UploadReply> {
  const body = new FormData();
  body.set('file', file);
  for (const [name, value] of Object.entries(fields)) if (value !== '') body.set(name, value);
  // Followed afterwards: nobody waits for a large file with an open request.
  return postForm('/api/uploads?wait=0', body);
}

export const uploadsQuery = (county: string) =>
  queryOptions({
    queryKey: ['uploads', county],
    queryFn: ({ signal }) => getJson<UploadReply[]>(address('/api/uploads', { county }), signal),
    enabled: /^\d{6}$/.test(county),
  });

export const uploadQuery = (id: string) =>
  queryOptions({
    queryKey: ['upload', id],
    queryFn: ({ signal }) => getJson<UploadReply>(uploadPath(id), signal),
  });

export const outcomeRowsQuery = (id: string, outcome: RowOutcome, offset: number) =>
  queryOptions({
    queryKey: ['upload', id, 'rows', outcome, offset],
    queryFn: ({ signal }) =>
      getJson<{ matched: number; told: number; rows: OutcomeRow[] }>(
        address(`${uploadPath(id)}/rows`, { outcome, offset, limit: 20 }),
        signal,
      ),
  });

export interface UploadWishes extends Partial<UploadOptions> {
  readonly subject?: Subject | null;
}

export const changeUpload = (id: string, wishes: UploadWishes): Promise<UploadReply> =>
  sendJson('PATCH', `${uploadPath(id)}?wait=0`, wishes);
export const commitUpload = (id: string): Promise<UploadReply> => postJson(`${uploadPath(id)}/commit`, {});
export const cancelUpload = (id: string): Promise<UploadReply> => postJson(`${uploadPath(id)}/cancel`, {});
export const undoUpload = (id: string): Promise<UploadReply> => postJson(`${uploadPath(id)}/undo`, {});
export const discardUpload = (id: string): Promise<null> => sendJson('DELETE', uploadPath(id));
export const correctionsAddress = (id: string): string => `${uploadPath(id)}/corrections.xlsx`;

export const importsQuery = (county: string, version: string) =>
  queryOptions({
    queryKey: ['imports', county, version],
    queryFn: ({ signal }) => getJson<ImportListing[]>(address('/api/imports', { county }), signal),
  });

export interface SavedMappingReply {
  readonly name: string;
  readonly version: number;
  readonly bureau: string;
  readonly subject: Subject;
  readonly columns: ColumnMapping;
}
export const mappingsQuery = (subject: Subject | null) =>
  queryOptions({
    queryKey: ['mappings', subject],
    queryFn: ({ signal }) => getJson<SavedMappingReply[]>(address('/api/mappings', { subject: subject ?? undefined }), signal),
  });
export const saveMapping = (said: { name: string; bureau: string; subject: Subject; columns: ColumnMapping }): Promise<SavedMappingReply> =>
  postJson('/api/mappings', said);

export interface IssueReply extends KeptIssue {
  readonly state: 'open' | 'assigned' | 'closed' | 'waived' | 'mended';
  readonly to: string;
  readonly townshipName: string | null;
  readonly kindName: string;
  readonly todo: string;
  readonly last: { readonly reason: string | null; readonly actor: string; readonly recordedAt: string } | null;
}
export interface IssuesReply {
  readonly matched: number;
  readonly rows: readonly IssueReply[];
  readonly counts: {
    readonly bureau: Readonly<Record<string, number>>;
    readonly township: readonly { readonly code: string | null; readonly name: string | null; readonly count: number }[];
    readonly severity: Readonly<Record<string, number>>;
    readonly state: Readonly<Record<string, number>>;
  };
}
export interface IssueFilter {
  readonly bureau?: string | undefined;
  readonly township?: string | undefined;
  readonly severity?: string | undefined;
  readonly state?: string | undefined;
  readonly q?: string | undefined;
}
export const issuesPerPage = 25;
export const issuesQuery = (county: string, version: string, filter: IssueFilter, page: number) =>
  queryOptions({
    queryKey: ['issues', county, version, filter, page],
    queryFn: ({ signal }) =>
      getJson<IssuesReply>(address('/api/issues', { county, ...filter, offset: (page - 1) * issuesPerPage, limit: issuesPerPage }), signal),
    placeholderData: (previous) => previous,
  });
export const issuesFile = (county: string, filter: IssueFilter, format: 'csv' | 'xlsx'): string =>
  address(`/api/issues/export/${format}`, { county, ...filter });
export const actOnIssues = (said: {
  county: string;
  issues: readonly string[];
  act: string;
  to?: string;
  reason?: string;
}): Promise<{ acts: number }> => postJson('/api/issues/acts', said);

export interface SuccessionReply {
  readonly id: number;
  readonly key: string;
  readonly label: string | null;
  readonly kind: 'vanished' | 'split' | 'merged' | 'renumbered' | 'rearranged';
  readonly successors: readonly string[];
  readonly noun: string;
  readonly importId: number;
  readonly acts: readonly {
    readonly act: 'retire' | 'keep' | 'restore' | 'returned';
    readonly reason: string | null;
    readonly actor: string;
  }[];
}
export const successionsQuery = (county: string, version: string) =>
  queryOptions({
    queryKey: ['successions', county, version],
    queryFn: ({ signal }) => getJson<SuccessionReply[]>(address('/api/successions', { county }), signal),
  });
export const decideSuccessions = (said: {
  county: string;
  ids: readonly number[];
  act: 'retire' | 'keep' | 'restore';
  reason: string;
}): Promise<{ acts: number }> => postJson('/api/successions/acts', said);
