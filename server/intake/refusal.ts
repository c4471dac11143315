// Why a file, or a part of it, cannot be taken: the error side of the importer's results.
import type { Bureau, IssueKind } from '#domain/issue.ts';
import { fail } from '#domain/result.ts';

export interface Refusal {
  readonly kind: IssueKind;
  readonly message: string;
  readonly value?: string;
  /** Who can mend it; by default whoever sends files of this subject. */
  readonly mender?: Bureau;
  /** The file is sound, there is only nothing in it: beside others it is passed over. */
  readonly empty?: true;
  /** The coordinates are of a datum whose parameters are not public: no other system may be proposed for them. */
  readonly oldDatum?: true;
}

export function refuse(kind: IssueKind, message: string, extra: Pick<Refusal, 'value' | 'mender' | 'empty' | 'oldDatum'> = {}) {
  return fail<Refusal>({ kind, message, ...extra });
}
