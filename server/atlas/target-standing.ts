// One target of a county as it stands on a day: its progress with the tasks of its townships, the cases under way, and who is behind.
import { sees, type Actor } from '#domain/access/actor.ts';
import { casesOn, likelihoodsOn, pipelineOf, type Pipeline } from '#domain/ledger/cases.ts';
import type { CountyTarget } from '#domain/ledger/county-targets.ts';
import { type Band, historyForecast, monthlyIncrements, pipelineForecast, requiredPerMonth } from '#domain/ledger/forecast.ts';
import { dayNumber, keyColumn } from '#domain/ledger/ledger-lines.ts';
import { compareShares, outlookOf, ranksOf, type Bucket, type BucketReason } from '#domain/ledger/outlook.ts';
import { facesBy, noFaces, progressOn, type Faces, type TargetProgress } from '#domain/ledger/progress.ts';
import type { Step } from '#domain/ledger/steps.ts';
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
  const { target } = of;
  const { keys } = progress.group.township;
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  const facesOf = new Map<string | null, Faces>(progress.townships.map((one) => [one.township, one]));
  const land = scope.isPrefecture ? null : landByTownship(scope.members[0]!.sheet);
  const bestMonth = progress.increments.length > 0 ? Math.max(...progress.increments) : null;
  const [start, at] = [dayNumber(target.periodStart), Math.min(dayNumber(day), dayNumber(target.periodEnd))];
  // A township that is no more (redrawn) keeps its row while entries or tasks name it.
  const codes = [...new Set<string | null>([...names.keys(), ...facesOf.keys(), ...tasks.keys()])].filter((code) => sees(actor, code));
  const rows = codes.map((code) => {
    const { verified, declared, effective } = facesOf.get(code) ?? noFaces;
    const task = code === null ? null : (tasks.get(code) ?? null);
    const area = task?.said.area ?? null;
    const place = placeOf.get(code);
    const steps = place === undefined ? [] : (progress.steps.townships[place] ?? []);
    const increments = monthlyIncrements(steps, start, at);
    const forecast = historyForecast(verified, increments, progress.daysLeft);
    const landLeft = land ? (land.get(code ?? '') ?? 0) - verified : null;
    const gap = area === null ? null : Math.max(0, area - verified);
    return {
      code,
      name: code === null ? '未归乡镇' : (names.get(code) ?? code),
      verified,
      declared,
      effective,
      task,
      gap,
      requiredPerMonth: gap === null ? null : requiredPerMonth(gap, progress.daysLeft),
      forecast,
      ...outlookOf({
        task: area,
        verified,
        daysLeft: progress.daysLeft,
        forecast,
        landLeft,
        bestMonth,
        hasEntries: progress.group.lines.length > 0,
      }),
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
  const pipeline = pipelineOf({ ...target, policy }, progress, casesOn(scope.statements, day), likelihoodsOn(scope.statements, day));
  const land = scope.isPrefecture ? null : [...landByTownship(scope.members[0]!.sheet).values()].reduce((sum, area) => sum + area, 0);
  const ahead = progress.daysLeft > 0 ? [...pipeline.items, pipeline.declared] : [];
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
      hasEntries: progress.group.lines.length > 0,
    }),
    townships: townshipsOf(scope, of, progress, tasks, day, actor),
    counties: scope.isPrefecture ? countiesOf(scope, progress) : [],
  };
}

function countiesOf(scope: TargetScope, { target, group, selected }: TargetProgress): TargetStanding['counties'] {
  const { keys, codes } = keyColumn(group.lines, ({ entry }) => entry.county);
  const faces = facesBy(target, group, selected, codes, keys.length);
  return scope.members.map(({ sheet: { data } }) => ({
    code: data.county.code,
    name: data.county.name,
    ...(faces[keys.indexOf(data.county.code)] ?? noFaces),
  }));
}
