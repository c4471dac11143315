// The parts of a policy document beside its rules: standards to reach, steps, exemptions, deadlines, words, worked examples.
import type { IsoDate } from '../period.ts';
import type { FactValues } from './facts.ts';
import type { Condition } from './policy.ts';

/** What a firm must reach after improvement. A null condition is checked by hand. */
export interface ImprovementStandard {
  readonly id: string;
  readonly clause: string;
  readonly appliesTo: string;
  readonly wording: string;
  readonly passWhen: Condition | null;
  readonly note: string | null;
}

/** A step that follows in the procedure; null condition = an event recorded by people. */
export interface ProcessRule {
  readonly id: string;
  readonly clause: string;
  readonly wording: string;
  readonly when: Condition | null;
  readonly consequences: readonly string[];
  readonly note: string | null;
}

export interface Exemption {
  readonly id: string;
  readonly clause: string;
  readonly wording: string;
  readonly needs: readonly string[];
  readonly effect: string;
  readonly note: string | null;
}

/** A date or a span of the document: fixed `due`, or days/months from `startsFrom`, or recurring. */
export interface Deadline {
  readonly id: string;
  readonly clause: string;
  readonly wording: string;
  readonly who: string | null;
  readonly start: IsoDate | null;
  readonly due: IsoDate | null;
  readonly days: number | null;
  readonly dayKind: 'calendar' | 'working' | null;
  readonly months: number | null;
  readonly startsFrom: string | null;
  readonly recurs: string | null;
  readonly note: string | null;
}

export interface Phase {
  readonly name: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** A list of words that the document uses as attributes; recorded, never computed. */
export interface Taxonomy {
  readonly id: string;
  readonly clause: string;
  readonly subject: string;
  readonly values: readonly string[];
}

/** Facts of the judge request's form, by level. */
export interface ExampleFacts {
  readonly enterprise?: FactValues | undefined;
  readonly parcel?: FactValues | undefined;
  readonly block?: FactValues | undefined;
  readonly project?: FactValues | undefined;
  readonly county?: FactValues | undefined;
}

/** A worked example: facts laid over `exampleBase` (less the `unset` fields) and what judging them must give. */
export interface WorkedExample {
  readonly name: string;
  readonly facts: ExampleFacts;
  readonly unset: readonly string[];
  readonly expect: {
    readonly matched: readonly string[];
    readonly proposed?: string | null | undefined;
    readonly gaps?: readonly string[] | undefined;
    readonly unknown?: readonly string[] | undefined;
    readonly scope?: 'in' | 'out' | 'unknown' | undefined;
  };
}
