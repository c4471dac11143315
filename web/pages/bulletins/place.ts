// What the page shows, as the last word of its address: an issue by number, a new one by kind; `upper-` before it means the prefecture's.
import { type IssueKind, issueKinds } from '#domain/bulletin/issue-period.ts';
import { parseIsoDate } from '#domain/period.ts';

export type Shown =
  | { readonly what: 'list' }
  | { readonly what: 'issue'; readonly number: number }
  /** `from`: first day of an occasional issue, where it is not the month's. */
  | { readonly what: 'new'; readonly kind: IssueKind; readonly from: string | null };

export interface Place {
  readonly upper: boolean;
  readonly shown: Shown;
}

function shownOf(word: string): Shown {
  if (/^[1-9]\d{0,5}$/.test(word)) return { what: 'issue', number: Number(word) };
  const [name, from = null] = word.split('~');
  const kind = issueKinds.find((one) => one === name);
  if (!kind) return { what: 'list' };
  return { what: 'new', kind, from: kind === 'occasional' && from !== null && parseIsoDate(from) ? from : null };
}

/** What is not understood shows the list. */
export function readPlace(part: string | undefined): Place {
  const upper = part === 'upper' || (part?.startsWith('upper-') ?? false);
  const word = upper ? (part ?? '').slice('upper-'.length) : (part ?? '');
  return { upper, shown: shownOf(word) };
}

/** Null: the bare page. */
export function writePlace({ upper, shown }: Place): string | null {
  const word =
    shown.what === 'list' ? '' : shown.what === 'issue' ? String(shown.number) : `${shown.kind}${shown.from ? `~${shown.from}` : ''}`;
  if (!upper) return word === '' ? null : word;
  return word === '' ? 'upper' : `upper-${word}`;
}
