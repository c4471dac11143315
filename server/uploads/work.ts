// What is under way for each upload, in memory: how far it is, what its trial said, and the events that those who follow it hear in order.
import type { UploadEvent, UploadProgress, UploadStatus } from '#domain/upload.ts';
import type { Tried } from './importer.ts';

const eventsKept = 1_000;

export class Work {
  status: UploadStatus = 'reading';
  progress: UploadProgress | null = null;
  /** What the trial said. */
  trial: Tried | null = null;
  controller = new AbortController();
  /** Ends when nothing is under way. */
  job: Promise<void> = Promise.resolve();
  readonly #events: UploadEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #next = 1;

  say(status: UploadStatus): void {
    this.status = status;
    if (status !== 'reading' && status !== 'committing') this.progress = null;
    this.#push({ id: this.#next, event: 'state', data: { status } });
  }

  report(progress: UploadProgress): void {
    this.progress = progress;
    this.#push({ id: this.#next, event: 'progress', data: progress });
  }

  #push(event: UploadEvent): void {
    this.#next += 1;
    this.#events.push(event);
    if (this.#events.length > eventsKept) this.#events.shift();
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  get busy(): boolean {
    return this.status === 'reading' || this.status === 'committing';
  }

  /** Events after the given one, in order, until nothing is under way any more. */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<UploadEvent> {
    // Numbers begin anew when the file is read anew or the server was away: whoever heard a later one hears all.
    let last = after >= this.#next ? 0 : after;
    while (!signal.aborted) {
      for (const event of this.#events.filter(({ id }) => id > last)) {
        last = event.id;
        yield event;
      }
      if (!this.busy && !this.#events.some(({ id }) => id > last)) return;
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }
}
