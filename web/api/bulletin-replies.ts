// The replies about bulletins, as the routes state them. Areas in mu; null where unknown.
import type { BulletinContent, BulletinText } from '#domain/bulletin/bulletin.ts';
import type { LateChange } from '#domain/bulletin/compare.ts';
import type { Doubt } from '#domain/bulletin/doubts.ts';
import type { IssueKind } from '#domain/bulletin/issue-period.ts';

export type { BulletinText, Doubt, IssueKind };

export interface KeptFile {
  readonly hash: string;
  readonly size: number;
}

export interface IssueListing {
  readonly number: number;
  readonly title: string;
  readonly kind: IssueKind;
  /** What the period is called. */
  readonly period: string;
  readonly policy: string;
  readonly demo: boolean;
  readonly from: string;
  readonly asOf: string;
  readonly hash: string;
  readonly files: Readonly<Record<string, KeptFile>>;
  readonly edited: boolean;
  readonly doubts: number;
  /** Number of the issue that this one takes the place of. */
  readonly replaces: number | null;
  readonly frozenBy: string;
  readonly frozenAt: string;
}

export type BulletinPreview = Pick<BulletinContent, 'comparison' | 'figures' | 'figuresHash' | 'replaces' | 'text'>;

export interface FrozenBulletin extends BulletinContent {
  readonly hash: string;
  readonly files: Readonly<Record<string, KeptFile>>;
}

export interface BulletinCheck {
  readonly content: boolean;
  readonly figures: boolean;
  readonly files: Readonly<Record<string, boolean>>;
  readonly faults: readonly string[];
  readonly ledgers: readonly { readonly name: string; readonly rowsThen: number; readonly rowsNow: number; readonly intact: boolean }[];
  readonly replayed: 'same' | 'different' | 'policy';
  readonly late: readonly (LateChange & { readonly id: string; readonly name: string })[];
}
