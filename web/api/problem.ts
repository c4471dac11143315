// What went wrong with a request, as the server said it (RFC 9457 problem details) or as the network did.

/** `outdated`: what came is of another version of the county than what is shown. */
export type ProblemKind = 'offline' | 'outdated' | 'not-found' | 'refused' | 'server';

/** A request that gave no reply to work with. `detail` is the server's own sentence where it sent one. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly detail: string | null;
  readonly path: string;
  /** What is wrong place by place, where the server said so (rows of a file, lines of a policy). */
  readonly issues: readonly Readonly<Record<string, unknown>>[];
  /** Ledger entries that count the same land, where that is the reason. */
  readonly conflicts: readonly Readonly<Record<string, unknown>>[];

  constructor(
    kind: ProblemKind,
    status: number,
    path: string,
    detail: string | null,
    issues: readonly Readonly<Record<string, unknown>>[] = [],
    conflicts: readonly Readonly<Record<string, unknown>>[] = [],
  ) {
    super(detail ?? `${status} ${path}`);
    this.name = 'Problem';
    this.kind = kind;
    this.status = status;
    this.path = path;
    this.detail = detail;
    this.issues = issues;
    this.conflicts = conflicts;
  }
}

/** The problem in a reply that is not ok; reads the body only when it is problem details. */
export async function problemOf(reply: Response, path: string): Promise<Problem> {
  const kind: ProblemKind = reply.status === 404 ? 'not-found' : reply.status < 500 ? 'refused' : 'server';
  const type = reply.headers.get('content-type') ?? '';
  if (!type.includes('json')) return new Problem(kind, reply.status, path, null);
  const body: unknown = await reply.json();
  const record = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const detail = record['detail'] ?? record['title'];
  const listed = (name: string): Record<string, unknown>[] => {
    const values = Array.isArray(record[name]) ? (record[name] as unknown[]) : [];
    return values.filter((value): value is Record<string, unknown> => typeof value === 'object' && value !== null);
  };
  return new Problem(kind, reply.status, path, typeof detail === 'string' ? detail : null, listed('issues'), listed('conflicts'));
}
