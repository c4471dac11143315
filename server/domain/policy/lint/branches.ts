// The cases of a condition, looked at one by one: which of them can never come about, and in what surroundings another input decides.
import type { Condition } from '../policy.ts';

/** Most branches looked at apart; a condition with more is taken as a whole. */
const mostBranches = 64;

/** The same condition with `not` only before single tests, so that every choice in it is an `any`. */
function plain(condition: Condition): Condition {
  if ('all' in condition) return { all: condition.all.map(plain) };
  if ('any' in condition) return { any: condition.any.map(plain) };
  if (!('not' in condition)) return condition;
  const { not } = condition;
  if ('all' in not) return { any: not.all.map((part) => plain({ not: part })) };
  if ('any' in not) return { all: not.any.map((part) => plain({ not: part })) };
  return 'not' in not ? plain(not.not) : condition;
}

/** Ways to meet a condition: meeting all of any one of them meets it. */
export function branchesOf(condition: Condition): readonly Condition[] {
  const branches = split(plain(condition));
  return branches.length > mostBranches ? [condition] : branches;
}

function split(condition: Condition): readonly Condition[] {
  if ('any' in condition) return condition.any.flatMap(split);
  if (!('all' in condition)) return [condition];
  return condition.all.reduce<readonly Condition[]>(
    (branches, part) => {
      const more = split(part);
      if (branches.length * more.length > mostBranches * 4) return branches.map((branch) => ({ all: [branch, part] }));
      return branches.flatMap((branch) => more.map((alternative) => ({ all: [branch, alternative] })));
    },
    [{ all: [] }],
  );
}

/**
 * The condition once for every alternative that it names, with the others of the same choice left out. Unlike branches these do not
 * pair choices: two choices that mostly go together need not in every pairing, and nobody wrote the pairings.
 */
export function alternativesOf(condition: Condition): readonly Condition[] {
  return narrowed(plain(condition)).slice(0, mostBranches);
}

function narrowed(condition: Condition): readonly Condition[] {
  if ('any' in condition) {
    const choice = condition.any.length > 1;
    return condition.any.flatMap((part) => [...(choice ? [part] : []), ...narrowed(part)]);
  }
  if (!('all' in condition)) return [];
  return condition.all.flatMap((part, at) =>
    narrowed(part).map((alternative) => ({ all: condition.all.map((other, place) => (place === at ? alternative : other)) })),
  );
}
