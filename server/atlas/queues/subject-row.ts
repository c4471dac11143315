// The part of a queue's row that says who and where.
import { NO_INDEX } from '#domain/columns.ts';
import type { Situation } from '#domain/policy/fact-value.ts';
import { fieldOf } from '#domain/policy/fields.ts';
import { missingInputs } from '#domain/policy/missing-inputs.ts';
import type { JudgedSubjects } from '../judging.ts';
import type { Snapshot } from '../snapshot.ts';

/** A subject of a queue: a parcel and whoever stands on it. */
export interface SubjectRow {
  readonly code: string;
  readonly name: string;
  readonly township: string | null;
  readonly townshipName: string | null;
  readonly uscc: string | null;
  readonly firm: string | null;
  /** Counted area of the parcel. */
  readonly areaMu: number | null;
}

export function subjectRow({ sheet, base }: Snapshot, run: JudgedSubjects, row: number, index: number): SubjectRow {
  const firm = run.firms[row]!;
  const place = base.township[index]!;
  const area = base.area[index]!;
  return {
    code: base.codes[index]!,
    name: base.names[index]!,
    township: place === NO_INDEX ? null : base.townshipCodes[place]!,
    townshipName: place === NO_INDEX ? null : base.townshipNames[place]!,
    uscc: firm < 0 ? null : sheet.firms.codes[firm]!,
    firm: firm < 0 ? null : (sheet.firmRecord(firm)?.name ?? null),
    areaMu: Number.isNaN(area) ? null : area / 1_000_000,
  };
}

/** An input that nobody gave, with the bureau that has it. */
export interface LackingInput {
  readonly field: string;
  readonly label: string;
  readonly bureau: string;
}

/** A field that a rule asks for and that is unknown. */
export interface MissingInput {
  readonly field: string;
  readonly year: number | null;
  readonly label: string;
  /** Who has what is lacking; several where several bureaus do. */
  readonly bureau: string;
  /** What is lacking of it: the field itself, or those of its inputs that nobody gave. */
  readonly inputs: readonly LackingInput[];
}

/** A missing field as people name it; `name` may carry a year: `enterprise.grade[2020]`. */
export function missingInput(situation: Situation, name: string): MissingInput {
  const match = /^(.*?)(?:\[(\d{4})\])?$/.exec(name);
  const field = fieldOf(match?.[1] ?? name);
  const year = match?.[2] === undefined ? null : Number(match[2]);
  const inputs = missingInputs(situation, field, year).map(({ name: input, label, bureau }) => ({ field: input, label, bureau }));
  return { field: field.name, year, label: field.label, bureau: bureausOf(inputs), inputs };
}

/** The bureaus of inputs, each once, in the order in which they are asked. */
export function bureausOf(inputs: readonly Pick<LackingInput, 'bureau'>[]): string {
  return [...new Set(inputs.map(({ bureau }) => bureau))].join('、');
}

/** What every queue says of what it is of. */
export function queueHead({ sheet, tag }: Snapshot, year: number, policy: { readonly id: string; readonly version: string }) {
  const { county } = sheet.data;
  return {
    county: county.code as string,
    policy: policy.id,
    policyVersion: policy.version,
    year,
    version: tag,
    asOf: sheet.asOf as string,
    demo: county.demo,
  };
}
