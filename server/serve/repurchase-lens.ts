// What a request about buying back looks at: county, year, policy, settings, weights and what counts as side by side.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { barrierKinds, defaultAdjacency } from '#domain/repurchase/adjacency.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { weightsSchema, Weights } from '#domain/repurchase/settings.ts';
import type { CandidateLens } from '../atlas/repurchase/candidates.ts';
import { exampleSettings, settingsOf } from '../atlas/repurchase/example-settings.ts';
import type { Deps, Env } from './env.ts';
import { lensOf, type LensRequest } from './lens.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const adjacencySchema = z
  .strictObject({
    gapM: z.number().min(0).max(100).default(defaultAdjacency.gapM).openapi({ description: '隔路、隔沟多宽仍算相邻，米' }),
    minSharedM: z.number().min(0.1).max(1000).default(defaultAdjacency.minSharedM).openapi({ description: '共用边界至少多长，米' }),
    barriers: z
      .array(z.enum(barrierKinds))
      .max(barrierKinds.length)
      .default([])
      .openapi({ description: '不得跨越：道路、水面、规划分区、乡镇、区块' }),
  })
  .openapi('RepurchaseAdjacency');
export type AdjacencyRequest = z.output<typeof adjacencySchema>;

export interface RepurchaseRequest extends LensRequest {
  readonly weights?: z.output<typeof weightsSchema> | undefined;
  readonly adjacency?: AdjacencyRequest | undefined;
  /** Version of the settings; left out: the one that stands. */
  readonly settings?: number | undefined;
}

/** Everything the candidates follow from, or why there are none. */
export function candidateLens(c: Context<Env>, deps: Deps, asked: RepurchaseRequest): Result<CandidateLens, ProblemResponse<404>> {
  const lens = lensOf(c, deps, asked);
  if (!lens.ok) return lens;
  const { snapshot, policy, columns } = lens.value;
  const versions = [exampleSettings, ...(snapshot.sheet.data.repurchaseSettings ?? [])];
  const settings = asked.settings === undefined ? settingsOf(snapshot.sheet) : versions[asked.settings];
  if (!settings) return fail(problem(c, 404, `没有第 ${asked.settings} 版收储参数`));
  const given = Object.fromEntries(Object.entries(asked.weights ?? {}).filter(([, weight]) => weight !== undefined));
  const weights: Weights = { ...settings.settings.weights, ...given };
  return ok({ snapshot, policy, columns, settings, weights, adjacency: asked.adjacency ?? defaultAdjacency });
}
