// Long work that can be done in pieces, so that whoever else waits for this thread gets a turn in between.

/** Work that stops at every `yield`, where somebody else may have a turn, and returns its result at the end. */
export type Piecewise<T> = Generator<undefined, T, undefined>;

/** The result of the work, done in one go. */
export function atOnce<T>(work: Piecewise<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The result of the work, with `pause` awaited wherever it can stop and `due` says that others have waited long enough. */
export async function inTurns<T>(work: Piecewise<T>, due: () => boolean, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (due()) await pause();
  }
}

/** Items between two places where the work can stop: few enough to take under a millisecond. */
const few = 256;

/** Whether the work can stop after this many items. */
export function isStop(done: number): boolean {
  return done % few === few - 1;
}
