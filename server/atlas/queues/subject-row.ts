// The part of a queue's row that says who and where.
import { NO_INDEX } from '#domain/columns.ts';
import { findField } from '#domain/policy/fields.ts';
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

/** A missing input as people name it; `name` may carry a year: `enterprise.grade[2020]`. */
export interface MissingInput {
  readonly field: string;
  readonly year: number | null;
  readonly label: string;
  readonly bureau: string | null;
}

export function missingInput(name: string): MissingInput {
  const match = /^(.*?)(?:\[(\d{4})\])?$/.exec(name);
  const field = match?.[1] ?? name;
  const known = findField(field);
  return { field, year: match?.[2] === undefined ? null : Number(match[2]), label: known?.label ?? field, bureau: known?.bureau ?? null };
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
