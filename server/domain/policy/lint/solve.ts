// Finds facts for which given conditions hold and others do not, by trying the cells of each input; or shows that there are none.
import { decide, predicatesOf } from '../condition.ts';
import type { Fact, FactSet, Facts } from '../facts.ts';
import { factSetFromValues } from '../facts-json.ts';
import type { FactLevel } from '../fields.ts';
import { situationOf } from '../judge.ts';
import type { Truth } from '../judgement.ts';
import type { Condition, Policy } from '../policy.ts';
import type { ExampleFacts } from '../procedure.ts';
import type { Cell, Variable } from './cells.ts';

/** A value for each of some inputs, by `Variable.key`. */
export type Assignment = ReadonlyMap<string, { readonly variable: Variable; readonly cell: Cell }>;

export interface Wish {
  readonly condition: Condition;
  readonly want: boolean;
}

/** Most partial assignments tried before the question is left open. */
const patience = 20_000;

/**
 * The first assignment, in the order of variables and cells (the preferred cell first), for which all wishes come out as wanted.
 * null = there is none; undefined = not found within patience.
 */
export function solve(
  policy: Policy,
  variables: readonly Variable[],
  wishes: readonly Wish[],
  preferred: Assignment = new Map(),
): Assignment | null | undefined {
  const chosen = new Map<string, { variable: Variable; cell: Cell }>();
  const facts = emptyFacts();
  const situation = situationOf(facts, policy);
  // Setting one input can only upset the wishes that ask for its field.
  const asking = new Map(variables.map(({ field }) => [field.name, wishes.filter((wish) => mentions(wish.condition, field.name))]));
  let tries = 0;
  const dead = (field: string): boolean => asking.get(field)!.some((wish) => decide(situation, wish.condition) === !wish.want);
  const done = (): boolean => wishes.every((wish) => decide(situation, wish.condition) === wish.want);
  const search = (index: number): boolean => {
    const variable = variables[index];
    if (!variable) return done();
    const first = preferred.get(variable.key)?.cell;
    const cells = first ? [first, ...variable.cells.filter((cell) => cell !== first)] : variable.cells;
    for (const cell of cells) {
      tries += 1;
      if (tries > patience) break;
      chosen.set(variable.key, { variable, cell });
      setFact(facts, variable, readCell(policy, variable, cell));
      if (!dead(variable.field.name) && search(index + 1)) return true;
    }
    chosen.delete(variable.key);
    setFact(facts, variable, undefined);
    return false;
  };
  if (search(0)) return new Map(chosen);
  return tries > patience ? undefined : null;
}

function mentions(condition: Condition, field: string): boolean {
  return predicatesOf(condition).some((predicate) => predicate.field === field);
}

/** Facts that can be written into, all levels known and empty. */
type OpenFacts = {
  readonly [level in FactLevel]: { values: { [key: string]: Fact | null }; yearly: { [key: string]: { [year: number]: Fact | null } } };
};

function emptyFacts(): OpenFacts {
  const set = (): OpenFacts['enterprise'] => ({ values: {}, yearly: {} });
  return { enterprise: set(), parcel: set(), block: set(), project: set(), county: set() };
}

function setFact(facts: OpenFacts, { field, year }: Variable, fact: Fact | null | undefined): void {
  const set = facts[field.level];
  if (year !== null) {
    const years = (set.yearly[field.key] ??= {});
    if (fact === undefined) delete years[year];
    else years[year] = fact;
  } else if (fact === undefined) delete set.values[field.key];
  else set.values[field.key] = fact;
}

/** What a condition comes to for an assignment. */
export function truthOf(policy: Policy, assignment: Assignment, condition: Condition): Truth {
  return decide(situationOf(factsOfAssignment(policy, assignment), policy), condition);
}

/** An assignment as the body of a judge request. */
export function bodyOfAssignment(assignment: Assignment): ExampleFacts {
  const body: { [level in FactLevel]?: { [key: string]: unknown } } = {};
  for (const { variable, cell } of assignment.values()) {
    const { field, year } = variable;
    const level = (body[field.level] ??= {});
    if (year === null) level[field.key] = cell.value;
    else level[field.key] = { ...(level[field.key] as object | undefined), [year]: cell.value };
  }
  return body as ExampleFacts;
}

/** Facts of a request body that this folder made: what it holds can always be read. */
export function factsOfBody(policy: Policy, body: ExampleFacts): Facts {
  const facts: { [level in FactLevel]?: FactSet } = {};
  for (const [level, values] of Object.entries(body) as [FactLevel, { [key: string]: unknown }][]) {
    const read = factSetFromValues(level, values, policy.evaluationYear);
    if (!read.ok) throw new RangeError(`lint made facts that cannot be read: ${JSON.stringify(read.error)}`);
    facts[level] = read.value;
  }
  return facts;
}

const readCells = new WeakMap<Cell, Map<string, Fact | null>>();

/** The facts of an assignment; each cell is read once. */
export function factsOfAssignment(policy: Policy, assignment: Assignment): Facts {
  const facts = emptyFacts();
  for (const { variable, cell } of assignment.values()) setFact(facts, variable, readCell(policy, variable, cell));
  // A project is judged as one only when something is said of it.
  const { project, ...others } = facts;
  return Object.keys(project.values).length > 0 ? facts : others;
}

function readCell(policy: Policy, variable: Variable, cell: Cell): Fact | null {
  const { field, year } = variable;
  const byField = readCells.get(cell) ?? new Map<string, Fact | null>();
  readCells.set(cell, byField);
  const known = byField.get(field.name);
  if (known !== undefined) return known;
  const body = { [field.level]: { [field.key]: year === null ? cell.value : { [year]: cell.value } } } as ExampleFacts;
  const set = factsOfBody(policy, body)[field.level]!;
  const fact = (year === null ? set.values[field.key] : set.yearly[field.key]?.[year]) ?? null;
  byField.set(field.name, fact);
  return fact;
}
