// An issue before it is frozen: its figures from the ledger, the draft told from them, what it is compared with and what it replaces.
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { buildFigures, type FiguresInput, type InheritedTarget, targetAsTold } from '#domain/bulletin/build-figures.ts';
import { type BulletinContent, figuresHash, type IssueName } from '#domain/bulletin/bulletin.ts';
import { compareFigures, type CountedThen } from '#domain/bulletin/compare.ts';
import { countedOf } from '#domain/bulletin/counted.ts';
import type { BulletinFigures } from '#domain/bulletin/figures.ts';
import { type IssueKind, issuePeriod } from '#domain/bulletin/issue-period.ts';
import { draftText } from '#domain/bulletin/text.ts';
import { statedTargets } from '#domain/ledger/county-targets.ts';
import type { LedgerLine, LedgerLines } from '#domain/ledger/ledger-lines.ts';
import { progressOn } from '#domain/ledger/progress.ts';
import { tasksOn } from '#domain/ledger/tasks.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toMu } from '#domain/units.ts';
import { freedKeys } from '../atlas/freed-keys.ts';
import type { TargetScope } from '../atlas/target-scope.ts';
import type { Deps, Env } from './env.ts';
import { policiesOf } from './lens.ts';
import { problem, type ProblemResponse } from './problem.ts';
import { refusedFaults } from './target-statements.ts';
import { targetLens } from './target-lens.ts';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

export interface Frozen extends BulletinContent {
  readonly hash: string;
  readonly files: Readonly<Record<string, { readonly hash: string; readonly size: number }>>;
}

export interface Asked {
  readonly county: string;
  readonly policy?: string | undefined;
  readonly kind: IssueKind;
  readonly asOf?: string | undefined;
  readonly from?: IsoDate | undefined;
}

export type Preview = Pick<BulletinContent, 'comparison' | 'figures' | 'figuresHash' | 'replaces' | 'text'>;
export type Refusal = ProblemResponse<403 | 404 | 422>;

/** The frozen bulletins of a county or prefecture, for who sees all of it: their figures name every township. */
export async function keptIn(c: Context<Env>, deps: Deps, county: string): Promise<Result<Frozen[], ProblemResponse<403 | 404>>> {
  const lens = targetLens(c, deps, { county });
  if (!lens.ok) return lens;
  if (c.get('actor').townships !== 'all') return fail(problem(c, 403, '通报涉及全县，当前范围只有部分乡镇'));
  const kept = await deps.store.bulletins(county as Parameters<typeof deps.store.bulletins>[0]);
  return ok(kept.map(({ content, hash, files }) => ({ ...(JSON.parse(content) as BulletinContent), hash, files })));
}

/** Where a line lies: of a county in a township, of a prefecture in a county. */
export function placeOf({ isPrefecture }: TargetScope): (line: LedgerLine) => string | null {
  return isPrefecture ? ({ entry }) => entry.county : ({ township }) => township;
}

function inputOf(scope: TargetScope, policy: Policy, period: BulletinFigures['period']): FiguresInput {
  const { members, isPrefecture } = scope;
  return {
    county: { code: scope.code, name: scope.name, demo: scope.demo },
    policy,
    // Nobody in particular: own targets are private, and no bulletin tells them.
    inherited: statedTargets(scope.statements, period.to, '').filter(
      ({ origin, target }) => origin === 'inherited' && target.kind !== null,
    ),
    period,
    dataVersion: scope.tag,
    ledgers: members.map(({ sheet: { data } }) => ({
      county: data.county.code,
      name: data.county.name,
      rows: data.ledger.length,
      hash: data.ledger.at(-1)?.hash ?? null,
    })),
    lines: scope.lines,
    townships: isPrefecture
      ? members.map(({ sheet }) => ({ code: sheet.data.county.code, name: sheet.data.county.name }))
      : members.flatMap(({ sheet }) => sheet.data.townships),
    classOf: freedKeys(scope, policy, null).keyOf('class'),
    placeOf: placeOf(scope),
    taskOf: (target, township) => tasksOn(scope.statements, policy.id, target, period.to).get(township)?.said.area ?? null,
  };
}

/** Targets of an upper level as an issue told them. */
export function inheritedIn(targets: BulletinFigures['targets']): InheritedTarget[] {
  return targets.flatMap((told) => (told.inherited ? [{ target: targetAsTold(told), policy: told.inherited.policy }] : []));
}

/** What a ledger counts toward a target of an earlier issue on its day; null when the policy no longer has the target. */
export function countedThen(
  policy: Policy,
  { targets, asOf }: BulletinFigures,
  lines: LedgerLines,
): (target: string) => CountedThen | null {
  const all = [...policy.targets.map((target) => ({ target, policy: policy.id })), ...inheritedIn(targets)];
  return (id) => {
    const found = all.find(({ target }) => target.id === id);
    const progress = found && progressOn(found.target, found.policy, lines, asOf);
    return progress ? countedOf(progress).map(({ entry, stage, area }) => ({ id: entry.id, stage, areaMu: toMu(area) })) : null;
  };
}

/** Issues of the same policy and kind that nothing has replaced, by day and then by number. */
function standing(kept: readonly Frozen[], policy: string, kind: IssueKind): Frozen[] {
  const replaced = new Set(kept.flatMap(({ replaces }) => replaces?.number ?? []));
  return kept
    .filter(({ number, figures }) => !replaced.has(number) && figures.policy.id === policy && figures.period.kind === kind)
    .sort((a, b) => (a.figures.asOf < b.figures.asOf ? -1 : a.figures.asOf > b.figures.asOf ? 1 : a.number - b.number));
}

const nameOf = ({ number, hash }: Frozen): IssueName => ({ number, hash });

export function previewOf(c: Context<Env>, deps: Deps, ask: Asked, kept: readonly Frozen[]): Result<Preview, Refusal> {
  const lens = targetLens(c, deps, ask);
  if (!lens.ok) return lens;
  const { scope, day } = lens.value;
  const policy = policiesOf(deps.policies, ask.county).find(({ id }) => ask.policy === undefined || id === ask.policy);
  if (!policy)
    return fail(problem(c, 404, `${scope.name}没有${ask.policy === undefined ? '自己的政策' : `政策 ${ask.policy}`}，不能编制通报`));
  const today = deps.clock.today();
  if (day > scope.asOf && day > today) return fail(refusedFaults(c, [{ field: 'asOf', message: `截止日 ${day} 还没有到` }]));
  const period = issuePeriod(ask.kind, day, ask.from ?? null);
  if (!period.ok) return fail(refusedFaults(c, [{ field: 'from', message: period.error }]));
  const figures = buildFigures(inputOf(scope, policy, period.value));
  const same = standing(kept, policy.id, ask.kind);
  const before = same.findLast((one) => one.figures.asOf < day);
  const comparison = before
    ? compareFigures(figures, before.figures, before.hash, before.number, countedThen(policy, before.figures, scope.lines))
    : null;
  const replaced = same.findLast((one) => one.figures.asOf === day && one.figures.period.from === figures.period.from);
  return ok({
    figures,
    figuresHash: figuresHash(figures, sha256),
    text: draftText(figures, comparison),
    comparison,
    replaces: replaced ? nameOf(replaced) : null,
  });
}
