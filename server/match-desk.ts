// The matching desk: the state of the matching at the newest version, and decisions that are evaluated in the same change.
import type { MatchAct, MatchDecision, MatchStatement } from '#domain/firms/match-decisions.ts';
import { matchFault, type MatchFault, type MatchGround } from '#domain/firms/match-faults.ts';
import { matchState, type MatchRecords, type MatchState } from '#domain/firms/match-state.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { evaluateAll } from './evaluate/evaluate-all.ts';
import { storedPolicies } from './pipeline.ts';
import type { Store } from './store/store.ts';

function groundOf(records: MatchRecords, decisions: readonly MatchDecision[]): MatchGround {
  const parcels = new Map(records.parcels.map((parcel) => [parcel.code, parcel]));
  const register = new Set(records.firms.map(({ uscc }) => uscc));
  const years = new Map<string, number[]>();
  for (const { uscc, year } of records.accounts) {
    const known = years.get(uscc);
    if (known) known.push(year);
    else years.set(uscc, [year]);
  }
  return {
    parcel: (code) => parcels.get(code) ?? null,
    registered: (uscc) => register.has(uscc),
    accountYears: (code) => years.get(code) ?? [],
    decisions,
  };
}

/** A fault with the place of the act in the list. */
export type PlacedFault = MatchFault & { readonly index: number };

/** The desk over a record. Only the state of the county last asked for is held. */
export function openMatchDesk(store: Store) {
  let held: { readonly county: CountyCode; readonly version: number; readonly state: MatchState } | null = null;
  return {
    /** The matching at the newest version; null when there is no such county. */
    async state(county: CountyCode): Promise<MatchState | null> {
      const version = await store.version(county);
      if (version === null) return null;
      if (held?.county === county && held.version === version) return held.state;
      const records = await store.loadRecords(county);
      const named = await store.county(county);
      const townships = await store.townships(county);
      const state = matchState(records, [...(named ? [named.name] : []), ...townships.map(({ name }) => name)]);
      held = { county, version, state };
      return state;
    },
    /** All acts or none: checked one after the other, written, and the county evaluated in the same change. */
    decide(
      county: CountyCode,
      acts: readonly MatchAct[],
      { basis, actor, now }: MatchStatement,
    ): Promise<Result<readonly MatchDecision[], PlacedFault>> {
      return store.change(county, async (record): Promise<Result<readonly MatchDecision[], PlacedFault>> => {
        const records = await record.loadRecords(county);
        const ground = groundOf(records, records.matchDecisions);
        for (const [index, act] of acts.entries()) {
          const fault = matchFault(act, ground);
          if (fault) return fail({ ...fault, index });
        }
        const written: MatchDecision[] = [];
        for (const act of acts) written.push(await record.appendMatchDecision({ ...act, basis, actor, recordedAt: now }));
        await evaluateAll(record, county, await storedPolicies(record, () => now.slice(0, 10)), now);
        return ok(written);
      });
    },
  };
}
