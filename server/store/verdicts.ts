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
  kept: readonly string[] = [],
): void {
  const keeps = new Set(kept);
  for (const [policy] of sql.rows('SELECT DISTINCT policy FROM verdict_record WHERE county = ?', county)) {
    if (keeps.has(text(policy))) dropGoneParcels(sql, county, text(policy));
    else sql.run('DELETE FROM verdict_record WHERE county = ? AND policy = ?', county, text(policy));
  }
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

/** Verdicts that stay name only parcels that the record still holds. */
function dropGoneParcels(sql: Sql, county: CountyCode, policy: string): void {
  const held = new Set(sql.rows('SELECT id FROM parcel WHERE county = ?', county).map(([id]) => integer(id)));
  for (const [year, parcels] of sql.rows('SELECT year, parcels FROM verdict_record WHERE county = ? AND policy = ?', county, policy)) {
    const pairs = new Uint32Array(new Uint8Array(bytesOrNull(parcels) ?? []).buffer);
    const still = pairs.filter((_, at) => held.has(pairs[at - (at % 2)]!));
    if (still.length === pairs.length) continue;
    const into = 'UPDATE verdict_record SET parcels = ? WHERE county = ? AND policy = ? AND year = ?';
    sql.run(into, Buffer.from(still.buffer), county, policy, integer(year));
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
