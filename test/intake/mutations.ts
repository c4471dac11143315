// Valid files of every format, and seeded ways to damage them: flips, cuts, insertions, swaps, repeated and lying parts.
import { unzipSync } from 'fflate';
import type { Subject } from '../../server/intake/intake.ts';
import { gaussKruger } from '../../server/intake/place/gauss-kruger.ts';
import {
  box,
  code,
  csv,
  dbf,
  gbk,
  gdalFiles,
  geopackage,
  parcelDbfFields,
  parcelShapefile,
  prj,
  shp,
  workbook,
  zip,
  type Point,
} from './making.ts';

export interface Sample {
  readonly name: string;
  readonly subject: Subject;
  readonly bytes: Uint8Array;
}

const [x, y] = [428_300, 3_163_200];
const zone = gaussKruger({ meridian: 120, falseEasting: 500_000 });
const squares = Array.from({ length: 6 }, (_, index) => box(x + index * 150, y, 100, 100));
const lonLat = (points: readonly Point[]) => points.map(([east, north]) => zone.toLonLat(east, north));
const features = squares.map((points, index) => ({
  type: 'Feature',
  properties: { 宗地代码: code(index + 1), 坐落: '大柘镇工业区', '面积(平方米)': 10_000 },
  geometry: { type: 'Polygon', coordinates: [lonLat(points)] },
}));
const cadastre = squares.map((_, index) => [code(index + 1), '遂昌县大柘镇', '10000', '2010-01-01']);
const list = [['宗地代码', '坐落', '宗地面积(平方米)', '投产日期'], ...cadastre];

/** One file per format; `slow` ones go through GDAL, a second each. */
export async function samples(slow: boolean): Promise<Sample[]> {
  const parcels = (name: string, bytes: Uint8Array | string): Sample => ({
    name,
    subject: 'parcels',
    bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
  });
  const quick = [
    parcels(
      'a.zip',
      parcelShapefile(
        cadastre,
        squares.map((points) => [points]),
      ),
    ),
    parcels(
      'stored.zip',
      stored({ 'a.shp': shp(squares.map((points) => [points])), 'a.dbf': dbf(parcelDbfFields, cadastre), 'a.prj': prj() }),
    ),
    parcels('a.csv', gbk(csv(...list))),
    parcels('a.tsv', csv(...list).replaceAll(',', '\t')),
    parcels('a.xlsx', workbook({ 宗地: list })),
    parcels('a.xls', workbook({ 宗地: list }, 'biff8')),
    parcels('a.ods', workbook({ 宗地: list }, 'ods')),
    parcels('html.xls', workbook({ 宗地: list }, 'html')),
    parcels('xml.xls', workbook({ 宗地: list }, 'xlml')),
    parcels('a.geojson', JSON.stringify({ type: 'FeatureCollection', features })),
    parcels('a.ndjson', features.map((feature) => JSON.stringify(feature)).join('\n')),
    parcels(
      'a.topojson',
      JSON.stringify({
        type: 'Topology',
        objects: {
          a: {
            type: 'GeometryCollection',
            geometries: squares.map((_, index) => ({ type: 'Polygon', arcs: [[index]], properties: features[index]!.properties })),
          },
        },
        arcs: squares.map(lonLat),
      }),
    ),
    parcels('a.kml', kml()),
    parcels('a.kmz', zip({ 'doc.kml': kml() })),
    parcels('a.dxf', dxf()),
    parcels('a.txt', exchange()),
    {
      name: '台账.csv',
      subject: 'accounts' as const,
      bytes: Buffer.from(
        csv(
          ['年度', '统一社会信用代码', '企业名称', '税收(万元)'],
          [2020, '91330100799655058B', '甲厂', 1.5],
          [2021, '91330100799655058B', '甲厂', 2],
        ),
      ),
    },
  ];
  if (!slow) return quick;
  const gdb = await gdalFiles(features, ['-f', 'OpenFileGDB', '-a_srs', 'EPSG:4490', '-nln', 'ZD']);
  return [
    ...quick,
    parcels('a.gpkg', await geopackage(features)),
    parcels('gdb.zip', zip(Object.fromEntries(Object.entries(gdb).map(([name, bytes]) => [`库.gdb/${name.split('/').at(-1)}`, bytes])))),
    parcels(
      'mif.zip',
      zip({
        'a.mif': gbk(
          `Version 300\nCharset "WindowsSimpChinese"\nDelimiter ","\nCoordSys Earth Projection 8, 104, "m", 120, 0, 1, 500000, 0\nColumns 1\n  宗地代码 Char(19)\nData\n\n${squares.map((points) => `Region 1\n  5\n${points.map((point) => point.join(' ')).join('\n')}\n`).join('')}`,
        ),
        'a.mid': squares.map((_, index) => `"${code(index + 1)}"`).join('\n'),
      }),
    ),
  ];
}

function kml(): string {
  const placemarks = squares.map(
    (points, index) =>
      `<Placemark><ExtendedData><Data name="宗地代码"><value>${code(index + 1)}</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>${lonLat(
        points,
      )
        .map((position) => position.join(','))
        .join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`,
  );
  return `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${placemarks.join('')}</Document></kml>`;
}

function dxf(): string {
  const entities = squares.map(
    (points, index) =>
      `0\nLWPOLYLINE\n8\nJZD\n90\n4\n70\n1\n${points
        .slice(0, 4)
        .map(([east, north]) => `10\n${east}\n20\n${north}\n`)
        .join('')}0\nTEXT\n8\nZJ\n10\n${points[0]![0] + 50}\n20\n${points[0]![1] + 50}\n1\n${code(index + 1)}\n`,
  );
  return `0\nSECTION\n2\nENTITIES\n${entities.join('')}0\nENDSEC\n0\nEOF\n`;
}

function exchange(): string {
  const lots = squares.map(
    (points, index) =>
      `5,1.0,${code(index + 1)},甲,面,,工业,,@\n${points.map(([east, north], order) => `J${(order % 4) + 1},1,${north},${east + 40_000_000}`).join('\n')}`,
  );
  return `[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=40\n计量单位=米\n[地块坐标]\n${lots.join('\n')}\n`;
}

/** An archive without compression, so that damage reaches the files in it and not only their packing. */
function stored(files: Readonly<Record<string, Uint8Array | string>>): Buffer {
  const { crc32 } = makeCrc();
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(path.length, 22);
    locals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, path, data]));
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, tail, path]));
    offset += locals.at(-1)!.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function makeCrc(): { crc32(data: Uint8Array): number } {
  const table = Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
    return value >>> 0;
  });
  return {
    crc32(data) {
      let value = 0xff_ff_ff_ff;
      for (const byte of data) value = table[(value ^ byte) & 255]! ^ (value >>> 8);
      return (value ^ 0xff_ff_ff_ff) >>> 0;
    },
  };
}

/** A generator that gives the same numbers for the same seed. */
export function numbers(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % Math.max(1, below);
  };
}

const nasty = [
  '\u0000',
  '\uFFFF',
  '"',
  '<',
  '>',
  '&',
  '{',
  '[',
  ']}',
  '0',
  '-1',
  '1e999',
  '99999999999999999999',
  '=cmd|x',
  '\r',
  '\n\n',
  ',,,,',
  'NaN',
  '\u202e',
  '😀',
].map((text) => Buffer.from(text));

/** The bytes, damaged once or a few times. */
export function damaged(bytes: Uint8Array, next: (below: number) => number): Buffer {
  let now: Buffer = Buffer.from(bytes);
  for (let times = 1 + next(4); times > 0; times -= 1) {
    const at = next(now.length);
    switch (next(9)) {
      case 0: {
        now[at] = now[at]! ^ (1 << next(8));
        break;
      }
      case 1: {
        now[at] = next(256);
        break;
      }
      case 2:
        now = now.subarray(0, at);
        break;
      case 3:
        now = Buffer.concat([now.subarray(0, at), nasty[next(nasty.length)]!, now.subarray(at)]);
        break;
      case 4:
        now = Buffer.concat([now.subarray(0, at), now.subarray(at + 1 + next(64))]);
        break;
      case 5: {
        const [from, length] = [next(now.length), 1 + next(200)];
        now = Buffer.concat([now.subarray(0, at), now.subarray(from, from + length), now.subarray(at)]);
        break;
      }
      case 6: {
        const other = next(now.length);
        [now[at], now[other]] = [now[other]!, now[at]!];
        break;
      }
      case 7:
        for (let offset = 0; offset < 4 && at + offset < now.length; offset += 1) now[at + offset] = [0xff, 0x7f, 0, 0x80][next(4)]!;
        break;
      default:
        now = Buffer.concat([now.subarray(0, at), Buffer.alloc(1 + next(300), next(256)), now.subarray(at)]);
    }
    if (now.length === 0) break;
  }
  return now;
}

/** An archive whose parts are damaged before they are packed again, so that the damage gets past the unpacking. */
export function damagedInside(bytes: Uint8Array, next: (below: number) => number): Buffer {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts).filter((name) => parts[name]!.length > 0);
  const name = names[next(names.length)]!;
  return zip({ ...parts, [name]: damaged(parts[name]!, next) });
}
