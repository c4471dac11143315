// Fields of request bodies that several routes take: areas in mu and shapes as GeoJSON.
import { z } from '@hono/zod-openapi';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { parseLand, type MicroMu } from '#domain/units.ts';

/** An area as a JSON number of mu, to the nearest millionth: 0.1 + 0.2 and a third of a parcel carry digits that nobody measured. */
export const muField = z
  .number()
  .transform((mu, context): MicroMu => {
    const land = parseLand(String(mu), '亩');
    if (land) return land.value;
    context.issues.push({ code: 'custom', message: '应为以亩计的面积', input: mu });
    return z.NEVER;
  })
  .openapi({ type: 'number', example: 12.5 });

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const ring = z
  .array(position)
  .min(4, 'a ring has at least four positions')
  .max(20_000)
  .refine(
    (positions) => positions[0]![0] === positions.at(-1)![0] && positions[0]![1] === positions.at(-1)![1],
    'a ring ends where it begins',
  );
const polygon = z.array(ring).min(1).max(200);

/** A GeoJSON Polygon or MultiPolygon in lon/lat as a shape; heights are dropped. */
export const geometryField = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: polygon }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1).max(200) }),
  ])
  .transform((geometry): MultiPolygon => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map((rings) => rings.map((positions) => positions.map(([lon, lat]) => [lon, lat] as const)));
  })
  .openapi({ type: 'object', description: 'GeoJSON Polygon 或 MultiPolygon（EPSG:4490 经纬度）' });
