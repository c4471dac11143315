// From candidates and a question to a problem: what is on offer, what was left out and why, and what is wrong with the question itself.
import { blocksOf } from '../blocks.ts';
import type { Candidate } from '../candidate.ts';
import { thousandths } from '../score.ts';
import type { SolveQuestion } from '../solve-question.ts';
import type { SolveReply } from '../solve-reply.ts';
import type { Fen, MicroMu } from '../../units.ts';
import type { Plot, Side, SolveProblem } from './problem.ts';

/** Figures of the drawing that the second stage reads; millimetres. */
export interface Outlines {
  readonly outlines: readonly (readonly [code: string, millimetres: number])[];
  readonly sides: readonly { readonly a: string; readonly b: string; readonly sharedMm: number }[];
}

export interface Prepared {
  readonly problem: SolveProblem;
  readonly leftOut: SolveReply['leftOut'];
  /** Land of everything that is not excluded. */
  readonly offered: number;
  /** Locked-in plots that had to be left out, with the reason: there is no plan then. */
  readonly lostLocks: readonly { readonly code: string; readonly reason: 'tooSmall' | 'unknown' | 'incompleteOwner' | 'lowScore' }[];
}

type Known = Candidate & { readonly area: MicroMu; readonly cost: { readonly known: true; readonly fen: Fen } };

export const isOffered = (candidate: Candidate): candidate is Known =>
  candidate.excluded === null && candidate.area !== null && candidate.cost.known;

/** Reasons for which land is the county's already: its owner can still be bought out whole. */
const goneAlready: ReadonlySet<string> = new Set(['freed', 'planned']);

/** Owners with a plot that cannot be bought now. */
function incompleteOwners(all: readonly Candidate[], out: ReadonlySet<string>): Set<string> {
  const owners = new Set<string>();
  for (const one of all) {
    if (one.owner === null || (one.excluded && goneAlready.has(one.excluded.reason))) continue;
    if (!isOffered(one) || out.has(one.code)) owners.add(one.owner);
  }
  return owners;
}

/** Leaves out what can be in no plan, until nothing more falls away. */
function sieve(all: readonly Candidate[], question: SolveQuestion) {
  const out = new Set(question.lockedOut);
  const unknown: string[] = [];
  const lowScore: string[] = [];
  const incompleteOwner: string[] = [];
  const small: string[] = [];
  const offered = all.filter(isOffered);
  const drop = (code: string, list: string[]): void => {
    if (out.has(code)) return;
    out.add(code);
    list.push(code);
  };
  for (const { code, jobs, tax, score } of offered) {
    const needsScore = question.minScore !== null || question.minMeanScore !== null;
    const lacks = (question.maxJobs !== null && jobs === null) || (question.maxTax !== null && tax === null);
    if (lacks || (needsScore && score.score === null)) drop(code, unknown);
    else if (question.minScore !== null && thousandths(score.score!) < question.minScore) drop(code, lowScore);
  }
  for (let before = -1; before !== out.size;) {
    before = out.size;
    if (question.ownerComplete) {
      const owners = incompleteOwners(all, out);
      for (const { code, owner } of offered) if (owner === null || owners.has(owner)) drop(code, incompleteOwner);
    }
    if (question.minBlock > 0) {
      const left = new Map(offered.filter(({ code }) => !out.has(code)).map((one) => [one.code, one]));
      const size = (code: string): number => left.get(code)!.area;
      for (const block of blocksOf([...left.keys()], (code) => left.get(code)!.neighbours, size)) {
        if (block.reduce((sum, code) => sum + size(code), 0) >= question.minBlock) continue;
        for (const code of block) drop(code, small);
      }
    }
  }
  return { kept: offered.filter(({ code }) => !out.has(code)), offered, unknown, lowScore, incompleteOwner, small };
}

export function prepare(all: readonly Candidate[], question: SolveQuestion, outlines: Outlines): Prepared {
  const { kept, offered, unknown, lowScore, incompleteOwner, small } = sieve(all, question);
  const outline = new Map(outlines.outlines);
  const indexOf = new Map(kept.map(({ code }, index) => [code, index]));
  const plots = kept.map(({ code, area, cost, township, owner, jobs, tax, score }): Plot => ({
    code,
    area,
    cost: cost.fen,
    township,
    owner,
    jobs,
    tax,
    score: score.score === null ? null : thousandths(score.score),
    outline: outline.get(code) ?? 0,
  }));
  const beside = kept.map(({ neighbours }) => neighbours.flatMap((code) => indexOf.get(code) ?? []).sort((a, b) => a - b));
  const sides = outlines.sides.flatMap(({ a, b, sharedMm }): Side[] => {
    const [one, two] = [indexOf.get(a), indexOf.get(b)];
    return one === undefined || two === undefined ? [] : [{ a: Math.min(one, two), b: Math.max(one, two), shared: sharedMm }];
  });
  const owners = new Map<string, number[]>();
  if (question.ownerComplete)
    for (const [index, { owner }] of plots.entries()) if (owner !== null) owners.set(owner, [...(owners.get(owner) ?? []), index]);
  const isolated = new Set(small.filter((code) => !offered.find((one) => one.code === code)!.neighbours.length));
  const reasons = [
    ['unknown', unknown],
    ['lowScore', lowScore],
    ['incompleteOwner', incompleteOwner],
    ['tooSmall', small],
  ] as const;
  return {
    problem: {
      plots,
      sides,
      beside,
      limits: {
        target: question.target,
        budget: question.budget,
        minBlock: question.minBlock,
        maxBlocks: question.maxBlocks,
        quotas: question.quotas,
        maxJobs: question.maxJobs,
        maxTax: question.maxTax,
        minMeanScore: question.minMeanScore,
      },
      lockedIn: question.lockedIn.flatMap((code) => indexOf.get(code) ?? []).sort((a, b) => a - b),
      lockedOut: [],
      together: [...owners.values()].filter((group) => group.length > 1),
    },
    leftOut: { isolated: [...isolated], tooSmall: small.filter((code) => !isolated.has(code)), unknown, incompleteOwner, lowScore },
    offered: offered.reduce((sum, { area }) => sum + area, 0),
    lostLocks: question.lockedIn.flatMap((code) => reasons.flatMap(([reason, list]) => (list.includes(code) ? [{ code, reason }] : []))),
  };
}
