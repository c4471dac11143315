// Which version of a policy holds on a day, and whether a version may be put in force from one.
import type { IsoDate } from '../period.ts';
import type { Policy } from './policy.ts';

/** One thing wrong with a policy's text. Lines and columns from 1. */
export interface PolicyTextIssue {
  readonly line: number;
  readonly column: number;
  /** Place in the document, e.g. `rules[3].when.value`. */
  readonly path: string;
  readonly message: string;
}

/** A policy in force whose text today's checks would not take: shown as such, and not put to new use. */
export interface FailingPolicy {
  readonly id: string;
  readonly version: string;
  readonly county: string;
  readonly hash: string;
  /** It judges as it did; false: it cannot be run any more, and only its earlier verdicts are kept. */
  readonly judges: boolean;
  readonly issues: readonly PolicyTextIssue[];
}

/** A person's act: this version holds from this day on, until the next one begins. */
export interface InForce {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of the version's text. */
  readonly hash: string;
  readonly from: IsoDate;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** The act that holds on a day; null when none has begun. */
export function inForceOn(acts: readonly InForce[], day: string): InForce | null {
  const begun = acts.filter((act) => act.from <= day);
  return begun.reduce<InForce | null>((latest, act) => (latest === null || act.from >= latest.from ? act : latest), null);
}

/** The period of each act: until the day on which the next one begins; null = open. */
export function periodsOf(acts: readonly InForce[]): readonly (InForce & { readonly until: IsoDate | null })[] {
  const ordered = acts.toSorted((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0));
  return ordered.map((act, at) => ({ ...act, until: ordered[at + 1]?.from ?? null }));
}

/** Day from which the version that came with the program holds: its issue, else the beginning of its period. */
export function givenFrom({ issued, periodStart }: Pick<Policy, 'issued' | 'periodStart'>): IsoDate {
  return issued ?? periodStart;
}

/**
 * Why a version may not be put in force from a day; null when it may. Periods of versions do not overlap: a version begins after every
 * one that has been put in force, and after `given`, the version that came with the program. What held before goes on until that day.
 */
export function forceFault(
  acts: readonly InForce[],
  given: Pick<Policy, 'version' | 'issued' | 'periodStart'> | null,
  wanted: { readonly version: string; readonly from: IsoDate },
  policy: Pick<Policy, 'periodEnd'>,
): string | null {
  const { version, from } = wanted;
  if (from > policy.periodEnd) return `生效日 ${from} 晚于文件期间的止日 ${policy.periodEnd}`;
  const last = periodsOf(acts).at(-1);
  if (last) {
    if (from <= last.from) return `与版本 ${last.version} 的有效期重叠：它自 ${last.from} 起生效`;
    return last.version === version ? `版本 ${version} 已自 ${last.from} 起生效` : null;
  }
  if (!given) return null;
  const begun = givenFrom(given);
  if (given.version === version) return `版本 ${version} 已自 ${begun} 起生效`;
  return from <= begun ? `与版本 ${given.version} 的有效期重叠：它自 ${begun} 起生效` : null;
}
