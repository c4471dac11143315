// `filter` (CQL2 text) and `view` of a request as one test of a parcel index.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { fail, ok, type Result } from '#domain/result.ts';
import { compileFilter, filterFault } from '#domain/select.ts';
import { decodeView } from '#domain/view-codec.ts';
import type { Env } from './env.ts';
import type { Lens } from './lens.ts';
import { problem, type ProblemResponse } from './problem.ts';

export const filterQuery = {
  filter: z
    .string()
    .max(8000)
    .optional()
    .openapi({ description: 'CQL2 文本，属性名同 GeoJSON 属性', example: "taxPerMuWan < 1 AND township = '331123001'" }),
  view: z
    .string()
    .max(60_000)
    .optional()
    .openapi({ description: '视图（domain/view-codec.ts 的编码或其 JSON）；其中的筛选与 filter 同时成立' }),
};

type Test = (index: number) => boolean;

/** The test of a request, or what is wrong with it. */
export function testOf(
  c: Context<Env>,
  lens: Lens,
  asked: { filter?: string | undefined; view?: string | undefined },
): Result<Test, ProblemResponse<400>> {
  const tests: Test[] = [];
  if (asked.view !== undefined) {
    const view = decodeView(asked.view);
    if (!view.ok) return fail(problem(c, 400, `view: ${view.error}`));
    const fault = filterFault(view.value.filter ?? {});
    if (fault !== null) return fail(problem(c, 400, `view: ${fault}`));
    tests.push(compileFilter(view.value.filter ?? {}, lens.snapshot.base, lens.columns));
  }
  return ok((index) => tests.every((test) => test(index)));
}
