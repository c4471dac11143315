// Policy facts of a record as JSON text, and how newer ones join older ones.
import type { FactValues } from '#domain/policy/facts.ts';
import type { Value } from './sql.ts';

/** Keys in order, so that the same facts are the same text. */
export function factsToText(facts: FactValues): string {
  return JSON.stringify(Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))));
}

const none: FactValues = Object.freeze({});

export function factsFromText(text: string): FactValues {
  // The column is only ever written by factsToText.
  return text === '{}' ? none : (JSON.parse(text) as FactValues);
}

/** Field by field: what the newer file states wins, what it leaves out stays. */
export function mergeFactTexts(before: Value, after: Value): Value {
  if (typeof before !== 'string' || typeof after !== 'string') throw new TypeError('facts are stored as text');
  return before === after ? before : factsToText({ ...factsFromText(before), ...factsFromText(after) });
}
