// Early warning in bulk: which class rules will newly hold in each coming year if nothing changes. Same as `comingMatches` row by row.
import { comingMatches, effectsOf, HORIZON, watchedRules, type RuleEffect } from '../early-warning.ts';
import { fieldOf } from '../fields.ts';
import type { JudgeOptions } from '../judge.ts';
import type { Policy } from '../policy.ts';
import { decimal } from '../../units.ts';
import { compilePolicy } from './compile-policy.ts';
import type { FactColumn, FactColumns } from './fact-columns.ts';
import { UNKNOWN_CODE } from './fact-columns.ts';

/** Per coming year (first = the one after the evaluation year): bit r of a row = rule r of the policy newly holds for the first time. */
export type ComingColumns = readonly Uint32Array[];

type Yearly = ReadonlyMap<string, ReadonlyMap<number, FactColumn>>;

/** Every yearly column of the enterprise with `year` as the year before; what is known of later years is disregarded. */
function carried(yearly: Yearly, year: number): Map<string, Map<number, FactColumn>> {
  return new Map(
    [...yearly].map(([name, years]) => {
      if (fieldOf(name).level !== 'enterprise') return [name, new Map(years)] as const;
      const kept = new Map([...years].filter(([known]) => known < year));
      const before = years.get(year - 1);
      if (before) kept.set(year, before);
      return [name, kept] as const;
    }),
  );
}

/** A column like another (or a new one of unknowns) with a value written into some rows. */
function written(column: FactColumn | undefined, effect: RuleEffect, rows: Uint32Array, bit: number, size: number): FactColumn {
  const hit = (row: number): boolean => (rows[row]! & (1 << bit)) !== 0;
  const { value, field } = effect;
  if (fieldOf(field).type === 'number') {
    const { approx } = decimal(value as number);
    if (column?.kind === 'ratio') {
      const [money, area] = [column.money.slice(), column.area.slice()];
      for (let row = 0; row < size; row += 1) if (hit(row)) [money[row], area[row]] = [Math.round(approx * 1_000_000), 1_000_000];
      return { kind: 'ratio', money, area };
    }
    const values = column?.kind === 'micro' ? column.value.slice() : new Float64Array(size).fill(Number.NaN);
    for (let row = 0; row < size; row += 1) if (hit(row)) values[row] = Math.round(approx * 1_000_000);
    return { kind: 'micro', value: values };
  }
  if (typeof value === 'boolean') {
    const code = column?.kind === 'flag' ? column.code.slice() : new Uint8Array(size).fill(UNKNOWN_CODE);
    for (let row = 0; row < size; row += 1) if (hit(row)) code[row] = value ? 1 : 0;
    return { kind: 'flag', code };
  }
  const words = column?.kind === 'word' ? column.words : ['', ...(fieldOf(field).values ?? [String(value)])];
  const code = column?.kind === 'word' ? column.code.slice() : new Uint8Array(size).fill(UNKNOWN_CODE);
  // A word that the policy never compares with is "some other word".
  const written = Math.max(0, words.indexOf(String(value)));
  for (let row = 0; row < size; row += 1) if (hit(row)) code[row] = written;
  return { kind: 'word', words, code };
}

/** What is coming for every packed subject, up to `horizon` years ahead. */
export function comingInBulk(columns: FactColumns, policy: Policy, options: JudgeOptions = {}, horizon = HORIZON): ComingColumns {
  const { size, exceptions } = columns;
  const now = options.evaluationYear ?? policy.evaluationYear;
  const bits = new Map(policy.rules.map((rule, bit) => [rule.id, bit]));
  const watched = watchedRules(policy).reduce((mask, rule) => mask | (1 << bits.get(rule.id)!), 0);
  const run = (yearly: Yearly, evaluationYear: number): Uint32Array =>
    compilePolicy(policy, { ...options, evaluationYear }).run({ ...columns, yearly, exceptions: new Map() }).matched;
  const met = run(columns.yearly, now).slice();
  let held: Uint32Array = met.slice();
  let yearly: Yearly = columns.yearly;
  const coming: Uint32Array[] = [];
  for (let year = now + 1; year <= now + horizon; year += 1) {
    const next = carried(yearly, year);
    for (const effect of effectsOf(policy)) {
      const years = next.get(effect.field);
      if (years) years.set(year, written(years.get(year), effect, held, bits.get(effect.rule)!, size));
    }
    yearly = next;
    held = run(yearly, year);
    const newly = held.map((matched, row) => matched & ~met[row]! & watched);
    for (const [row, matched] of held.entries()) met[row] = met[row]! | matched;
    coming.push(newly);
  }
  for (const [row, facts] of exceptions) {
    for (const column of coming) column[row] = 0;
    for (const { rule, yearsLeft } of comingMatches(facts, policy, { ...options, asOf: columns.asOf }, horizon)) {
      const column = coming[yearsLeft - 1]!;
      column[row] = column[row]! | (1 << bits.get(rule)!);
    }
  }
  return coming;
}
