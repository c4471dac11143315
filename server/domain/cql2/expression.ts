// The tree of a CQL2 filter: the operators of OGC 21-065 that we take, in the shape of its JSON form, with exact numbers.
import { decimal, decimalText, type Decimal } from '../units.ts';
import type { MultiPolygon, Position } from '../land/geometry.ts';

export interface Property {
  readonly property: string;
}
export type Literal =
  | { readonly text: string }
  | { readonly number: Decimal }
  | { readonly boolean: boolean }
  /** A calendar day, or an instant, as ISO text. */
  | { readonly date: string };
export type Operand = Property | Literal;

export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: MultiPolygon };

export const comparisons = ['=', '<>', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof comparisons)[number];

/** A condition. `not` is written out; `NOT IN` and the like are `not` of `in`. */
export type Expression =
  | { readonly op: 'and' | 'or'; readonly args: readonly Expression[] }
  | { readonly op: 'not'; readonly args: readonly [Expression] }
  | { readonly op: 'constant'; readonly value: boolean }
  | { readonly op: Comparison; readonly args: readonly [Operand, Operand] }
  | { readonly op: 'between'; readonly args: readonly [Operand, Operand, Operand] }
  | { readonly op: 'in'; readonly args: readonly [Operand, readonly Literal[]] }
  | { readonly op: 'like'; readonly args: readonly [Operand, string] }
  | { readonly op: 'isNull'; readonly args: readonly [Property] }
  | { readonly op: 'a_contains' | 'a_overlaps'; readonly args: readonly [Property, readonly string[]] }
  | { readonly op: 's_intersects'; readonly args: readonly [Property, Geometry] };

/** What a property holds, which decides what it may be compared with. */
export const propertyTypes = ['text', 'number', 'boolean', 'date', 'list', 'geometry'] as const;
export type PropertyType = (typeof propertyTypes)[number];
/** The properties that a filter may name. */
export type PropertyTypes = Readonly<Record<string, PropertyType>>;

export function isProperty(operand: Operand): operand is Property {
  return 'property' in operand;
}

/** Type of an operand; properties must be known. */
export function typeOfOperand(operand: Operand, types: PropertyTypes): PropertyType {
  if (isProperty(operand)) return types[operand.property]!;
  if ('text' in operand) return 'text';
  if ('number' in operand) return 'number';
  return 'boolean' in operand ? 'boolean' : 'date';
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function operandText(operand: Operand): string {
  if (isProperty(operand)) return `"${operand.property.replaceAll('"', '""')}"`;
  if ('text' in operand) return quoted(operand.text);
  if ('number' in operand) return decimalText(operand.number);
  if ('boolean' in operand) return operand.boolean ? 'TRUE' : 'FALSE';
  return `${operand.date.length === 10 ? 'DATE' : 'TIMESTAMP'}(${quoted(operand.date)})`;
}

const plain = (value: number): string => decimalText(decimal(value));
const positionText = ([lon, lat]: Position): string => `${plain(lon)} ${plain(lat)}`;
const listText = (positions: readonly Position[]): string => `(${positions.map(positionText).join(', ')})`;

function geometryText(geometry: Geometry): string {
  if (geometry.type === 'Point') return `POINT(${positionText(geometry.coordinates)})`;
  if (geometry.type === 'LineString') return `LINESTRING${listText(geometry.coordinates)}`;
  return `MULTIPOLYGON(${geometry.coordinates.map((rings) => `(${rings.map(listText).join(', ')})`).join(', ')})`;
}

/** The expression as CQL2 text that parses to the same expression. */
export function expressionText(expression: Expression): string {
  switch (expression.op) {
    case 'and':
    case 'or':
      return expression.args.map((arg) => `(${expressionText(arg)})`).join(` ${expression.op.toUpperCase()} `);
    case 'not':
      return `NOT (${expressionText(expression.args[0])})`;
    case 'constant':
      return expression.value ? 'TRUE' : 'FALSE';
    case 'between':
      return `${operandText(expression.args[0])} BETWEEN ${operandText(expression.args[1])} AND ${operandText(expression.args[2])}`;
    case 'in':
      return `${operandText(expression.args[0])} IN (${expression.args[1].map(operandText).join(', ')})`;
    case 'like':
      return `${operandText(expression.args[0])} LIKE ${quoted(expression.args[1])}`;
    case 'isNull':
      return `${operandText(expression.args[0])} IS NULL`;
    case 'a_contains':
    case 'a_overlaps':
      return `${expression.op.toUpperCase()}(${operandText(expression.args[0])}, (${expression.args[1].map(quoted).join(', ')}))`;
    case 's_intersects':
      return `S_INTERSECTS(${operandText(expression.args[0])}, ${geometryText(expression.args[1])})`;
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return `${operandText(expression.args[0])} ${expression.op} ${operandText(expression.args[1])}`;
  }
}

function operandJson(operand: Operand): unknown {
  if (isProperty(operand)) return operand;
  if ('text' in operand) return operand.text;
  if ('number' in operand) return operand.number.approx;
  if ('boolean' in operand) return operand.boolean;
  return operand.date.length === 10 ? { date: operand.date } : { timestamp: operand.date };
}

/** The expression in CQL2's JSON form. Numbers become JSON numbers. */
export function expressionJson(expression: Expression): unknown {
  switch (expression.op) {
    case 'and':
    case 'or':
    case 'not':
      return { op: expression.op, args: expression.args.map(expressionJson) };
    case 'constant':
      return expression.value;
    case 'in':
      return { op: 'in', args: [operandJson(expression.args[0]), expression.args[1].map(operandJson)] };
    case 'like':
      return { op: 'like', args: [operandJson(expression.args[0]), expression.args[1]] };
    case 'a_contains':
    case 'a_overlaps':
    case 's_intersects':
      return { op: expression.op, args: expression.args };
    default:
      return { op: expression.op, args: expression.args.map(operandJson) };
  }
}
