// Which readings of doubtful places concern a rule: those its note names, and those that name the rule.
import type { Ambiguity, Rule } from '#domain/policy/policy.ts';

/** An id as a text names it, whole: SC-A1 is not in SC-A10, R11a stands for SC-R11a. */
function names(text: string, id: string): boolean {
  const short = id.slice(id.indexOf('-') + 1);
  return [id, short].some((name) => new RegExp(`(^|[^A-Za-z0-9-])${name}(?![A-Za-z0-9])`).test(text));
}

export function readingsOf(rule: Pick<Rule, 'id' | 'note'>, ambiguities: readonly Ambiguity[]): readonly Ambiguity[] {
  return ambiguities.filter(
    ({ id, issue, reading }) => (rule.note !== null && names(rule.note, id)) || names(issue, rule.id) || names(reading, rule.id),
  );
}
