// What people decided at the matching desk. Rows are only ever added.
import type { MatchAct, MatchDecision } from '#domain/firms/match-decisions.ts';
import { readMatchAct } from '#domain/firms/match-act-schema.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { type Sql, integer, text } from './sql.ts';

/** A decision as it is asked for: the record gives it its number. */
export type MatchDecisionDraft = MatchAct & Pick<MatchDecision, 'basis' | 'actor' | 'recordedAt'>;

/** A county's decisions in the order of writing. */
export function readMatchDecisions(sql: Sql, county: CountyCode): MatchDecision[] {
  return sql
    .rows('SELECT id, said, basis, actor, recorded_at FROM match_decision WHERE county = ? ORDER BY id', county)
    .map(([id, said, basis, actor, at]) => ({
      ...readMatchAct(text(said)),
      id: integer(id),
      basis: text(basis),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendMatchDecision(sql: Sql, county: CountyCode, { basis, actor, recordedAt, ...act }: MatchDecisionDraft): MatchDecision {
  const { id } = sql.run(
    'INSERT INTO match_decision (county, act, said, basis, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?)',
    county,
    act.act,
    JSON.stringify(act),
    basis,
    actor,
    recordedAt,
  );
  return { ...act, id, basis, actor, recordedAt };
}
