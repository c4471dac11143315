// What is printed: a snapshot in a year under a policy, the parcels that the view keeps, and what the view asks of the drawing.
import type { Actor } from '#domain/access/actor.ts';
import type { YearColumns } from '#domain/columns.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { View } from '#domain/view.ts';
import type { Snapshot } from '../snapshot.ts';

export interface PrintSubject {
  readonly snapshot: Snapshot;
  readonly year: number;
  readonly policy: Policy | null;
  readonly columns: YearColumns;
  /** Day whose ledger is shown. */
  readonly ledgerDay: IsoDate;
  readonly actor: Actor;
  readonly view: View;
  /** What the request filters by beside the view, in words. */
  readonly alsoKept: readonly string[];
  readonly keeps: (index: number) => boolean;
  /** The policy with the view's overrides; null when the view has none. */
  readonly variant: Policy | null;
  /** The policy that the view compares with; null when it does not. */
  readonly against: Policy | null;
}
