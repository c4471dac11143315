// The tests of a policy that may be moved: each predicate with the places in it (value, comparator, years), in document order.
import type { DescribedPlace } from '#domain/policy/override-range.ts';
import { classOf, type Condition, type Policy, type Predicate } from '#domain/policy/policy.ts';
import type { Overrides } from '../../api/policy-queries.ts';

export interface MovableTest {
  /** Path of the predicate: that of its places less their last word. */
  readonly path: string;
  readonly owner: string;
  readonly clause: string;
  readonly predicate: Predicate;
  readonly places: readonly DescribedPlace[];
}

/** The predicate at a path below the condition of its owner. */
function predicateAt(condition: Condition, steps: string): Predicate | null {
  const step = /^\.(?:(all|any)\[(\d+)\]|(not))/.exec(steps);
  if (!step) return 'field' in condition ? condition : null;
  const [whole, list, place] = step;
  const part =
    list === undefined
      ? 'not' in condition
        ? condition.not
        : undefined
      : 'all' in condition && list === 'all'
        ? condition.all[Number(place)]
        : 'any' in condition && list === 'any'
          ? condition.any[Number(place)]
          : undefined;
  return part ? predicateAt(part, steps.slice(whole.length)) : null;
}

function ownerCondition(policy: Policy, place: DescribedPlace): { readonly prefix: string; readonly when: Condition } | null {
  if (place.ownerKind === 'scope') {
    const limb = policy.scope.limbs.find((one) => one.id === place.owner);
    return limb ? { prefix: `scope.${limb.id}.when`, when: limb.when } : null;
  }
  const rule = policy.rules.find((one) => one.id === place.owner);
  // What gives no class changes none: moving it would show nothing.
  return rule && classOf(policy, rule) !== null ? { prefix: `${rule.id}.when`, when: rule.when } : null;
}

export function movableTests(policy: Policy, places: readonly DescribedPlace[]): readonly MovableTest[] {
  const tests = new Map<string, { test: Omit<MovableTest, 'places'>; places: DescribedPlace[] }>();
  for (const place of places) {
    // A comparator without an alternative is no choice; lists of words are not moved here.
    if ((place.range.kind === 'choice' && place.range.choices.length < 2) || place.range.kind === 'word' || place.range.kind === 'choices')
      continue;
    const owner = place.ownerKind === 'gap' ? null : ownerCondition(policy, place);
    if (!owner) continue;
    const path = place.path.slice(0, -place.part.length - 1);
    const predicate = predicateAt(owner.when, path.slice(owner.prefix.length));
    if (!predicate) continue;
    const known = tests.get(path);
    if (known) known.places.push(place);
    else tests.set(path, { test: { path, owner: place.owner, clause: place.clause ?? '', predicate }, places: [place] });
  }
  return [...tests.values()].map(({ test, places: own }) => ({ ...test, places: own }));
}

/** The test that people move first: the first tax-per-mu threshold of a rule, else the first with a number, else the first. */
export function firstTest(tests: readonly MovableTest[]): MovableTest | undefined {
  const numeric = tests.filter((test) => test.places.some((place) => place.part === 'value' && place.range.kind === 'number'));
  return numeric.find((test) => test.predicate.field === 'enterprise.taxPerMuWan') ?? numeric[0] ?? tests[0];
}

/** The predicate as the overrides have it. */
export function movedPredicate({ path, predicate }: MovableTest, overrides: Overrides): Predicate {
  const value = overrides[`${path}.value`];
  const op = overrides[`${path}.op`];
  const years = overrides[`${path}.window.n`];
  return {
    ...predicate,
    ...(typeof value === 'number' || typeof value === 'string' ? { value } : {}),
    ...(typeof op === 'string' ? { op: op as Predicate['op'] } : {}),
    ...(typeof years === 'number'
      ? { window: { kind: 'last_consecutive' as const, n: years, anchor: predicate.window?.anchor ?? 'evaluation_year' } }
      : {}),
  };
}

/** Other tests that stand at the same number of the same field: a boundary is often drawn from both sides. */
export function sameThreshold(tests: readonly MovableTest[], place: DescribedPlace): readonly MovableTest[] {
  return tests.filter((test) =>
    test.places.some(
      (one) =>
        one.part === 'value' && one.path !== place.path && one.field === place.field && String(one.current) === String(place.current),
    ),
  );
}

/** Only overrides of places that exist and differ from what stands there. */
export function knownOverrides(overrides: Overrides, tests: readonly MovableTest[]): Overrides {
  const current = new Map(tests.flatMap((test) => test.places.map((place) => [place.path, String(place.current)] as const)));
  return Object.fromEntries(Object.entries(overrides).filter(([path, value]) => current.has(path) && current.get(path) !== String(value)));
}
