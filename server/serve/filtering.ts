// `filter` (CQL2 text), `bbox` and `view` of a request as one test of a parcel index.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { compileCql2 } from '#domain/cql2/evaluate.ts';
import { parseCql2 } from '#domain/cql2/parse.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import { boundsTouch, shapeOfBounds, shapesTouch } from '#domain/land/inside.ts';
import { viewDay } from '#domain/ledger/view-day.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { compileFilter, filterFault } from '#domain/select.ts';
import { decodeView } from '#domain/view-codec.ts';
import type { View } from '#domain/view.ts';
import { filterProperties, propertyReader } from '../atlas/parcel-properties.ts';
import type { Deps, Env } from './env.ts';
import { countyParameter, lensOf, lensOnDay, policiesOf, policyParameter, yearParameter, type Lens } from './lens.ts';
import { problem, type ProblemResponse } from './problem.ts';

/** County, year, policy and filters; the county may be left to the view. */
export const filterQuery = {
  county: countyParameter.optional(),
  year: yearParameter.optional(),
  policy: policyParameter.optional(),
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

export const bboxParameter = z
  .string()
  .transform((text, context): Bounds => {
    const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    const [west, south, east, north] = numbers as [number, number, number, number];
    const good = numbers.length === 4 && numbers.every(Number.isFinite) && west <= east && south <= north;
    if (good && west >= -180 && east <= 180 && south >= -90 && north <= 90) return [west, south, east, north];
    context.issues.push({ code: 'custom', message: '应为“西,南,东,北”的经纬度，西不大于东、南不大于北', input: text });
    return z.NEVER;
  })
  .openapi({ type: 'string', example: '119.2,28.5,119.3,28.6', description: '西,南,东,北（经纬度）' });

export type Test = (index: number) => boolean;

/** Whether a parcel's shape touches the box; a parcel without a shape touches none. */
export function boxTest({ snapshot }: Lens, box: Bounds): Test {
  const { bounds } = snapshot.base;
  const shape = shapeOfBounds(box);
  return (index) => {
    const own: Bounds = [bounds[index * 4]!, bounds[index * 4 + 1]!, bounds[index * 4 + 2]!, bounds[index * 4 + 3]!];
    if (!boundsTouch(own, box)) return false;
    if (own[0] >= box[0] && own[1] >= box[1] && own[2] <= box[2] && own[3] <= box[3]) return true;
    const drawn = snapshot.sheet.parcel(snapshot.picks[index]!).shape;
    return drawn !== null && shapesTouch(drawn, shape);
  };
}

/** What a filtered request may state: county, year and policy may also come from the view. */
export interface FilteredRequest {
  readonly county?: string | undefined;
  readonly year?: number | undefined;
  readonly policy?: string | undefined;
  readonly filter?: string | undefined;
  readonly view?: string | undefined;
  readonly bbox?: Bounds | undefined;
}

/** A request's lens with the test of its filters. */
export interface FilteredLens {
  readonly lens: Lens;
  readonly view: View | null;
  readonly test: Test;
}

const badView = (c: Context<Env>, message: string) =>
  fail(problem(c, 400, `view: ${message}`, { issues: [{ parameter: 'view', message }] }));

function viewOf(c: Context<Env>, text: string | undefined, county: string | undefined): Result<View | null, ProblemResponse<400>> {
  if (text === undefined) return ok(null);
  const view = decodeView(text);
  if (!view.ok) return badView(c, view.error);
  const fault = filterFault(view.value.filter ?? {});
  if (fault !== null) return badView(c, fault);
  if (county !== undefined && county !== view.value.county) return badView(c, `说的是 ${view.value.county} 县`);
  return view;
}

/** CQL2 as a test, or a 400 that says where it goes wrong. */
function cql2Test(c: Context<Env>, lens: Lens, text: string): Result<Test, ProblemResponse<400>> {
  const parsed = parseCql2(text, filterProperties);
  if (!parsed.ok) {
    const { message, position } = parsed.error;
    return fail(problem(c, 400, `filter: 第 ${position} 个字符处：${message}`, { issues: [{ parameter: 'filter', position, message }] }));
  }
  const matches = compileCql2(parsed.value, propertyReader(lens.snapshot, lens.columns));
  return ok((index) => matches(index) === true);
}

/** The day that the page shows when the view names none. */
function defaultDay({ policies }: Deps, { snapshot: { sheet } }: Lens): string {
  return viewDay(sheet.asOf, policiesOf(policies, sheet.data.county.code)[0] ?? null);
}

/** What a filtered request looks at and keeps, or what is wrong with it. Filter, view and bbox must all hold. */
export function filteredLens(
  c: Context<Env>,
  deps: Deps,
  asked: FilteredRequest,
): Result<FilteredLens, ProblemResponse<400> | ProblemResponse<404>> {
  const view = viewOf(c, asked.view, asked.county);
  if (!view.ok) return view;
  const county = asked.county ?? view.value?.county;
  if (county === undefined)
    return fail(problem(c, 400, 'county: 缺少这一项', { issues: [{ parameter: 'county', message: '缺少这一项' }] }));
  const found = lensOf(c, deps, { county, year: asked.year ?? view.value?.year, policy: asked.policy ?? view.value?.policy });
  if (!found.ok) return found;
  const lens = ok(view.value === null ? found.value : lensOnDay(found.value, view.value.asOf ?? defaultDay(deps, found.value)));
  const tests: Test[] = [];
  if (view.value?.filter) tests.push(compileFilter(view.value.filter, lens.value.snapshot.base, lens.value.columns));
  const selection = view.value?.selection ?? [];
  if (selection.length > 0) {
    // What is picked by hand narrows the view, on screen and here alike.
    const picked = new Set(selection.map((code) => lens.value.snapshot.indexOf.get(code)));
    tests.push((index) => picked.has(index));
  }
  if (asked.bbox) tests.push(boxTest(lens.value, asked.bbox));
  if (asked.filter !== undefined) {
    const test = cql2Test(c, lens.value, asked.filter);
    if (!test.ok) return test;
    tests.push(test.value);
  }
  return ok({ lens: lens.value, view: view.value, test: (index) => tests.every((test) => test(index)) });
}

/** Indices that pass, ascending; `all` counts them, the list stops at `limit`. */
export function matching(size: number, test: Test, limit = Infinity): { readonly indices: number[]; readonly all: number } {
  const indices: number[] = [];
  let all = 0;
  for (let index = 0; index < size; index += 1) {
    if (!test(index)) continue;
    all += 1;
    if (indices.length < limit) indices.push(index);
  }
  return { indices, all };
}
