// How a benchmark measures and what it hands over: medians and 95th percentiles in a named unit, never one lucky run.
import { performance } from 'node:perf_hooks';

/** One line of a benchmark's table. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  /** Number of samples behind the figures. */
  readonly n: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
  /** What the figure must stay under to be good enough, in the same unit; null when it is only watched. */
  readonly limit: number | null;
  /** This median divided by another line's: how many times slower (or bigger) than what it is compared with. */
  readonly ratio: { readonly to: string; readonly value: number } | null;
  readonly note: string | null;
}

export interface LineOptions {
  readonly limit?: number;
  /** Name of an earlier line to compare with. */
  readonly against?: string;
  readonly note?: string;
}

export interface TimeOptions extends LineOptions {
  /** Samples to take; one sample is one call. */
  readonly n?: number;
  /** Calls before the first sample, so that neither compilation nor cold caches are measured. */
  readonly warmup?: number;
}

/** The table of one benchmark run. A benchmark file exports `bench(table: BenchTable): void | Promise<void>`. */
export class BenchTable {
  readonly lines: Measured[] = [];

  /** Times a call in milliseconds; `work` gets the sample's number, so that it can vary its input. Gives the last result. */
  async time<T>(name: string, work: (sample: number) => T | Promise<T>, options: TimeOptions = {}): Promise<T> {
    const { n = 20, warmup = Math.min(3, n) } = options;
    for (let sample = 0; sample < warmup; sample += 1) await work(sample);
    const samples: number[] = [];
    let last: T | undefined;
    for (let sample = 0; sample < n; sample += 1) {
      const begun = performance.now();
      last = await work(sample);
      samples.push(performance.now() - begun);
    }
    this.record(name, samples, 'ms', options);
    return last as T;
  }

  /** Adds a line from samples measured elsewhere: bytes, rows per second, milliseconds in a browser. */
  record(name: string, samples: readonly number[], unit: string, { limit, against, note }: LineOptions = {}): Measured {
    if (samples.length === 0) throw new RangeError(`no samples for ${name}`);
    const sorted = samples.toSorted((a, b) => a - b);
    const median = quantile(sorted, 0.5);
    const other = against === undefined ? null : this.lines.find((line) => line.name === against);
    if (other === undefined) throw new RangeError(`no earlier line named ${against}`);
    const line: Measured = {
      name,
      unit,
      n: samples.length,
      median,
      p95: quantile(sorted, 0.95),
      min: sorted[0]!,
      max: sorted.at(-1)!,
      limit: limit ?? null,
      ratio: other ? { to: other.name, value: median / other.median } : null,
      note: note ?? null,
    };
    this.lines.push(line);
    return line;
  }
}

/** Linear between the two nearest samples; the samples are in ascending order. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}
