// What people may state for the evaluation, and whether a statement may be written: marks on items of the set, forced grades.
import { grades } from '../firms/firm.ts';
import { MarkBook, forcedInForce, type ForcedGrade, type Mark } from './marks.ts';
import type { ScoringParameters } from './parameters.ts';
import type { Trigger } from './triggers.ts';

/** An item of a parameter set that applies when somebody records it. */
export interface MarkItem {
  /** What a mark names as `item`; several groups may have an item of one id. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'bonus' | 'penalty' | 'veto' | 'exemption' | 'exemption-unless';
  /** Whether a mark names a firm or a block. */
  readonly subject: 'firm' | 'block';
}

/** The items of a set that wait for a mark, each id once per kind of subject, in the order of the set. */
export function markItems(set: ScoringParameters): MarkItem[] {
  const items: MarkItem[] = [];
  const add = (item: MarkItem, when: readonly Trigger[]): void => {
    const waits = when.some((trigger) => trigger.kind === 'mark');
    if (waits && !items.some((each) => each.id === item.id && each.subject === item.subject)) items.push(item);
  };
  for (const { id, name, when, unless } of set.exemptions) {
    add({ id, name, kind: 'exemption', subject: 'firm' }, when);
    add({ id: `${id}:unless`, name: `${name}（例外）`, kind: 'exemption-unless', subject: 'firm' }, unless);
  }
  for (const { subject, adjustments, vetoes } of set.groups) {
    for (const { id, name, kind, when } of adjustments) add({ id, name, kind, subject }, when);
    for (const { id, name, when } of vetoes) add({ id, name, kind: 'veto', subject }, when);
  }
  return items;
}

/** Why a statement is not written; `field` is the part that is wrong. */
export interface StatementFault {
  readonly field: 'subject' | 'year' | 'item' | 'holds' | 'grade';
  readonly message: string;
}

/** The classes that a forced grade may name: those of the set, or the province's four where the county has no set for the year. */
export function classesOf(set: ScoringParameters | null): readonly string[] {
  return set ? set.classes.map((each) => each.id) : grades;
}

/** Faults of a mark against the set and what is on record. `subject`: what the code was found to be. */
export function markFaults(
  mark: Pick<Mark, 'subject' | 'year' | 'item' | 'holds'>,
  subject: 'firm' | 'block' | null,
  set: ScoringParameters | null,
  onRecord: readonly Mark[],
): StatementFault[] {
  if (subject === null) return [{ field: 'subject', message: `没有企业或区块 ${mark.subject}` }];
  if (!set) return [{ field: 'year', message: `没有 ${mark.year} 年的评价参数，无从认定` }];
  const items = markItems(set).filter((item) => item.subject === subject);
  if (!items.some((item) => item.id === mark.item)) {
    const known = items.map((item) => `${item.id}（${item.name}）`).join('、');
    return [{ field: 'item', message: `${set.title}没有可认定的项目 ${mark.item}${known ? `；有 ${known}` : ''}` }];
  }
  if (!mark.holds && !new MarkBook(onRecord).holding(mark.subject, mark.year, mark.item)) {
    return [{ field: 'holds', message: `${mark.subject} ${mark.year} 年没有 ${mark.item} 的认定可撤销` }];
  }
  return [];
}

/** Faults of a forced grade. */
export function forcedFaults(
  forced: Pick<ForcedGrade, 'subject' | 'year' | 'grade'>,
  subject: 'firm' | 'block' | null,
  set: ScoringParameters | null,
  onRecord: readonly ForcedGrade[],
): StatementFault[] {
  if (subject !== 'firm') return [{ field: 'subject', message: `没有企业 ${forced.subject}` }];
  const classes = classesOf(set);
  if (forced.grade !== null && !classes.includes(forced.grade)) {
    return [{ field: 'grade', message: `等级应为 ${classes.join('、')} 之一，现为 ${forced.grade}` }];
  }
  if (forced.grade === null && !forcedInForce(onRecord, forced.year).has(forced.subject)) {
    return [{ field: 'grade', message: `${forced.subject} ${forced.year} 年没有直接定级可解除` }];
  }
  return [];
}
