// Coordinate systems that can be read: EPSG numbers in use here, PROJ strings and WKT, each as a way to lon/lat on CGCS2000.
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { gaussKruger, gaussKrugerOf } from './gauss-kruger.ts';
import { oldDatum, oldDatumOf, shiftedDatum, splitShift } from './old-datums.ts';
import { fromMeridian, fromProj, fromWkt } from './projections.ts';
import { fromBd09, fromGcj02 } from './shifted.ts';
import { lonLat, projectionOf, webMercator, type Crs } from './system.ts';

/**
 * Geographic systems that differ from CGCS2000 by centimetres at most. WGS 84, ETRS89, RGF93 and NAD83 share its ellipsoid to the tenth
 * of a millimetre; their shift against it (NAD83: a metre or two) is below the accuracy of a parcel boundary, or far from here.
 */
const geographicCodes = new Set([4490, 4326, 4258, 4171, 4979, 4479, 4480, 4269, 6318, 84, 83]);
const mercatorCodes = new Set([3857, 900913, 102100, 102113, 3785]);
const grs80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
const otherCodes: Readonly<Record<number, string>> = {
  2154: `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${grs80}`,
};

const epsgPattern =
  /^(?:urn:ogc:def:crs:|https?:\/\/www\.opengis\.net\/def\/crs\/)?(?:EPSG|epsg|OGC|ESRI)[:/]+(?:[\d.]*[:/]+)?(?:CRS)?(\d{2,6})$/;

/** The EPSG (or similar) number that a definition is nothing but; null when it is something else. */
export function epsgCode(definition: string): number | null {
  const found = epsgPattern.exec(definition.trim()) ?? /^(\d{4,6})$/.exec(definition.trim());
  return found ? Number(found[1]) : null;
}

/** Whether a number is known without asking the library of all systems. */
export function isBuiltIn(code: number): boolean {
  return fromCode(code).ok || oldDatumOf(code) !== null;
}

/** Reads what a file or a person says. Fails with `crs-unknown` and the reason when it cannot be relied on. */
export function parseCrs(definition: string): Result<Crs, Refusal> {
  const { base, shift } = splitShift(definition.trim());
  if (shift !== null) return shiftedDatum(base, shift);
  const code = epsgCode(base);
  if (code !== null) return fromCode(code);
  if (base.startsWith('+')) return fromProj(base);
  if (/^[A-Z]+\[/i.test(base)) return fromWkt(base);
  if (/^(GCJ-?0?2|火星坐标系?)$/i.test(base)) return ok({ ...lonLat, label: 'GCJ-02', toLonLat: (x, y) => fromGcj02([x, y]) });
  if (/^(BD-?0?9(LL)?|百度坐标系?)$/i.test(base)) return ok({ ...lonLat, label: 'BD-09', toLonLat: (x, y) => fromBd09([x, y]) });
  const meridian = fromMeridian(base);
  if (meridian) return ok(meridian);
  if (/CGCS\s*2000|2000国家大地/i.test(base) && !/\d{3}/.test(base.replace(/2000/g, ''))) return ok({ ...lonLat, label: 'EPSG:4490' });
  if (/80|西安|54|北京/.test(base)) return oldDatum(base, 'EPSG:2361');
  return refuse('crs-unknown', `不认识坐标系“${base.slice(0, 80)}”，可写 EPSG:4549、PROJ 参数串或 WKT。`, { value: base.slice(0, 200) });
}

function fromCode(code: number): Result<Crs, Refusal> {
  const label = `EPSG:${code}`;
  if (geographicCodes.has(code)) return ok({ ...lonLat, label: code < 100 ? `OGC:CRS${code}` : label });
  const zone = gaussKrugerOf(code);
  if (zone) return ok(gaussKruger(zone, label));
  if (mercatorCodes.has(code)) return ok(webMercator);
  if (oldDatumOf(code)) return oldDatum(label, label);
  const utm = /^(326|327)(\d\d)$/.exec(String(code));
  if (utm && Number(utm[2]) >= 1 && Number(utm[2]) <= 60) {
    const south = utm[1] === '327' ? ' +south' : '';
    return ok({
      label,
      zone: null,
      degrees: false,
      foreign: Number(utm[2]) < 43 || Number(utm[2]) > 53,
      toLonLat: projectionOf(`+proj=utm +zone=${Number(utm[2])}${south} +datum=WGS84 +units=m +no_defs`),
    });
  }
  const other = otherCodes[code];
  if (other) return ok({ label, zone: null, degrees: false, foreign: true, toLonLat: projectionOf(other) });
  return refuse('crs-unknown', `坐标系 ${label} 不在内置清单内；请改用 PROJ 参数串或 WKT 指定。`, { value: label });
}
