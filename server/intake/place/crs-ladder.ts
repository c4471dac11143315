// Decides a layer's coordinate system: the caller's word → the file's own → refuse with candidates. Never a guess from ranges alone.
import type { Bounds } from '#domain/land/geometry.ts';
import { ok, type Result } from '#domain/result.ts';
import type { RawPosition, RawTable, ReadNote } from '../read/raw-table.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { crsCandidates } from './crs-candidates.ts';
import { parseCrs } from './crs.ts';
import { isEasting, isNorthing, latOfChina, lonOfChina, zonePrefixes } from './ranges.ts';
import type { Crs } from './system.ts';

export interface PlacedCrs {
  readonly label: string;
  /** By its own statement, and nobody's override, the data are of another country or region. */
  readonly foreign: boolean;
  toLonLat(position: RawPosition): readonly [number, number];
  readonly notes: readonly ReadNote[];
}

/** Shapes by which a layer's ranges are told. */
const mostAnchors = 5_000;

/** First vertex of shapes from all over the layer: enough to tell ranges by, and medians of them shrug off a stray parcel. */
function anchors(table: RawTable): RawPosition[] {
  const found: RawPosition[] = [];
  const step = Math.max(1, Math.floor(table.rows.length / mostAnchors));
  for (let index = 0; index < table.rows.length; index += found.length === 0 ? 1 : step) {
    const { geometry } = table.rows[index]!;
    const position =
      geometry?.kind === 'polygons' ? geometry.polygons[0]?.[0]?.[0] : geometry?.kind === 'rings' ? geometry.rings[0]?.[0] : undefined;
    if (position && Number.isFinite(position[0]) && Number.isFinite(position[1])) found.push(position);
  }
  return found;
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The caller's word; parameters of transformation alone go with the system that the file itself states. */
function definitionOf(table: RawTable, override: string | undefined): string | undefined {
  if (override === undefined) return table.crs?.definition;
  const alone = /^\s*\+towgs84=/.test(override);
  return alone && table.crs ? `${table.crs.definition} ${override.trim()}` : override;
}

/** Null: the layer has no shape with a coordinate, so there is nothing to place. */
export function placeTable(table: RawTable, override: string | undefined, bounds: Bounds | null): Result<PlacedCrs | null, Refusal> {
  const points = anchors(table);
  if (points.length === 0) return ok(null);
  const middle: RawPosition = [median(points.map(([x]) => x)), median(points.map(([, y]) => y))];
  const definition = definitionOf(table, override);
  if (definition === undefined) return unknown('文件没有说明坐标系', middle, bounds);
  const crs = parseCrs(definition);
  if (!crs.ok)
    // What is known to be an old datum would be read tens of metres off in the systems that its numbers would also fit.
    return override === undefined && crs.error.oldDatum !== true
      ? unknown(`文件（${table.crs?.where ?? ''}）的坐标系不能采用：${crs.error.message.replace(/。$/, '')}`, middle, bounds)
      : override === undefined
        ? refuse(crs.error.kind, `文件（${table.crs?.where ?? ''}）的坐标系不能采用，未导入：${crs.error.message}`, { value: show(middle) })
        : crs;
  const notes: ReadNote[] = [];
  const note = (kind: ReadNote['kind'], severity: ReadNote['severity'], value: string, message: string) =>
    notes.push({ kind, severity, sheet: table.sheet, value, message });
  const own = override === undefined ? null : table.crs && table.crs.where !== 'GeoJSON 标准' ? parseCrs(table.crs.definition) : null;
  if (own?.ok && own.value.label !== crs.value.label)
    note('crs-conflict', 'warning', own.value.label, `文件自带坐标系 ${own.value.label}，已按指定的 ${crs.value.label} 读取。`);
  // Whoever names a modern system for coordinates that are said to be of an old datum moves every lot, unless they were transformed already.
  if (own?.ok === false && own.error.oldDatum && !/\+towgs84/.test(override ?? ''))
    note(
      'crs-conflict',
      'warning',
      own.error.value ?? '',
      `文件自带的坐标系是西安80/北京54 一类，已按指定的 ${crs.value.label} 读取、未做基准转换；坐标如未转换过，位置会差数十米至上百米，请核对。`,
    );
  const fitted = crs.value.degrees
    ? fitDegrees(crs.value, middle)
    : crs.value.zone
      ? fitZone(crs.value, middle)
      : fitOther(crs.value, middle, bounds);
  if (!fitted) return unknown(`坐标（约 ${show(middle)}）不在 ${crs.value.label} 的范围内`, middle, bounds, 'crs-conflict');
  const { swapped, used } = fitted;
  if (swapped) note('axes-swapped', 'warning', show(middle), '坐标的两个数颠倒（纵坐标在前），已对调后读取；请抽查位置。');
  if (used !== crs.value) {
    note(
      'crs-conflict',
      'warning',
      show(middle),
      `说明的坐标系是 ${crs.value.label}，坐标的带号前缀与之不同，已按 ${used.label} 读取；请核对。`,
    );
  }
  if (used.distorted)
    note('crs-not-measured', 'info', used.label, '坐标是 Web 墨卡托，只用于落图；面积换算到椭球面后量算，不在墨卡托平面上量。');
  if (/^(GCJ|BD)/.test(used.label))
    note(
      'crs-conflict',
      'warning',
      used.label,
      `按指定从 ${used.label} 偏移坐标改正回来，改正只到米级，不宜作登记依据；请尽快换用测绘成果。`,
    );
  return ok({
    label: used.label,
    // A person who names a system of another region means that region.
    foreign: used.foreign,
    notes,
    toLonLat: swapped ? ([x, y]) => used.toLonLat(y, x) : ([x, y]) => used.toLonLat(x, y),
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

function fitDegrees(crs: Crs, [x, y]: RawPosition): Fitted | null {
  if (lonOfChina(y) && latOfChina(x)) return { swapped: true, used: crs };
  return isLon(x) && isLat(y) ? { swapped: false, used: crs } : null;
}

function fitZone(crs: Crs, [x, y]: RawPosition): Fitted | null {
  const zone = crs.zone;
  if (!zone) return null;
  const plain = zone.falseEasting % 1_000_000;
  const prefixes = [zone.falseEasting, plain, ...zonePrefixes(zone.meridian).map((prefix) => prefix * 1_000_000 + plain)];
  for (const falseEasting of new Set(prefixes)) {
    if (falseEasting !== zone.falseEasting && !crs.withEasting) continue;
    // The same meridian with or without a zone prefix is the same system, written differently.
    const used = falseEasting === zone.falseEasting ? crs : crs.withEasting!(falseEasting);
    if (isNorthing(y) && isEasting(x, falseEasting)) return { swapped: false, used };
    if (isNorthing(x) && isEasting(y, falseEasting)) return { swapped: true, used };
  }
  return null;
}

/** Other projections have no ranges of their own: they must lead to a place on earth, or better to the county. */
function fitOther(crs: Crs, [x, y]: RawPosition, bounds: Bounds | null): Fitted | null {
  if (Math.max(Math.abs(x), Math.abs(y)) <= 180) return null;
  const place = (east: number, north: number) => {
    const [lon, lat] = crs.toLonLat(east, north);
    return Number.isFinite(lon) && Number.isFinite(lat) && isLon(lon) && isLat(lat) ? ([lon, lat] as const) : null;
  };
  const [straight, turned] = [place(x, y), place(y, x)];
  const near = (position: readonly [number, number] | null) => position !== null && bounds !== null && boundsHold(bounds, position, 0.2);
  if (!near(straight) && near(turned)) return { swapped: true, used: crs };
  return straight ? { swapped: false, used: crs } : null;
}

function boundsHold(bounds: Bounds, [lon, lat]: readonly [number, number], margin: number): boolean {
  return lon >= bounds[0] - margin && lon <= bounds[2] + margin && lat >= bounds[1] - margin && lat <= bounds[3] + margin;
}

function unknown(reason: string, middle: RawPosition, bounds: Bounds | null, kind: 'crs-unknown' | 'crs-conflict' = 'crs-unknown') {
  const list = crsCandidates(middle, bounds);
  const advice =
    list.length > 0
      ? `按坐标范围，可能是 ${list.join('、')}`
      : '坐标范围对不上任何常用坐标系（城市独立坐标系请写 PROJ 参数串或 CM 120°47′）';
  return refuse(kind, `${reason}，未导入。${advice}；请确认后指定坐标系（如 --crs ${list[0] ?? 'EPSG:4549'}）。`, { value: show(middle) });
}
