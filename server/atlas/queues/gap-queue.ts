// 空档队列: who is low in efficiency by the policy's own gap detectors and reached by no class, with the values that show it.
import { judgementDay } from '#domain/firms/parcel-judgement.ts';
import { expandRules, weigh } from '#domain/policy/condition.ts';
import { openRules, situationOf } from '#domain/policy/judge.ts';
import type { Evidence } from '#domain/policy/judgement.ts';
import type { GapDetector, Policy } from '#domain/policy/policy.ts';
import { countyVerdicts } from '../judging.ts';
import type { Snapshot } from '../snapshot.ts';
import { eachSubject, SubjectTally, type SubjectCount } from '../subject-sets.ts';
import { subjectFacts } from '../subjects.ts';
import { evidenceInWords } from '../verdict-card.ts';
import { missingInput, queueHead, subjectRow, type MissingInput, type SubjectRow } from './subject-row.ts';

export interface GapRow extends SubjectRow {
  readonly gap: string;
  readonly gapName: string;
  readonly values: readonly ReturnType<typeof evidenceInWords>[];
  /** For a detector of missing data: what is missing. */
  readonly missing: readonly MissingInput[];
  /** Class that is proposed all the same, for detectors that look beside the classes. */
  readonly proposed: string | null;
}

/** What shows that a subject lies in a gap: the deciding values, or the missing inputs. `open`: bits of the class rules that cannot be judged. */
function showing(
  { sheet }: Snapshot,
  year: number,
  policy: Policy,
  gap: GapDetector,
  [owner, firm]: readonly [number, number],
  open: number,
) {
  const facts = subjectFacts(sheet, year, owner, firm);
  const options = { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) };
  const situation = situationOf(facts, policy, options);
  if (gap.when) {
    const evidence: readonly Evidence[] = weigh(situation, expandRules(policy, gap.when)).evidence();
    return { values: evidence.map(evidenceInWords), missing: [] };
  }
  const names = openRules(facts, policy, options, (_rule, bit) => (open & (1 << bit)) !== 0).flatMap(({ missing }) => missing);
  const asked = [...new Set(names)].map((name) => missingInput(situation, name)).filter(({ field }) => gap.missing.includes(field));
  return { values: [], missing: asked };
}

function buildGaps(snapshot: Snapshot, year: number, policy: Policy) {
  const judged = countyVerdicts(snapshot.sheet, year, policy);
  const tallies = policy.gaps.map(() => new SubjectTally());
  const all = new SubjectTally();
  const rows: GapRow[] = [];
  eachSubject(snapshot, judged, (run, row, index) => {
    const bits = run.verdicts.gaps[row]!;
    if (bits === 0) return;
    all.add(run, row, index);
    for (const [bit, gap] of policy.gaps.entries()) {
      if ((bits & (1 << bit)) === 0) continue;
      tallies[bit]!.add(run, row, index);
      const proposed = run.verdicts.proposed[row]!;
      rows.push({
        ...subjectRow(snapshot, run, row, index),
        gap: gap.id,
        gapName: gap.name,
        ...showing(snapshot, year, policy, gap, [run.owners[row]!, run.firms[row]!], run.verdicts.unknown[row]! & judged.classRules),
        proposed: proposed === 0 ? null : judged.columns.classes[proposed - 1]!,
      });
    }
  });
  const detectors = policy.gaps.map(({ id, name, wording, result }, bit) => ({
    gap: id,
    name,
    wording,
    result,
    ...tallies[bit]!.count(snapshot),
  }));
  const total: SubjectCount = all.count(snapshot);
  return { ...queueHead(snapshot, year, policy), detectors, total, rows };
}
export type GapQueue = ReturnType<typeof buildGaps>;

/** The queue of a county, worked out once per snapshot. */
export function gapQueue(snapshot: Snapshot, year: number, policy: Policy): GapQueue {
  return snapshot.once(`gaps ${year} ${policy.id}@${policy.version}`, () => buildGaps(snapshot, year, policy));
}
