// Why there is no solution: which limit binds, and what each would have to become, alone, for there to be one.
import type { Candidate } from '../candidate.ts';
import type { SolveQuestion } from '../solve-question.ts';
import type { WhyNot } from '../solve-reply.ts';
import { microMu, toMu } from '../../units.ts';
import type { Outlines, Prepared } from './prepare.ts';
import type { Screened } from './screen.ts';

interface Refused {
  readonly candidates: readonly Candidate[];
  readonly question: SolveQuestion;
  readonly outlines: Outlines;
  readonly prepared: Prepared;
  readonly screened: readonly Screened[];
}

export function whyNot({ prepared, screened }: Refused): WhyNot {
  const first = screened[0];
  return {
    limit: first?.limit ?? 'targetMu',
    says: first?.says ?? '各项条件合在一起没有方案',
    attainable: null,
    relaxation: null,
    relaxations: [],
    insufficient: [],
    goals: { mostMu: null, leastWan: null, offeredMu: toMu(microMu(prepared.offered)) },
    notComputed: [],
  };
}
