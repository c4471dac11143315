// Why a file, or a part of it, cannot be taken: the error side of the importer's results.
import type { Bureau, IssueKind } from '#domain/issue.ts';
import { fail } from '#domain/result.ts';

export interface Refusal {
  readonly kind: IssueKind;
  readonly message: string;
  readonly value?: string;
  /** Who can mend it; by default whoever sends files of this subject. */
  readonly mender?: Bureau;
}

export function refuse(kind: IssueKind, message: string, extra: Pick<Refusal, 'value' | 'mender'> = {}) {
  return fail<Refusal>({ kind, message, ...extra });
}
