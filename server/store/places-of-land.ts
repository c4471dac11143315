// Townships, blocks, planning zones and context features in the record.
import type { Position } from '#domain/land/geometry.ts';
import type { CountyCode, TownshipCode } from '#domain/land/codes.ts';
import type { Block, ContextFeature, ContextKind, Township } from '#domain/land/parcel.ts';
import type { Zone } from '#domain/land/zone.ts';
import type { SourcePlace } from '#domain/source.ts';
import { factsFromText, factsToText, mergeFactTexts } from './fact-text.ts';
import type { RecordTable } from './record-table.ts';
import { shapeFromBytes, shapeToBytes } from './shape-blob.ts';
import { type Sql, type Value, bytesOrNull, text, textOrNull } from './sql.ts';

function shapeOrNull(value: Value | undefined): ReturnType<typeof shapeFromBytes> | null {
  const bytes = bytesOrNull(value ?? null);
  return bytes === null ? null : shapeFromBytes(bytes);
}

/** Townships carry no place of their own in the domain: the whole file is it. */
export function townshipTable(source: SourcePlace): RecordTable<Township> {
  return {
    table: 'township',
    key: [{ name: 'code', write: (township) => township.code }],
    data: [
      { name: 'name', write: (township) => township.name },
      { name: 'shape', write: (township) => (township.shape === null ? null : shapeToBytes(township.shape)) },
    ],
    source: () => source,
    read: (county, [code, name, shape]) => ({ county, code: text(code) as TownshipCode, name: text(name), shape: shapeOrNull(shape) }),
  };
}

export function blockTable(source: SourcePlace): RecordTable<Block> {
  return {
    table: 'block',
    key: [{ name: 'code', write: (block) => block.code }],
    data: [
      { name: 'name', write: (block) => block.name },
      { name: 'township', write: (block) => block.township },
      { name: 'shape', write: (block) => (block.shape === null ? null : shapeToBytes(block.shape)) },
      { name: 'facts', write: (block) => factsToText(block.facts), merge: mergeFactTexts },
    ],
    source: () => source,
    read: (county, [code, name, township, shape, facts]) => ({
      county,
      code: text(code),
      name: text(name),
      township: textOrNull(township) as TownshipCode | null,
      shape: shapeOrNull(shape),
      facts: factsFromText(text(facts)),
    }),
  };
}

export const zoneTable: RecordTable<Zone> = {
  table: 'zone',
  key: [{ name: 'name', write: (zone) => zone.name }],
  data: [
    { name: 'kind', write: (zone) => zone.kind },
    { name: 'shape', write: (zone) => shapeToBytes(zone.shape) },
  ],
  source: (zone) => zone.source,
  read: (county, [name, kind, shape], source) => ({
    county,
    name: text(name),
    kind: textOrNull(kind),
    shape: shapeOrNull(shape) ?? [],
    source,
  }),
};

/** Context has no identity of its own: a county's features are replaced as a whole. */
export function replaceContext(sql: Sql, county: CountyCode, features: readonly ContextFeature[]): void {
  sql.run('DELETE FROM context WHERE county = ?', county);
  for (const { kind, name, geometry } of features) {
    const bytes =
      geometry.type === 'MultiPolygon'
        ? shapeToBytes(geometry.coordinates)
        : shapeToBytes([[geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates]]);
    sql.run(
      'INSERT INTO context (county, kind, name, geometry_type, geometry) VALUES (?, ?, ?, ?, ?)',
      county,
      kind,
      name,
      geometry.type,
      bytes,
    );
  }
}

export function readContext(sql: Sql, county: CountyCode): ContextFeature[] {
  return sql
    .rows('SELECT kind, name, geometry_type, geometry FROM context WHERE county = ? ORDER BY id', county)
    .map(([kind, name, type, bytes]) => {
      const shape = shapeOrNull(bytes) ?? [];
      const line: readonly Position[] = shape[0]?.[0] ?? [];
      const base = { county, kind: text(kind) as ContextKind, name: textOrNull(name) };
      if (type === 'MultiPolygon') return { ...base, geometry: { type, coordinates: shape } };
      if (type === 'LineString') return { ...base, geometry: { type, coordinates: line } };
      const point = line[0];
      if (!point) throw new Error('a context label has no point');
      return { ...base, geometry: { type: 'Point', coordinates: point } };
    });
}
