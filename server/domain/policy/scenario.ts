// A scenario beside the rules in force: who enters a class, who leaves one, who changes class, who stays.
import { CANNOT_BE_JUDGED } from './batch/compile-policy.ts';

/** Subjects by what a scenario does to them, as indices in ascending order. Being judged impossible counts as being in no class. */
export interface ScenarioDifference {
  /** In no class before, in one after. */
  readonly entered: readonly number[];
  /** In a class before, in none after. */
  readonly left: readonly number[];
  /** In another class after. */
  readonly changed: readonly number[];
  /** In the same class before and after. */
  readonly kept: readonly number[];
}

/** Class of a verdict code, or 0 for none (0 and 255). */
function classCode(code: number): number {
  return code === CANNOT_BE_JUDGED ? 0 : code;
}

/**
 * Compares verdict codes (0 none, 255 cannot be judged, else 1 + class index) of the same subjects. entered + kept + changed = all that
 * are in a class after; left + kept + changed = all that were before. Class indices of both sides must mean the same classes.
 */
export function scenarioDifference(before: ArrayLike<number>, after: ArrayLike<number>): ScenarioDifference {
  if (before.length !== after.length) throw new RangeError('a scenario compares the same subjects');
  const difference = { entered: [] as number[], left: [] as number[], changed: [] as number[], kept: [] as number[] };
  for (let index = 0; index < before.length; index += 1) {
    const [was, is] = [classCode(before[index]!), classCode(after[index]!)];
    if (was === 0 && is === 0) continue;
    if (was === 0) difference.entered.push(index);
    else if (is === 0) difference.left.push(index);
    else if (was === is) difference.kept.push(index);
    else difference.changed.push(index);
  }
  return difference;
}
