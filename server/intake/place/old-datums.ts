// Xi'an 1980 and Beijing 1954: tens of metres off, with parameters that are not public; read only when somebody states them.
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { prefixed, transverse, type GaussKruger } from './gauss-kruger.ts';
import { projectionOf, type Crs } from './system.ts';

interface OldDatum {
  readonly name: string;
  readonly ellipsoid: string;
  /** Null: latitude and longitude. */
  readonly zone: GaussKruger | null;
}

const xian = { name: '西安80', ellipsoid: '+a=6378140 +b=6356755.288157528' };
const beijing = { name: '北京54', ellipsoid: '+ellps=krass' };

/** EPSG numbers by ranges: first number, first zone, how many, degrees wide, with a zone prefix. */
const ranges: readonly (readonly [typeof xian, first: number, zone: number, count: number, width: 3 | 6, prefix: boolean])[] = [
  [xian, 2327, 13, 11, 6, true],
  [xian, 2338, 13, 11, 6, false],
  [xian, 2349, 25, 21, 3, true],
  [xian, 2370, 25, 21, 3, false],
  [beijing, 2401, 25, 21, 3, true],
  [beijing, 2422, 25, 21, 3, false],
  [beijing, 21413, 13, 11, 6, true],
  [beijing, 21453, 13, 11, 6, false],
];

export function oldDatumOf(code: number): OldDatum | null {
  if (code === 4610) return { ...xian, zone: null };
  if (code === 4214) return { ...beijing, zone: null };
  for (const [datum, first, zone, count, width, prefix] of ranges) {
    if (code < first || code >= first + count) continue;
    const number = zone + code - first;
    const meridian = width === 3 ? number * 3 : number * 6 - 3;
    return { ...datum, zone: prefix ? prefixed(number, meridian) : { meridian, falseEasting: 500_000 } };
  }
  return (code >= 4568 && code <= 4589) || code === 4555 ? { ...beijing, zone: null } : null;
}

/** `system`: how to name it beside the parameters; left out where the file itself states it and they can be given alone. */
export function oldDatum(value: string, system = ''): { readonly ok: false; readonly error: Refusal } {
  return refuse(
    'crs-unknown',
    `西安80/北京54 等坐标系与 CGCS2000 相差数十米至上百米，转换参数不公开，不能直接导入；请由测绘单位转为 CGCS2000，或用 --crs 写明转换参数（如 --crs "${`${system} +towgs84=dx,dy,dz`.trim()}"，三参数或七参数）。`,
    { value: value.slice(0, 200), oldDatum: true },
  );
}

/** A definition and the transformation parameters written behind it (`EPSG:2361 +towgs84=1,2,3`); a PROJ string keeps its own. */
export function splitShift(definition: string): { readonly base: string; readonly shift: string | null } {
  const match = /^(.*?)\s*\+towgs84=(\S+)$/s.exec(definition);
  return match && !definition.startsWith('+proj') ? { base: match[1]!, shift: match[2]! } : { base: definition, shift: null };
}

/** An old system with its parameters stated: three (metres) or seven (metres, seconds of arc, millionths). */
export function shiftedDatum(base: string, shift: string): Result<Crs, Refusal> {
  const numbers = shift.split(',').map(Number);
  if ((numbers.length !== 3 && numbers.length !== 7) || numbers.some((value) => !Number.isFinite(value) || Math.abs(value) > 10_000))
    return refuse('crs-unknown', '转换参数应为三个或七个数（平移米、旋转角秒、尺度百万分之一），用逗号隔开。', {
      value: shift.slice(0, 100),
    });
  const known = knownDatum(base);
  if (!known)
    return refuse('crs-unknown', `转换参数前的坐标系“${base.slice(0, 60)}”不认识；请写西安80或北京54 的 EPSG 号，或完整的 PROJ 参数串。`, {
      value: base.slice(0, 200),
    });
  const way = `${known.ellipsoid} +towgs84=${numbers.join(',')}`;
  const label = `${known.name} ${base.slice(0, 40)} +towgs84`;
  const { zone } = known;
  if (zone) return ok(zoned(zone, way, label));
  const toLonLat = projectionOf(`+proj=longlat ${way} +no_defs`);
  // PROJ's own longlat takes degrees, and so does the inverse of its transformation.
  return ok({ label, zone: null, degrees: true, foreign: false, toLonLat });
}

function zoned(zone: GaussKruger, way: string, label: string): Crs {
  return transverse(zone, way, label, (falseEasting) => zoned({ ...zone, falseEasting }, way, label));
}

function knownDatum(base: string): OldDatum | null {
  const code = /(\d{4,5})\s*$/.exec(base)?.[1];
  if (/^(EPSG:+)?\d{4,5}$/i.test(base) && code) return oldDatumOf(Number(code));
  const datum = /xian|1980|西安/i.test(base) ? xian : /beijing|1954|北京|krasovsky/i.test(base) ? beijing : null;
  if (!datum) return null;
  const parameter = (name: string) => Number(new RegExp(`PARAMETER\\["${name}",\\s*(-?[\\d.]+)`, 'i').exec(base)?.[1] ?? Number.NaN);
  const [meridian, falseEasting] = [parameter('Central_Meridian'), parameter('False_Easting')];
  if (/^PROJCS/i.test(base))
    return Number.isFinite(meridian) && Number.isFinite(falseEasting) ? { ...datum, zone: { meridian, falseEasting } } : null;
  return { ...datum, zone: null };
}
