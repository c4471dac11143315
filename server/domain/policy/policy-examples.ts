// Runs a policy's worked examples: each must be judged as it says.
import type { PolicyFault } from './condition-schema.ts';
import { factsFromJson } from './facts-json.ts';
import type { FactLevel } from './fields.ts';
import { factLevels } from './fields.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { Policy } from './policy.ts';
import type { ExampleFacts, WorkedExample } from './procedure.ts';

/** An example's facts as a judge request: the base, the example over it, less what it unsets. */
export function exampleRequest(policy: Policy, example: WorkedExample): ExampleFacts {
  const request: { [level in FactLevel]?: { [field: string]: unknown } } = {};
  for (const level of factLevels) {
    if (policy.exampleBase[level] || example.facts[level]) request[level] = { ...policy.exampleBase[level], ...example.facts[level] };
  }
  for (const name of example.unset) {
    const [level, key] = name.split('.') as [FactLevel, string];
    delete request[level]?.[key];
  }
  return request as ExampleFacts;
}

/** Examples that are not judged as they say, each with what came out. */
export function exampleFaults(policy: Policy): readonly PolicyFault[] {
  return policy.examples.flatMap((example, index): PolicyFault[] => {
    const read = factsFromJson(exampleRequest(policy, example), policy.evaluationYear);
    if (!read.ok)
      return read.error.map((fault) => ({ path: ['examples', index], message: `范例“${example.name}”：${fault.field} ${fault.message}` }));
    const wrong = difference(example.expect, judge(read.value.facts, policy));
    return wrong === null ? [] : [{ path: ['examples', index], message: `范例“${example.name}”不成立：${wrong}` }];
  });
}

function difference(expect: WorkedExample['expect'], found: Judgement): string | null {
  const rows: readonly (readonly [string, unknown, unknown])[] = [
    ['符合的规则', expect.matched, found.matched.map((match) => match.rule)],
    ['拟列类别', expect.proposed, found.proposed],
    ['空档', expect.gaps, found.gaps],
    ['不能判定的规则', expect.unknown, found.unknown.map((open) => open.rule)],
    ['适用范围', expect.scope, found.scope],
  ];
  for (const [name, wanted, got] of rows) {
    if (wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(got)) {
      return `${name}应为 ${JSON.stringify(wanted)}，判为 ${JSON.stringify(got)}`;
    }
  }
  return null;
}
