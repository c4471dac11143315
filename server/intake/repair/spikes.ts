// Spikes: a boundary that runs out to a point and straight back. They enclose nothing, and only a slip of the pen draws them.
import { metresPerDegree } from '#domain/land/area.ts';
import type { Position, Ring } from '#domain/land/geometry.ts';

/** Sine of the angle between the way out and the way back, a third of a degree, and the least length of a spike in metres. */
const sharpest = 0.006;
const leastMetres = 0.05;

const nowhere: readonly number[] = [];

/** Corners of a ring at which it turns straight back. */
export function spikesOf(ring: Ring): readonly number[] {
  const count = ring.length - 1;
  if (count < 4) return nowhere;
  const { east, north } = metresPerDegree(ring[0]![1]);
  let found: number[] | null = null;
  let [before, at] = [ring[count - 1]!, ring[0]!];
  for (let index = 0; index < count; index += 1) {
    const after = ring[index + 1]!;
    const ax = (at[0] - before[0]) * east;
    const ay = (at[1] - before[1]) * north;
    const bx = (after[0] - at[0]) * east;
    const by = (after[1] - at[1]) * north;
    [before, at] = [at, after];
    if (ax * bx + ay * by >= 0) continue;
    const [out, back] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
    if (Math.min(out, back) < leastMetres || Math.abs(ax * by - ay * bx) > sharpest * out * back) continue;
    (found ??= []).push(index);
  }
  return found ?? nowhere;
}

/** The ring without its spikes; taking one off may lay another bare. */
export function withoutSpikes(ring: Ring): Ring {
  let now: readonly Position[] = ring;
  for (let round = 0; round < 16; round += 1) {
    const spikes = new Set(spikesOf(now));
    if (spikes.size === 0) return now;
    const kept: Position[] = [];
    for (const [index, position] of now.slice(0, -1).entries()) {
      const last = kept.at(-1);
      if (!spikes.has(index) && !(last && last[0] === position[0] && last[1] === position[1])) kept.push(position);
    }
    if (kept.length < 3) return ring;
    now = [...kept, kept[0]!];
  }
  return now;
}
