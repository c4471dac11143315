// One target of a county as it stands on a day: its progress with the tasks of its townships, the cases under way, and who is behind.
import { sees, type Actor } from '#domain/access/actor.ts';
import { casesOn, likelihoodsOn, pipelineOf, type Pipeline } from '#domain/ledger/cases.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import { type Band, historyForecast, monthlyIncrements, pipelineForecast, requiredPerMonth } from '#domain/ledger/forecast.ts';
import { dayNumber, enteredKind, type CountedLine, type LedgerLine } from '#domain/ledger/ledger-lines.ts';
import { compareShares, outlookOf, ranksOf, type Bucket, type BucketReason } from '#domain/ledger/outlook.ts';
import { facesOf, progressOn, type Faces, type TargetProgress } from '#domain/ledger/progress.ts';
import { stepsOf, type Step } from '#domain/ledger/replay.ts';
import { allocationOf, tasksOn, type Allocation, type Task } from '#domain/ledger/tasks.ts';
import type { IsoDate } from '#domain/period.ts';
import { landByTownship, type TargetScope } from './target-scope.ts';

export interface TownshipStanding extends Faces {
  /** Null: land of no township. */
  readonly code: string | null;
  readonly name: string;
  readonly task: Task | null;
  readonly gap: number | null;
  readonly requiredPerMonth: number | null;
  readonly forecast: Band | null;
  readonly bucket: Bucket;
  readonly reason: BucketReason;
  /** By share of the task, and by mu; null without. */
  readonly rankByShare: number | null;
  readonly rankByMu: number | null;
  readonly steps: readonly Step[];
}

export interface TargetStanding {
  readonly of: CountyTarget;
  readonly progress: TargetProgress;
  readonly allocation: Allocation | null;
  readonly pipeline: Pipeline;
  readonly pipelineForecast: Band;
  readonly bucket: Bucket;
  readonly reason: BucketReason;
  /** Those that the actor sees; every township of the county is among them. */
  readonly townships: readonly TownshipStanding[];
  /** Of a prefecture: its loaded counties. */
  readonly counties: readonly (Faces & { readonly code: string; readonly name: string })[];
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function townshipsOf(
  scope: TargetScope,
  of: CountyTarget,
  progress: TargetProgress,
  tasks: ReadonlyMap<string, Task>,
  day: IsoDate,
  actor: Actor,
) {
  const names = new Map<string | null, string>(
    scope.members.flatMap(({ sheet }) => sheet.data.townships.map(({ code, name }): [string, string] => [code, name])),
  );
  const { policy, target } = of;
  const kind = enteredKind(target);
  const counted = grouped<CountedLine>(progress.counted, ({ line }) => line.entry.township);
  const lines = grouped<LedgerLine>(kind === null ? [] : scope.lines.of(policy, kind), ({ entry }) => entry.township);
  const land = scope.isPrefecture ? null : landByTownship(scope.members[0]!.sheet);
  const bestMonth = progress.increments.length > 0 ? Math.max(...progress.increments) : null;
  const [start, at] = [dayNumber(target.periodStart), Math.min(dayNumber(day), dayNumber(target.periodEnd))];
  // A township that is no more (redrawn) keeps its row while entries or tasks name it.
  const codes = [...new Set<string | null>([...names.keys(), ...counted.keys(), ...tasks.keys()])].filter((code) => sees(actor, code));
  const rows = codes.map((code) => {
    const faces = facesOf(counted.get(code) ?? []);
    const task = code === null ? null : (tasks.get(code) ?? null);
    const area = task?.said.area ?? null;
    const steps = stepsOf({ ...target, policy }, lines.get(code) ?? []);
    const increments = monthlyIncrements(steps, start, at);
    const forecast = historyForecast(faces.verified, increments, progress.daysLeft);
    const landLeft = land ? (land.get(code ?? '') ?? 0) - faces.verified : null;
    const gap = area === null ? null : Math.max(0, area - faces.verified);
    return {
      code,
      name: code === null ? '未归乡镇' : (names.get(code) ?? code),
      ...faces,
      task,
      gap,
      requiredPerMonth: gap === null ? null : requiredPerMonth(gap, progress.daysLeft),
      forecast,
      ...outlookOf({ task: area, verified: faces.verified, daysLeft: progress.daysLeft, forecast, landLeft, bestMonth }),
      steps,
    };
  });
  const hasTask = (row: (typeof rows)[number]): boolean => (row.task?.said.area ?? 0) > 0;
  const share = ranksOf(rows, (a, b) => compareShares(a.verified, a.task!.said.area!, b.verified, b.task!.said.area!), hasTask);
  const byMu = ranksOf(
    rows,
    (a, b) => a.verified - b.verified,
    (row) => row.verified > 0,
  );
  return rows.map((row, index): TownshipStanding => ({ ...row, rankByShare: share[index]!, rankByMu: byMu[index]! }));
}

/** Null for a target that is not a number of mu. */
export function targetStanding(scope: TargetScope, of: CountyTarget, day: IsoDate, actor: Actor): TargetStanding | null {
  const { target, policy } = of;
  const progress = progressOn(target, policy, scope.lines, day);
  if (!progress) return null;
  const tasks = tasksOn(scope.statements, policy, target.id, day);
  const pipeline = pipelineOf(
    { ...target, policy },
    progress.counted,
    casesOn(scope.statements, day),
    likelihoodsOn(scope.statements, day),
  );
  const land = scope.isPrefecture ? null : [...landByTownship(scope.members[0]!.sheet).values()].reduce((sum, area) => sum + area, 0);
  const ahead = progress.daysLeft > 0 ? pipeline.items : [];
  return {
    of,
    progress,
    allocation: allocationOf(tasks, progress.targetArea),
    pipeline,
    pipelineForecast: pipelineForecast(progress.verified, ahead),
    ...outlookOf({
      task: progress.targetArea,
      verified: progress.verified,
      daysLeft: progress.daysLeft,
      forecast: progress.forecast,
      landLeft: land === null ? null : land - progress.verified,
      bestMonth: progress.increments.length > 0 ? Math.max(...progress.increments) : null,
    }),
    townships: townshipsOf(scope, of, progress, tasks, day, actor),
    counties: scope.isPrefecture
      ? scope.members.map(({ sheet: { data } }) => ({
          code: data.county.code,
          name: data.county.name,
          ...facesOf(progress.counted.filter(({ line }) => line.entry.county === data.county.code)),
        }))
      : [],
  };
}
