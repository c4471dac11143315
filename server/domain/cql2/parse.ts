// CQL2 text to an expression, by recursive descent; types are checked on the way, so that a fault can say where it is.
import { parseIsoDate } from '../period.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseDecimal } from '../units.ts';
import {
  comparisons,
  isProperty,
  typeOfOperand,
  type Comparison,
  type Expression,
  type Literal,
  type Operand,
  type Property,
  type PropertyTypes,
} from './expression.ts';
import { parseGeometry } from './parse-geometry.ts';
import { createReader, type Reader } from './reader.ts';
import { Cql2Fault, tokensOf } from './tokens.ts';

const MAX_LENGTH = 8000;
const MAX_DEPTH = 60;
const MAX_LIST = 1000;

/** The expression of a filter over the given properties, or what is wrong and where. */
export function parseCql2(source: string, types: PropertyTypes): Result<Expression, Cql2Fault> {
  if (source.length > MAX_LENGTH) return fail(new Cql2Fault(`longer than ${MAX_LENGTH} characters`, MAX_LENGTH + 1));
  const tokens = tokensOf(source);
  if (tokens instanceof Cql2Fault) return fail(tokens);
  const reader = createReader(tokens);
  try {
    const expression = disjunction(reader, types, 0);
    if (reader.peek().kind !== 'end') reader.refuse(`unexpected ${reader.peek().value}`);
    return ok(expression);
  } catch (error) {
    if (error instanceof Cql2Fault) return fail(error);
    throw error;
  }
}

function chain(reader: Reader, op: 'and' | 'or', next: () => Expression): Expression {
  const args = [next()];
  while (reader.takeWord(op)) args.push(next());
  return args.length === 1 ? args[0]! : { op, args };
}

function disjunction(reader: Reader, types: PropertyTypes, depth: number): Expression {
  if (depth > MAX_DEPTH) reader.refuse('nested too deeply');
  return chain(reader, 'or', () => chain(reader, 'and', () => factor(reader, types, depth)));
}

function factor(reader: Reader, types: PropertyTypes, depth: number): Expression {
  if (depth > MAX_DEPTH) reader.refuse('nested too deeply');
  if (reader.takeWord('not')) return { op: 'not', args: [factor(reader, types, depth + 1)] };
  if (reader.takeSign('(')) {
    const inner = disjunction(reader, types, depth + 1);
    reader.expectSign(')');
    return inner;
  }
  return predicate(reader, types);
}

function predicate(reader: Reader, types: PropertyTypes): Expression {
  if (reader.startsCall('s_intersects')) return spatial(reader, types);
  for (const op of ['a_contains', 'a_overlaps'] as const) if (reader.startsCall(op)) return listTest(reader, types, op);
  const { position } = reader.peek();
  const left = operand(reader, types);
  if ('boolean' in left && !nextIsOperator(reader)) return { op: 'constant', value: left.boolean };
  return test(reader, types, left, position);
}

function nextIsOperator(reader: Reader): boolean {
  const { kind, value } = reader.peek();
  return (
    (kind === 'sign' && (comparisons as readonly string[]).includes(value)) ||
    ['like', 'between', 'in', 'is', 'not'].some((word) => reader.isWord(word))
  );
}

/** What follows a first operand. */
function test(reader: Reader, types: PropertyTypes, left: Operand, position: number): Expression {
  const { kind, value } = reader.peek();
  const comparison = comparisons.find((one) => kind === 'sign' && one === value);
  if (comparison) {
    reader.next();
    return comparisonOf(reader, types, comparison, left, position);
  }
  if (reader.takeWord('is')) {
    const negated = reader.takeWord('not');
    reader.expectWord('null');
    if (!isProperty(left)) throw new Cql2Fault('IS NULL asks about a property', position);
    return negate(negated, { op: 'isNull', args: [left] });
  }
  const negated = reader.takeWord('not');
  if (reader.takeWord('like')) return negate(negated, like(reader, types, left, position));
  if (reader.takeWord('between')) return negate(negated, between(reader, types, left, position));
  if (reader.takeWord('in')) return negate(negated, membership(reader, types, left, position));
  return reader.refuse('expected a comparison, LIKE, BETWEEN, IN or IS NULL');
}

const negate = (negated: boolean, expression: Expression): Expression => (negated ? { op: 'not', args: [expression] } : expression);

function comparisonOf(reader: Reader, types: PropertyTypes, op: Comparison, left: Operand, position: number): Expression {
  const right = sameType(reader, types, left, position);
  const type = typeOfOperand(left, types);
  if (type === 'boolean' && op !== '=' && op !== '<>') throw new Cql2Fault('truth values have no order', position);
  return { op, args: [left, right] };
}

/** The next operand, which must be of the left one's type. */
function sameType(reader: Reader, types: PropertyTypes, left: Operand, position: number): Operand {
  const type = typeOfOperand(left, types);
  if (type === 'list' || type === 'geometry')
    throw new Cql2Fault(type === 'list' ? 'a list is asked with A_CONTAINS or A_OVERLAPS' : 'a shape is asked with S_INTERSECTS', position);
  const at = reader.peek().position;
  const right = operand(reader, types);
  const given = typeOfOperand(right, types);
  if (given !== type) throw new Cql2Fault(`expected a ${type}, found a ${given}`, at);
  return right;
}

function like(reader: Reader, types: PropertyTypes, left: Operand, position: number): Expression {
  if (typeOfOperand(left, types) !== 'text') throw new Cql2Fault('LIKE asks about text', position);
  return { op: 'like', args: [left, reader.expectKind('text', 'a pattern in single quotes').value] };
}

function between(reader: Reader, types: PropertyTypes, left: Operand, position: number): Expression {
  const low = sameType(reader, types, left, position);
  if (typeOfOperand(left, types) === 'boolean') throw new Cql2Fault('truth values have no order', position);
  reader.expectWord('and');
  return { op: 'between', args: [left, low, sameType(reader, types, left, position)] };
}

function membership(reader: Reader, types: PropertyTypes, left: Operand, position: number): Expression {
  reader.expectSign('(');
  const values: Literal[] = [];
  do {
    const at = reader.peek().position;
    const value = sameType(reader, types, left, position);
    if (isProperty(value)) throw new Cql2Fault('IN lists values', at);
    values.push(value);
    if (values.length > MAX_LIST) throw new Cql2Fault(`more than ${MAX_LIST} values`, at);
  } while (reader.takeSign(','));
  reader.expectSign(')');
  return { op: 'in', args: [left, values] };
}

function operand(reader: Reader, types: PropertyTypes): Operand {
  const token = reader.peek();
  if (token.kind === 'text') return { text: reader.next().value };
  if (token.kind === 'number') {
    const number = parseDecimal(reader.next().value);
    if (!number) throw new Cql2Fault('not a number', token.position);
    return { number };
  }
  if (reader.takeWord('true')) return { boolean: true };
  if (reader.takeWord('false')) return { boolean: false };
  if (reader.startsCall('date') || reader.startsCall('timestamp')) return date(reader);
  return property(reader, types);
}

function date(reader: Reader): Literal {
  const isDay = reader.next().value.toLowerCase() === 'date';
  reader.expectSign('(');
  const token = reader.expectKind('text', 'a date in single quotes');
  const good = isDay
    ? parseIsoDate(token.value) !== null
    : /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(token.value) && parseIsoDate(token.value.slice(0, 10)) !== null;
  if (!good) throw new Cql2Fault(isDay ? 'not a calendar day (YYYY-MM-DD)' : 'not an instant (YYYY-MM-DDThh:mm:ssZ)', token.position);
  reader.expectSign(')');
  return { date: token.value };
}

function property(reader: Reader, types: PropertyTypes): Property {
  const token = reader.peek();
  if (token.kind !== 'word' && token.kind !== 'name') return reader.refuse('expected a property or a value');
  reader.next();
  if (!Object.hasOwn(types, token.value))
    throw new Cql2Fault(`unknown property ${token.value}; known are ${Object.keys(types).join(', ')}`, token.position);
  return { property: token.value };
}

function listTest(reader: Reader, types: PropertyTypes, op: 'a_contains' | 'a_overlaps'): Expression {
  reader.next();
  reader.expectSign('(');
  const { position } = reader.peek();
  const list = property(reader, types);
  if (types[list.property] !== 'list') throw new Cql2Fault(`${list.property} is no list`, position);
  reader.expectSign(',');
  reader.expectSign('(');
  const values: string[] = [];
  do values.push(reader.expectKind('text', 'a text in single quotes').value);
  while (reader.takeSign(','));
  reader.expectSign(')');
  reader.expectSign(')');
  return { op, args: [list, values] };
}

function spatial(reader: Reader, types: PropertyTypes): Expression {
  reader.next();
  reader.expectSign('(');
  const { position } = reader.peek();
  const shape = property(reader, types);
  if (types[shape.property] !== 'geometry') throw new Cql2Fault(`${shape.property} is no shape`, position);
  reader.expectSign(',');
  const geometry = parseGeometry(reader);
  reader.expectSign(')');
  return { op: 's_intersects', args: [shape, geometry] };
}
