// The camera as the view keeps it: five numbers, rounded to what can be seen.
import type { View } from '#domain/view.ts';

export type Camera = NonNullable<View['camera']>;

/** Rounded to about 0.1 m and a hundredth of a zoom step, so that links stay short and comparisons stable. */
export function rounded([lon, lat, zoom, bearing, pitch]: Camera): Camera {
  const to = (value: number, places: number): number => Number(value.toFixed(places)) || 0;
  return [to(lon, 6), to(lat, 6), to(zoom, 2), to(bearing, 1), to(pitch, 1)];
}

export function sameCamera(a: Camera | undefined, b: Camera | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.every((value, place) => value === b[place]));
}
