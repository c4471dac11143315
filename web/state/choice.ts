// The repurchase part of the view: what is asked for and what is open, read from the address and written to it.
import { useCallback } from 'react';
import type { Choice } from '#domain/repurchase/choice.ts';
import { useViewState, type ChangeOptions } from './view-context.tsx';

/** Parts to put into the choice; a part given as undefined is taken out. */
export type ChoiceChange = { [K in keyof Choice]?: Choice[K] | undefined };

const empty: Choice = {};

/** The choice with the change applied; undefined when nothing is left of it. */
export function changedChoice(choice: Choice, change: ChoiceChange): Choice | undefined {
  const next: Record<string, unknown> = { ...choice, ...change };
  for (const [key, value] of Object.entries(next))
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) delete next[key];
  return Object.keys(next).length > 0 ? next : undefined;
}

export interface ChoiceState {
  readonly choice: Choice;
  readonly choose: (change: ChoiceChange, options?: ChangeOptions) => void;
}

export function useChoice(): ChoiceState {
  const { view, change } = useViewState();
  const choice = view?.repurchase ?? empty;
  const choose = useCallback(
    (parts: ChoiceChange, options?: ChangeOptions) => change({ repurchase: changedChoice(choice, parts) }, options),
    [change, choice],
  );
  return { choice, choose };
}

/** Locks with these plots put in, put out or set free; no plot is in both. */
export function lockedAs(
  choice: Choice,
  codes: readonly string[],
  lock: 'in' | 'out' | 'free',
): Pick<ChoiceChange, 'lockedIn' | 'lockedOut'> {
  const moved = new Set(codes);
  const rest = (list: readonly string[] | undefined): string[] => (list ?? []).filter((code) => !moved.has(code));
  const added = [...moved];
  return {
    lockedIn: lock === 'in' ? [...rest(choice.lockedIn), ...added] : rest(choice.lockedIn),
    lockedOut: lock === 'out' ? [...rest(choice.lockedOut), ...added] : rest(choice.lockedOut),
  };
}
