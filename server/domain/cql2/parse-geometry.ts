// Shapes inside a CQL2 filter: POINT, LINESTRING, POLYGON, MULTIPOLYGON and BBOX in lon/lat.
import type { PolygonRings, Position, Ring } from '../land/geometry.ts';
import { shapeOfBounds } from '../land/inside.ts';
import type { Geometry } from './expression.ts';
import type { Reader } from './reader.ts';
import { Cql2Fault } from './tokens.ts';

const MAX_POSITIONS = 2000;

function coordinate(reader: Reader, limit: number): number {
  const token = reader.expectKind('number', 'a coordinate');
  const value = Number(token.value);
  if (!(Math.abs(value) <= limit)) throw new Cql2Fault(`a coordinate from -${limit} to ${limit} was expected`, token.position);
  return value;
}

const position = (reader: Reader): Position => [coordinate(reader, 180), coordinate(reader, 90)];

function listOf<T>(reader: Reader, item: (reader: Reader) => T): T[] {
  reader.expectSign('(');
  const items: T[] = [];
  do {
    items.push(item(reader));
    if (items.length > MAX_POSITIONS) reader.refuse(`more than ${MAX_POSITIONS} positions`);
  } while (reader.takeSign(','));
  reader.expectSign(')');
  return items;
}

function ring(reader: Reader): Ring {
  const start = reader.peek().position;
  const positions = listOf(reader, position);
  const [first, last] = [positions[0]!, positions.at(-1)!];
  if (positions.length < 4 || first[0] !== last[0] || first[1] !== last[1])
    throw new Cql2Fault('a ring has at least four positions and ends where it begins', start);
  return positions;
}

const polygon = (reader: Reader): PolygonRings => listOf(reader, ring);

function box(reader: Reader): Geometry {
  const start = reader.peek().position;
  reader.expectSign('(');
  const numbers: number[] = [];
  for (const limit of [180, 90, 180, 90]) {
    if (numbers.length > 0) reader.expectSign(',');
    numbers.push(coordinate(reader, limit));
  }
  reader.expectSign(')');
  const [west, south, east, north] = numbers as [number, number, number, number];
  if (west > east || south > north) throw new Cql2Fault('BBOX is west, south, east, north', start);
  return { type: 'MultiPolygon', coordinates: shapeOfBounds([west, south, east, north]) };
}

/** The shape that comes next. */
export function parseGeometry(reader: Reader): Geometry {
  if (reader.takeWord('point')) {
    const { position: start } = reader.peek();
    const positions = listOf(reader, position);
    if (positions.length !== 1) throw new Cql2Fault('a point has one position', start);
    return { type: 'Point', coordinates: positions[0]! };
  }
  if (reader.takeWord('linestring')) {
    const { position: start } = reader.peek();
    const positions = listOf(reader, position);
    if (positions.length < 2) throw new Cql2Fault('a line has at least two positions', start);
    return { type: 'LineString', coordinates: positions };
  }
  if (reader.takeWord('polygon')) return { type: 'MultiPolygon', coordinates: [polygon(reader)] };
  if (reader.takeWord('multipolygon')) return { type: 'MultiPolygon', coordinates: listOf(reader, polygon) };
  if (reader.takeWord('bbox')) return box(reader);
  return reader.refuse('expected POINT, LINESTRING, POLYGON, MULTIPOLYGON or BBOX');
}
