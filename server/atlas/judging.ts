// Verdicts of a whole county as columns: everybody on every parcel judged by the compiled policy, joined per parcel.
import { VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';
import { factsOf } from '#domain/firms/facts.ts';
import { judgementDay, judgeParcel, type ParcelJudgement } from '#domain/firms/parcel-judgement.ts';
import { compilePolicy, type Verdicts } from '#domain/policy/batch/compile-policy.ts';
import type { FactColumns } from '#domain/policy/batch/fact-columns.ts';
import { packFacts } from '#domain/policy/batch/pack-facts.ts';
import type { Facts } from '#domain/policy/facts.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { CountySheet } from './sheet.ts';

export type VerdictColumns = Pick<YearColumns, 'classes' | 'verdict' | 'rules' | 'flags' | 'unknown' | 'gap'>;

/** Subjects packed in one go: their facts are held at once, their columns stay. */
const RUN = 20_000;

/** The judgement of one parcel with all its evidence; the columns come out the same (tested). */
export function judgementAt(sheet: CountySheet, index: number, year: number, policy: Policy): ParcelJudgement {
  const parcel = sheet.parcel(index);
  return judgeParcel(sheet.record, parcel, policy, year, sheet.asOf, sheet.zonesOf(parcel.code));
}

/** Parcels joined from their occupants' verdicts; parcels come one after the other. */
class Joining {
  readonly columns: Pick<VerdictColumns, 'verdict' | 'flags' | 'unknown' | 'gap'>;
  constructor(size: number) {
    this.columns = {
      verdict: new Uint8Array(size),
      flags: new Uint32Array(size),
      unknown: new Uint32Array(size),
      gap: new Uint8Array(size),
    };
  }

  add(index: number, verdicts: Verdicts, row: number): void {
    const { verdict, flags, unknown, gap } = this.columns;
    flags[index] = flags[index]! | verdicts.matched[row]!;
    unknown[index] = unknown[index]! | verdicts.unknown[row]!;
    if (verdicts.gaps[row] !== 0) gap[index] = 1;
    const proposed = verdicts.proposed[row]!;
    if (proposed > 0 && (verdict[index] === 0 || proposed < verdict[index]!)) verdict[index] = proposed;
  }

  /** What holds for somebody is not unknown for the parcel; without a class an open class rule makes it "cannot be judged". */
  finish(classRules: number): void {
    const { verdict, flags, unknown } = this.columns;
    for (let index = 0; index < verdict.length; index += 1) {
      unknown[index] = unknown[index]! & ~flags[index]!;
      if (verdict[index] === 0 && (unknown[index]! & classRules) !== 0) verdict[index] = VERDICT_UNKNOWN;
    }
  }
}

/** Everybody on every parcel as fact columns, with the parcel of each. */
interface PackedSubjects {
  readonly columns: FactColumns;
  readonly owners: Uint32Array;
}

/**
 * The county's subjects in a year, packed for a policy once: reading the record is most of the cost of judging it, and a what-if asks
 * the same columns again with other thresholds.
 */
function packedSubjects(sheet: CountySheet, year: number, policy: Policy): readonly PackedSubjects[] {
  return sheet.verdicts(`facts ${year} ${policy.id}`, () => {
    const runs: PackedSubjects[] = [];
    let facts: Facts[] = [];
    let owners: number[] = [];
    const flush = (): void => {
      runs.push({
        columns: packFacts(facts, policy, { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) }),
        owners: Uint32Array.from(owners),
      });
      facts = [];
      owners = [];
    };
    for (let index = 0; index < sheet.base.size; index += 1) {
      const parcel = sheet.parcel(index);
      const zones = sheet.zonesOf(parcel.code);
      const occupants = sheet.record.occupants(parcel.code, year);
      for (const occupancy of occupants.length > 0 ? occupants : [null]) {
        facts.push(factsOf(sheet.record, { parcel, occupancy, year, zones }));
        owners.push(index);
      }
      if (facts.length >= RUN) flush();
    }
    flush();
    return runs;
  });
}

/** Verdict columns of a year; without a policy nothing is classed or flagged. `variant`: the policy with overrides, judged in its place. */
export function judgeParcels(sheet: CountySheet, year: number, policy: Policy | null, variant: Policy | null = policy): VerdictColumns {
  const joining = new Joining(sheet.base.size);
  if (!policy || !variant) return { classes: [], rules: [], ...joining.columns };
  const compiled = compilePolicy(variant, { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) });
  for (const { columns, owners } of packedSubjects(sheet, year, policy)) {
    const verdicts = compiled.run(columns);
    for (const [row, index] of owners.entries()) joining.add(index, verdicts, row);
  }
  joining.finish(compiled.classRules);
  return { classes: compiled.classes, rules: compiled.rules, ...joining.columns };
}
