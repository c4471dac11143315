// Tasks of townships: the parts into which a target is split, which need not add up to it, but the difference is told.
import type { IsoDate } from '../period.ts';
import { type MicroMu, microMu } from '../units.ts';
import { statedOn, type SaidOf, type TargetStatement } from './target-statement.ts';

export type Task = TargetStatement<SaidOf<'task'>>;

/** The task of each township toward a target on a day, by township code. Taken back: not there. */
export function tasksOn(rows: readonly TargetStatement[], policy: string, target: string, day: IsoDate): ReadonlyMap<string, Task> {
  const tasks = new Map<string, Task>();
  for (const row of statedOn(rows, 'task', day)) {
    if (row.said.target !== target || row.said.policy !== policy) continue;
    if (row.said.area === null) tasks.delete(row.said.township);
    else tasks.set(row.said.township, row);
  }
  return tasks;
}

/** What the tasks add up to against the target: below zero, so much is given to nobody; above, more is given than asked. */
export interface Allocation {
  readonly allocated: MicroMu;
  readonly difference: number;
  readonly townships: number;
}

/** Null: no task is set. */
export function allocationOf(tasks: ReadonlyMap<string, Task>, targetArea: MicroMu): Allocation | null {
  if (tasks.size === 0) return null;
  let sum = 0;
  for (const { said } of tasks.values()) sum += said.area ?? 0;
  return { allocated: microMu(sum), difference: sum - targetArea, townships: tasks.size };
}
