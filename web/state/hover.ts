// Which parcel the pointer or the table's row is on: shared by map and table, outside the view because it is over in a moment.
import { useSyncExternalStore } from 'react';

type Listener = () => void;

/** One value that can be watched without drawing the whole page again. */
export interface Watched<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
  readonly watch: (listener: Listener) => () => void;
}

export function watched<T>(initial: T): Watched<T> {
  let current = initial;
  const listeners = new Set<Listener>();
  return {
    get: () => current,
    set: (value) => {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Index of the parcel under the pointer; null when there is none. */
export const hoveredParcel = watched<number | null>(null);

export function useWatched<T>(value: Watched<T>): T {
  return useSyncExternalStore(value.watch, value.get);
}
