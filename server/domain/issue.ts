// What was found wrong in what a bureau sent: one row per finding, addressed to who can mend it.
import { type Bureau, type IssueKind, type IssueKindFacts, issueKindFacts, type Severity } from './issue-kinds.ts';
import type { SourcePlace } from './source.ts';

export { bureaus, type Bureau, type IssueKind, severities, type Severity } from './issue-kinds.ts';

/** One finding. `kind` is one of the documented kinds in `issueKindFacts`. */
export interface Issue extends SourcePlace {
  readonly kind: IssueKind;
  readonly severity: Severity;
  /** Column header as written in the file; null when the finding is about the whole row or file. */
  readonly column: string | null;
  /** 宗地代码 or 统一社会信用代码 concerned, when known. */
  readonly subject: string | null;
  readonly value: string | null;
  /** What is wrong, what was kept, what to do: one Chinese sentence or two. */
  readonly message: string;
  readonly mender: Bureau;
  /** Year of the account concerned, where the finding is about one. */
  readonly year?: number | null;
}

/** Every kind of finding with its Chinese name. */
export const issueKinds = Object.fromEntries(
  Object.entries<IssueKindFacts>(issueKindFacts).map(([key, facts]) => [key, facts.zh]),
) as Readonly<Record<IssueKind, string>>;
