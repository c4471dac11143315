// The view in the address bar: read from it, written to it, never kept anywhere else. The only reader of location and history.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, use, useCallback, useMemo, type ReactNode } from 'react';
import { decodeView, encodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';

/** What stands in the address: the encoded view, when there is one. */
export interface Address {
  view?: string;
}

/** Parts to put into the view; a part given as undefined is taken out. */
export type ViewChange = { [K in keyof View]?: View[K] | undefined };

export interface ChangeOptions {
  /** Replace the history entry instead of adding one: for camera moves and typing. */
  readonly replace?: boolean;
}

interface ViewState {
  /** Null while the address names no view yet. */
  readonly view: View | null;
  /** Why the address is not a view, when it is not. */
  readonly fault: string | null;
  readonly change: (change: ViewChange, options?: ChangeOptions) => void;
}

const ViewContext = createContext<ViewState | null>(null);

/** The view with the change applied; parts set to undefined leave it. */
export function changedView(view: View, change: ViewChange): View {
  const next: Record<string, unknown> = { ...view, ...change };
  for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
  return next as View;
}

export function ViewProvider({ children }: { children: ReactNode }) {
  const { view: text } = useSearch({ strict: false });
  const navigate = useNavigate();
  const decoded = useMemo(() => (text === undefined ? null : decodeView(text)), [text]);
  const change = useCallback(
    (parts: ViewChange, options: ChangeOptions = {}) => {
      void navigate({
        to: '.',
        replace: options.replace ?? false,
        search: (previous: Address) => {
          const before = previous.view === undefined ? null : decodeView(previous.view);
          const base = before?.ok ? before.value : null;
          if (base === null && parts.county === undefined) return previous;
          return { ...previous, view: encodeView(changedView(base ?? { county: parts.county ?? '' }, parts)) };
        },
      });
    },
    [navigate],
  );
  const state = useMemo<ViewState>(
    () => ({ view: decoded?.ok ? decoded.value : null, fault: decoded && !decoded.ok ? decoded.error : null, change }),
    [decoded, change],
  );
  return <ViewContext value={state}>{children}</ViewContext>;
}

export function useViewState(): ViewState {
  const state = use(ViewContext);
  if (!state) throw new Error('useViewState outside ViewProvider');
  return state;
}
