// The day at which a replay of the ledger is: outside the view while it plays, because it is over in a moment.
import { watched } from './hover.ts';

/** Null: nothing plays, the view's as-of day is shown. */
export const replayDay = watched<string | null>(null);
