// An upload as the interface tells it, from what the record holds and what is under way.
import type { Issue } from '#domain/issue.ts';
import type { UploadReply, UploadStatus } from '#domain/upload.ts';
import type { UploadRecord } from '../store/uploads.ts';
import type { Work } from './work.ts';

const issuesTold = 500;
const severities = ['error', 'warning', 'info'] as const;
type IssueHead = UploadReply['issues'];
const heads = new WeakMap<readonly Issue[], IssueHead>();

/** Counts, and the first of the gravest: worked out once per list, which may be a million long. */
export function headOfIssues(issues: readonly Issue[]): IssueHead {
  const known = heads.get(issues);
  if (known) return known;
  const count = { error: 0, warning: 0, info: 0 };
  const first: Record<Issue['severity'], Issue[]> = { error: [], warning: [], info: [] };
  for (const issue of issues) {
    count[issue.severity] += 1;
    if (first[issue.severity].length < issuesTold) first[issue.severity].push(issue);
  }
  const head = { total: issues.length, ...count, first: severities.flatMap((one) => first[one]).slice(0, issuesTold) };
  heads.set(issues, head);
  return head;
}

function statusOf(upload: UploadRecord, work: Work | null): UploadStatus {
  if (upload.status === 'open') return work?.status ?? 'reading';
  return upload.status;
}

export function replyOf(upload: UploadRecord, work: Work | null, issues: IssueHead, earlier: UploadReply['earlier']): UploadReply {
  const { id, county, countyName, file, bytes, sha256, options, importId, actor, recordedAt } = upload;
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
    detected: upload.result?.detected ?? work?.trial?.detected ?? null,
    progress: work?.progress ?? null,
    effect: upload.result?.effect ?? work?.trial?.effect ?? null,
    issues,
    earlier,
    importId: importId ?? (work?.status === 'repeated' ? (work.trial?.importId ?? null) : null),
    actor,
    recordedAt,
  };
}
