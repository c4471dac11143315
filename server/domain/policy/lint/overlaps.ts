// Overlaps: pairs of rules of different classes that one subject can meet, and whether one lies inside the other.
import type { Judgement } from '../judgement.ts';
import { judge } from '../judge.ts';
import type { LintOverlap } from './finding.ts';
import type { ClassRule, Ground } from './ground.ts';
import { variablesIn } from './ground.ts';
import type { Assignment } from './solve.ts';
import { bodyOfAssignment, factsOfAssignment, solve } from './solve.ts';

/** All pairs of class rules of different classes that can hold together: those that share an input first, then in document order. */
export function findOverlaps(ground: Ground): {
  readonly overlaps: readonly LintOverlap[];
  /** Pairs of which it was not found out whether they can meet. */
  readonly open: readonly (readonly [string, string])[];
} {
  const { classRules } = ground;
  const overlaps: LintOverlap[] = [];
  const open: [string, string][] = [];
  for (const [index, one] of classRules.entries()) {
    for (const other of classRules.slice(index + 1)) {
      if (one.gives.name === other.gives.name) continue;
      const overlap = overlapOf(ground, one.gives.severity >= other.gives.severity ? [one, other] : [other, one]);
      if (overlap) overlaps.push(overlap);
      else if (overlap === undefined) open.push([one.rule.id, other.rule.id]);
    }
  }
  return { overlaps: overlaps.toSorted((a, b) => Number(a.independent) - Number(b.independent)), open };
}

/** Null when the two cannot meet; undefined when that was not found out. */
function overlapOf(ground: Ground, [strict, mild]: readonly [ClassRule, ClassRule]): LintOverlap | null | undefined {
  const both = [
    { condition: strict.whole, want: true },
    { condition: mild.whole, want: true },
  ];
  const found = find(ground, [strict, mild], both);
  if (!found) return found;
  // The rest of the subject is unsuspicious, so that the example shows these two rules and little else.
  const example = new Map([...(ground.benign ?? []), ...found]);
  const judged = judge(factsOfAssignment(ground.policy, example), ground.policy);
  const within = [inside(ground, strict, mild), inside(ground, mild, strict)];
  const relation = within[0] && within[1] ? 'same' : within[0] || within[1] ? 'within' : 'overlap';
  const [first, second] = within[1] && !within[0] ? [mild, strict] : [strict, mild];
  return {
    message: `${first.rule.id}（${first.gives.name}）与 ${second.rule.id}（${second.gives.name}）可同时成立${relationWords[relation]}；按严提出${judged.proposed ?? ''}`,
    rules: [first.rule.id, second.rule.id],
    classes: [first.gives.name, second.gives.name],
    proposed: judged.proposed,
    relation,
    independent: isIndependent(ground, strict, mild),
    when: { all: [strict.whole, mild.whole] },
    example: bodyOfAssignment(keeps(judged, [strict, mild]) ? example : found),
  };
}

const relationWords = { overlap: '', within: '，且前者全在后者之内', same: '，且两者范围相同' } as const;

function keeps(judged: Judgement, pair: readonly ClassRule[]): boolean {
  return pair.every((entry) => judged.matched.some((match) => match.rule === entry.rule.id));
}

function find(ground: Ground, pair: readonly ClassRule[], wishes: Parameters<typeof solve>[2]): Assignment | null | undefined {
  // Inputs of the rules themselves before those of the scope: they decide soonest whether the two can meet.
  const own = variablesIn(
    ground,
    pair.map((entry) => entry.rule.when),
  );
  const rest = variablesIn(
    ground,
    pair.map((entry) => entry.whole),
  ).filter((variable) => !own.includes(variable));
  return solve(ground.policy, [...own, ...rest], wishes, ground.benign ?? undefined);
}

/** Whoever meets the first meets the second. */
function inside(ground: Ground, first: ClassRule, second: ClassRule): boolean {
  const wishes = [
    { condition: first.whole, want: true },
    { condition: second.whole, want: false },
  ];
  return find(ground, [first, second], wishes) === null;
}

function isIndependent(ground: Ground, one: ClassRule, other: ClassRule): boolean {
  const fields = new Set(variablesIn(ground, [one.rule.when]).map((variable) => variable.field.name));
  return variablesIn(ground, [other.rule.when]).every((variable) => !fields.has(variable.field.name));
}
