// What a policy with overrides would change in a county, and how two policies class the same county; never written anywhere.
import type { Policy } from '#domain/policy/policy.ts';
import { classChanges, classNames } from './class-changes.ts';
import { tryPolicy } from './judging.ts';
import type { Snapshot } from './snapshot.ts';
import { packedSubjects } from './subjects.ts';

function head(snapshot: Snapshot, year: number) {
  const { county } = snapshot.sheet.data;
  return { simulated: true as const, county: county.code as string, year, version: snapshot.tag, demo: county.demo };
}

/** The difference between a policy and the same policy with overrides, within what the asker may see. */
export function scenarioReply(snapshot: Snapshot, year: number, policy: Policy, variant: Policy) {
  const columns = snapshot.columns(year, policy);
  const tried = tryPolicy(snapshot.sheet, year, variant, packedSubjects(snapshot.sheet, year, policy)).columns;
  const after = Uint8Array.from(snapshot.picks, (pick) => tried.verdict[pick]!);
  return {
    ...head(snapshot, year),
    policy: policy.id,
    policyVersion: policy.version,
    ...classChanges(snapshot, year, columns.tax, classNames(columns.classes, columns.verdict), classNames(tried.classes, after)),
  };
}
export type ScenarioReply = ReturnType<typeof scenarioReply>;

/** Two policies on the same county: entered = in no class of `a`, in one of `b`. Classes are the same when their names are. */
export function comparisonReply(snapshot: Snapshot, year: number, a: Policy, b: Policy) {
  const [before, after] = [snapshot.columns(year, a), snapshot.columns(year, b)];
  const named = ({ id, version, title, classes }: Policy) => ({ id, version, title, classes });
  return {
    ...head(snapshot, year),
    a: named(a),
    b: named(b),
    ...classChanges(snapshot, year, before.tax, classNames(before.classes, before.verdict), classNames(after.classes, after.verdict)),
  };
}
export type ComparisonReply = ReturnType<typeof comparisonReply>;
