// Seeded randomness for the demonstration counties: the same labels give the same stream on every machine. No clock, no Math.random.

/** A stream of pseudo-random draws. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform in [low, high). */
  readonly range: (low: number, high: number) => number;
  /** Whole number from low to high, both included. */
  readonly whole: (low: number, high: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** Normal with mean 0 and deviation 1, cut off at ±3.5. */
  readonly normal: () => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** An entry drawn in proportion to its weight. */
  readonly weighted: <T>(list: readonly T[], weight: (entry: T) => number) => T;
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

/** 32-bit hash of text (FNV-1a with a final mix), used to seed streams and to place noise. */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Hash of a lattice point under a seed, as a number in [-1, 1). */
export function latticeValue(seed: number, column: number, row: number): number {
  return mix(Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ seed) / 0x80000000 - 1;
}

/** A stream that depends only on its labels (small fast counter generator, 128 bits of state). */
export function createRandom(...labels: readonly (string | number)[]): Random {
  const text = labels.join('|');
  let [a, b, c, counter] = [hashText(text), hashText(text, 0x9e3779b9), hashText(text, 0x51ed270b), 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 0x100000000;
  };
  for (let turn = 0; turn < 12; turn += 1) next();
  const range = (low: number, high: number): number => low + (high - low) * next();
  const whole = (low: number, high: number): number => low + Math.floor((high - low + 1) * next());
  const normal = (): number => {
    const draw = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(-3.5, Math.min(3.5, draw));
  };
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[whole(0, list.length - 1)]!;
  };
  const weighted = <T>(list: readonly T[], weight: (entry: T) => number): T => {
    const total = list.reduce((sum, entry) => sum + weight(entry), 0);
    let left = range(0, total);
    for (const entry of list) {
      left -= weight(entry);
      if (left < 0) return entry;
    }
    return pick(list);
  };
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let index = copy.length - 1; index > 0; index -= 1) {
      const other = whole(0, index);
      [copy[index], copy[other]] = [copy[other]!, copy[index]!];
    }
    return copy;
  };
  return { next, range, whole, chance: (probability) => next() < probability, normal, pick, weighted, shuffled };
}
