// Ranges by which coordinates of China are told: degrees, northings, eastings with and without the zone's number in front.

export const lonOfChina = (value: number): boolean => value >= 73 && value <= 136;
export const latOfChina = (value: number): boolean => value >= 17 && value <= 54;

/** Northings of China; eastings within some 400 km of the meridian. The ranges do not meet, so a swap is certain. */
export const isNorthing = (value: number): boolean => value >= 1_800_000 && value <= 6_200_000;
export const isEasting = (value: number, falseEasting: number): boolean => Math.abs(value - falseEasting) <= 420_000;

/** Numbers of the 3-degree and the 6-degree zone of a meridian, where it has them. */
export function zonePrefixes(meridian: number): number[] {
  return [meridian / 3, (meridian + 3) / 6].filter((zone) => Number.isInteger(zone));
}
