// A policy as it stands in another year: its windows moved, and its base of examples with them.
import type { FactValues } from '../facts.ts';
import { factLevels } from '../fields.ts';
import type { Policy } from '../policy.ts';

/** Yearly values of a level moved by some years. */
function moved(values: FactValues, years: number): FactValues {
  const entries = Object.entries(values).map(([key, value]) => {
    const yearly =
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).every((year) => /^\d{4}$/.test(year));
    return [key, yearly ? Object.fromEntries(Object.entries(value).map(([year, one]) => [Number(year) + years, one as unknown])) : value];
  });
  return Object.fromEntries(entries) as FactValues;
}

/** What is said of a policy in a year must name that year: what it is held against in a county is of that year too. */
export function policyInYear(policy: Policy, year: number): Policy {
  const years = year - policy.evaluationYear;
  if (years === 0) return policy;
  const { exampleBase, checkYear } = policy;
  return {
    ...policy,
    evaluationYear: year,
    checkYear: checkYear === null ? null : checkYear + years,
    exampleBase: Object.fromEntries(
      factLevels.flatMap((level) => {
        const values = exampleBase[level];
        return values ? [[level, moved(values, years)]] : [];
      }),
    ),
  };
}
