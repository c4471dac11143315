// The overrides under one's hand: at once on the screen, in the address when the hand rests, asked of the server at most so often.
import { useEffect, useMemo, useState } from 'react';
import type { Overrides } from '../../api/policy-queries.ts';
import { useViewState } from '../../state/view-context.tsx';

/** Wait after the last move before the server is asked: long enough to skip what a hand passes over. */
const pause = 50;

/** The value once it has stood still for the pause; at first at once. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export interface Draft {
  readonly overrides: Overrides;
  /** Shows the overrides; nothing is written yet. */
  readonly move: (next: Overrides) => void;
  /** Puts them into the address, so that a link brings them back. */
  readonly settle: (next: Overrides) => void;
}

const none: Overrides = {};

export function useDraft(clean: (overrides: Overrides) => Overrides): Draft {
  const { view, change } = useViewState();
  const given = view?.scenario;
  const text = JSON.stringify(given ?? none);
  const [draft, setDraft] = useState<{ readonly of: string; readonly overrides: Overrides } | null>(null);
  // A draft stands on the address it was begun from; once that changes (by us or by the back button), the address speaks.
  const raw = draft?.of === text ? draft.overrides : given;
  const key = JSON.stringify(clean(raw ?? none));
  const overrides = useMemo(() => JSON.parse(key) as Overrides, [key]);
  return {
    overrides,
    move: (next) => setDraft({ of: text, overrides: next }),
    settle: (next) => {
      const kept = clean(next);
      setDraft({ of: text, overrides: kept });
      change({ scenario: Object.keys(kept).length > 0 ? kept : undefined }, { replace: true });
    },
  };
}
