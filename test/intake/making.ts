// Makes files as bureaus send them: workbooks, GBK attribute tables, Shapefiles, exchange texts, GeoPackages.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as xlsx from '@e965/xlsx';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { countyCode, townshipCode } from '../../server/domain/land/codes.ts';
import type { Bounds } from '../../server/domain/land/geometry.ts';
import type { IntakeContext, IntakeInput, IntakeOutcome, IntakeRecords, Subject } from '../../server/intake/intake.ts';
import { intakeHere } from '../../server/intake/intake-here.ts';

export const county = countyCode('331123');
export const countyBounds: Bounds = [118.69, 28.2, 119.52, 28.82];

export function context(changes: Partial<IntakeContext> = {}): IntakeContext {
  return {
    county,
    townships: [
      { code: townshipCode('331123001'), name: '妙高街道' },
      { code: townshipCode('331123105'), name: '大柘镇' },
      { code: townshipCode('331123106'), name: '石练镇' },
      { code: townshipCode('331123200'), name: '三仁畲族乡' },
    ],
    blocks: [],
    parcels: [],
    bounds: countyBounds,
    ...changes,
  };
}

export type Taken = Extract<IntakeOutcome, { taken: true }>;

export function intake(subject: Subject, bytes: Uint8Array | string, changes: Partial<IntakeInput> = {}): Promise<IntakeOutcome> {
  const content = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  return intakeHere({ name: '文件.csv', bytes: content, subject, county, importId: 7, context: context(), ...changes });
}

/** The outcome of a file that must be taken. */
export async function take(subject: Subject, bytes: Uint8Array | string, changes: Partial<IntakeInput> = {}): Promise<Taken> {
  const outcome = await intake(subject, bytes, changes);
  if (!outcome.taken) throw new Error(`refused: ${outcome.issues.map((issue) => issue.message).join(' ')}`);
  return outcome;
}

/** The errors of a file that must be refused. */
export async function refused(
  subject: Subject,
  bytes: Uint8Array | string,
  changes: Partial<IntakeInput> = {},
): Promise<IntakeOutcome['issues']> {
  const outcome = await intake(subject, bytes, changes);
  if (outcome.taken) throw new Error('the file was taken');
  return outcome.issues.filter((issue) => issue.severity === 'error');
}

type RowsOf = { readonly [S in Subject]: Extract<IntakeRecords, { readonly subject: S }>['rows'] };

export function rowsOf<S extends Subject>(outcome: Taken, subject: S): RowsOf[S] {
  const { records } = outcome;
  if (records.subject !== subject) throw new Error(`records of ${records.subject}`);
  return records.rows as RowsOf[S];
}

export function issuesOf(outcome: IntakeOutcome, kind: string): IntakeOutcome['issues'] {
  return outcome.issues.filter((issue) => issue.kind === kind);
}

export const gbk = (text: string): Buffer => iconv.encode(text, 'gb18030');

type Cells = readonly (string | number | boolean | null | undefined)[];

export function csv(...rows: readonly Cells[]): string {
  return rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))).join(',')).join('\r\n');
}

/** A workbook of sheets; `change` may touch the sheets (formats, merges, hiding) before it is written. */
export function workbook(
  sheets: Readonly<Record<string, readonly Cells[]>>,
  type: xlsx.BookType = 'xlsx',
  change: (book: xlsx.WorkBook) => void = () => {},
): Buffer {
  const book = xlsx.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  change(book);
  return xlsx.write(book, { type: 'buffer', bookType: type }) as Buffer;
}

export interface DbfField {
  readonly name: string;
  readonly type: 'C' | 'N' | 'D' | 'L';
  readonly length: number;
}

/** A dBASE table with the text in any encoding, and the language byte it states (0: none). */
export function dbf(
  fields: readonly DbfField[],
  rows: readonly (readonly string[])[],
  encoding = 'gb18030',
  languageByte = 0,
  deleted: readonly number[] = [],
): Buffer {
  const recordLength = 1 + fields.reduce((sum, field) => sum + field.length, 0);
  const header = Buffer.alloc(32 + fields.length * 32 + 1);
  header[0] = 3;
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(recordLength, 10);
  header[29] = languageByte;
  for (const [index, field] of fields.entries()) {
    iconv.encode(field.name, encoding).copy(header, 32 + index * 32, 0, 10);
    header[32 + index * 32 + 11] = field.type.charCodeAt(0);
    header[32 + index * 32 + 16] = field.length;
  }
  header[header.length - 1] = 0x0d;
  const records = rows.map((row, index) => {
    const record = Buffer.alloc(recordLength, 0x20);
    if (deleted.includes(index)) record[0] = 0x2a;
    let start = 1;
    for (const [column, field] of fields.entries()) {
      iconv.encode(row[column] ?? '', encoding).copy(record, start, 0, field.length);
      start += field.length;
    }
    return record;
  });
  return Buffer.concat([header, ...records, Buffer.from([0x1a])]);
}

export type Point = readonly [number, number];

/** The .shp file of polygon records; null makes a null shape. */
export function shp(shapes: readonly (readonly (readonly Point[])[] | null)[]): Buffer {
  const records = shapes.map((rings, index) => {
    const points = rings?.flat() ?? [];
    const content = Buffer.alloc(rings ? 44 + rings.length * 4 + points.length * 16 : 4);
    content.writeInt32LE(rings ? 5 : 0, 0);
    if (rings) {
      content.writeInt32LE(rings.length, 36);
      content.writeInt32LE(points.length, 40);
      let start = 0;
      for (const [ring, positions] of rings.entries()) {
        content.writeInt32LE(start, 44 + ring * 4);
        start += positions.length;
      }
      for (const [order, [x, y]] of points.entries()) {
        content.writeDoubleLE(x, 44 + rings.length * 4 + order * 16);
        content.writeDoubleLE(y, 44 + rings.length * 4 + order * 16 + 8);
      }
    }
    const head = Buffer.alloc(8);
    head.writeInt32BE(index + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, record) => sum + record.length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  return Buffer.concat([header, ...records]);
}

/** Projection file of a CGCS2000 3-degree zone as ArcGIS writes it. */
export function prj(meridian = 120, falseEasting = 500_000): string {
  return `PROJCS["CGCS2000_3_Degree_GK_CM_${meridian}E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${falseEasting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
}

export const zip = (files: Readonly<Record<string, Uint8Array | string>>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? Buffer.from(content) : content]),
      ),
    ),
  );

export const parcelDbfFields: readonly DbfField[] = [
  { name: '宗地代码', type: 'C', length: 19 },
  { name: '坐落', type: 'C', length: 60 },
  { name: '宗地面积', type: 'N', length: 14 },
  { name: '投产日期', type: 'C', length: 10 },
];

/** A rectangle in metres, clockwise as Shapefiles want it. */
export function box(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x, y + height],
    [x + width, y + height],
    [x + width, y],
    [x, y],
  ];
}

export function code(number: number): string {
  return `331123001001GB${String(number).padStart(5, '0')}`;
}

/** A zipped Shapefile of parcels in EPSG:4549 with a GBK table, no .cpg, language byte 0. */
export function parcelShapefile(
  rows: readonly (readonly string[])[],
  shapes: Parameters<typeof shp>[0],
  extra: Readonly<Record<string, Uint8Array | string>> = {},
): Buffer {
  return zip({ '宗地.shp': shp(shapes), '宗地.dbf': dbf(parcelDbfFields, rows), '宗地.prj': prj(), ...extra });
}

interface Gdal {
  open(file: string): Promise<{ datasets: { close?: never }[] }>;
  ogr2ogr(dataset: object, options: string[], name: string): Promise<{ real: string; all: { real: string }[] }>;
  close(dataset: object): Promise<void>;
}

let gdal: Promise<{ readonly api: Gdal; readonly folder: string }> | null = null;
let written = 0;

/** GDAL may be started once per thread, and writes only into the folder it was started with. */
async function startGdal(): Promise<{ readonly api: Gdal; readonly folder: string }> {
  const require = createRequire(import.meta.url);
  const folder = await mkdtemp(path.join(tmpdir(), 'mutu-test-gdal-'));
  const api = await (require('gdal3.js/node.js') as (options: object) => Promise<Gdal>)({
    path: path.relative(process.cwd(), path.dirname(require.resolve('gdal3.js/dist/package/gdal3.node.js'))),
    dest: folder,
    logHandler: () => {},
    errorHandler: () => {},
  });
  return { api, folder };
}

/** Files that GDAL writes from GeoJSON features, by their names. */
export async function gdalFiles(features: readonly object[], options: readonly string[]): Promise<Record<string, Buffer>> {
  gdal ??= startGdal();
  const { api, folder } = await gdal;
  written += 1;
  const source = path.join(folder, `source-${written}.geojson`);
  await writeFile(source, JSON.stringify({ type: 'FeatureCollection', features }));
  const opened = await api.open(source);
  const made = await api.ogr2ogr(opened.datasets[0]!, [...options], `written${written}`);
  const files: Record<string, Buffer> = {};
  for (const { real } of made.all) {
    files[path.relative(folder, real)] = await readFile(real);
    await rm(real);
  }
  await api.close(opened.datasets[0]!);
  return files;
}

/** A GeoPackage written by GDAL from GeoJSON features, in the stated system. */
export async function geopackage(
  features: readonly object[],
  layer = '宗地',
  crs = 'EPSG:4490',
  extraOptions: readonly string[] = [],
): Promise<Buffer> {
  const files = await gdalFiles(features, ['-f', 'GPKG', '-a_srs', 'EPSG:4490', '-t_srs', crs, '-nln', layer, ...extraOptions]);
  return Object.values(files)[0]!;
}
