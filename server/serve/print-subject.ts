// The subject of a printed paper: what a request filters, with the what-if or the comparison that its view asks for.
import type { Context } from 'hono';
import { applyOverrides } from '#domain/policy/overrides.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { PrintSubject } from '../atlas/print/print-subject.ts';
import type { Deps, Env } from './env.ts';
import { filteredLens, type FilteredRequest } from './filtering.ts';
import { hashOfView } from './formats/export-view.ts';
import { badOverrides, policyById } from './policy-path.ts';
import type { ProblemResponse } from './problem.ts';

/** Short name of the view, equal to that of an export of the same view. */
export function viewHashOf({ county, year, policy, filter, view, bbox }: FilteredRequest): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ county, year, policy, filter, view, bbox })) {
    if (value !== undefined) query.set(name, String(value));
  }
  return hashOfView(`?${query.toString()}`);
}

export function printSubject(
  c: Context<Env>,
  deps: Deps,
  asked: FilteredRequest,
): Result<PrintSubject, ProblemResponse<400> | ProblemResponse<404>> {
  const filtered = filteredLens(c, deps, asked);
  if (!filtered.ok) return filtered;
  const { lens, test } = filtered.value;
  const { snapshot, year, policy, columns } = lens;
  const view = filtered.value.view ?? { county: snapshot.sheet.data.county.code };
  const overrides = view.scenario ?? {};
  const tried = policy && Object.keys(overrides).length > 0 ? applyOverrides(policy, overrides) : null;
  if (tried && !tried.ok) return fail(badOverrides(c, tried.error));
  const against = view.against !== undefined && view.against !== policy?.id ? policyById(c, deps, view.against) : null;
  if (against && !against.ok) return against;
  return ok({
    snapshot,
    year,
    policy,
    columns,
    ledgerDay: lens.ledgerDay ?? snapshot.sheet.asOf,
    actor: c.get('actor'),
    view,
    alsoKept: [...(asked.filter === undefined ? [] : [asked.filter]), ...(asked.bbox ? ['图幅范围内'] : [])],
    keeps: test,
    variant: tried ? tried.value : null,
    against: against ? against.value : null,
  });
}
