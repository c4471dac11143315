// Choosing land to buy back: 2 000 and 5 000 candidates, 800 mu in blocks of at least 50, against a plain pick by score and a boundary penalty.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { openActor } from '#domain/access/actor.ts';
import { countyCode } from '#domain/land/codes.ts';
import { isoDate } from '#domain/period.ts';
import { defaultAdjacency } from '#domain/repurchase/adjacency.ts';
import type { Candidate } from '#domain/repurchase/candidate.ts';
import type { SolveQuestion } from '#domain/repurchase/solve-question.ts';
import { leastByCuts } from '#domain/repurchase/solve/by-cuts.ts';
import { costGoal, noBound } from '#domain/repurchase/solve/goal.ts';
import { pickByScore } from '#domain/repurchase/solve/greedy.ts';
import { least } from '#domain/repurchase/solve/least.ts';
import type { Solver, Watch } from '#domain/repurchase/solve/milp.ts';
import { prepare, type Outlines } from '#domain/repurchase/solve/prepare.ts';
import { areaOf, costOf, outlineOf, partsOf, type Choice, type SolveProblem } from '#domain/repurchase/solve/problem.ts';
import { microMu } from '#domain/units.ts';
import { createAtlas } from '../../server/atlas/atlas.ts';
import { candidatesOf } from '../../server/atlas/repurchase/candidates.ts';
import { settingsOf } from '../../server/atlas/repurchase/example-settings.ts';
import { outlinesOf } from '../../server/atlas/repurchase/outlines.ts';
import { readReference } from '../../server/commands/session.ts';
import { installDemo } from '../../server/demo/install.ts';
import { importFile, loadPolicies, storedPolicies } from '../../server/pipeline.ts';
import { resolveLens } from '../../server/serve/lens.ts';
import { openHighs } from '../../server/solve/highs-solver.ts';
import { openStore } from '../../server/store/store.ts';
import type { BenchTable } from './measure.ts';

const county = countyCode('331123');
const day = isoDate('2023-06-30');
const root = path.join(import.meta.dirname, '../..');
const question: SolveQuestion = {
  target: microMu(800_000_000),
  budget: null,
  minBlock: microMu(50_000_000),
  maxBlocks: null,
  lockedIn: [],
  lockedOut: [],
  ownerComplete: false,
  quotas: [],
  maxJobs: null,
  maxTax: null,
  minScore: null,
  minMeanScore: null,
  allowance: 0,
};

interface Ground {
  readonly candidates: readonly Candidate[];
  readonly outlines: Outlines;
}

/** An invented county's candidates, as the program offers them; a few more parcels than asked, because some are not on offer. */
async function countyOf(offered: number): Promise<Ground> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-'));
  const store = await openStore(home);
  try {
    await loadPolicies(store, path.join(root, 'data/policies'), `${day}T09:00:00.000Z`);
    const reference = readReference(root);
    await installDemo(
      { county, parcels: Math.ceil(offered * 1.06), seed: 1 },
      {
        importFile: (file, options) => importFile(store, file, { ...options, reference, demo: true }),
        change: (code, work) => store.change(code, work),
      },
    );
    const policies = (await storedPolicies(store)).map(({ policy }) => policy);
    const atlas = createAtlas(store, policies, () => day);
    await atlas.load();
    const lens = resolveLens({ atlas, policies }, openActor, { county });
    if (!lens.ok) throw new Error('no such county');
    const { snapshot, policy, columns } = lens.value;
    const settings = settingsOf(snapshot.sheet);
    const all = candidatesOf({ snapshot, policy, columns, settings, weights: settings.settings.weights, adjacency: defaultAdjacency });
    let left = offered;
    // Exactly so many on offer: what is beyond is left out of the question.
    const candidates = all.filter(({ excluded }) => excluded !== null || (left -= 1) >= 0);
    return { candidates, outlines: outlinesOf(snapshot.sheet, defaultAdjacency) };
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}

const watchFor = (seconds: number): Watch => {
  const begun = performance.now();
  const elapsed = (): number => (performance.now() - begun) / 1000;
  return { elapsed, left: () => seconds - elapsed() };
};
const wan = (money: number): string => (money / 1e6).toFixed(0);

function described(problem: SolveProblem, choice: Choice): string {
  const parts = partsOf(problem, choice);
  const small = parts.filter((part) => areaOf(problem, part) < question.minBlock).length;
  const land = (areaOf(problem, choice) / 1e6).toFixed(1);
  return `${wan(costOf(problem, choice))} 万元, ${land} mu, ${parts.length} blocks (${small} below 50 mu), outline ${(outlineOf(problem, choice) / 1e6).toFixed(1)} km`;
}

/** Seconds until the plan is within 1 % of the bound, and until it is proven the cheapest. */
function timed(problem: SolveProblem, solver: Solver, seconds: number, method: 'groups' | 'cuts') {
  const watch = watchFor(seconds);
  const before = process.cpuUsage();
  let near: number | null = null;
  const found = least(problem, solver, watch, {
    seed: 0,
    method,
    told(value, bound) {
      if (near === null && value !== null && bound !== noBound && value - bound <= bound / 100) near = watch.elapsed();
    },
  });
  const { user, system } = process.cpuUsage(before);
  return { found, near, total: watch.elapsed(), cpu: (user + system) / 1e6 };
}

export async function bench(table: BenchTable): Promise<void> {
  const solver = await openHighs(() => false);
  for (const [offered, limit] of [
    [2000, 10],
    [5000, 60],
  ] as const) {
    const { candidates, outlines } = await countyOf(offered);
    const name = `${offered} candidates`;
    const { problem } = prepare(candidates, question, outlines);
    const all = prepare(candidates, { ...question, minBlock: microMu(0) }, outlines).problem;
    for (const method of ['groups', 'cuts'] as const) {
      const { found, near, total, cpu } = timed(problem, solver, limit, method);
      const gap = found.value === null ? 100 : (100 * (found.value - Math.max(0, found.bound))) / found.value;
      const plan = found.choice ? described(problem, found.choice) : 'no plan';
      const within = near === null ? {} : { note: plan };
      table.record(
        `${name}, ${method}: within 1 % of the bound`,
        [near ?? limit],
        's',
        method === 'groups' ? { limit: near === null ? 0 : limit, ...within } : within,
      );
      table.record(`${name}, ${method}: ended`, [total], 's', {
        note: `${found.status}, bound ${wan(Math.max(0, found.bound))} 万元; ${cpu.toFixed(1)} s of one core`,
      });
      table.record(`${name}, ${method}: gap`, [gap], '%', method === 'groups' ? { limit: 1 } : {});
    }
    const byScore = pickByScore(all);
    table.record(`${name}, plain pick by score: cost`, [costOf(all, byScore) / 1e6], '万元', { note: described(all, byScore) });
    // 元 per metre of outline, put onto the cost: blocks come out larger, none is promised.
    for (const yuan of [1000, 5000]) {
      const perMm = yuan / 10;
      const { figures, unit } = costGoal(all);
      const goal = {
        figures: figures.map((cost, index) => cost + Math.round(perMm * all.plots[index]!.outline)),
        unit,
        sides: all.sides.map((side) => ({ ...side, shared: Math.round(perMm * side.shared) })),
      };
      const watch = watchFor(limit);
      const found = leastByCuts(all, goal, solver, watch, { seed: 0 });
      const note = found.choice ? `${described(all, found.choice)}, ${found.status}` : 'no plan';
      table.record(`${name}, boundary penalty ${yuan} 元/m: ended`, [watch.elapsed()], 's', { note });
    }
  }
}
