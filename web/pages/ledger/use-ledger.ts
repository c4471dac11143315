// The ledger's part of the view: what is filtered, in which order, which page, which entry is open. In the address, nowhere else.
import { useCallback } from 'react';
import type { LedgerView } from '#domain/ledger/ledger-filter.ts';
import { useViewState } from '../../state/view-context.tsx';

/** Parts to put in; a part given as undefined, or as an empty list, is taken out. */
export type LedgerChange = { [K in keyof LedgerView]?: LedgerView[K] | undefined };

const nothing: LedgerView = {};
/** Parts that are not a filter: changing them leaves the page of rows where it is. */
const besides: ReadonlySet<string> = new Set(['open', 'page']);

export function changedLedger(ledger: LedgerView, parts: LedgerChange): LedgerView | undefined {
  const next: Record<string, unknown> = { ...ledger, ...parts };
  if (Object.keys(parts).some((part) => !besides.has(part))) delete next['page'];
  for (const [part, value] of Object.entries(next)) {
    const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0) || (part === 'page' && value === 1);
    if (empty) delete next[part];
  }
  return Object.keys(next).length > 0 ? next : undefined;
}

export function useLedger(): { readonly ledger: LedgerView; readonly set: (parts: LedgerChange, replace?: boolean) => void } {
  const { view, change } = useViewState();
  const ledger = view?.ledger ?? nothing;
  const set = useCallback(
    (parts: LedgerChange, replace = false) => change({ ledger: changedLedger(ledger, parts) }, { replace }),
    [ledger, change],
  );
  return { ledger, set };
}

/** How many parts narrow what is shown. */
export function filtersSet({ sort: _sort, page: _page, open: _open, knownOn: _known, ...filter }: LedgerView): number {
  return Object.keys(filter).length;
}
