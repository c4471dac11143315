// Coordinate systems: what is taken, what is refused with candidates, what is read only when parameters are stated.
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import { parseCrs } from '../../server/intake/place/crs.ts';
import { gaussKruger } from '../../server/intake/place/gauss-kruger.ts';
import { box, code, context, dbf, issuesOf, parcelDbfFields, prj, refused, rowsOf, shp, take, zip, type Point } from './making.ts';

const [x, y] = [428_300, 3_163_200];
const zone = gaussKruger({ meridian: 120, falseEasting: 500_000 });
const [lon, lat] = zone.toLonLat(x, y);
const layer = (points: readonly Point[], statement?: string) =>
  zip({
    'a.shp': shp([[points]]),
    'a.dbf': dbf(parcelDbfFields, [[code(1), '', '', '']]),
    ...(statement === undefined ? {} : { 'a.prj': statement }),
  });
/** The square of 100 m at our place, drawn in another system. */
const drawnIn = (definition: string): Point[] =>
  box(x, y, 100, 100).map(([east, north]): Point => proj4(definition).forward([...zone.toLonLat(east, north)]) as [number, number]);
const firstPoint = async (bytes: Uint8Array, changes: Parameters<typeof take>[2] = {}) => {
  const outcome = await take('parcels', bytes, { name: 'a.zip', ...changes });
  const ring = rowsOf(outcome, 'parcels')[0]!.shape![0]![0]!;
  return {
    outcome,
    off: Math.min(...ring.map(([a, b]) => Math.hypot(a - lon, b - lat))),
    area: rowsOf(outcome, 'parcels')[0]!.measuredArea!,
  };
};

describe('read and placed', () => {
  const suzhou = '+proj=tmerc +lat_0=0 +lon_0=120.78333333333333 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
  test.each([
    ['EPSG:4528', '+proj=tmerc +lon_0=120 +x_0=40500000 +ellps=GRS80 +units=m'],
    ['EPSG:4510', '+proj=tmerc +lon_0=123 +x_0=500000 +ellps=GRS80 +units=m'],
    ['CM 120°47′', suzhou],
    ['中央子午线 120.7833333333', suzhou],
    ["+proj=tmerc +lat_0=0 +lon_0=120d47' +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m", suzhou],
    [
      '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=50000 +y_0=-3000000 +ellps=GRS80 +units=m',
      '+proj=tmerc +lon_0=120 +x_0=50000 +y_0=-3000000 +ellps=GRS80 +units=m',
    ],
    ['EPSG:3857', 'EPSG:3857'],
    ['EPSG:32650', '+proj=utm +zone=50 +datum=WGS84 +units=m'],
    // In no list of ours: GDAL's register knows it.
    [
      'EPSG:3415',
      '+proj=lcc +lat_0=21 +lon_0=114 +lat_1=18 +lat_2=24 +x_0=500000 +y_0=500000 +ellps=WGS72 +towgs84=0,0,1.9,0,0,0.814,-0.38 +units=m',
    ],
    ['EPSG:3832', '+proj=merc +lon_0=150 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m'],
  ])('%s', async (crs, definition) => {
    if (crs === 'EPSG:3415') {
      // An ellipsoid of its own and no way to ours stated: refused, as Xi'an and Beijing are.
      expect((await refused('parcels', layer(drawnIn(definition)), { name: 'a.zip', crs }))[0]!.kind).toBe('crs-unknown');
      return;
    }
    const { off, area } = await firstPoint(layer(drawnIn(definition)), { crs });
    expect(off).toBeLessThan(2e-9);
    expect(area / 15_000_000).toBeCloseTo(1, 3);
  });

  test('Web Mercator is placed and never measured in', async () => {
    const { outcome, area } = await firstPoint(layer(drawnIn('EPSG:3857')), { crs: 'EPSG:3857' });
    expect(area / 15_000_000).toBeCloseTo(1, 3);
    expect(issuesOf(outcome, 'crs-not-measured')).toMatchObject([{ severity: 'info', value: 'EPSG:3857' }]);
  });

  test('axes swapped in a system of one’s own are told by the county', async () => {
    const local = '+proj=tmerc +lat_0=28 +lon_0=119 +k=1 +x_0=450000 +y_0=0 +ellps=GRS80 +units=m';
    const swapped = drawnIn(local).map(([a, b]): Point => [b, a]);
    const { outcome, off } = await firstPoint(layer(swapped), { crs: local });
    expect(off).toBeLessThan(2e-9);
    expect(issuesOf(outcome, 'axes-swapped')).toHaveLength(1);
  });
});

describe('old datums', () => {
  const parameters = '100.5,-120.25,-60.75,1.2,-0.5,2.1,3.4';
  const xian = `+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=40500000 +y_0=0 +a=6378140 +b=6356755.288157528 +towgs84=${parameters} +units=m`;
  const esri =
    'PROJCS["Xian_1980_3_Degree_GK_Zone_40",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",40500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

  test.each([
    'EPSG:2364',
    'EPSG:2361',
    'EPSG:2437',
    'EPSG:21420',
    'EPSG:4610',
    'EPSG:4214',
    '1980西安坐标系',
    '北京54',
    '+proj=tmerc +lon_0=120 +ellps=intl',
    esri,
  ])('refused without parameters: %s', async (crs) => {
    expect((await refused('parcels', layer(box(x, y, 100, 100)), { name: 'a.zip', crs }))[0]).toMatchObject({ kind: 'crs-unknown' });
  });

  test('a file that states one is refused, with how to state the parameters', async () => {
    const [issue] = await refused('parcels', layer(drawnIn(xian), esri), { name: 'a.zip' });
    expect(issue!.message).toContain('+towgs84');
  });

  test.each([`EPSG:2364 +towgs84=${parameters}`, `+towgs84=${parameters}`, xian])('taken with them: %s', async (crs) => {
    const { off, outcome } = await firstPoint(layer(drawnIn(xian), esri), { crs });
    expect(off).toBeLessThan(1e-8);
    expect(outcome.detected.crs).toContain('towgs84');
  });

  test('parameters must be three or seven numbers', () => {
    for (const wrong of ['EPSG:2364 +towgs84=1,2', 'EPSG:2364 +towgs84=a,b,c', 'EPSG:4549 +towgs84=1,2,3', 'EPSG:2364 +towgs84=1e9,0,0'])
      expect(parseCrs(wrong).ok).toBe(false);
  });
});

describe('not established', () => {
  test.each([
    [box(x, y, 100, 100), 'EPSG:4549'],
    [box(40_000_000 + x, y, 100, 100), 'EPSG:4528'],
    [drawnIn('EPSG:3857'), 'EPSG:3857'],
    [box(lon, lat, 0.001, 0.001), 'EPSG:4490'],
  ])('the candidates are listed, the county’s own first', async (points, wanted) => {
    const [issue] = await refused('parcels', layer(points), { name: 'a.zip' });
    expect(issue!.kind).toBe('crs-unknown');
    expect(issue!.message).toContain(wanted);
  });

  test('a city’s own numbers fit nothing: how to state such a system is said', async () => {
    const [issue] = await refused('parcels', layer(box(52_000, 61_000, 100, 100)), { name: 'a.zip' });
    expect(issue!.message).toContain('PROJ');
  });

  test('the zone of the neighbour puts the file outside the county', async () => {
    expect((await refused('parcels', layer(box(x, y, 100, 100), prj(117)), { name: 'a.zip' }))[0]!.kind).toBe('crs-conflict');
    expect((await take('parcels', layer(box(x, y, 100, 100), prj(117)), { name: 'a.zip', context: context({ bounds: null }) })).taken).toBe(
      true,
    );
  });
});
