// Everybody on every parcel of a county as fact columns: packed once per year and policy, judged as often as somebody asks "what if".
import { factsOf } from '#domain/firms/facts.ts';
import { judgementDay } from '#domain/firms/parcel-judgement.ts';
import type { FactColumn, FactColumns } from '#domain/policy/batch/fact-columns.ts';
import { packFacts } from '#domain/policy/batch/pack-facts.ts';
import type { Facts } from '#domain/policy/facts.ts';
import { fieldOf } from '#domain/policy/fields.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { predicatesOfPolicy } from '#domain/policy/thresholds.ts';
import type { CountySheet } from './sheet.ts';

/** Subjects packed in one go: their facts are held at once, their columns stay. */
const RUN = 20_000;

/** A run of subjects: their facts as columns, the parcel (sheet's index) and the firm of each (-1: nobody is known to stand there). */
export interface PackedSubjects {
  readonly columns: FactColumns;
  readonly owners: Uint32Array;
  readonly firms: Int32Array;
}

/** Names a policy's text in memories: versions of one policy are different texts. */
export function policyKey(policy: Policy): string {
  return `${policy.id}@${policy.version}`;
}

/** Packs the county's subjects in a year for a policy; reading the record is most of the cost of judging it. */
export function packSubjects(sheet: CountySheet, year: number, policy: Policy): readonly PackedSubjects[] {
  const runs: PackedSubjects[] = [];
  let facts: Facts[] = [];
  let owners: number[] = [];
  let firms: number[] = [];
  const flush = (): void => {
    runs.push({
      columns: packFacts(facts, policy, { evaluationYear: year, asOf: judgementDay(year, sheet.asOf) }),
      owners: Uint32Array.from(owners),
      firms: Int32Array.from(firms),
    });
    facts = [];
    owners = [];
    firms = [];
  };
  for (let index = 0; index < sheet.base.size; index += 1) {
    const parcel = sheet.parcel(index);
    const zones = sheet.zonesOf(parcel.code);
    const occupants = sheet.record.occupants(parcel.code, year);
    for (const occupancy of occupants.length > 0 ? occupants : [null]) {
      facts.push(factsOf(sheet.record, { parcel, occupancy, year, zones }));
      owners.push(index);
      firms.push(occupancy ? (sheet.firms.indexOf.get(occupancy.uscc) ?? -1) : -1);
    }
    if (facts.length >= RUN) flush();
  }
  flush();
  return runs;
}

/** The subjects as the policy asks for them, kept with the sheet. */
export function packedSubjects(sheet: CountySheet, year: number, policy: Policy): readonly PackedSubjects[] {
  return sheet.verdicts(`facts ${year} ${policyKey(policy)}`, () => packSubjects(sheet, year, policy));
}

/** The facts of a packed subject, read again: for its evidence, which the columns do not hold. */
export function subjectFacts(sheet: CountySheet, year: number, owner: number, firm: number): Facts {
  const parcel = sheet.parcel(owner);
  const uscc = firm < 0 ? null : sheet.firms.codes[firm]!;
  const occupancy = sheet.record.occupants(parcel.code, year).find((one) => one.uscc === uscc) ?? null;
  return factsOf(sheet.record, { parcel, occupancy, year, zones: sheet.zonesOf(parcel.code) });
}

function holds(column: FactColumn | undefined, value: unknown): boolean {
  if (!column) return false;
  const asked = (Array.isArray(value) ? value : [value]) as readonly unknown[];
  if (column.kind === 'word') return value === undefined || asked.every((word) => column.words.includes(String(word)));
  if (column.kind === 'tags') return value === undefined || asked.every((tag) => column.tags.includes(String(tag)));
  return true;
}

/** Whether columns packed for one policy answer all that another asks: its fields, and the words and tags it compares with. */
export function columnsCover({ plain, yearly }: FactColumns, policy: Policy): boolean {
  return predicatesOfPolicy(policy).every(({ field, value }) =>
    fieldOf(field).yearly
      ? [...(yearly.get(field)?.values() ?? [])].every((column) => holds(column, value)) && yearly.has(field)
      : holds(plain.get(field), value),
  );
}
