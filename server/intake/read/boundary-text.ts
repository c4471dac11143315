// Reads the land bureau's boundary-point exchange text (界址点): a header of keys, then lots, each with its numbered points.
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { CrsClaim, RawPosition, RawRow, RawTable, ReadNote } from './raw-table.ts';

const columns = ['点数', '面积(公顷)', '地块编号', '地块名称', '图形类型', '图幅号', '土地用途', '地类编码'] as const;

interface Lot {
  readonly row: number;
  readonly cells: readonly string[];
  readonly rings: RawPosition[][];
  /** The ring that each ring number is at. */
  readonly open: Map<string, RawPosition[]>;
}

export interface BoundaryText {
  readonly table: RawTable;
  readonly notes: readonly ReadNote[];
}

/** A section title, or without one a lot line (ending in @) with numbered points below. */
export function looksLikeBoundaryText(text: string): boolean {
  const head = text.slice(0, 20_000).normalize('NFKC');
  return (
    /^\s*\[\s*(属性描述|地块坐标)\s*\]/m.test(head) || /@[ \t,;]*\r?\n\s*(J?\d+[ \t,;]+){1,2}-?\d+\.?\d*[ \t,;]+-?\d+\.?\d*/i.test(head)
  );
}

/** X is northing and Y easting in these files; swapped files are found later, from the ranges, with those of other formats. */
export function readBoundaryText(text: string): Result<BoundaryText, Refusal> {
  const header = new Map<string, string>();
  const lots: Lot[] = [];
  const notes: ReadNote[] = [];
  // Some writers leave the titles out and begin with the lots.
  let section = /^\s*\[/m.test(text.slice(0, 20_000)) ? '' : '地块坐标';
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.normalize('NFKC').trim();
    if (line === '') continue;
    const title = /^\[(.+)\]$/.exec(line);
    if (title) {
      section = title[1]!.replaceAll(/\s/g, '');
      continue;
    }
    if (section !== '地块坐标') {
      const [key, ...value] = line.split('=');
      if (value.length > 0) header.set(key!.trim(), value.join('=').trim());
      continue;
    }
    const parts = line.split(/[,;、\t]/.test(line) ? /[,;、\t]/ : /\s+/).map((part) => part.trim());
    if (/@[\s,;]*$/.test(line)) {
      if (lots.length >= limits.rows) return refuse('limit-exceeded', `地块过多${limitHint('rows')}，文件未导入。`);
      lots.push({ row: index + 1, cells: parts.slice(0, columns.length), rings: [], open: new Map() });
      continue;
    }
    const point = pointOf(parts);
    const lot = lots.at(-1);
    if (!point || !lot) {
      return refuse('file-unreadable', `第 ${index + 1} 行不是界址点也不是地块行，图形不可靠，文件未导入；请核对该行。`, {
        value: line.slice(0, 100),
      });
    }
    addPoint(lot, point);
  }
  if (lots.length === 0) return refuse('file-unreadable', '界址点文件里没有地块（以“@”结尾的行），文件未导入。');
  for (const lot of lots) notes.push(...countNotes(lot));
  const crs = crsClaim(header, lots);
  if (!crs.ok) return crs;
  const rows: RawRow[] = lots.map((lot) => ({
    row: lot.row,
    cells: lot.cells,
    geometry: lot.rings.length > 0 ? { kind: 'rings', rings: lot.rings } : null,
  }));
  return ok({ table: { sheet: null, header: columns, headerMayBeCut: false, rows, crs: crs.value, hasGeometry: true, merged: [] }, notes });
}

/** Files that number every ring 1 are told by where a ring closes: the points after that are of the next ring. */
function addPoint(lot: Lot, { ring, position }: { readonly ring: string; readonly position: RawPosition }): void {
  const open = lot.open.get(ring);
  if (open && !isClosed(open)) {
    open.push(position);
    return;
  }
  // The closing point written once more begins nothing.
  if (open && open[0]![0] === position[0] && open[0]![1] === position[1]) return;
  const begun = [position];
  lot.open.set(ring, begun);
  lot.rings.push(begun);
}

function isClosed(ring: readonly RawPosition[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return ring.length > 3 && first![0] === last![0] && first![1] === last![1];
}

/** `J1,圈号,X,Y`, with or without J; without a ring number the point is of ring 1. Returned as x east, y north. */
function pointOf(parts: readonly string[]): { readonly ring: string; readonly position: RawPosition } | null {
  const filled = [...parts];
  while (filled.length > 3 && filled.at(-1) === '') filled.pop();
  const [ring, x, y] =
    filled.length >= 4
      ? [filled[1]!, filled[2]!, filled[3]!]
      : filled.length === 3
        ? ['1', filled[1]!, filled[2]!]
        : filled.length === 2
          ? ['1', filled[0]!, filled[1]!]
          : [];
  if (ring === undefined || x === undefined || y === undefined || x === '' || y === '') return null;
  const [northing, easting] = [Number(x), Number(y)];
  return Number.isFinite(northing) && Number.isFinite(easting) ? { ring, position: [easting, northing] } : null;
}

/** The stated number of points counts the closing one or not, and rings close each for itself; anything else means lost lines. */
function countNotes(lot: Lot): ReadNote[] {
  const stated = Number(lot.cells[0]);
  const actual = lot.rings.reduce((sum, ring) => sum + ring.length, 0);
  if (!Number.isInteger(stated) || Math.abs(stated - actual) <= lot.rings.length) return [];
  return [
    {
      kind: 'value-invalid',
      severity: 'warning',
      row: lot.row,
      value: lot.cells[0] ?? null,
      message: `地块写明 ${stated} 个界址点，实有 ${actual} 个，图形可能不全；已按实有点绘制，请核对。`,
    },
  ];
}

/** Coordinate system from the header: datum, zone width, zone number; the zone prefix of the eastings counts as a zone number too. */
function crsClaim(header: ReadonlyMap<string, string>, lots: readonly Lot[]): Result<CrsClaim | null, Refusal> {
  const datum = header.get('坐标系') ?? header.get('坐标系统') ?? header.get('坐标系名称') ?? '';
  if (datum === '') return ok(null);
  const claim = (definition: string): Result<CrsClaim, Refusal> => ok({ definition, where: `文件头（${datum}）` });
  const unit = header.get('计量单位') ?? '米';
  if (/度/.test(unit)) return /2000|CGCS/i.test(datum) ? claim('EPSG:4490') : claim(datum);
  if (!/^(米|m)$/i.test(unit))
    return refuse('crs-unknown', `文件头的计量单位“${unit}”不支持，文件未导入；请以米为单位导出。`, { value: unit });
  if (!/2000|CGCS/i.test(datum)) return claim(datum);
  const width = (header.get('几度分带') ?? header.get('分带') ?? '').replace(/度.*$/, '');
  const stated = Number.parseInt(header.get('带号') ?? '', 10);
  const prefixes = new Set([...positionsOf(lots)].map(zonePrefix));
  const prefix = prefixes.size === 1 ? [...prefixes][0]! : null;
  if (prefix !== null && Number.isInteger(stated) && prefix !== stated) {
    return refuse('crs-conflict', `文件头写带号 ${stated}，坐标的带号前缀却是 ${prefix}，文件未导入；请核对。`, {
      value: `${stated}/${prefix}`,
    });
  }
  const zone = Number.isInteger(stated) ? stated : prefix;
  const meridian = Number.parseFloat(header.get('中央子午线') ?? '');
  if (zone === null && meridian > 70 && meridian < 140)
    return claim(`+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`);
  if (zone === null) return ok(null);
  const six = width === '6' || (width === '' && zone < 24);
  const code = six ? zoneCode(zone, 13, 23, prefix === null ? 4502 : 4491) : zoneCode(zone, 25, 45, prefix === null ? 4534 : 4513);
  return code === null ? ok(null) : claim(code);
}

function zoneCode(zone: number, first: number, last: number, base: number): string | null {
  return zone >= first && zone <= last ? `EPSG:${base + zone - first}` : null;
}

function* positionsOf(lots: readonly Lot[]): Generator<RawPosition> {
  for (const lot of lots) for (const ring of lot.rings) yield* ring;
}

/** Zone number in front of an easting (40428302.5 → 40), whichever of the two numbers is the easting; null without one. */
function zonePrefix(position: RawPosition): number | null {
  const easting = position.find((value) => value >= 10_000_000);
  return easting === undefined ? null : Math.floor(easting / 1_000_000);
}
