// Figures of a bulletin from the ledger's rows: the progress of each land target on the last day, taken apart, and what the period changed.
import { dayNumber, type LedgerLine, type LedgerLines } from '../ledger/ledger-lines.ts';
import { progressOn, type TargetProgress } from '../ledger/progress.ts';
import type { IsoDate } from '../period.ts';
import type { Policy, Target } from '../policy/policy.ts';
import { microMu, toMu } from '../units.ts';
import { countedOf, type Counted } from './counted.ts';
import type { BulletinFigures, EntryFigures, Increment, PartFigures, TargetFigures, TownshipFigures } from './figures.ts';
import { flowsBetween } from './flows.ts';
import { dayBefore, type IssuePeriod } from './issue-period.ts';
import { unjudged } from './words.ts';

export interface InheritedTarget {
  readonly target: Target;
  readonly policy: string;
}

export interface FiguresInput {
  readonly county: BulletinFigures['county'];
  readonly policy: Policy;
  /** Targets that an upper level's document sets, each with the policy under which its land is entered; nobody's own ones, which are private. */
  readonly inherited: readonly InheritedTarget[];
  readonly period: IssuePeriod;
  readonly dataVersion: string;
  readonly ledgers: BulletinFigures['ledgers'];
  readonly lines: LedgerLines;
  /** Every township of the county (of a prefecture every loaded county), so that one without an entry is seen to have none. */
  readonly townships: readonly { readonly code: string; readonly name: string }[];
  /** Class that the policy proposes for a parcel, `none` or `unjudged`; null when the parcel is not in the record. */
  readonly classOf: (line: LedgerLine) => string | null;
  /** Which of these a line lies in. */
  readonly placeOf: (line: LedgerLine) => string | null;
  /** The task of a township toward a target in micro-mu; null when none is set. */
  readonly taskOf: (target: string, township: string) => number | null;
}

const mu = (area: number): number => toMu(microMu(area));

/** Equal values have equal places; nothing has none. */
function rankOf(values: readonly (number | null)[], value: number | null): number | null {
  return value === null || value <= 0 ? null : 1 + values.filter((other) => other !== null && other > value).length;
}

interface Sum {
  verified: number;
  declared: number;
  before: number;
  entries: number;
}

/** Sums by key on the day, and of what was verified on the day before the period. */
function sumsBy(now: readonly Counted[], before: readonly Counted[], keyOf: (one: Counted) => string | null): Map<string | null, Sum> {
  const sums = new Map<string | null, Sum>();
  const at = (key: string | null): Sum => {
    const known = sums.get(key);
    if (known) return known;
    const sum = { verified: 0, declared: 0, before: 0, entries: 0 };
    sums.set(key, sum);
    return sum;
  };
  for (const one of now) {
    const sum = at(keyOf(one));
    sum[one.stage] += one.area;
    sum.entries += 1;
  }
  for (const one of before) if (one.stage === 'verified') at(keyOf(one)).before += one.area;
  return sums;
}

function partOf(key: string | null, sum: Sum): PartFigures {
  return {
    key,
    verifiedMu: mu(sum.verified),
    declaredMu: mu(sum.declared),
    netVerifiedMu: mu(sum.verified - sum.before),
    entries: sum.entries,
  };
}

/** Most verified first; what is not known last. */
function partsBy(now: readonly Counted[], before: readonly Counted[], keyOf: (one: Counted) => string | null): PartFigures[] {
  return [...sumsBy(now, before, keyOf)]
    .map(([key, sum]) => partOf(key, sum))
    .sort(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        b.verifiedMu - a.verifiedMu ||
        b.declaredMu - a.declaredMu ||
        ((a.key ?? '') < (b.key ?? '') ? -1 : 1),
    );
}

function townshipsOf(
  { townships, placeOf, taskOf }: FiguresInput,
  target: string,
  now: readonly Counted[],
  before: readonly Counted[],
): TownshipFigures[] {
  const sums = sumsBy(now, before, ({ line }) => placeOf(line));
  const names = new Map<string | null, string>(townships.map(({ code, name }) => [code, name]));
  for (const code of sums.keys()) if (!names.has(code)) names.set(code, code ?? '未归乡镇');
  const rows = [...names].map(([code, name]) => {
    const sum = sums.get(code) ?? { verified: 0, declared: 0, before: 0, entries: 0 };
    return { code, name, task: code === null ? null : taskOf(target, code), sum };
  });
  const verified = rows.map(({ code, sum }) => (code === null ? null : sum.verified));
  const shares = rows.map(({ task, sum }) => (task === null || task <= 0 ? null : sum.verified / task));
  return rows
    .map(({ code, name, task, sum }, place) => ({
      code,
      name,
      taskMu: task === null ? null : mu(task),
      verifiedMu: mu(sum.verified),
      declaredMu: mu(sum.declared),
      netVerifiedMu: mu(sum.verified - sum.before),
      entries: sum.entries,
      rankByMu: rankOf(verified, verified[place]!),
      rankByShare: rankOf(shares, shares[place]!),
    }))
    .sort(
      (a, b) =>
        Number(a.code === null) - Number(b.code === null) ||
        b.verifiedMu - a.verifiedMu ||
        b.declaredMu - a.declaredMu ||
        ((a.code ?? '') < (b.code ?? '') ? -1 : 1),
    );
}

const total = (counted: readonly Counted[], stage: Counted['stage']): number =>
  counted.reduce((sum, one) => (one.stage === stage ? sum + one.area : sum), 0);

function incrementOf({ period }: FiguresInput, progress: TargetProgress, now: readonly Counted[], before: readonly Counted[]): Increment {
  const { gained, lost } = flowsBetween(progress.target, progress.group, dayNumber(period.from), dayNumber(period.to));
  const net = total(now, 'verified') - total(before, 'verified');
  if (gained.area - lost.area !== net) throw new Error(`what came and went in ${period.name} does not make the difference of its ends`);
  return {
    netVerifiedMu: mu(net),
    netDeclaredMu: mu(total(now, 'declared') - total(before, 'declared')),
    verified: { entries: gained.entries, areaMu: mu(gained.area) },
    reversed: { entries: lost.entries, partly: lost.partly, areaMu: mu(lost.area) },
  };
}

function entryOf({ classOf, placeOf }: FiguresInput, { line, entry, area, stage }: Counted): EntryFigures {
  return {
    id: entry.id,
    parcel: line.parcel,
    township: placeOf(line),
    measure: entry.measure,
    class: classOf(line),
    stage,
    areaMu: mu(area),
    effectiveMu: line.effective === null ? null : mu(line.effective),
    date: entry.date,
    verifiedAt: entry.verifiedAt,
    documents: entry.documents.length,
    hash: entry.hash,
  };
}

function targetFigures(input: FiguresInput, target: Target, inherited: { readonly policy: string } | null = null): TargetFigures | null {
  const { lines, period } = input;
  const policy = inherited?.policy ?? input.policy.id;
  const progress = progressOn(target, policy, lines, period.to);
  if (!progress) return null;
  const now = countedOf(progress);
  const before = countedOf(progressOn(target, policy, lines, dayBefore(period.from))!);
  if (total(now, 'verified') !== progress.verified || total(now, 'declared') !== progress.declared) {
    throw new Error(`the entries of ${target.id} do not add up to its progress`);
  }
  const landOf = ({ entry, line }: Counted): string => `${entry.id} ${line.parcel}`;
  const stands = new Set(now.map(landOf));
  const monthOf = ({ entry }: Counted): string => (entry.verifiedAt ?? entry.date).slice(0, 7);
  const { forecast } = progress;
  const whole = (area: number): number => mu(Math.round(area));
  const count = (test: (one: Counted) => boolean): number => now.filter(test).length;
  return {
    id: target.id,
    name: target.name,
    kind: target.kind!,
    clause: target.clause,
    comparatorText: target.comparatorText,
    headline: target.headline,
    parent: target.parent,
    ...(inherited ? { inherited } : {}),
    periodStart: target.periodStart,
    periodEnd: target.periodEnd,
    targetMu: toMu(progress.targetArea),
    verifiedMu: toMu(progress.verified),
    declaredMu: toMu(progress.declared),
    effectiveMu: progress.effective === null ? null : toMu(progress.effective),
    gapMu: toMu(progress.gap),
    requiredPerMonthMu: progress.requiredPerMonth === null ? null : mu(Math.ceil(progress.requiredPerMonth)),
    forecastMu: forecast && { low: whole(forecast.low), mid: whole(forecast.mid), high: whole(forecast.high) },
    increment: incrementOf(input, progress, now, before),
    townships: townshipsOf(input, target.id, now, before),
    measures: partsBy(now, before, ({ entry }) => entry.measure),
    classes: partsBy(now, before, ({ line }) => input.classOf(line)),
    months: partsBy(now, before, monthOf)
      .sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
      .slice(-12),
    coverage: {
      entries: now.length,
      verifiedEntries: count(({ stage }) => stage === 'verified'),
      withDocuments: count(({ entry }) => entry.documents.length > 0),
      withEffective: count(({ line }) => line.effective !== null),
      withDrawing: count(({ line }) => line.shape !== null),
      withTownship: count(({ line }) => input.placeOf(line) !== null),
      withClass: count(({ line }) => ![null, unjudged].includes(input.classOf(line))),
    },
    entries: now.map((one) => entryOf(input, one)),
    left: before.filter((one) => !stands.has(landOf(one))).map((one) => entryOf(input, one)),
  };
}

/** A target as an issue tells it, to be counted again. */
export function targetAsTold(told: TargetFigures): Target {
  const { id, name, kind, clause, comparatorText, headline, parent, periodStart, periodEnd, targetMu } = told;
  return {
    id,
    name,
    kind,
    clause,
    comparatorText,
    headline,
    parent,
    periodStart: periodStart as IsoDate,
    periodEnd: periodEnd as IsoDate,
    value: targetMu,
    unit: '亩',
    comparator: 'ge',
    metric: 'inherited_land',
    strength: '上级下达',
    extent: '',
    cumulative: true,
    note: null,
  };
}

/** The headline first, parts of another target and those of an upper level last; otherwise in the document's order. Kinds are never added. */
export function buildFigures(input: FiguresInput): BulletinFigures {
  const { county, policy, period, dataVersion, ledgers } = input;
  const weight = (target: Target): number => (target.headline ? 0 : target.parent ? 2 : 1);
  return {
    form: 1,
    county,
    policy: { id: policy.id, title: policy.title, version: policy.version, status: policy.status },
    period,
    asOf: period.to,
    dataVersion,
    ledgers,
    targets: [
      ...[...policy.targets].sort((a, b) => weight(a) - weight(b)).flatMap((target) => targetFigures(input, target) ?? []),
      ...input.inherited.flatMap((one) => targetFigures(input, one.target, { policy: one.policy }) ?? []),
    ],
  };
}
