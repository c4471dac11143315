// What people record about a subject for the evaluation: that an item applies (an accident, an award), and forced grades.

/** A recorded statement that an item (bonus, penalty, veto, exemption) does or no longer does apply. Never edited: the newest counts. */
export interface Mark {
  /** 统一社会信用代码 or block code. */
  readonly subject: string;
  readonly year: number;
  /** Id of the item in the parameter set. */
  readonly item: string;
  readonly holds: boolean;
  readonly actor: string;
  readonly basis: string;
  readonly recordedAt: string;
}

/** A grade set by decision (直接列入 D 类). Never edited: the newest per subject and year counts; a null grade lifts it. */
export interface ForcedGrade {
  readonly subject: string;
  readonly year: number;
  readonly grade: string | null;
  readonly actor: string;
  readonly basis: string;
  readonly recordedAt: string;
}

/** Newest statement per subject, year and item; of two at the same instant the later in the list. */
export class MarkBook {
  readonly #newest = new Map<string, Mark>();

  constructor(marks: Iterable<Mark>) {
    for (const mark of marks) {
      const key = markKey(mark.subject, mark.year, mark.item);
      const before = this.#newest.get(key);
      if (!before || before.recordedAt <= mark.recordedAt) this.#newest.set(key, mark);
    }
  }

  /** The mark in force that says the item applies; null when nobody recorded it or it was taken back. */
  holding(subject: string, year: number, item: string): Mark | null {
    const mark = this.#newest.get(markKey(subject, year, item));
    return mark?.holds ? mark : null;
  }
}

function markKey(subject: string, year: number, item: string): string {
  return `${subject}\n${year}\n${item}`;
}

/** The forced grades in force for a year, by subject. */
export function forcedInForce(forced: Iterable<ForcedGrade>, year: number): ReadonlyMap<string, ForcedGrade & { readonly grade: string }> {
  const newest = new Map<string, ForcedGrade>();
  for (const each of forced) {
    if (each.year !== year) continue;
    const before = newest.get(each.subject);
    if (!before || before.recordedAt <= each.recordedAt) newest.set(each.subject, each);
  }
  const inForce = new Map<string, ForcedGrade & { readonly grade: string }>();
  for (const [subject, each] of newest) {
    if (each.grade !== null) inForce.set(subject, { ...each, grade: each.grade });
  }
  return inForce;
}
