// Reads KML: every placemark with its polygons, its extended data, or the attribute table that ArcGIS hides in the description.
import { parseParcelCode } from '#domain/land/codes.ts';
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { LayerRows } from './geojson.ts';
import { twinName } from './json-twins.ts';
import type { RawGeometry, RawPosition, RawTable } from './raw-table.ts';
import { attribute, withoutEntities, XmlReader, type XmlHandler } from './xml.ts';

interface Placemark {
  readonly values: Map<string, string>;
  readonly polygons: RawPosition[][][];
  /** Shapes that enclose no land. */
  other: string | null;
}

const otherShapes = new Set(['Point', 'LineString', 'LinearRing', 'Track', 'Model', 'MultiTrack']);

export function readKml(pieces: Iterable<string>): Result<RawTable, Refusal> {
  const reader = new PlacemarkReader();
  const xml = new XmlReader(reader);
  for (const piece of pieces) {
    const read = xml.write(piece);
    if (!read.ok) return read;
    if (reader.fault) return reader.fault;
  }
  const ended = xml.end();
  if (!ended.ok) return ended;
  if (reader.placemarks.length === 0)
    return refuse('file-unreadable', 'KML 里没有地标（Placemark），未导入；请重新导出。', { empty: true });
  return tableOf(reader.placemarks);
}

class PlacemarkReader implements XmlHandler {
  readonly placemarks: Placemark[] = [];
  fault: { readonly ok: false; readonly error: Refusal } | null = null;
  #now: Placemark | null = null;
  #text = '';
  #collecting = false;
  #key: string | null = null;
  #polygon: RawPosition[][] | null = null;
  #vertices = 0;
  /** Elements open inside the placemark, to tell its own name from those of its parts. */
  #depth = 0;

  open(name: string, attributes: string): void {
    if (name === 'Placemark') {
      if (this.placemarks.length >= limits.rows) this.fault ??= refuse('limit-exceeded', `地标过多${limitHint('rows')}，文件未导入。`);
      this.#now = { values: new Map(), polygons: [], other: null };
      this.#depth = 0;
      return;
    }
    if (!this.#now) return;
    this.#depth += 1;
    if (name === 'Data' || name === 'SimpleData') this.#key = attribute(attributes, 'name') ?? null;
    if (name === 'Polygon') [this.#polygon, this.#vertices] = [[], 0];
    else if (otherShapes.has(name) && !this.#polygon) this.#now.other ??= name;
    this.#collecting =
      name === 'SimpleData' ||
      name === 'coordinates' ||
      (name === 'value' && this.#key !== null) ||
      (this.#depth === 1 && (name === 'name' || name === 'description'));
    if (this.#collecting) this.#text = '';
  }

  text(text: string): void {
    if (this.#collecting) this.#text += text;
  }

  close(name: string): void {
    const now = this.#now;
    if (!now) return;
    if (name === 'Placemark') {
      this.placemarks.push(now);
      this.#now = null;
      return;
    }
    if (this.#collecting) this.#take(now, name);
    if (name === 'Polygon' && this.#polygon) {
      if (this.#polygon.length > 0) now.polygons.push(this.#polygon);
      this.#polygon = null;
    }
    if (name === 'Data') this.#key = null;
    this.#depth -= 1;
    this.#collecting = false;
  }

  #take(now: Placemark, name: string): void {
    const text = this.#text.trim();
    if (name === 'coordinates') {
      if (!this.#polygon) return;
      const ring = ringOf(text);
      this.#vertices += ring?.length ?? 0;
      if (!ring || this.#vertices > limits.vertices) now.other = '坐标无效';
      else if (ring.length > 0) this.#polygon.push(ring);
    } else if (name === 'description') {
      for (const [key, value] of descriptionCells(text)) put(now.values, key, value);
    } else if (name === 'name') put(now.values, 'name', text);
    else if (this.#key !== null) put(now.values, this.#key, text);
  }
}

/** A value that contradicts one of the same name stands beside it, in a column of its own. */
function put(values: Map<string, string>, key: string, value: string): void {
  for (let nth = 1; ; nth += 1) {
    const name = twinName(key, nth);
    const there = values.get(name);
    if (there === value || (value === '' && there !== undefined)) return;
    if (there !== undefined && there !== '') continue;
    values.set(name, value);
    return;
  }
}

/** `lon,lat[,height]` separated by blanks; some programs put blanks after the commas too. */
function ringOf(text: string): RawPosition[] | null {
  const ring: RawPosition[] = [];
  for (const group of text.replaceAll(/\s*,\s*/g, ',').split(/\s+/)) {
    if (group === '') continue;
    const [lon, lat] = group.split(',').map(Number);
    if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return null;
    ring.push([lon, lat]);
  }
  return ring;
}

/** Two-column HTML table of names and values; other descriptions are one value. */
function descriptionCells(html: string): (readonly [string, string])[] {
  if (html === '') return [];
  if (!/<td/i.test(html)) return [['description', html]];
  const plain = (cell: string) =>
    withoutEntities(cell.replaceAll(/<[^>]{0,1000}>/g, ''))
      .replaceAll('\u00a0', ' ')
      .trim();
  const rows = html.split(/<tr[^>]{0,200}>/i).map((row) =>
    row
      .split(/<td[^>]{0,200}>/i)
      .slice(1)
      .map(plain),
  );
  return rows.flatMap(([key, value, more]) =>
    key !== undefined && key !== '' && value !== undefined && more === undefined ? [[key, value] as const] : [],
  );
}

function tableOf(placemarks: readonly Placemark[]): Result<RawTable, Refusal> {
  // A name that is a parcel code is the parcel's code, whatever KML calls it.
  const codes = placemarks.filter(({ values }) => parseParcelCode(values.get('name') ?? '') !== null).length;
  const named = codes > 0 && codes * 2 > placemarks.length ? '宗地代码' : 'name';
  const rows = new LayerRows();
  for (const { values, polygons, other } of placemarks) {
    const columns = new Map<string, string>();
    for (const [key, value] of values) put(columns, key === 'name' ? named : key, value);
    const properties = Object.fromEntries([...columns].map(([key, value]) => [key, value === '' ? null : value]));
    const geometry: RawGeometry | null =
      other === '坐标无效' || (polygons.length === 0 && other !== null)
        ? { kind: 'other', name: other }
        : polygons.length > 0
          ? { kind: 'polygons', polygons }
          : null;
    const fault = rows.addShape(properties, geometry);
    if (fault) return fault;
  }
  return ok(rows.table(null, { definition: 'OGC:CRS84', where: 'KML 标准' }));
}
