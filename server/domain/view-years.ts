// Which earlier year a change counts from, where the view leaves it open: the same on screen and on paper.

/** The asked year when it is an earlier one that has figures; else the year before; null when there is none. */
export function baseYearOf(years: readonly number[], year: number, asked: number | undefined): number | null {
  const earlier = years.filter((one) => one < year);
  return asked !== undefined && earlier.includes(asked) ? asked : (earlier.at(-1) ?? null);
}
