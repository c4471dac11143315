// An upload as the interface tells it, from what the record holds and what is under way.
import type { Issue } from '#domain/issue.ts';
import type { UploadReply, UploadStatus } from '#domain/upload.ts';
import type { UploadRecord } from '../store/uploads.ts';
import type { Work } from './work.ts';

const issuesTold = 500;
const order = { error: 0, warning: 1, info: 2 } as const;

function statusOf(upload: UploadRecord, work: Work | null): UploadStatus {
  if (upload.status === 'open') return work?.status ?? 'reading';
  return upload.status;
}

export function replyOf(upload: UploadRecord, work: Work | null, issues: readonly Issue[], earlier: UploadReply['earlier']): UploadReply {
  const { id, county, countyName, file, bytes, sha256, options, importId, actor, recordedAt } = upload;
  const count = (severity: Issue['severity']): number => issues.filter((issue) => issue.severity === severity).length;
  return {
    id,
    county,
    countyName,
    file,
    bytes,
    sha256,
    status: statusOf(upload, work),
    subject: work?.trial?.subject ?? upload.subject,
    guessed: upload.status === 'open' && upload.subject === null && (work?.trial?.subject ?? null) !== null,
    options,
    detected: upload.result?.detected ?? work?.trial?.detected ?? work?.outcome?.detected ?? null,
    progress: work?.progress ?? null,
    effect: upload.result?.effect ?? work?.trial?.effect ?? null,
    issues: {
      total: issues.length,
      error: count('error'),
      warning: count('warning'),
      info: count('info'),
      first: issues.toSorted((a, b) => order[a.severity] - order[b.severity]).slice(0, issuesTold),
    },
    earlier,
    importId: importId ?? (work?.status === 'repeated' ? (work.trial?.importId ?? null) : null),
    actor,
    recordedAt,
  };
}
