// What is really lacking when a figure is unknown: the figure itself, or those inputs of it that nobody gave. A bureau is asked for inputs, not for quotients.
import type { Situation } from './fact-value.ts';
import { landOf, readFact } from './fact-value.ts';
import type { Field } from './fields.ts';
import { fieldOf } from './fields.ts';

/** Fields that a derived one is worked out from; 评价用地 stands for the land, which 占地面积 may replace. */
function inputsOf(field: Field): readonly Field[] {
  const firm = (key: string): Field => fieldOf(`enterprise.${key}`);
  if (field.name === 'enterprise.taxPerMuWan') return [firm('taxWan'), firm('assessedAreaMu')];
  if (field.quotient) {
    const { over, under } = field.quotient;
    return [firm(over), firm(under === 'land' ? 'assessedAreaMu' : under)];
  }
  if (field.name === 'enterprise.haltMonthsConsecutive') return [firm('haltedSince')];
  if (field.name === 'enterprise.isIndustrial') return [firm('industryCode')];
  if (field.name === 'enterprise.industryTags') return [firm('industryCode')];
  return [];
}

function lacks(situation: Situation, input: Field, year: number | null): boolean {
  // No assessed land is no lack while there is land that the firm occupies.
  if (input.key === 'assessedAreaMu') return (landOf(situation.facts.enterprise, year) ?? undefined) === undefined;
  return readFact(situation, input, input.yearly ? year : null) === undefined;
}

/**
 * The fields whose values are missing for a field that is unknown in a year: the inputs that it lacks, or the field itself where it has
 * no inputs or lacks none of them (they are there and give no figure: no land to divide by, a code that decides nothing).
 */
export function missingInputs(situation: Situation, field: Field, year: number | null): readonly Field[] {
  const lacking = inputsOf(field).filter((input) => lacks(situation, input, year));
  return lacking.length > 0 ? lacking : [field];
}
