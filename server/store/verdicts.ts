// Verdicts in the record: per policy and year, each different outcome once and every parcel pointing at its own.
import type { CountyCode } from '#domain/land/codes.ts';
import { type Sql, bytesOrNull, integer, text } from './sql.ts';

/** What was proposed for a parcel in a year under a policy when the record was last evaluated. */
export interface VerdictRecord {
  readonly policy: string;
  readonly year: number;
  readonly parcel: string;
  readonly scope: 'in' | 'out' | 'unknown';
  readonly proposed: string | null;
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  readonly gaps: readonly string[];
}

type Outcome = Omit<VerdictRecord, 'policy' | 'year' | 'parcel'>;

export function replaceVerdicts(
  sql: Sql,
  county: CountyCode,
  verdicts: readonly VerdictRecord[],
  parcelId: (code: string) => number,
): void {
  sql.run('DELETE FROM verdict_record WHERE county = ?', county);
  const groups = new Map<
    string,
    { readonly policy: string; readonly year: number; readonly outcomes: Map<string, number>; readonly pairs: number[] }
  >();
  for (const { policy, year, parcel, scope, proposed, matched, unknown, gaps } of verdicts) {
    const key = `${policy} ${year}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { policy, year, outcomes: new Map(), pairs: [] }));
    const outcome = JSON.stringify({ scope, proposed, matched, unknown, gaps } satisfies Outcome);
    let index = group.outcomes.get(outcome);
    if (index === undefined) group.outcomes.set(outcome, (index = group.outcomes.size));
    group.pairs.push(parcelId(parcel), index);
  }
  for (const { policy, year, outcomes, pairs } of groups.values()) {
    const bytes = Buffer.from(new Uint32Array(pairs).buffer);
    sql.run('INSERT INTO verdict_record VALUES (?, ?, ?, ?, ?)', county, policy, year, `[${[...outcomes.keys()].join(',')}]`, bytes);
  }
}

/** Verdicts in the order in which they were evaluated: all, or those of one policy and year. */
export function readVerdicts(
  sql: Sql,
  county: CountyCode,
  parcelCode: (id: number) => string,
  only?: { readonly policy: string; readonly year: number },
): VerdictRecord[] {
  const columns = 'SELECT policy, year, outcomes, parcels FROM verdict_record WHERE county = ?';
  const rows = only
    ? sql.rows(`${columns} AND policy = ? AND year = ?`, county, only.policy, only.year)
    : sql.rows(`${columns} ORDER BY policy, year`, county);
  return rows.flatMap(([policy, year, outcomes, parcels]) => {
    const known = JSON.parse(text(outcomes)) as readonly Outcome[];
    const pairs = new Uint32Array(new Uint8Array(bytesOrNull(parcels) ?? []).buffer);
    return Array.from({ length: pairs.length / 2 }, (_, at) => ({
      policy: text(policy),
      year: integer(year),
      parcel: parcelCode(pairs[at * 2]!),
      ...known[pairs[at * 2 + 1]!]!,
    }));
  });
}
