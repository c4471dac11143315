// A year's re-delivery beside what the record holds: what appeared, changed, stayed and vanished, and what came in place of what vanished.
import { successionsOf } from '#domain/land/succession.ts';
import type { DeliveryDiff, Succession } from '#domain/upload.ts';
import type { IntakeRecords } from '../intake/intake.ts';
import type { CountyRecords } from '../store/counties.ts';
import type { Changing } from '../store/store.ts';
import type { SuccessionAct } from '../store/successions.ts';
import type { Effect } from './effect.ts';

/** A delivery that holds less than this share of a township's or year's records adds to them; it does not replace them. */
const wholeFrom = 0.5;

const townshipOf = (code: string): string => code.slice(0, 9);

interface Known {
  readonly key: string;
  readonly scope: string;
  readonly label: string | null;
}

/** Of the townships or years that the delivery covers: what it no longer holds. */
function goneOf(
  before: readonly Known[],
  effect: Effect,
  delivered: ReadonlySet<string>,
): { readonly scope: string[]; readonly gone: Known[] } {
  const byScope = new Map<string, Known[]>();
  for (const known of before) if (delivered.has(known.scope)) byScope.set(known.scope, [...(byScope.get(known.scope) ?? []), known]);
  const scope: string[] = [];
  const gone: Known[] = [];
  for (const [name, all] of byScope) {
    const missing = all.filter(({ key }) => !effect.has(key));
    if (all.length - missing.length < all.length * wholeFrom) continue;
    scope.push(name);
    gone.push(...missing);
  }
  return { scope: scope.sort(), gone };
}

/** Null: this subject is not delivered anew as a whole, or nothing was there before. `before`: the record as it was. */
export function deliveryDiff(records: IntakeRecords, before: CountyRecords, effect: Effect): DeliveryDiff | null {
  const counts = { appeared: effect.created.size, changed: effect.updated.size, unchanged: effect.unchanged.size };
  if (records.subject === 'accounts') {
    if (before.accounts.length === 0) return null;
    const known = before.accounts.map(({ uscc, year, name }) => ({ key: `${uscc} ${year}`, scope: String(year), label: name }));
    const { scope, gone } = goneOf(known, effect, new Set(records.rows.map(({ year }) => String(year))));
    const vanished = gone.map(({ key, label }): Succession => ({ key, label, kind: 'vanished', successors: [] }));
    return { scope, ...counts, vanished };
  }
  if (records.subject !== 'parcels' || before.parcels.length === 0) return null;
  const known = before.parcels.map(({ code, holder, location }) => ({ key: code, scope: townshipOf(code), label: holder ?? location }));
  const { scope, gone } = goneOf(known, effect, new Set(records.rows.map(({ code }) => townshipOf(code))));
  const shapes = new Map(before.parcels.map(({ code, shape }) => [code, shape]));
  const came = records.rows
    .filter(({ code }) => effect.created.has(code) || effect.redrawn.has(code))
    .map(({ code, holder, shape }) => ({ key: code, label: holder, shape }));
  const vanished = successionsOf(
    gone.map(({ key, label }) => ({ key, label, shape: shapes.get(key) ?? null })),
    came,
  );
  return { scope, ...counts, vanished };
}

const nouns: Readonly<Record<string, string>> = { parcels: 'parcel', accounts: 'account' };

/** Proposes what vanished to leave; what was proposed before and has come again is noted as returned. Nothing leaves by itself. */
export async function proposeSuccessions(
  record: Changing,
  importId: number,
  records: IntakeRecords,
  diff: DeliveryDiff | null,
  effect: Effect,
  who: Pick<SuccessionAct, 'actor' | 'recordedAt'>,
): Promise<void> {
  const noun = nouns[records.subject];
  const county = records.rows[0]?.county;
  if (noun === undefined || county === undefined) return;
  const open = (await record.successions(county)).filter((one) => one.noun === noun && one.acts.length === 0);
  for (const { id, key } of open) if (effect.has(key)) await record.noteSuccession(id, { act: 'returned', reason: null, ...who }, importId);
  const known = new Set(open.map(({ key }) => key));
  await record.addSuccessions(importId, noun, diff?.vanished.filter(({ key }) => !known.has(key)) ?? []);
}
