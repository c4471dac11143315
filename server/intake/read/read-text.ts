// Finds what a text file is from how it begins, and hands it to the reader for it.
import { ok, type Result } from '#domain/result.ts';
import type { FileFormat } from '../intake.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { looksLikeBoundaryText, readBoundaryText } from './boundary-text.ts';
import { readDelimited } from './delimited.ts';
import { readDxf } from './dxf.ts';
import { isEsriJson, readEsriJson } from './esri-json.ts';
import { isObject, parseJson, readGeojson } from './geojson.ts';
import { separateTwins } from './json-twins.ts';
import { readKml } from './kml.ts';
import { plainTable, type ReadFile, type RawTable, type ReadNote } from './raw-table.ts';
import { openText, wholeText } from './text-encoding.ts';
import { readTopojson } from './topojson.ts';
import { readWorkbook } from './workbook.ts';

export function readText(bytes: Uint8Array, override: string | undefined): Result<ReadFile, Refusal> {
  const source = openText(bytes, override);
  if (!source.ok) return source;
  const { encoding, mixed } = source.value;
  const pieces = () => withoutMark(source.value.pieces());
  const head = headOf(pieces());
  if (head.includes('\0')) return refuse('file-unreadable', '文件是二进制内容，不是可导入的表格或空间数据，未导入。');
  if (head.trim() === '') return refuse('file-unreadable', '文件没有内容，未导入；请重新导出。');
  const told: ReadNote[] = mixed
    ? [
        {
          kind: 'encoding-uncertain',
          severity: 'warning',
          message: '文件混有 UTF-8 与 GB18030 两种编码，已逐行（必要时逐格）识别；请抽查中文是否正确。',
        },
      ]
    : [];
  const found = (format: FileFormat, tables: readonly RawTable[], notes: readonly ReadNote[] = []): Result<ReadFile, Refusal> =>
    ok({ format, encoding, tables, notes: [...told, ...notes] });
  const start = head.trimStart();
  if (/^<(\?xml|kml|!DOCTYPE|!--|\w+:kml)/i.test(start) && /<(\w+:)?kml[\s>]/i.test(head)) {
    const kml = readKml(pieces());
    return kml.ok ? found('kml', [kml.value]) : kml;
  }
  const kind = kindOf(start, head);
  if (kind === 'table') {
    const read = readDelimited(pieces());
    if (!read.ok) return read;
    const { rows, unended } = read.value;
    return found('csv', [{ ...plainTable(null, rows), ...(unended === null ? {} : { unended }) }]);
  }
  const text = wholeText({ ...source.value, pieces });
  if (!text.ok) return text;
  switch (kind) {
    case 'boundary': {
      const lots = readBoundaryText(text.value);
      return lots.ok ? found('boundary-txt', [lots.value.table], lots.value.notes) : lots;
    }
    case 'json':
      return readWithoutTwins(text.value, found);
    case 'dxf': {
      const drawing = readDxf(text.value);
      return drawing.ok ? found('dxf', drawing.value.tables, drawing.value.notes) : drawing;
    }
    case 'markup':
      return readMarkup(text.value, found);
  }
}

type Found = (format: FileFormat, tables: readonly RawTable[], notes?: readonly ReadNote[]) => Result<ReadFile, Refusal>;

function kindOf(start: string, head: string): 'boundary' | 'json' | 'dxf' | 'markup' | 'table' {
  if (looksLikeBoundaryText(head)) return 'boundary';
  if (start[0] === '{' || start[0] === '[' || start[0] === '\u001e') return 'json';
  if (start[0] === '<') return 'markup';
  return /^(999\s*\r?\n.*\r?\n\s*)*0\s*\r?\n\s*SECTION\s*\r?\n/.test(start) ? 'dxf' : 'table';
}

function headOf(pieces: Iterable<string>): string {
  let head = '';
  for (const piece of pieces) {
    head += piece.slice(0, 200_000 - head.length);
    if (head.length >= 200_000) break;
  }
  return head;
}

function* withoutMark(pieces: Iterable<string>): Generator<string> {
  let first = true;
  for (const piece of pieces) {
    yield first ? piece.replace(/^\uFEFF/, '') : piece;
    if (piece !== '') first = false;
  }
}

/** Of two members of one name a parser keeps the last: columns are kept apart, a drawing that is there twice is no drawing. */
function readWithoutTwins(given: string, found: Found): Result<ReadFile, Refusal> {
  const { text, structural } = separateTwins(given);
  if (structural)
    return refuse(
      'file-unreadable',
      `第 ${structural.line} 行起的同一个对象里有两个“${structural.key.slice(0, 40)}”，不能认定以哪个为准，文件未导入；请重新导出。`,
      { value: structural.key.slice(0, 100) },
    );
  return readJson(text, found);
}

function readJson(text: string, found: Found): Result<ReadFile, Refusal> {
  if (/"type"\s*:\s*"Topology"/.test(text.slice(0, 100_000)) || /"type"\s*:\s*"Topology"/.test(text.slice(-2_000))) {
    const document = parseJson(text);
    if (isObject(document) && document['type'] === 'Topology') {
      const layers = readTopojson(document);
      return layers.ok ? found('topojson', layers.value) : layers;
    }
  }
  if (/"attributes"\s*:/.test(text.slice(0, 1_000_000))) {
    const document = parseJson(text);
    if (isObject(document) && isEsriJson(document)) {
      const layer = readEsriJson(document);
      return layer.ok ? found('esri-json', [layer.value]) : layer;
    }
  }
  const layer = readGeojson(text);
  return layer.ok ? found('geojson', [layer.value]) : layer;
}

/** Web systems write HTML tables or Excel-2003 XML and call them .xls; both are spreadsheets to the clerk. */
function readMarkup(text: string, found: Found): Result<ReadFile, Refusal> {
  const head = text.slice(0, 5_000);
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(head))
    return refuse('file-unsafe', 'XML 里自带实体定义（可能是炸弹或外部引用），不安全，文件未导入；请重新导出。');
  if (/<table|<html|office:spreadsheet/i.test(text.slice(0, 200_000)) && !/<gml/i.test(head)) {
    const book = readWorkbook(text);
    return book.ok ? found('xls', book.value.tables, book.value.notes) : book;
  }
  return refuse('file-unreadable', '文件是 XML，但不是可识别的表格，未导入；空间数据请导出为 GeoPackage、Shapefile（zip）或 GeoJSON。');
}
