// Verdicts of a whole county as columns: everybody on every parcel judged by the compiled policy, joined per parcel.
import { VERDICT_UNKNOWN, type YearColumns } from '#domain/columns.ts';
import { judgementDay, judgeParcel, type ParcelJudgement } from '#domain/firms/parcel-judgement.ts';
import { compilePolicy, type Verdicts } from '#domain/policy/batch/compile-policy.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { CountySheet } from './sheet.ts';
import { columnsCover, packSubjects, packedSubjects, policyKey, type PackedSubjects } from './subjects.ts';

export type VerdictColumns = Pick<YearColumns, 'classes' | 'verdict' | 'rules' | 'flags' | 'unknown' | 'gap'>;

/** A run of subjects with what judging them gave. */
export interface JudgedSubjects extends PackedSubjects {
  readonly verdicts: Verdicts;
}

/** A county judged: per parcel for the map, per subject for counts of firms. Indices are the sheet's. */
export interface CountyVerdicts {
  readonly columns: VerdictColumns;
  /** Gap detectors; bit g of `gapFlags[i]` = detector g names somebody on the parcel. */
  readonly gaps: readonly string[];
  readonly gapFlags: Uint32Array;
  /** Bits of the rules that can give a class. */
  readonly classRules: number;
  readonly runs: readonly JudgedSubjects[];
}

/** The judgement of one parcel with all its evidence; the columns come out the same (tested). */
export function judgementAt(sheet: CountySheet, index: number, year: number, policy: Policy): ParcelJudgement {
  const parcel = sheet.parcel(index);
  return judgeParcel(sheet.record, parcel, policy, year, sheet.asOf, sheet.zonesOf(parcel.code));
}

/** Parcels joined from their occupants' verdicts; parcels come one after the other. */
class Joining {
  readonly columns: Pick<VerdictColumns, 'verdict' | 'flags' | 'unknown' | 'gap'>;
  readonly gapFlags: Uint32Array;
  constructor(size: number) {
    this.gapFlags = new Uint32Array(size);
    this.columns = {
      verdict: new Uint8Array(size),
      flags: new Uint32Array(size),
      unknown: new Uint32Array(size),
      gap: new Uint8Array(size),
    };
  }

  add(index: number, verdicts: Verdicts, row: number): void {
    const { verdict, flags, unknown } = this.columns;
    flags[index] = flags[index]! | verdicts.matched[row]!;
    unknown[index] = unknown[index]! | verdicts.unknown[row]!;
    this.gapFlags[index] = this.gapFlags[index]! | verdicts.gaps[row]!;
    const proposed = verdicts.proposed[row]!;
    if (proposed > 0 && (verdict[index] === 0 || proposed < verdict[index]!)) verdict[index] = proposed;
  }

  /** What holds for somebody is not unknown for the parcel; without a class an open class rule makes it "cannot be judged". */
  finish(classRules: number): void {
    const { verdict, flags, unknown, gap } = this.columns;
    for (let index = 0; index < verdict.length; index += 1) {
      unknown[index] = unknown[index]! & ~flags[index]!;
      if (this.gapFlags[index] !== 0) gap[index] = 1;
      if (verdict[index] === 0 && (unknown[index]! & classRules) !== 0) verdict[index] = VERDICT_UNKNOWN;
    }
  }
}

/** A county judged over subjects that are packed already. */
export function judgeSubjects(sheet: CountySheet, year: number, policy: Policy, subjects: readonly PackedSubjects[]): CountyVerdicts {
  const joining = new Joining(sheet.base.size);
  const compiled = compilePolicy(policy, { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) });
  const runs = subjects.map((packed): JudgedSubjects => {
    const verdicts = compiled.run(packed.columns);
    for (const [row, index] of packed.owners.entries()) joining.add(index, verdicts, row);
    return { ...packed, verdicts };
  });
  joining.finish(compiled.classRules);
  const { classes, rules, gaps, classRules } = compiled;
  return { columns: { classes, rules, ...joining.columns }, gaps, gapFlags: joining.gapFlags, classRules, runs };
}

/** The county under a policy in a year, kept with the sheet. */
export function countyVerdicts(sheet: CountySheet, year: number, policy: Policy): CountyVerdicts {
  return sheet.verdicts(`${year} ${policyKey(policy)}`, () => judgeSubjects(sheet, year, policy, packedSubjects(sheet, year, policy)));
}

/**
 * The county under a policy that is only tried, never kept. `packed`: subjects that were packed for another policy; they serve wherever
 * they answer what this one asks, else the subjects are packed anew.
 */
export function tryPolicy(sheet: CountySheet, year: number, variant: Policy, packed: readonly PackedSubjects[]): CountyVerdicts {
  const serves = packed.every(({ columns }) => columnsCover(columns, variant));
  return judgeSubjects(sheet, year, variant, serves ? packed : packSubjects(sheet, year, variant));
}

/** Verdict columns of a year; without a policy nothing is classed or flagged. */
export function verdictColumns(sheet: CountySheet, year: number, policy: Policy | null): VerdictColumns {
  if (policy) return countyVerdicts(sheet, year, policy).columns;
  return { classes: [], rules: [], ...new Joining(sheet.base.size).columns };
}
