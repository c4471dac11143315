// Gaps between classes: a subject that no class catches although one that is no worse is caught, or caught ones lie on both sides of it.
import { predicatesOf } from '../condition.ts';
import type { Field } from '../fields.ts';
import { branchesOf } from './branches.ts';
import type { Variable } from './cells.ts';
import { isSingle, rangePredicates } from './cells.ts';
import type { LintGap } from './finding.ts';
import type { ClassRule, Ground } from './ground.ts';
import { gapsNamed, isCaught, variablesIn } from './ground.ts';
import type { Assignment } from './solve.ts';
import { bodyOfAssignment, solve, truthOf } from './solve.ts';
import { describeRange } from './wording.ts';

/** Cells tried at most in one family of inputs. */
const mostCells = 20_000;

/** One combination of cells of a family of inputs, as indices from worst to best. */
type Point = readonly number[];

/** Whether a field has an order along which classes can leave something out: figures, days, and words of merit. */
function isOrdered({ type, ranked }: Field): boolean {
  return type === 'number' || type === 'date' || ranked === true;
}

/** The inputs of each ordered field that class rules test, one input per year. */
function familiesOf(ground: Ground): readonly (readonly Variable[])[] {
  const families = new Map<string, Variable[]>();
  const asked = new Set(ground.classRules.flatMap((entry) => predicatesOf(entry.rule.when)).map((predicate) => predicate.field));
  for (const variable of ground.variables) {
    if (isOrdered(variable.field) && asked.has(variable.field.name))
      families.set(variable.field.name, [...(families.get(variable.field.name) ?? []), inOrder(variable)]);
  }
  return [...families.values()].map((family) => family.toSorted((a, b) => (a.year ?? 0) - (b.year ?? 0)));
}

const sizeOf = (family: readonly Variable[]): number => family.reduce((size, variable) => size * variable.cells.length, 1);

/** Uncaught regions of every ordered field that class rules test. */
export function gapsBetween(ground: Ground): readonly LintGap[] {
  return familiesOf(ground).flatMap((family) => (sizeOf(family) > mostCells ? [] : familyGaps(ground, family)));
}

/** Fields that are cut too finely, over too many years, to be searched whole. */
export function unsearched(ground: Ground): readonly string[] {
  return familiesOf(ground).flatMap((family) => (sizeOf(family) > mostCells ? [family[0]!.field.label] : []));
}

/** Values along their order (of ranked fields from worst to best), without "known to be absent", which has no place in it. */
function inOrder(variable: Variable): Variable {
  const cells = variable.cells.filter((cell) => cell.value !== null);
  return { ...variable, cells: variable.field.ranked ? cells.toReversed() : cells };
}

function familyGaps(ground: Ground, family: readonly Variable[]): readonly LintGap[] {
  const points = product(family.map((variable) => variable.cells.length));
  const ranked = family[0]!.field.ranked === true;
  const reported = new Set<string>();
  return contextsOf(ground, family).flatMap((context) => {
    const caught = points.map((point) => isCaught(ground, assign(context, family, point)));
    const good = points.filter((_, index) => caught[index]);
    // No worse in any year, and caught; where neither end is the worse one, caught on the other side too.
    const above = frontier(good, (one, other) => one >= other);
    const below = ranked ? null : frontier(good, (one, other) => one <= other);
    const open = points.filter(
      (point, index) => !caught[index] && !reported.has(point.join()) && above(point) && (below === null || below(point)),
    );
    for (const point of open) reported.add(point.join());
    return boxesOf(open).map((box) => betweenGap(ground, family, context, box));
  });
}

/** Whether some caught point stands on the far side of a point along every axis; only the outermost caught points are asked. */
function frontier(caught: readonly Point[], beyond: (one: number, other: number) => boolean): (point: Point) => boolean {
  const covers = (one: Point, other: Point): boolean => other.every((rank, axis) => beyond(one[axis]!, rank));
  const outermost: Point[] = [];
  for (const point of caught) {
    if (outermost.some((one) => covers(one, point))) continue;
    outermost.splice(0, outermost.length, ...outermost.filter((one) => !covers(point, one)), point);
  }
  return (point) => outermost.some((one) => covers(one, point));
}

function product(sizes: readonly number[]): readonly Point[] {
  return sizes.reduce<readonly Point[]>(
    (points, size) => points.flatMap((point) => Array.from({ length: size }, (_, rank) => [...point, rank])),
    [[]],
  );
}

/** Rules that mix a family with other inputs: what they do along the family depends on the surroundings. */
function mixedRules(ground: Ground, inFamily: ReadonlySet<string>): readonly ClassRule[] {
  return ground.classRules.filter((entry) => {
    const variables = variablesIn(ground, [entry.rule.when]);
    return variables.some((variable) => inFamily.has(variable.key)) && variables.some((variable) => !inFamily.has(variable.key));
  });
}

/**
 * Surroundings in which the family decides: a subject that nothing else catches, and for each way to meet a rule that mixes the family
 * with other inputs one that meets those.
 */
function contextsOf(ground: Ground, family: readonly Variable[]): readonly Assignment[] {
  if (!ground.benign) return [];
  const inFamily = new Set(family.map((variable) => variable.key));
  const others = ground.variables.filter((variable) => !inFamily.has(variable.key));
  const benign = new Map([...ground.benign].filter(([key]) => !inFamily.has(key)));
  const unmixed = ground.classRules
    .filter((other) => variablesIn(ground, [other.rule.when]).every((variable) => !inFamily.has(variable.key)))
    .map((other) => ({ condition: other.whole, want: false }));
  const contexts = mixedRules(ground, inFamily).flatMap((entry) =>
    branchesOf(entry.rule.when).flatMap((branch) => {
      const wishes = [{ condition: entry.whole, want: true }, { condition: branch, want: true }, ...unmixed];
      const found = solve(ground.policy, [...others, ...ground.variables.filter((variable) => inFamily.has(variable.key))], wishes, benign);
      return found ? [new Map([...found].filter(([key]) => !inFamily.has(key)))] : [];
    }),
  );
  const written = (context: Assignment): string =>
    [...context]
      .map(([key, { cell }]) => `${key}=${JSON.stringify(cell.value)}`)
      .sort()
      .join(' ');
  return [...new Map([benign, ...contexts].map((context) => [written(context), context])).values()];
}

/** What of the surroundings decides that a point is left out: inputs of rules mixed with the family that, were they otherwise, would have it caught. */
function decisive(ground: Ground, family: readonly Variable[], context: Assignment, point: Point): readonly string[] {
  const inFamily = new Set(family.map((variable) => variable.key));
  const mixed = mixedRules(ground, inFamily);
  const subject = assign(context, family, point);
  const caughtBy = (assignment: Assignment): boolean => mixed.some(({ whole }) => truthOf(ground.policy, assignment, whole) === true);
  const asked = variablesIn(
    ground,
    mixed.map(({ rule }) => rule.when),
  ).filter((variable) => !inFamily.has(variable.key));
  return asked.flatMap((variable) => {
    const cell = context.get(variable.key)?.cell;
    const otherwise = variable.cells.some(
      (other) => other !== cell && caughtBy(new Map([...subject, [variable.key, { variable, cell: other }]])),
    );
    return cell && otherwise ? [describeRange(variable, cell, cell)] : [];
  });
}

function assign(context: Assignment, family: readonly Variable[], point: Point): Assignment {
  return new Map([
    ...context,
    ...family.map((variable, axis) => [variable.key, { variable, cell: variable.cells[point[axis]!]! }] as const),
  ]);
}

/** From and to, both included, along each axis. */
type Box = readonly { readonly from: number; readonly to: number }[];

/** Points as boxes that do not overlap. The last axis (the latest year) is not merged, so that a single value on a threshold stays visible. */
function boxesOf(points: readonly Point[]): readonly Box[] {
  const left = new Map(points.map((point) => [point.join(), point]));
  const boxes: Box[] = [];
  for (const point of points) {
    if (!left.has(point.join())) continue;
    let box: Box = point.map((rank) => ({ from: rank, to: rank }));
    for (let axis = 0; axis < point.length - 1; axis += 1) {
      for (;;) {
        const wider = box.map((side, at) => (at === axis ? { from: side.from, to: side.to + 1 } : side));
        if (!pointsIn(wider).every((inner) => left.has(inner.join()))) break;
        box = wider;
      }
    }
    for (const inner of pointsIn(box)) left.delete(inner.join());
    boxes.push(box);
  }
  return boxes;
}

function pointsIn(box: Box): readonly Point[] {
  return product(box.map((side) => side.to - side.from + 1)).map((point) => point.map((rank, axis) => rank + box[axis]!.from));
}

function sideWords({ ranked, type }: Field): string {
  if (ranked) return '情况不比它差的企业';
  return type === 'date' ? '比它早的和比它晚的都' : '比它小的和比它大的都';
}

function betweenGap(ground: Ground, family: readonly Variable[], context: Assignment, box: Box): LintGap {
  const { years } = ground;
  const sides = box.map((side, axis) => ({
    variable: family[axis]!,
    first: family[axis]!.cells[side.from]!,
    last: family[axis]!.cells[side.to]!,
  }));
  const point = typicalPoint(family, box);
  const typical = assign(context, family, point);
  const surroundings = decisive(ground, family, context, point);
  const fields = new Set(family.map((variable) => variable.field.name));
  const rules = ground.classRules.filter((entry) => predicatesOf(entry.rule.when).some((predicate) => fields.has(predicate.field)));
  return {
    kind: 'between',
    message: `${[...surroundings, ...sides.map((side) => describeRange(side.variable, side.first, side.last))].join('，')}：各类都不收，而${sideWords(
      family[0]!.field,
    )}已被列入`,
    rules: rules.map((entry) => entry.rule.id),
    detectors: gapsNamed(ground, typical),
    when: { all: sides.flatMap((side) => rangePredicates(side.variable, side.first, side.last, years.evaluationYear)) },
    scopeWaivers: [],
    example: bodyOfAssignment(typical),
  };
}

/** A point that shows the gap well: like values in all years where there are such, else plain ranges rather than threshold values. */
function typicalPoint(family: readonly Variable[], box: Box): Point {
  const points = pointsIn(box);
  const same = points.find((point) => point.every((rank) => rank === point[0]));
  if (same) return same;
  const single = (point: Point): number => point.filter((rank, axis) => isSingle(family[axis]!.cells[rank]!)).length;
  const spread = (point: Point): number => Math.max(...point) - Math.min(...point);
  return points.toSorted((a, b) => single(a) - single(b) || spread(a) - spread(b))[0]!;
}
