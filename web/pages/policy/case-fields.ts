// What a made-up case may say under a policy: the fields its rules ask for, and the years they are asked for.
import { type Field, findField } from '#domain/policy/fields.ts';
import { situationOf } from '#domain/policy/judge.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { yearsOf as yearsAsked } from '#domain/policy/predicate.ts';
import type { ExampleFacts } from '#domain/policy/procedure.ts';
import { predicatesOfPolicy } from '#domain/policy/thresholds.ts';

function* namesIn(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'field' && typeof value === 'string') yield value;
    else yield* namesIn(value);
  }
}

/** Fields in the order in which scope, rules and gaps ask for them. */
export function fieldsOf({ scope, rules, gaps }: Policy): readonly Field[] {
  const names = new Set([...namesIn(scope), ...namesIn(rules), ...namesIn(gaps)]);
  return [...names].flatMap((name) => findField(name) ?? []);
}

/** Words that the policy asks for in a field of tags. */
export function wordsAsked(policy: Policy, field: Field): readonly string[] {
  const asked = predicatesOfPolicy(policy).filter((predicate) => predicate.field === field.name);
  return [...new Set(asked.flatMap(({ value }) => value ?? []).map(String))];
}

/** The evaluation year and the two before it, every other year that the policy asks for or the facts speak of; the latest first. */
export function yearsOf(policy: Policy, facts: ExampleFacts): readonly number[] {
  const years = new Set([0, 1, 2].map((back) => policy.evaluationYear - back));
  if (policy.checkYear !== null) years.add(policy.checkYear);
  const situation = situationOf({}, policy);
  for (const predicate of predicatesOfPolicy(policy))
    for (const year of yearsAsked(predicate, situation)) if (year !== null) years.add(year);
  for (const values of Object.values(facts))
    for (const value of Object.values(values ?? {}))
      if (typeof value === 'object' && value !== null)
        for (const key of Object.keys(value)) if (/^\d{4}$/.test(key)) years.add(Number(key));
  return [...years].sort((a, b) => b - a);
}

/** The facts with one value put in its place; `undefined` takes it away: not known. */
export function withValue(facts: ExampleFacts, field: Field, year: number | null, value: unknown): ExampleFacts {
  const { [field.key]: before, ...others } = facts[field.level] ?? {};
  const own = year === null ? value : withYear(before, year, value);
  return { ...facts, [field.level]: { ...others, ...(own === undefined ? {} : { [field.key]: own }) } };
}

function withYear(before: unknown, year: number, value: unknown): unknown {
  const others: Record<number, unknown> = typeof before === 'object' && before !== null ? { ...before } : {};
  if (value === undefined) delete others[year];
  else others[year] = value;
  return Object.keys(others).length > 0 ? others : undefined;
}

/** What the facts say of a field; `undefined` where they say nothing. */
export function valueIn(facts: ExampleFacts, field: Field, year: number | null): unknown {
  const value: unknown = facts[field.level]?.[field.key];
  if (year === null || typeof value !== 'object' || value === null) return value;
  return (value as Record<string, unknown>)[year];
}
