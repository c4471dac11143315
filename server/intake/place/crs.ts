// Coordinate systems that can be read: EPSG numbers in use here, PROJ strings and WKT, each as a way to lon/lat on CGCS2000.
import proj4 from 'proj4';
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';

export interface Crs {
  /** For people: EPSG:4549, or the name in the WKT. */
  readonly label: string;
  /** Gauss-Krüger on CGCS2000: central meridian in degrees and false easting in metres. */
  readonly zone: GaussKruger | null;
  readonly degrees: boolean;
  /** A projection of some other country or region, not of China and not of the whole world: data in it are meant to lie elsewhere. */
  readonly foreign: boolean;
  /** x (east or lon), y (north or lat) to lon, lat. */
  toLonLat(x: number, y: number): readonly [number, number];
}

export interface GaussKruger {
  readonly meridian: number;
  readonly falseEasting: number;
}

/**
 * Geographic systems that differ from CGCS2000 by centimetres at most. WGS 84, ETRS89 and RGF93 share its ellipsoid to the tenth of
 * a millimetre; their shift against it is far below the accuracy of a parcel boundary.
 */
const geographicCodes = new Set([4490, 4326, 4258, 4171, 4979, 4479, 4480, 84]);
const mercatorCodes = new Set([3857, 900913, 102100, 102113, 3785]);
const grs80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
const otherCodes: Readonly<Record<number, string>> = {
  2154: `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${grs80}`,
};
/** Xi'an 1980 and Beijing 1954 with their zones: tens of metres off, and the parameters are not public. */
const oldDatums = (code: number) =>
  code === 4610 ||
  code === 4214 ||
  code === 4555 ||
  (code >= 2327 && code <= 2442) ||
  (code >= 21413 && code <= 21463) ||
  (code >= 4568 && code <= 4589);

const lonLat: Omit<Crs, 'label'> = { degrees: true, foreign: false, zone: null, toLonLat: (x, y) => [x, y] };

/** EPSG number of a CGCS2000 Gauss-Krüger zone to its parameters; null for other numbers. */
export function gaussKrugerOf(code: number): GaussKruger | null {
  if (code >= 4491 && code <= 4501) return prefixed(code - 4491 + 13, (code - 4491 + 13) * 6 - 3);
  if (code >= 4502 && code <= 4512) return { meridian: (code - 4502 + 13) * 6 - 3, falseEasting: 500_000 };
  if (code >= 4513 && code <= 4533) return prefixed(code - 4513 + 25, (code - 4513 + 25) * 3);
  if (code >= 4534 && code <= 4554) return { meridian: (code - 4534 + 25) * 3, falseEasting: 500_000 };
  return null;
}

function prefixed(zone: number, meridian: number): GaussKruger {
  return { meridian, falseEasting: zone * 1_000_000 + 500_000 };
}

/** The 3-degree EPSG number of a zone, where there is one: what Chinese counties use. */
export function epsgOfZone(zone: GaussKruger): number | null {
  for (let code = 4513; code <= 4554; code += 1) {
    const known = gaussKrugerOf(code);
    if (known && known.meridian === zone.meridian && known.falseEasting === zone.falseEasting) return code;
  }
  for (let code = 4491; code <= 4501; code += 1) {
    const known = gaussKrugerOf(code);
    if (known && known.meridian === zone.meridian && known.falseEasting === zone.falseEasting) return code;
  }
  return null;
}

export function gaussKruger(zone: GaussKruger, label?: string): Crs {
  const code = epsgOfZone(zone);
  const definition = `+proj=tmerc +lat_0=0 +lon_0=${zone.meridian} +k=1 +x_0=${zone.falseEasting} +y_0=0 ${grs80}`;
  return {
    label: label ?? (code === null ? `CGCS2000 CM ${zone.meridian}` : `EPSG:${code}`),
    zone,
    degrees: false,
    foreign: false,
    toLonLat: inverse(definition),
  };
}

/** Reads what a file or a person says. Fails with `crs-unknown` and the reason when it cannot be relied on. */
export function parseCrs(definition: string): Result<Crs, Refusal> {
  const text = definition.trim();
  const epsg =
    /^(?:urn:ogc:def:crs:|https?:\/\/www\.opengis\.net\/def\/crs\/)?(?:EPSG|epsg|OGC|ESRI)[:/]+(?:[\d.]*[:/]+)?(?:CRS)?(\d{2,6})$/.exec(
      text,
    ) ?? /^(\d{4,6})$/.exec(text);
  if (epsg) return fromCode(Number(epsg[1]));
  if (text.startsWith('+')) return fromProj(text);
  if (/^[A-Z]+\[/i.test(text)) return fromWkt(text);
  if (/CGCS\s*2000|2000国家大地/i.test(text) && !/\d{3}/.test(text.replace(/2000/g, ''))) return ok({ label: 'EPSG:4490', ...lonLat });
  if (/80|西安|54|北京/.test(text)) return oldDatum(text);
  return refuse('crs-unknown', `不认识坐标系“${text.slice(0, 80)}”，可写 EPSG:4549、PROJ 参数串或 WKT。`, { value: text.slice(0, 200) });
}

function oldDatum(value: string): { readonly ok: false; readonly error: Refusal } {
  return refuse(
    'crs-unknown',
    '西安80/北京54 坐标系与 CGCS2000 相差数十米至上百米，转换参数不公开，不能直接导入；请由测绘单位转为 CGCS2000，或用带 +towgs84 参数的 PROJ 串指定。',
    {
      value: value.slice(0, 200),
    },
  );
}

function fromCode(code: number): Result<Crs, Refusal> {
  const label = `EPSG:${code}`;
  if (geographicCodes.has(code)) return ok({ label: code === 84 ? 'OGC:CRS84' : label, ...lonLat });
  const zone = gaussKrugerOf(code);
  if (zone) return ok(gaussKruger(zone, label));
  if (mercatorCodes.has(code))
    return ok({ label: 'EPSG:3857', zone: null, degrees: false, foreign: false, toLonLat: inverse('EPSG:3857') });
  if (oldDatums(code)) return oldDatum(label);
  const utm = /^(326|327)(\d\d)$/.exec(String(code));
  if (utm && Number(utm[2]) >= 1 && Number(utm[2]) <= 60) {
    const south = utm[1] === '327' ? ' +south' : '';
    return ok({
      label,
      zone: null,
      degrees: false,
      foreign: Number(utm[2]) < 43 || Number(utm[2]) > 53,
      toLonLat: inverse(`+proj=utm +zone=${Number(utm[2])}${south} +datum=WGS84 +units=m +no_defs`),
    });
  }
  const other = otherCodes[code];
  if (other) return ok({ label, zone: null, degrees: false, foreign: true, toLonLat: inverse(other) });
  return refuse('crs-unknown', `坐标系 ${label} 不在内置清单内；请改用 PROJ 参数串或 WKT 指定。`, { value: label });
}

function inverse(definition: string): Crs['toLonLat'] {
  const projection = proj4(definition);
  return (x, y) => {
    const [lon, lat] = projection.inverse([x, y]) as [number, number];
    return [lon, lat];
  };
}

function fromProj(text: string): Result<Crs, Refusal> {
  const shifted = /\+towgs84=/.test(text);
  if (!shifted && /\+ellps=(krass|IAU76|evrst|clrk)|\+nadgrids|\+a=63782(?!0*5?\b)/i.test(text)) return oldDatum(text);
  try {
    if (/\+proj=(longlat|latlong|lonlat|latlon)/.test(text) && !shifted) return ok({ label: text, ...lonLat });
    const toLonLat = inverse(text);
    return ok({ label: text, zone: zoneOfProj(text), degrees: /\+proj=(longlat|latlong)/.test(text), foreign: false, toLonLat });
  } catch (error) {
    return refuse('crs-unknown', '坐标系的 PROJ 参数串不能识别。', {
      value: `${text.slice(0, 150)} ${error instanceof Error ? error.message : ''}`.trim(),
    });
  }
}

function zoneOfProj(text: string): GaussKruger | null {
  const number = (key: string, otherwise: number) => Number(new RegExp(`\\+${key}=(-?[\\d.]+)`).exec(text)?.[1] ?? otherwise);
  if (!/\+proj=(tmerc|etmerc|gauss)/.test(text) || number('k', 1) !== 1 || number('k_0', 1) !== 1 || /\+towgs84=[^ ]*[1-9]/.test(text))
    return null;
  return { meridian: number('lon_0', 0), falseEasting: number('x_0', 0) };
}

/** WKT of both generations: .prj files (ESRI and OGC) and GeoPackage definitions. */
function fromWkt(text: string): Result<Crs, Refusal> {
  const name = /^[A-Z_]+\[\s*"([^"]*)"/i.exec(text)?.[1] ?? 'WKT';
  const shifted = /TOWGS84\[/i.test(text) || /ABRIDGEDTRANSFORMATION/i.test(text);
  const [axis, flattening] = (/(?:SPHEROID|ELLIPSOID)\[\s*"[^"]*"\s*,\s*([\d.eE+]+)\s*,\s*([\d.eE+]+)/i.exec(text) ?? [])
    .slice(1)
    .map(Number);
  const modern =
    axis !== undefined && flattening !== undefined && Math.abs(axis - 6_378_137) < 0.5 && Math.abs(flattening - 298.257_22) < 0.001;
  if (!modern && !shifted) {
    if (/Mercator_Auxiliary_Sphere|Pseudo-Mercator|Popular Visualisation/i.test(text)) return fromCode(3857);
    return /xian|1980|beijing|1954|krasovsky|IAG/i.test(text) || axis !== undefined
      ? oldDatum(name)
      : refuse('crs-unknown', '坐标系的 WKT 没有椭球参数，不能识别。', { value: name.slice(0, 200) });
  }
  if (/Mercator_Auxiliary_Sphere|Pseudo-Mercator|Popular Visualisation/i.test(text)) return fromCode(3857);
  if (/^(GEOGCS|GEOGCRS|GEODCRS|GEODETICCRS|GEOGRAPHICCRS)/i.test(text) && !shifted) return ok({ label: labelOf(text, name), ...lonLat });
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
      foreign: !/^GEO/i.test(text),
      toLonLat: inverse(text),
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
  if (scale !== 1 || northing !== 0 || origin !== 0 || !/(UNIT|LENGTHUNIT)\[\s*"met(er|re)"\s*,\s*1(\.0*)?\s*[,\]]/i.test(text))
    return null;
  return { meridian: parameter('central[_ ]meridian|longitude of natural origin', 0), falseEasting: parameter('false[_ ]easting', 0) };
}
