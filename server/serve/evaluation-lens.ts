// What a request about the evaluation looks at: county, year, and the county's own parameter set for them, never another's.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { ok, type Result } from '#domain/result.ts';
import { definitionText } from '#domain/scoring/indicators.ts';
import { figureNames } from '#domain/scoring/figures.ts';
import { figuresNeeded, parametersFor, type ScoringParameters } from '#domain/scoring/parameters.ts';
import { markItems } from '#domain/scoring/statements.ts';
import { decimalText, type Decimal } from '#domain/units.ts';
import type { Snapshot } from '../atlas/snapshot.ts';
import { etagOf } from './caching.ts';
import type { Deps, Env } from './env.ts';
import { countyParameter, latestYear, snapshotOf, yearParameter } from './lens.ts';
import type { ProblemResponse } from './problem.ts';

export const evaluationQuery = { county: countyParameter, year: yearParameter.optional() };
export const evaluationRequest = z.strictObject(evaluationQuery);

export interface EvaluationLens {
  readonly snapshot: Snapshot;
  readonly year: number;
  /** Null when the county has none for the year. */
  readonly set: ScoringParameters | null;
  readonly sets: readonly ScoringParameters[];
  /** Names the content of every reply about the evaluation: the snapshot and all sets of the county. */
  readonly tag: string;
}

const isDecimal = (value: unknown): value is Decimal =>
  typeof value === 'object' && value !== null && 'digits' in value && typeof value.digits === 'bigint';
const decimalsAsText = (_: string, value: unknown): unknown => (isDecimal(value) ? decimalText(value) : value);

/** The set as plain JSON, every decimal as its exact text. */
export function plainSet(set: ScoringParameters): Record<string, unknown> {
  return JSON.parse(JSON.stringify(set, decimalsAsText)) as Record<string, unknown>;
}

const hashes = new WeakMap<ScoringParameters, string>();

function hashOf(set: ScoringParameters): string {
  const hash = hashes.get(set) ?? etagOf(JSON.stringify(set, decimalsAsText));
  hashes.set(set, hash);
  return hash;
}

/** County, year (the latest when left out) and set of a request, or a 404. */
export function evaluationLens(
  c: Context<Env>,
  deps: Deps,
  asked: { readonly county: string; readonly year?: number | undefined },
): Result<EvaluationLens, ProblemResponse<404>> {
  const found = snapshotOf(c, deps, asked.county);
  if (!found.ok) return found;
  const snapshot = found.value;
  const year = asked.year ?? latestYear(snapshot);
  const sets = (deps.scoring ?? []).filter((set) => set.county === asked.county);
  return ok({ snapshot, year, set: parametersFor(sets, asked.county, year), sets, tag: [snapshot.tag, ...sets.map(hashOf)].join(' ') });
}

/** What every reply says of the set, or that there is none. */
export function setHead({ set, sets, year, snapshot }: EvaluationLens) {
  const { county } = snapshot.sheet.data;
  const others = sets.map(({ id, fromYear, toYear }) => ({ id, fromYear, toYear }));
  return {
    county: county.code as string,
    countyName: county.name,
    year,
    years: [...snapshot.sheet.years],
    version: snapshot.tag,
    demo: county.demo,
    parameters: set && {
      id: set.id,
      title: set.title,
      /** The numbers are not the county's own. */
      example: set.example,
      basis: set.basis,
      documentNumber: set.documentNumber,
      fromYear: set.fromYear,
      toYear: set.toYear,
      classes: set.classes,
      unratedName: set.unratedName,
      prevails: set.prevails,
    },
    /** What to say when nothing is computed. */
    note: set ? null : `没有${county.name} ${year} 年的评价参数，未计算得分；只列部门下发的等级，不借用其他县的参数`,
    sets: others,
  };
}

/** The whole set opened, with what must be collected for it and what may be recorded. */
export function setReply(lens: EvaluationLens) {
  const { set } = lens;
  return {
    ...setHead(lens),
    set: set && plainSet(set),
    groups: (set?.groups ?? []).map((group) => ({
      id: group.id,
      name: group.name,
      subject: group.subject,
      needs: figuresNeeded(group).map((figure) => ({ figure, name: figureNames[figure] })),
      indicators: group.indicators.map((indicator) => ({
        id: indicator.id,
        name: indicator.name,
        unit: indicator.unit,
        definition: definitionText(indicator),
        weight: decimalText(indicator.weight),
        base: decimalText(indicator.base),
        cap: indicator.cap && decimalText(indicator.cap),
        floor: indicator.floor && decimalText(indicator.floor),
        missing: indicator.missing,
        zeroDenominator: indicator.zeroDenominator,
      })),
      cuts:
        group.cuts.by === 'share'
          ? group.cuts.shares.map((share) => ({ class: share.class, percent: decimalText(share.percent) }))
          : group.cuts.from.map((cut) => ({ class: cut.class, op: cut.op, score: decimalText(cut.score) })),
    })),
    markItems: set ? markItems(set) : [],
  };
}
