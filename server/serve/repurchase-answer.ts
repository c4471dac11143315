// What the search found, held against the record before anybody sees it: a plan that fails the checker is never shown.
import { checkPlan } from '#domain/repurchase/check-plan.ts';
import type { SolveQuestion } from '#domain/repurchase/solve-question.ts';
import type { SolvedSet, SolveReply } from '#domain/repurchase/solve-reply.ts';
import type { SolveAnswer, SolveInput } from '#domain/repurchase/solve/solve.ts';
import { parseLand, parseMoney } from '#domain/units.ts';
import { standingEntries } from '../atlas/freed.ts';
import { candidatesOf, type CandidateLens } from '../atlas/repurchase/candidates.ts';
import { plannedParcels } from '../atlas/repurchase/planned.ts';
import type { Deps } from './env.ts';

/** A question with everything that its answer is held against. */
export interface Asked {
  readonly lens: CandidateLens;
  readonly question: SolveQuestion;
  readonly input: SolveInput;
  /** As it was sent. */
  readonly said: Readonly<Record<string, unknown>>;
}
/** What the checker finds wrong with a set of the answer, by the record's own figures. */
function faultsOf({ lens, question }: Asked, set: SolvedSet): string[] {
  const { sheet } = lens.snapshot;
  const candidates = new Map(candidatesOf(lens).map((one) => [one.code, one]));
  const taken = new Set(set.parcels.filter((code) => standingEntries(sheet, code).length > 0 || plannedParcels(sheet).has(code)));
  const area = parseLand(String(set.areaMu), '亩')?.value ?? 0;
  const cost = parseMoney(String(set.costWan), '万元')?.value ?? 0;
  return checkPlan({ parcels: set.parcels, area, cost, blocks: set.blocks }, question, candidates, taken).map(({ message }) => message);
}

/** The answer as it may be shown: checked set by set. Null: a plan does not hold, which is ours to mend. */
export function shownAnswer(answer: SolveAnswer, request: Asked, log: Deps['log']): SolveReply | null {
  const { lens } = request;
  const reject = (what: string, set: SolvedSet): boolean => {
    const faults = faultsOf(request, set);
    if (faults.length > 0) log(new Error(faults.join('; ')), `checking ${what} of the solver`);
    return faults.length > 0;
  };
  const { stages } = answer;
  if (stages) {
    if (reject('the plan', answer) || reject('the cheapest plan', stages.cheapest)) return null;
    if (stages.compact && reject('the compact plan', stages.compact)) return null;
  }
  return {
    ...answer,
    alternatives: answer.alternatives.filter((one) => !reject('an alternative', one)),
    run: { ...answer.run, settings: lens.settings.version, dataVersion: lens.snapshot.tag, checked: stages !== null },
  };
}
