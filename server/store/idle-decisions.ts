// Decisions of people that a parcel is idle, or is not: appended, never changed.
import type { IdleDecision } from '#domain/county-data.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import type { IsoDate } from '#domain/period.ts';
import { type Sql, text, textOrNull } from './sql.ts';

export function readIdleDecisions(sql: Sql, county: CountyCode): IdleDecision[] {
  return sql
    .rows('SELECT parcel, state, since, basis, actor, recorded_at FROM idle_decision WHERE county = ? ORDER BY id', county)
    .map(([parcel, state, since, basis, actor, at]) => ({
      parcel: text(parcel),
      state: text(state) as IdleDecision['state'],
      since: textOrNull(since) as IsoDate | null,
      basis: text(basis),
      actor: text(actor),
      recordedAt: text(at),
    }));
}

export function appendIdleDecision(sql: Sql, county: CountyCode, decision: IdleDecision): void {
  sql.run(
    'INSERT INTO idle_decision (county, parcel, state, since, basis, actor, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    county,
    decision.parcel,
    decision.state,
    decision.since,
    decision.basis,
    decision.actor,
    decision.recordedAt,
  );
}
