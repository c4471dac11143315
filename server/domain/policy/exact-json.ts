// JSON read without losing a digit: a number that a JSON number cannot hold as written becomes its decimal text, which facts and overrides take.
import { compareDecimals, decimal, parseDecimal } from '../units.ts';

const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function losesDigits(number: string): boolean {
  const value = Number(number);
  const written = Number.isFinite(value) ? parseDecimal(number) : null;
  return written !== null && compareDecimals(written, decimal(value)) !== 0;
}

/** As `JSON.parse`, of text that is known to be JSON: 0.99999999999999999999 stays below 1. */
export function parseExactJson(text: string): unknown {
  return JSON.parse(text.replaceAll(token, (found) => (!found.startsWith('"') && losesDigits(found) ? JSON.stringify(found) : found)));
}
