// Searches for land to buy, as a link opens them again: written when begun and when ended; the last ones of a county are kept.
import type { CountyCode } from '#domain/land/codes.ts';
import type { AdjacencySettings } from '#domain/repurchase/adjacency.ts';
import type { Weights } from '#domain/repurchase/settings.ts';
import type { SolveReply } from '#domain/repurchase/solve-reply.ts';
import { type Sql, text, textOrNull } from './sql.ts';

/** What the question was resolved to when it was asked. */
export interface RunLens {
  readonly year: number;
  readonly policy: string | null;
  readonly settings: number;
  readonly weights: Weights;
  readonly adjacency: AdjacencySettings;
}

export interface RunRecord {
  readonly id: string;
  readonly county: CountyCode;
  /** The question as it was sent. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly lens: RunLens;
  readonly state: 'running' | 'ended' | 'failed';
  readonly answer: SolveReply | null;
  /** By code, micro-mu and fen by which the plots of the answer were chosen. */
  readonly figures: Readonly<Record<string, readonly [number, number]>>;
  readonly fault: string | null;
  readonly actor: string;
  readonly recordedAt: string;
}

/** Runs of a county that are kept. */
export const runsOnRecord = 200;

/** Writes the run as it now is; those beyond the last ones of its county go. */
export function putRun(sql: Sql, run: RunRecord): void {
  sql.run(
    `INSERT INTO repurchase_run (id, county, asked, lens, state, answer, figures, fault, actor, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, answer = excluded.answer, figures = excluded.figures, fault = excluded.fault`,
    run.id,
    run.county,
    JSON.stringify(run.asked),
    JSON.stringify(run.lens),
    run.state,
    run.answer === null ? null : JSON.stringify(run.answer),
    JSON.stringify(run.figures),
    run.fault,
    run.actor,
    run.recordedAt,
  );
  sql.run(
    `DELETE FROM repurchase_run WHERE county = ? AND rowid NOT IN
       (SELECT rowid FROM repurchase_run WHERE county = ? ORDER BY recorded_at DESC, rowid DESC LIMIT ?)`,
    run.county,
    run.county,
    runsOnRecord,
  );
}

export function readRun(sql: Sql, id: string): RunRecord | null {
  const row = sql.row(
    'SELECT id, county, asked, lens, state, answer, figures, fault, actor, recorded_at FROM repurchase_run WHERE id = ?',
    id,
  );
  if (!row) return null;
  const [own, county, asked, lens, state, answer, figures, fault, actor, at] = row;
  const told = textOrNull(answer ?? null);
  return {
    id: text(own),
    county: text(county) as CountyCode,
    asked: JSON.parse(text(asked)) as RunRecord['asked'],
    lens: JSON.parse(text(lens)) as RunLens,
    state: text(state) as RunRecord['state'],
    answer: told === null ? null : (JSON.parse(told) as SolveReply),
    figures: JSON.parse(textOrNull(figures ?? null) ?? '{}') as RunRecord['figures'],
    fault: textOrNull(fault ?? null),
    actor: text(actor),
    recordedAt: text(at),
  };
}
