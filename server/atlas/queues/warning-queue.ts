// 预警: whom a rule will catch in a coming year if nothing changes, whose tax per mu is heading below a threshold, who fell to C or D for the first time.
import { judgementDay } from '#domain/firms/parcel-judgement.ts';
import { comingInBulk } from '#domain/policy/batch/coming-columns.ts';
import { columnOf, type FactColumns } from '#domain/policy/batch/fact-columns.ts';
import { effectsOf, fallingTrend } from '#domain/policy/early-warning.ts';
import type { YearlyFacts } from '#domain/policy/facts.ts';
import { classOf, type Policy } from '#domain/policy/policy.ts';
import { thresholdsOf } from '#domain/policy/thresholds.ts';
import { decimalText, fen, microMu } from '#domain/units.ts';
import { countyVerdicts, type JudgedSubjects } from '../judging.ts';
import type { Snapshot } from '../snapshot.ts';
import { eachSubject, SubjectTally } from '../subject-sets.ts';
import { queueHead, subjectRow, type SubjectRow } from './subject-row.ts';

export const warningKinds = ['coming', 'falling', 'firstLowGrade'] as const;
export type WarningKind = (typeof warningKinds)[number];

/** What a warning says; fields that do not belong to its kind are null. */
export interface Warning {
  readonly kind: WarningKind;
  /** Year in which it comes about. */
  readonly year: number;
  readonly yearsLeft: number;
  readonly rule: string | null;
  readonly clause: string | null;
  readonly class: string | null;
  /** Rules that hold now and write what brings it about into the next year (直接列入D类). */
  readonly through: readonly string[];
  readonly threshold: number | null;
  readonly estimate: number | null;
  readonly grade: string | null;
  readonly sentence: string;
}

export type WarningRow = SubjectRow & Warning & { readonly proposed: string | null };

const TAX = 'enterprise.taxPerMuWan';
const none = { rule: null, clause: null, class: null, through: [], threshold: null, estimate: null, grade: null };

/** Tax per mu of a packed subject in the three years up to `year`. */
function lastThree(columns: FactColumns, row: number, year: number): YearlyFacts {
  const years: Record<number, { money: ReturnType<typeof fen>; area: ReturnType<typeof microMu> }> = {};
  for (const one of [year - 2, year - 1, year]) {
    const column = columnOf(columns, TAX, one);
    if (column?.kind === 'ratio' && column.area[row]! > 0)
      years[one] = { money: fen(column.money[row]!), area: microMu(column.area[row]!) };
  }
  return years;
}

function comingWarnings(
  policy: Policy,
  year: number,
  proposed: number,
  classes: readonly string[],
  held: number,
  bitsByYear: readonly number[],
): Warning[] {
  const effects = new Set(effectsOf(policy).map((effect) => effect.rule));
  const through = policy.rules.filter((rule, bit) => effects.has(rule.id) && (held & (1 << bit)) !== 0).map((rule) => rule.id);
  return bitsByYear.flatMap((bits, ahead) =>
    policy.rules.flatMap((rule, bit): Warning[] => {
      if ((bits & (1 << bit)) === 0) return [];
      const gives = classOf(policy, rule)?.name ?? null;
      // Classes are numbered from the strictest: one that is no stricter than what is proposed already changes nothing.
      if (gives === null || (proposed > 0 && classes.indexOf(gives) + 1 >= proposed)) return [];
      const yearsLeft = ahead + 1;
      const sentence = `如情况不变，${year + yearsLeft} 年将符合 ${rule.id}（${rule.clause}）：${rule.wording}`;
      return [
        { ...none, kind: 'coming', year: year + yearsLeft, yearsLeft, rule: rule.id, clause: rule.clause, class: gives, through, sentence },
      ];
    }),
  );
}

function buildWarnings(snapshot: Snapshot, year: number, policy: Policy) {
  const { sheet } = snapshot;
  const judged = countyVerdicts(sheet, year, policy);
  const options = { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) };
  const thresholds = policy.taxThresholds === 'set' ? thresholdsOf(policy, TAX) : [];
  const coming = new Map(judged.runs.map((run) => [run, comingInBulk(run.columns, policy, options)]));
  const [now, before] = [sheet.accounts(year), sheet.accounts(year - 1)];
  const tallies = new Map(warningKinds.map((kind) => [kind, new SubjectTally()]));
  const rows: WarningRow[] = [];
  const warningsOf = (run: JudgedSubjects, row: number): Warning[] => {
    const { matched, proposed } = run.verdicts;
    const ahead = coming.get(run)!.map((column) => column[row]!);
    const found = comingWarnings(policy, year, proposed[row]!, judged.columns.classes, matched[row]!, ahead);
    const firm = run.firms[row]!;
    if (firm < 0) return found;
    const trend = thresholds.length > 0 ? fallingTrend(lastThree(run.columns, row, year), year, thresholds) : null;
    if (trend) {
      const threshold = decimalText(trend.threshold);
      const sentence = `近三年亩均税收走低，照此 ${trend.year} 年将低于 ${threshold} 万元/亩`;
      found.push({
        ...none,
        kind: 'falling',
        year: trend.year,
        yearsLeft: 1,
        threshold: Number(threshold),
        estimate: trend.estimate,
        sentence,
      });
    }
    const [grade, earlier] = [now[firm]?.grade ?? null, before[firm]?.grade ?? null];
    if ((grade === 'C' || grade === 'D') && (earlier === 'A' || earlier === 'B')) {
      found.push({
        ...none,
        kind: 'firstLowGrade',
        year,
        yearsLeft: 0,
        grade,
        sentence: `${year} 年首次评为 ${grade} 类（上年 ${earlier} 类）`,
      });
    }
    return found;
  };
  eachSubject(snapshot, judged, (run, row, index) => {
    const found = warningsOf(run, row);
    if (found.length === 0) return;
    const subject = subjectRow(snapshot, run, row, index);
    const code = run.verdicts.proposed[row]!;
    const proposed = code === 0 ? null : judged.columns.classes[code - 1]!;
    for (const warning of found) {
      tallies.get(warning.kind)!.add(run, row, index);
      rows.push({ ...subject, ...warning, proposed });
    }
  });
  return {
    ...queueHead(snapshot, year, policy),
    kinds: warningKinds.map((kind) => ({ kind, ...tallies.get(kind)!.count(snapshot) })),
    rows: rows.sort((left, right) => left.yearsLeft - right.yearsLeft || (left.code < right.code ? -1 : left.code > right.code ? 1 : 0)),
  };
}
export type WarningQueue = ReturnType<typeof buildWarnings>;

/** The queue of a county, worked out once per snapshot. */
export function warningQueue(snapshot: Snapshot, year: number, policy: Policy): WarningQueue {
  return snapshot.once(`warnings ${year} ${policy.id}@${policy.version}`, () => buildWarnings(snapshot, year, policy));
}
