// Reads PROJ strings and well-known text of both generations, and refuses those that lie on an ellipsoid of their own without a way here.
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { epsgOfZone, gaussKruger, type GaussKruger } from './gauss-kruger.ts';
import { oldDatum } from './old-datums.ts';
import { lonLat, projectionOf, webMercator, type Crs } from './system.ts';

/** `120d47'` and `120°47′00″` as degrees. */
function plainDegrees(text: string): string {
  return text.replaceAll(
    /(\d+)[d°](\d+(?:\.\d+)?)(?:['′分](?:(\d+(?:\.\d+)?)["″秒]?)?)?/g,
    (_, degrees: string, minutes: string, seconds?: string) => String(Number(degrees) + Number(minutes) / 60 + Number(seconds ?? 0) / 3600),
  );
}

/** A city's own system named by its central meridian: `CM 120°47′`, `中央子午线 120.7833`. */
export function fromMeridian(text: string): Crs | null {
  const match = /^(?:CGCS\s*2000[\s_]*)?(?:CM|中央子午线|中央经线)[\s:：=_]*(\d+(?:\.\d+)?)\s*[°度E]?$/i.exec(
    plainDegrees(text.normalize('NFKC')),
  );
  const meridian = Number(match?.[1] ?? Number.NaN);
  return meridian >= 73 && meridian <= 136 ? gaussKruger({ meridian, falseEasting: 500_000 }) : null;
}

/** Ellipsoids that are CGCS2000's to the tenth of a millimetre. */
const modernEllipsoid = /\+ellps=(GRS80|WGS84)\b|\+datum=(WGS84|NAD83|GGRS87)\b|\+a=6378137(\.0*)?\b/i;

export function fromProj(given: string): Result<Crs, Refusal> {
  const text = plainDegrees(given);
  const shifted = /\+towgs84=/.test(text);
  if (!shifted && (/\+(ellps|datum|a|R)=/.test(text) || /\+nadgrids/.test(text)) && !modernEllipsoid.test(text))
    return oldDatum(text, text);
  try {
    if (/\+proj=(longlat|latlong|lonlat|latlon)/.test(text) && !shifted) return ok({ label: text, ...lonLat });
    const zone = zoneOfProj(text);
    if (zone) return ok(zonedProj(text, zone));
    return ok({ label: text, zone: null, degrees: /\+proj=(longlat|latlong)/.test(text), foreign: false, toLonLat: projectionOf(text) });
  } catch (error) {
    return refuse('crs-unknown', '坐标系的 PROJ 参数串不能识别。', {
      value: `${text.slice(0, 150)} ${error instanceof Error ? error.message : ''}`.trim(),
    });
  }
}

function zonedProj(text: string, zone: GaussKruger): Crs {
  const withEasting = (falseEasting: number) =>
    zonedProj(/\+x_0=/.test(text) ? text.replace(/\+x_0=\S+/, `+x_0=${falseEasting}`) : `${text} +x_0=${falseEasting}`, {
      ...zone,
      falseEasting,
    });
  const code = /\+towgs84=[^ ]*[1-9]/.test(text) ? null : epsgOfZone(zone);
  return { label: code === null ? text : `EPSG:${code}`, zone, degrees: false, foreign: false, toLonLat: projectionOf(text), withEasting };
}

/** Transverse Mercator in metres from the equator, unscaled: what a Gauss-Krüger zone is, whatever its meridian. */
function zoneOfProj(text: string): GaussKruger | null {
  const number = (key: string, otherwise: number) => Number(new RegExp(`\\+${key}=(-?[\\d.]+)`).exec(text)?.[1] ?? otherwise);
  const plain = number('k', 1) === 1 && number('k_0', 1) === 1 && number('lat_0', 0) === 0 && number('y_0', 0) === 0;
  if (!/\+proj=(tmerc|etmerc|gauss)/.test(text) || !plain || /\+(units=(?!m\b)|to_meter)/.test(text)) return null;
  return { meridian: number('lon_0', 0), falseEasting: number('x_0', 0) };
}

/** WKT of both generations: .prj files (ESRI and OGC) and GeoPackage definitions. */
export function fromWkt(text: string): Result<Crs, Refusal> {
  const name = /^[A-Z_]+\[\s*"([^"]*)"/i.exec(text)?.[1] ?? 'WKT';
  const shifted = /TOWGS84\[/i.test(text) || /ABRIDGEDTRANSFORMATION/i.test(text);
  const [axis, flattening] = (/(?:SPHEROID|ELLIPSOID)\[\s*"[^"]*"\s*,\s*([\d.eE+]+)\s*,\s*([\d.eE+]+)/i.exec(text) ?? [])
    .slice(1)
    .map(Number);
  const modern =
    axis !== undefined && flattening !== undefined && Math.abs(axis - 6_378_137) < 0.5 && Math.abs(flattening - 298.257_22) < 0.001;
  if (/Mercator_Auxiliary_Sphere|Pseudo-Mercator|Popular Visualisation/i.test(text)) return ok(webMercator);
  if (!modern && !shifted) {
    return /xian|1980|beijing|1954|krasovsky|IAG/i.test(text) || axis !== undefined
      ? oldDatum(name)
      : refuse('crs-unknown', '坐标系的 WKT 没有椭球参数，不能识别。', { value: name.slice(0, 200) });
  }
  if (/^(GEOGCS|GEOGCRS|GEODCRS|GEODETICCRS|GEOGRAPHICCRS)/i.test(text) && !shifted) return ok({ ...lonLat, label: labelOf(text, name) });
  const zone = zoneOfWkt(text);
  if (zone && !shifted) {
    const code = epsgOfZone(zone);
    return ok(gaussKruger(zone, code === null ? name : `EPSG:${code}`));
  }
  try {
    return ok({
      label: labelOf(text, name),
      zone: null,
      degrees: /^GEO/i.test(text),
      foreign: !/^GEO/i.test(text) && !shifted,
      toLonLat: projectionOf(text),
    });
  } catch (error) {
    return refuse('crs-unknown', `坐标系“${name.slice(0, 80)}”的投影方法不支持，不能识别；请用 EPSG 号或 PROJ 参数串指定。`, {
      value: error instanceof Error ? error.message.slice(0, 200) : name,
    });
  }
}

/** The outermost authority code closes the text. */
function labelOf(text: string, name: string): string {
  const code = /(?:AUTHORITY\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]|ID\[\s*"EPSG"\s*,\s*(\d+)\s*\])\s*\]\s*$/i.exec(text);
  if (code) return `EPSG:${code[1] ?? code[2]}`;
  if (/^GCS_China_Geodetic|China Geodetic Coordinate System 2000/i.test(name)) return 'EPSG:4490';
  return /^(GCS_)?WGS[ _]?(19)?84$/i.test(name) ? 'EPSG:4326' : name;
}

function zoneOfWkt(text: string): GaussKruger | null {
  if (!/(PROJECTION|METHOD)\[\s*"(Gauss[_ ]Kr[uü]ger|Transverse[_ ]Mercator)"/i.test(text)) return null;
  const parameter = (names: string, otherwise: number) => {
    const match = new RegExp(`PARAMETER\\[\\s*"(?:${names})"\\s*,\\s*(-?[\\d.eE+]+)`, 'i').exec(text);
    return match ? Number(match[1]) : otherwise;
  };
  const scale = parameter('scale[_ ]factor(?: at natural origin)?', 1);
  const northing = parameter('false[_ ]northing', 0);
  const origin = parameter('latitude[_ ]of[_ ](?:natural[_ ])?origin', 0);
  if (scale !== 1 || northing !== 0 || origin !== 0 || !/\b(UNIT|LENGTHUNIT)\[\s*"met(er|re)"\s*,\s*1(\.0*)?\s*[,\]]/i.test(text))
    return null;
  return { meridian: parameter('central[_ ]meridian|longitude of natural origin', 0), falseEasting: parameter('false[_ ]easting', 0) };
}
