// Whom a plan touches: firms, owners, jobs and tax with how much of it is known, and the mean score by area.
import type { Candidate } from '../candidate.ts';
import type { CoveredSum, SolveReply } from '../solve-reply.ts';

export function figuresOf(codes: readonly string[], candidates: readonly Candidate[]): NonNullable<SolveReply['figures']> {
  const wanted = new Set(codes);
  const chosen = candidates.filter(({ code }) => wanted.has(code));
  const covered = (figures: readonly (number | null)[], per: number): CoveredSum => {
    const known = figures.filter((figure): figure is number => figure !== null);
    return { sum: known.reduce((sum, figure) => sum + figure, 0) / per, known: known.length, total: figures.length };
  };
  const scored = chosen.filter(({ score, area }) => score.score !== null && area !== null);
  const land = scored.reduce((sum, { area }) => sum + area!, 0);
  return {
    firms: new Set(chosen.flatMap(({ firms }) => firms)).size,
    owners: new Set(chosen.flatMap(({ owner }) => owner ?? [])).size,
    jobs: covered(
      chosen.map(({ jobs }) => jobs),
      1000,
    ),
    taxWan: covered(
      chosen.map(({ tax }) => tax),
      1_000_000,
    ),
    score: land > 0 ? scored.reduce((sum, { score, area }) => sum + score.score! * area!, 0) / land : null,
  };
}
