// A CQL2 expression as a test of a record: three-valued, numbers compared exactly.
import type { MultiPolygon } from '../land/geometry.ts';
import { insideShape, segmentsTouch, shapesTouch, shapeTouchesPosition } from '../land/inside.ts';
import { compareDecimals, compareRatio, type Decimal, type Fen, type MicroMu } from '../units.ts';
import { isProperty, type Comparison, type Expression, type Geometry, type Operand } from './expression.ts';

/** A number of a record: a whole numerator over a positive whole denominator, so that 21 万元 on 21 亩 is exactly 1. */
export interface Quotient {
  readonly top: number;
  readonly bottom: number;
}

/** What a property holds; null = not known. A day or instant is ISO text. */
export type Value = string | boolean | Quotient | readonly string[] | MultiPolygon | null;
/** Reads a property of the record with this index. */
export type ReadValue = (property: string, index: number) => Value;

/** null = unknown: matches neither the condition nor its opposite. */
export type Truth = boolean | null;
type Test = (index: number) => Truth;
type Scalar = string | boolean | Quotient | Decimal | null;
type Order = -1 | 0 | 1;

const isQuotient = (value: Quotient | Decimal): value is Quotient => 'bottom' in value;

function compareNumbers(left: Quotient | Decimal, right: Quotient | Decimal): Order {
  if (isQuotient(left) && !isQuotient(right)) return compareRatio(left.top as Fen, left.bottom as MicroMu, right);
  if (!isQuotient(left) && isQuotient(right)) return -compareRatio(right.top as Fen, right.bottom as MicroMu, left) as Order;
  if (isQuotient(left) && isQuotient(right)) {
    const [a, b] = [BigInt(left.top) * BigInt(right.bottom), BigInt(right.top) * BigInt(left.bottom)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return compareDecimals(left as Decimal, right as Decimal);
}

function compare(left: Scalar, right: Scalar): Order | null {
  if (left === null || right === null) return null;
  if (typeof left === 'object' && typeof right === 'object') return compareNumbers(left, right);
  return left === right ? 0 : left < right ? -1 : 1;
}

const holds: Record<Comparison, (order: Order) => boolean> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `%` stands for any characters, `_` for one, a backslash takes the meaning from the next; without backtracking beyond the last %. */
export function matchesPattern(text: string, pattern: string): boolean {
  const parts: { readonly character: string; readonly kind: 'one' | 'any' | 'same' }[] = [];
  for (let characters = [...pattern], place = 0; place < characters.length; place += 1) {
    const character = characters[place]!;
    if (character === '\\' && place + 1 < characters.length) {
      place += 1;
      parts.push({ character: characters[place]!, kind: 'same' });
    } else parts.push({ character, kind: character === '%' ? 'any' : character === '_' ? 'one' : 'same' });
  }
  const characters = [...text];
  let [at, part, star, mark] = [0, 0, -1, 0];
  while (at < characters.length) {
    const expected = parts[part];
    if (expected?.kind === 'any') {
      star = part;
      mark = at;
      part += 1;
    } else if (expected && (expected.kind === 'one' || expected.character === characters[at])) {
      at += 1;
      part += 1;
    } else if (star >= 0) {
      mark += 1;
      at = mark;
      part = star + 1;
    } else return false;
  }
  while (parts[part]?.kind === 'any') part += 1;
  return part === parts.length;
}

function touches(shape: MultiPolygon, geometry: Geometry): boolean {
  if (geometry.type === 'Point') return shapeTouchesPosition(shape, geometry.coordinates);
  if (geometry.type === 'MultiPolygon') return shapesTouch(shape, geometry.coordinates);
  const line = geometry.coordinates;
  if (insideShape(shape, line[0]!)) return true;
  return shape
    .flat()
    .some((ring) =>
      ring.slice(1).some((to, index) => line.slice(1).some((end, step) => segmentsTouch(ring[index]!, to, line[step]!, end))),
    );
}

/** The expression over records read by `read`. Types have been checked by the parser. */
export function compileCql2(expression: Expression, read: ReadValue): Test {
  const scalar = (operand: Operand): ((index: number) => Scalar) => {
    if (isProperty(operand)) return (index) => read(operand.property, index) as Scalar;
    const value: Scalar =
      'text' in operand ? operand.text : 'number' in operand ? operand.number : 'boolean' in operand ? operand.boolean : operand.date;
    return () => value;
  };
  switch (expression.op) {
    case 'and':
    case 'or':
      return junction(
        expression.args.map((arg) => compileCql2(arg, read)),
        expression.op === 'or',
      );
    case 'not': {
      const inner = compileCql2(expression.args[0], read);
      return (index) => {
        const truth = inner(index);
        return truth === null ? null : !truth;
      };
    }
    case 'constant':
      return () => expression.value;
    case 'isNull':
      return (index) => read(expression.args[0].property, index) === null;
    case 'like': {
      const text = scalar(expression.args[0]);
      return (index) => {
        const value = text(index);
        return value === null ? null : matchesPattern(value as string, expression.args[1]);
      };
    }
    case 'in': {
      const [value, options] = [scalar(expression.args[0]), expression.args[1].map((option) => scalar(option)(0))];
      return (index) => {
        const found = value(index);
        return found === null ? null : options.some((option) => compare(found, option) === 0);
      };
    }
    case 'between':
      return compileCql2(
        {
          op: 'and',
          args: [
            { op: '>=', args: [expression.args[0], expression.args[1]] },
            { op: '<=', args: [expression.args[0], expression.args[2]] },
          ],
        },
        read,
      );
    case 'a_contains':
    case 'a_overlaps': {
      const [{ property }, wanted] = expression.args;
      const all = expression.op === 'a_contains';
      return (index) => {
        const list = read(property, index) as readonly string[] | null;
        if (list === null) return null;
        return all ? wanted.every((one) => list.includes(one)) : wanted.some((one) => list.includes(one));
      };
    }
    case 's_intersects': {
      const [{ property }, geometry] = expression.args;
      return (index) => {
        const shape = read(property, index) as MultiPolygon | null;
        return shape === null ? null : touches(shape, geometry);
      };
    }
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const [left, right] = [scalar(expression.args[0]), scalar(expression.args[1])];
      const holdsFor = holds[expression.op];
      return (index) => {
        const order = compare(left(index), right(index));
        return order === null ? null : holdsFor(order);
      };
    }
  }
}

/** Kleene's and/or: `decisive` is the truth that settles it. */
function junction(tests: readonly Test[], decisive: boolean): Test {
  return (index) => {
    let unknown = false;
    for (const test of tests) {
      const truth = test(index);
      if (truth === decisive) return decisive;
      if (truth === null) unknown = true;
    }
    return unknown ? null : !decisive;
  };
}
