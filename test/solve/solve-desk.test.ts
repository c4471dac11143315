// Runs of the solver: one after another when there are many, stopped with what they have, and a thread that dies takes nothing with it.
import { expect, test } from 'vitest';
import type { SolveInput } from '#domain/repurchase/solve/solve.ts';
import { microMu } from '#domain/units.ts';
import { openSolveDesk } from '../../server/solve/solve-desk.ts';
import { candidate, codeOf, plain } from '../domain/repurchase/solve/small-land.ts';

/** A row of plots, each beside the next; more than a few take the solver a while. */
function input(plots: number, timeLimitS = 60): SolveInput {
  const candidates = Array.from({ length: plots }, (_, index) =>
    candidate(index, {
      area: microMu(9_000_000 + ((index * 7_368_787) % 5_000_011)),
      money: 500_000_000 + ((index * 131_071_717) % 700_000_003),
      neighbours: [index - 1, index + 1].filter((at) => at >= 0 && at < plots).map(codeOf),
    }),
  );
  return {
    candidates,
    question: { ...plain, target: microMu(plots * 3_000_000), minBlock: microMu(25_000_000) },
    outlines: { outlines: candidates.map(({ code }) => [code, 400_000] as const), sides: [] },
    seed: 0,
    timeLimitS,
    explain: { replacements: plots > 20, alternatives: { count: 0, share: 0.3 }, frontier: [] },
  };
}

test('a run is followed from its queue to its answer, and threads are used again', { timeout: 90_000 }, async () => {
  const desk = openSolveDesk(1);
  const [first, second] = [desk.start(input(8))!, desk.start(input(9))!];
  expect([first.state, second.state]).toEqual(['running', 'queued']);
  const heard: string[] = [];
  for await (const { event, data } of second.follow(0, new AbortController().signal))
    if (event === 'state') heard.push((data as { state: string }).state);
  expect(heard).toEqual(['running', 'ended']);
  expect(first.answer?.status).toBe('optimal');
  expect(second.answer?.status).toBe('optimal');
  expect(desk.get(second.id)).toBe(second);
});

test('a run that is cancelled answers with what it has, one that waits does not begin', { timeout: 90_000 }, async () => {
  const desk = openSolveDesk(1);
  const [running, waiting] = [desk.start(input(400))!, desk.start(input(8))!];
  for await (const { event } of running.follow(0, new AbortController().signal))
    if (event === 'progress') {
      running.cancel();
      waiting.cancel();
    }
  await waiting.done;
  expect(running.answer?.run.stopped).toBe('cancelled');
  expect(running.answer!.seconds).toBeLessThan(60);
  expect(waiting.fault).toContain('已取消');
});

test('a thread that dies fails its own run and no other', { timeout: 90_000 }, async () => {
  const desk = openSolveDesk(1, new URL('../fixtures/worker/dying-solver.ts', import.meta.url));
  const runs = [desk.start(input(8))!, desk.start(input(8))!];
  await Promise.all(runs.map(({ done }) => done));
  for (const run of runs) {
    expect(run.state).toBe('failed');
    expect(run.fault).toContain('求解程序出错');
  }
});

test('when too many wait, the next is turned away', { timeout: 90_000 }, async () => {
  const desk = openSolveDesk(1);
  const runs = Array.from({ length: 12 }, () => desk.start(input(8)));
  expect(runs.filter((run) => run === null).length).toBeGreaterThan(0);
  for (const run of runs) run?.cancel();
  for (const run of runs) await run?.done;
});
