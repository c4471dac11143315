// A prefecture's parcels as a bureau sends them: a zipped Shapefile in a Gauss-Krüger zone with a GBK table; and its townships.
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { TownshipCode } from '#domain/land/codes.ts';
import type { MultiPolygon, Position } from '#domain/land/geometry.ts';
import type { Township } from '#domain/land/parcel.ts';
import { countyCode } from '#domain/land/codes.ts';

/** Middle of the zone's county, in metres of EPSG:4549. */
const origin = [440_000, 3_180_000] as const;
const lotPitch = 110;

const fields = [
  ['宗地代码', 19],
  ['坐落', 40],
  ['宗地面积', 12],
  ['权利人', 40],
  ['信用代码', 18],
  ['投产日期', 10],
] as const;

/** Lots of 5 to 9 corners, side by side in blocks with roads between; every lot keeps clear of its neighbours or meets them exactly. */
function lot(index: number, across: number): number[][] {
  const [column, row] = [index % across, Math.floor(index / across)];
  const [x, y] = [origin[0] + column * lotPitch + Math.floor(column / 8) * 20, origin[1] + row * lotPitch + Math.floor(row / 6) * 16];
  const cut = 4 + (index % 9);
  const corners = [
    [x, y],
    [x, y + 100 - cut],
    [x + cut, y + 100],
    [x + 60, y + 100 + (index % 3)],
    [x + lotPitch, y + 100],
    [x + lotPitch, y + 40],
    [x + lotPitch, y],
  ];
  return [...corners.slice(0, 5 + (index % 3)), ...(index % 3 === 2 ? [] : [[x + lotPitch, y]]), [x, y]];
}

export function parcelShapefile(count: number): { readonly zip: Buffer; readonly shp: Buffer; readonly dbf: Buffer; readonly prj: string } {
  const across = Math.ceil(Math.sqrt(count));
  const rings = Array.from({ length: count }, (_, index) => lot(index, across));
  const [shp, dbf] = [shapes(rings), table(rings)];
  const prj =
    'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
  const files = {
    '宗地.shp': shp,
    '宗地.shx': index(rings),
    '宗地.dbf': dbf,
    '宗地.prj': Buffer.from(prj),
    '宗地.cpg': Buffer.from('GBK'),
  };
  return { zip: Buffer.from(zipSync(files, { level: 1 })), shp, dbf, prj };
}

function shapes(rings: readonly number[][][]): Buffer {
  const length = 100 + rings.reduce((sum, ring) => sum + 56 + ring.length * 16, 0);
  const out = Buffer.alloc(length);
  head(out, length);
  let at = 100;
  for (const [number, ring] of rings.entries()) {
    const size = 48 + ring.length * 16;
    out.writeInt32BE(number + 1, at);
    out.writeInt32BE(size / 2, at + 4);
    out.writeInt32LE(5, at + 8);
    for (const [slot, value] of boxOf(ring).entries()) out.writeDoubleLE(value, at + 12 + slot * 8);
    out.writeInt32LE(1, at + 44);
    out.writeInt32LE(ring.length, at + 48);
    for (const [point, [x, y]] of ring.entries()) {
      out.writeDoubleLE(x!, at + 56 + point * 16);
      out.writeDoubleLE(y!, at + 64 + point * 16);
    }
    at += 8 + size;
  }
  return out;
}

function boxOf(ring: readonly number[][]): number[] {
  const [xs, ys] = [ring.map(([x]) => x!), ring.map(([, y]) => y!)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function head(out: Buffer, length: number): void {
  out.writeInt32BE(9994, 0);
  out.writeInt32BE(length / 2, 24);
  out.writeInt32LE(1000, 28);
  out.writeInt32LE(5, 32);
  for (const [slot, value] of [origin[0], origin[1], origin[0] + 100_000, origin[1] + 100_000].entries())
    out.writeDoubleLE(value, 36 + slot * 8);
}

function index(rings: readonly number[][][]): Buffer {
  const out = Buffer.alloc(100 + rings.length * 8);
  head(out, out.length);
  let offset = 50;
  for (const [number, ring] of rings.entries()) {
    out.writeInt32BE(offset, 100 + number * 8);
    out.writeInt32BE((48 + ring.length * 16) / 2, 104 + number * 8);
    offset += (56 + ring.length * 16) / 2;
  }
  return out;
}

function table(rings: readonly number[][][]): Buffer {
  const width = 1 + fields.reduce((sum, [, length]) => sum + length, 0);
  const start = 32 + fields.length * 32 + 1;
  const out = Buffer.alloc(start + rings.length * width + 1, 0x20);
  out.fill(0, 0, start);
  out[0] = 3;
  out.writeUInt32LE(rings.length, 4);
  out.writeUInt16LE(start, 8);
  out.writeUInt16LE(width, 10);
  out[29] = 0x4d;
  for (const [order, [name, length]] of fields.entries()) {
    iconv.encode(name, 'gb18030').copy(out, 32 + order * 32);
    out[32 + order * 32 + 11] = 0x43;
    out[32 + order * 32 + 16] = length;
  }
  out[start - 1] = 0x0d;
  const place = iconv.encode('武义县工业功能区', 'gb18030');
  const firm = [iconv.encode('武义第', 'gb18030'), iconv.encode('号五金制品有限公司', 'gb18030')] as const;
  for (const [number, ring] of rings.entries()) {
    const values = [
      Buffer.from(`330723001${String(1 + Math.floor(number / 100_000)).padStart(3, '0')}GB${String(number % 100_000).padStart(5, '0')}`),
      Buffer.concat([place, Buffer.from(`${number}`), iconv.encode('号', 'gb18030')]),
      Buffer.from(area(ring).toFixed(2)),
      Buffer.concat([firm[0], Buffer.from(String(number >> 1)), firm[1]]),
      Buffer.from(''),
      Buffer.from(`20${String(number % 20).padStart(2, '0')}-0${(number % 9) + 1}-15`),
    ];
    let at = start + number * width + 1;
    for (const [order, value] of values.entries()) {
      value.copy(out, at, 0, fields[order]![1]);
      at += fields[order]![1];
    }
  }
  out[out.length - 1] = 0x1a;
  return out;
}

function area(ring: readonly number[][]): number {
  let doubled = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) doubled += ring[at]![0]! * ring[at + 1]![1]! - ring[at + 1]![0]! * ring[at]![1]!;
  return Math.abs(doubled) / 2;
}

/** Townships side by side over the lots, each with an outline of a few hundred corners. */
export function townshipsOver(count: number, toLonLat: (x: number, y: number) => readonly [number, number]): Township[] {
  const side = Math.ceil(Math.sqrt(count)) * (lotPitch + 4) + 2_000;
  const county = countyCode('330723');
  return Array.from({ length: 20 }, (_, index): Township => {
    const [column, row] = [index % 5, Math.floor(index / 5)];
    const [x, y] = [origin[0] - 1_000 + (column * side) / 5, origin[1] - 1_000 + (row * side) / 4];
    const corner = (share: number): Position => {
      const along = share % 1;
      const [w, h] = [side / 5, side / 4];
      if (share < 1) return toLonLat(x + along * w, y);
      if (share < 2) return toLonLat(x + w, y + along * h);
      return share < 3 ? toLonLat(x + w - along * w, y + h) : toLonLat(x, y + h - along * h);
    };
    const ring = Array.from({ length: 400 }, (__, point) => corner(point / 100));
    const shape: MultiPolygon = [[[...ring, ring[0]!]]];
    return { county, code: `330723${String(100 + index)}` as TownshipCode, name: `第${index + 1}镇`, shape };
  });
}
