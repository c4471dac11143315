// 待补数据: who cannot be judged for want of which figure, and which bureau has it.
import { VERDICT_UNKNOWN } from '#domain/columns.ts';
import { judgementDay } from '#domain/firms/parcel-judgement.ts';
import { openRules, situationOf } from '#domain/policy/judge.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { countyVerdicts } from '../judging.ts';
import type { Snapshot } from '../snapshot.ts';
import { eachSubject, SubjectTally, type SubjectCount } from '../subject-sets.ts';
import { subjectFacts } from '../subjects.ts';
import { bureausOf, missingInput, queueHead, subjectRow, type LackingInput, type MissingInput, type SubjectRow } from './subject-row.ts';

export interface MissingRow extends SubjectRow {
  readonly missing: readonly MissingInput[];
  /** Class rules that stay open. */
  readonly rules: readonly string[];
}

/** A field that rules ask for, with what is lacking of it and whom it keeps open. */
interface FieldTally extends Pick<MissingInput, 'field' | 'label'> {
  readonly years: Set<number>;
  readonly rules: Set<string>;
  readonly tally: SubjectTally;
  readonly inputs: Map<string, { readonly input: LackingInput; readonly tally: SubjectTally }>;
}

/** Most parcels first: what to ask for first. */
const byParcels = (left: SubjectCount & { readonly field: string }, right: SubjectCount & { readonly field: string }): number =>
  right.parcels - left.parcels || (left.field < right.field ? -1 : 1);

/** Parcels that the map draws as 待补数据, and on them whoever keeps them so: in no class, with a class rule open. */
function buildMissing(snapshot: Snapshot, year: number, policy: Policy) {
  const { sheet } = snapshot;
  const judged = countyVerdicts(sheet, year, policy);
  const options = { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) };
  const fields = new Map<string, FieldTally>();
  const all = new SubjectTally();
  const rows: MissingRow[] = [];
  eachSubject(snapshot, judged, (run, row, index) => {
    const owner = run.owners[row]!;
    if (judged.columns.verdict[owner] !== VERDICT_UNKNOWN || (run.verdicts.unknown[row]! & judged.classRules) === 0) return;
    const facts = subjectFacts(sheet, year, owner, run.firms[row]!);
    const situation = situationOf(facts, policy, options);
    const unknown = run.verdicts.unknown[row]! & judged.classRules;
    const open = openRules(facts, policy, options, (_rule, bit) => (unknown & (1 << bit)) !== 0);
    const missing = [...new Set(open.flatMap((rule) => rule.missing))].map((name) => missingInput(situation, name));
    all.add(run, row, index);
    for (const input of missing) {
      let entry = fields.get(input.field);
      if (!entry) {
        const { field, label } = input;
        fields.set(field, (entry = { field, label, years: new Set(), rules: new Set(), tally: new SubjectTally(), inputs: new Map() }));
      }
      entry.tally.add(run, row, index);
      if (input.year !== null) entry.years.add(input.year);
      for (const rule of open) if (rule.missing.some((name) => name.replace(/\[\d+\]$/, '') === input.field)) entry.rules.add(rule.rule);
      for (const one of input.inputs) {
        const known = entry.inputs.get(one.field) ?? { input: one, tally: new SubjectTally() };
        known.tally.add(run, row, index);
        entry.inputs.set(one.field, known);
      }
    }
    rows.push({ ...subjectRow(snapshot, run, row, index), missing, rules: open.map(({ rule }) => rule) });
  });
  return {
    ...queueHead(snapshot, year, policy),
    fields: [...fields.values()]
      .map(({ tally, years, rules, inputs, ...field }) => {
        const lacking = [...inputs.values()].map(({ input, tally: of }) => ({ ...input, ...of.count(snapshot) })).sort(byParcels);
        return {
          ...field,
          bureau: bureausOf(lacking),
          /** What is lacking of it, each with its bureau and its own count. */
          inputs: lacking,
          years: [...years].sort((left, right) => left - right),
          rules: [...rules],
          ...tally.count(snapshot),
        };
      })
      .sort(byParcels),
    total: all.count(snapshot),
    rows,
  };
}
export type MissingQueue = ReturnType<typeof buildMissing>;

/** The queue of a county, worked out once per snapshot. */
export function missingQueue(snapshot: Snapshot, year: number, policy: Policy): MissingQueue {
  return snapshot.once(`missing ${year} ${policy.id}@${policy.version}`, () => buildMissing(snapshot, year, policy));
}
