// Grades over the years: how many years in a row, whether a streak of n is reached, and in which year it will be.
import type { Truth } from '../policy/judgement.ts';
import type { Standing } from './standing.ts';

/** What stands for a firm in a year. Null = not known; 暂不评 is known and in no class (`exempt`), so it ends a streak. */
export interface YearGrade {
  readonly year: number;
  readonly class: string | null;
  readonly exempt: boolean;
}

/** What a year's standing contributes to the history. 暂不评 is known; no data, no group or outside the evaluation is not. */
export function yearGradeOf(year: number, standing: Standing): YearGrade {
  return { year, class: standing.class, exempt: standing.class === null && standing.computed.state === 'exempt' };
}

export interface Streak {
  /** Years in a row known to be in the class, ending with the asked year; 0 when its own class is not known or not among those asked. */
  readonly years: number;
  /** First of them; null when there is none. */
  readonly since: number | null;
  /** False when the year before is not known, so that the streak may be longer. */
  readonly exact: boolean;
}

/** The streak ending at a year, of one class or of several taken together (C or D). Years not in the history are not known. */
export function streakAt(history: readonly YearGrade[], year: number, among: readonly string[]): Streak {
  let years = 0;
  while (fitsIn(history, year - years, among) === true) years += 1;
  return { years, since: years > 0 ? year - years + 1 : null, exact: fitsIn(history, year - years, among) === false };
}

/** The streak of whatever class the firm has in the year. */
export function currentStreak(history: readonly YearGrade[], year: number): Streak & { readonly class: string | null } {
  const own = history.find((each) => each.year === year)?.class ?? null;
  if (own === null) return { class: null, years: 0, since: null, exact: false };
  return { class: own, ...streakAt(history, year, [own]) };
}

/** Whether each of the last `length` years ending at `year` is among the classes; one unknown year leaves it unknown unless another speaks against it. */
export function streakReaches(history: readonly YearGrade[], year: number, among: readonly string[], length: number): Truth {
  let truth: Truth = true;
  for (let back = 0; back < length; back += 1) {
    const fits = fitsIn(history, year - back, among);
    if (fits === false) return false;
    if (fits === 'unknown') truth = 'unknown';
  }
  return truth;
}

/** The year in which the known streak at `year` is (or was) `length` years long if nothing changes; null when the firm is not in one. */
export function yearOfReaching(history: readonly YearGrade[], year: number, among: readonly string[], length: number): number | null {
  const { since } = streakAt(history, year, among);
  return since === null ? null : since + length - 1;
}

function fitsIn(history: readonly YearGrade[], year: number, among: readonly string[]): Truth {
  const grade = history.find((each) => each.year === year);
  if (!grade) return 'unknown';
  if (grade.exempt && grade.class === null) return false;
  return grade.class === null ? 'unknown' : among.includes(grade.class);
}
