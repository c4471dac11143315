// What a policy with overrides would change in a county, and how two policies class the same county; never written anywhere.
import type { Policy } from '#domain/policy/policy.ts';
import { classChanges, classed, type Classed } from './class-changes.ts';
import { countyVerdicts, tryPolicy } from './judging.ts';
import type { Snapshot } from './snapshot.ts';
import { packedSubjects, policyKey } from './subjects.ts';

/** A policy in force as one side of a comparison, kept with the snapshot: a slider asks for it again and again. */
function inForce(snapshot: Snapshot, year: number, policy: Policy): Classed {
  return snapshot.once(`classed ${year} ${policyKey(policy)}`, () => classed(snapshot, countyVerdicts(snapshot.sheet, year, policy)));
}

function head(snapshot: Snapshot, year: number) {
  const { county } = snapshot.sheet.data;
  return { simulated: true as const, county: county.code as string, year, version: snapshot.tag, demo: county.demo };
}

/** The difference between a policy and the same policy with overrides, within what the asker may see. */
export function scenarioReply(snapshot: Snapshot, year: number, policy: Policy, variant: Policy) {
  const tried = tryPolicy(snapshot.sheet, year, variant, packedSubjects(snapshot.sheet, year, policy));
  return {
    ...head(snapshot, year),
    policy: policy.id,
    policyVersion: policy.version,
    ...classChanges(snapshot, snapshot.columns(year, policy).tax, inForce(snapshot, year, policy), classed(snapshot, tried)),
  };
}
export type ScenarioReply = ReturnType<typeof scenarioReply>;

/** Two policies on the same county: entered = in no class of `a`, in one of `b`. Classes are the same when their names are. */
export function comparisonReply(snapshot: Snapshot, year: number, a: Policy, b: Policy) {
  const named = ({ id, version, title, classes }: Policy) => ({ id, version, title, classes });
  return {
    ...head(snapshot, year),
    a: named(a),
    b: named(b),
    ...classChanges(snapshot, snapshot.columns(year, a).tax, inForce(snapshot, year, a), inForce(snapshot, year, b)),
  };
}
export type ComparisonReply = ReturnType<typeof comparisonReply>;
