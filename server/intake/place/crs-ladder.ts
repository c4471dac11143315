// Decides a layer's coordinate system: the caller's word → the file's own → refuse with candidates. Never a guess from ranges alone.
import type { Bounds } from '#domain/land/geometry.ts';
import { ok, type Result } from '#domain/result.ts';
import type { RawPosition, RawTable, ReadNote } from '../read/raw-table.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { epsgOfZone, gaussKruger, parseCrs, type Crs } from './crs.ts';

export interface PlacedCrs {
  readonly label: string;
  /** By its own statement, and nobody's override, the data are of another country or region. */
  readonly foreign: boolean;
  toLonLat(position: RawPosition): readonly [number, number];
  readonly notes: readonly ReadNote[];
}

/** First vertex of every shape: enough to tell ranges by, and medians of them shrug off a stray parcel. */
function anchors(table: RawTable): RawPosition[] {
  const found: RawPosition[] = [];
  for (const { geometry } of table.rows) {
    const position =
      geometry?.kind === 'polygons' ? geometry.polygons[0]?.[0]?.[0] : geometry?.kind === 'rings' ? geometry.rings[0]?.[0] : undefined;
    if (position && Number.isFinite(position[0]) && Number.isFinite(position[1])) found.push(position);
  }
  return found;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Null: the layer has no shape with a coordinate, so there is nothing to place. */
export function placeTable(table: RawTable, override: string | undefined, bounds: Bounds | null): Result<PlacedCrs | null, Refusal> {
  const points = anchors(table);
  if (points.length === 0) return ok(null);
  const middle: RawPosition = [median(points.map(([x]) => x)), median(points.map(([, y]) => y))];
  const definition = override ?? table.crs?.definition;
  if (definition === undefined) return unknown('文件没有说明坐标系', middle, bounds);
  const crs = parseCrs(definition);
  if (!crs.ok)
    return override === undefined
      ? unknown(`文件（${table.crs?.where ?? ''}）的坐标系不能采用：${crs.error.message}`, middle, bounds)
      : crs;
  const notes: ReadNote[] = [];
  const own = override === undefined ? null : table.crs && table.crs.where !== 'GeoJSON 标准' ? parseCrs(table.crs.definition) : null;
  if (own?.ok && own.value.label !== crs.value.label) {
    notes.push({
      kind: 'crs-conflict',
      severity: 'warning',
      sheet: table.sheet,
      value: own.value.label,
      message: `文件自带坐标系 ${own.value.label}，已按指定的 ${crs.value.label} 读取。`,
    });
  }
  const fitted = crs.value.degrees
    ? fitDegrees(crs.value, middle)
    : crs.value.zone
      ? fitZone(crs.value, middle)
      : fitOther(crs.value, middle);
  if (!fitted) {
    const swapped = `坐标（约 ${show(middle)}）不在 ${crs.value.label} 的范围内`;
    return unknown(swapped, middle, bounds, 'crs-conflict');
  }
  const { swapped, used } = fitted;
  if (swapped)
    notes.push({
      kind: 'axes-swapped',
      severity: 'warning',
      sheet: table.sheet,
      value: show(middle),
      message: '坐标的两个数颠倒（纵坐标在前），已对调后读取；请抽查位置。',
    });
  if (used !== crs.value) {
    notes.push({
      kind: 'crs-conflict',
      severity: 'warning',
      sheet: table.sheet,
      value: show(middle),
      message: `说明的坐标系是 ${crs.value.label}，坐标的带号前缀与之不同，已按 ${used.label} 读取；请核对。`,
    });
  }
  return ok({
    label: used.label,
    foreign: used.foreign && override === undefined,
    notes,
    toLonLat: (position) => (swapped ? used.toLonLat(position[1], position[0]) : used.toLonLat(position[0], position[1])),
  });
}

interface Fitted {
  readonly swapped: boolean;
  readonly used: Crs;
}

function show([x, y]: RawPosition): string {
  return `${Number(x.toFixed(6))}, ${Number(y.toFixed(6))}`;
}

const isLon = (value: number) => value >= -180 && value <= 180;
const isLat = (value: number) => value >= -90 && value <= 90;
const lonOfChina = (value: number) => value >= 73 && value <= 136;
const latOfChina = (value: number) => value >= 17 && value <= 54;

function fitDegrees(crs: Crs, [x, y]: RawPosition): Fitted | null {
  if (lonOfChina(y) && latOfChina(x)) return { swapped: true, used: crs };
  return isLon(x) && isLat(y) ? { swapped: false, used: crs } : null;
}

/** Northings of China; eastings within some 400 km of the meridian. The ranges do not meet, so a swap is certain. */
const isNorthing = (value: number) => value >= 1_800_000 && value <= 6_200_000;
const isEasting = (value: number, falseEasting: number) => Math.abs(value - falseEasting) <= 420_000;

function fitZone(crs: Crs, [x, y]: RawPosition): Fitted | null {
  const zone = crs.zone;
  if (!zone) return null;
  const plain = zone.falseEasting % 1_000_000;
  const prefixes = [zone.falseEasting, plain, ...zonePrefixes(zone.meridian).map((prefix) => prefix * 1_000_000 + plain)];
  for (const falseEasting of prefixes) {
    // The same meridian with or without a zone prefix is the same system, written differently.
    const used = falseEasting === zone.falseEasting ? crs : gaussKruger({ meridian: zone.meridian, falseEasting });
    if (isNorthing(y) && isEasting(x, falseEasting)) return { swapped: false, used };
    if (isNorthing(x) && isEasting(y, falseEasting)) return { swapped: true, used };
  }
  return null;
}

function zonePrefixes(meridian: number): number[] {
  return [meridian / 3, (meridian + 3) / 6].filter((zone) => Number.isInteger(zone));
}

function fitOther(crs: Crs, [x, y]: RawPosition): Fitted | null {
  const [lon, lat] = crs.toLonLat(x, y);
  return Number.isFinite(lon) && Number.isFinite(lat) && isLon(lon) && isLat(lat) && Math.max(Math.abs(x), Math.abs(y)) > 180
    ? { swapped: false, used: crs }
    : null;
}

function unknown(reason: string, middle: RawPosition, bounds: Bounds | null, kind: 'crs-unknown' | 'crs-conflict' = 'crs-unknown') {
  const list = candidates(middle, bounds);
  const advice = list.length > 0 ? `按坐标范围，可能是 ${list.join('、')}` : '坐标范围对不上任何常用坐标系';
  return refuse(kind, `${reason}，未导入。${advice}；请确认后用 --crs 指定（如 --crs EPSG:4549）。`, { value: show(middle) });
}

/** What the ranges would allow, nearest to the county first: an aid for the person who decides. */
export function candidates([x, y]: RawPosition, bounds: Bounds | null): string[] {
  if ((lonOfChina(x) && latOfChina(y)) || (lonOfChina(y) && latOfChina(x))) return ['EPSG:4490', 'EPSG:4326'];
  const [easting, northing] = isNorthing(x) && !isNorthing(y) ? [y, x] : [x, y];
  if (!isNorthing(northing)) return [];
  const meridians = Array.from({ length: 21 }, (_, index) => 75 + index * 3);
  const found: { readonly label: string; readonly distance: number }[] = [];
  for (const meridian of meridians) {
    for (const prefix of [0, ...zonePrefixes(meridian)]) {
      const zone = { meridian, falseEasting: prefix * 1_000_000 + 500_000 };
      if (!isEasting(easting, zone.falseEasting)) continue;
      const code = epsgOfZone(zone);
      const [lon, lat] = gaussKruger(zone).toLonLat(easting, northing);
      const distance = bounds
        ? Math.max(0, bounds[0] - lon, lon - bounds[2]) + Math.max(0, bounds[1] - lat, lat - bounds[3])
        : Math.abs(meridian - 120);
      if (code !== null) found.push({ label: `EPSG:${code}`, distance });
    }
  }
  const inside = bounds ? found.filter((candidate) => candidate.distance < 0.2) : [];
  return (inside.length > 0 ? inside : found)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 4)
    .map((candidate) => candidate.label);
}
