// The shape that a crossing drawing fills, as polygons that do not cross: by GEOS, loaded only when a file needs it.
import type { Geometry } from 'geojson';
import initGeosJs from 'geos-wasm';
import { geojsonToGeosGeom, geosGeomToGeojson } from 'geos-wasm/helpers';
import { metresPerDegree } from '#domain/land/area.ts';
import type { MultiPolygon, PolygonRings, Position } from '#domain/land/geometry.ts';

type Geos = Awaited<ReturnType<typeof initGeosJs>>;
let loaded: Promise<Geos> | null = null;

/** Loads GEOS and hands out the function; null when it cannot be loaded, and then nothing is proposed. */
export async function validMaker(): Promise<(shape: MultiPolygon) => MultiPolygon | null> {
  loaded ??= initGeosJs();
  const geos = await loaded;
  let broken = false;
  return (shape) => {
    if (broken || shape.flat().reduce((sum, ring) => sum + ring.length, 0) > mostPositions) return null;
    try {
      return makeValid(geos, shape);
    } catch {
      // Out of its memory, or of its wits: it is not asked again for this file, and nothing more is proposed.
      broken = true;
      loaded = null;
      return null;
    }
  };
}

/** A drawing of more corners that crosses itself is no lot that a program should redraw. */
const mostPositions = 50_000;

function makeValid(geos: Geos, shape: MultiPolygon): MultiPolygon | null {
  const origin = shape[0]![0]![0]!;
  const scale = metresPerDegree(origin[1]);
  const out = ([lon, lat]: Position): [number, number] => [(lon - origin[0]) * scale.east, (lat - origin[1]) * scale.north];
  const back = ([x, y]: readonly number[]): Position => [origin[0] + x! / scale.east, origin[1] + y! / scale.north];
  const given: Geometry = { type: 'MultiPolygon', coordinates: shape.map((polygon) => polygon.map((ring) => ring.map(out))) };
  const pointer = geojsonToGeosGeom(given, geos);
  if (!pointer) return null;
  try {
    const valid = geos.GEOSMakeValid(pointer);
    if (!valid) return null;
    try {
      const made = polygonsOf(geosGeomToGeojson(valid, geos) as Geometry);
      const polygons = made.map((rings): PolygonRings => rings.map((ring) => ring.map(back)));
      return polygons.length > 0 ? polygons : null;
    } finally {
      geos.GEOSGeom_destroy(valid);
    }
  } finally {
    geos.GEOSGeom_destroy(pointer);
  }
}

/** Lines and points that are left over where a drawing collapses enclose no land. */
function polygonsOf(geometry: Geometry): number[][][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  if (geometry.type === 'MultiPolygon') return geometry.coordinates;
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(polygonsOf) : [];
}
