// Reads the outlines of a CAD drawing as parcels: closed polylines layer by layer, with the texts that stand inside them.
import Flatbush from 'flatbush';
import { parseParcelCode } from '#domain/land/codes.ts';
import { ok, type Result } from '#domain/result.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { contains } from '../place/rings.ts';
import { readDxfEntities, type DxfOutline, type DxfText } from './dxf-entities.ts';
import type { RawGeometry, RawRow, RawTable, ReadNote } from './raw-table.ts';

const header = ['宗地代码', '图层', '权利人', '地类号', '文字'] as const;
/** Ends of a line nearer than this were meant to meet. */
const closingGap = 1;

export interface DxfLayers {
  readonly tables: readonly RawTable[];
  readonly notes: readonly ReadNote[];
}

export function readDxf(text: string): Result<DxfLayers, Refusal> {
  const drawing = readDxfEntities(text);
  if (!drawing.ok) return drawing;
  const { outlines, texts, others } = drawing.value;
  const layers = grouped(outlines);
  const tables: RawTable[] = [];
  const notes: ReadNote[] = [];
  for (const [layer, drawn] of layers) {
    // A fill repeats the line around it; alone it is the outline itself, as GIS programs write polygons.
    const lines = drawn.filter((outline) => !outline.filled);
    const lots = lines.some(isLot) ? lines.filter(isLot) : drawn.filter(isLot);
    const open = lines.filter((outline) => !isLot(outline));
    if (open.length > 0) {
      notes.push({
        kind: 'row-not-data',
        severity: lots.length > 0 ? 'warning' : 'info',
        sheet: layer,
        value: `${open.length} 条`,
        message: `图层“${layer}”有 ${open.length} 条没有闭合的线（如第 ${open[0]!.line} 行），不是地块，未读取；如是宗地请在 CAD 里闭合。`,
      });
    }
    if (lots.length > 0) tables.push(layerTable(layer, lots, textsInside(lots, texts)));
  }
  if (others.size > 0) {
    const list = [...others].map(([name, count]) => `${name} ${count}`).join('、');
    notes.push({
      kind: 'row-not-data',
      severity: 'info',
      value: list.slice(0, 200),
      message: '图中的其他对象（直线、圆弧、填充、块等）不是闭合的界址线，未读取。',
    });
  }
  return tables.length > 0
    ? ok({ tables, notes })
    : refuse('file-unreadable', 'DXF 里没有闭合的多段线，没有可作为宗地的图形，未导入；请用闭合的多段线绘制宗地。');
}

function grouped(outlines: readonly DxfOutline[]): ReadonlyMap<string, DxfOutline[]> {
  const layers = new Map<string, DxfOutline[]>();
  for (const outline of outlines) {
    const list = layers.get(outline.layer);
    if (list) list.push(outline);
    else layers.set(outline.layer, [outline]);
  }
  return layers;
}

function isLot({ points, closed }: DxfOutline): boolean {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return false;
  return closed || (points.length > 3 && Math.hypot(first[0] - last[0], first[1] - last[1]) <= closingGap);
}

/** For each outline the texts whose place lies inside it and in no smaller outline of the layer. */
function textsInside(lots: readonly DxfOutline[], texts: readonly DxfText[]): readonly (readonly string[])[] {
  const found: string[][] = lots.map(() => []);
  const index = new Flatbush(lots.length);
  const areas: number[] = [];
  for (const { points } of lots) {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const box = [minimum(xs), minimum(ys), -minimum(xs.map((x) => -x)), -minimum(ys.map((y) => -y))] as const;
    areas.push((box[2] - box[0]) * (box[3] - box[1]));
    index.add(...box);
  }
  index.finish();
  for (const { text, at } of texts) {
    const [smallest] = index
      .search(at[0], at[1], at[0], at[1])
      .filter((lot) => contains([...lots[lot]!.points, lots[lot]!.points[0]!], at))
      .sort((a, b) => areas[a]! - areas[b]!);
    if (smallest !== undefined) found[smallest]!.push(text);
  }
  return found;
}

function minimum(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function layerTable(layer: string, lots: readonly DxfOutline[], texts: readonly (readonly string[])[]): RawTable {
  const codes = lots.map((lot, index) => codeOf(lot, texts[index]!));
  // Buildings, roads and frames are closed lines too: a layer is one of lots when most of its outlines carry a number.
  const numbered = codes.filter((code) => code !== null).length * 2 > lots.length;
  const rows: RawRow[] = lots.map((lot, index) => {
    const geometry: RawGeometry = { kind: 'rings', rings: [lot.points, ...lot.more] };
    const [, , holder, use] = lot.extended[0] === '300000' ? lot.extended : [];
    return { row: index + 1, cells: [codes[index]!, layer, holder ?? null, use ?? null, texts[index]!.join(' ') || null], geometry };
  });
  return {
    sheet: layer,
    header: numbered ? header : ['编号', ...header.slice(1)],
    headerMayBeCut: false,
    rows,
    crs: null,
    hasGeometry: true,
    merged: [],
  };
}

/** Number of a lot: from the extended data of CASS, else a text that is a code, else the only text that looks like a number. */
function codeOf(lot: DxfOutline, texts: readonly string[]): string | null {
  if (lot.extended[0] === '300000' && (lot.extended[1] ?? '') !== '') return lot.extended[1]!;
  const code = texts.find((text) => parseParcelCode(text) !== null);
  if (code !== undefined) return code;
  const numbers = texts.filter((text) => /^[A-Z0-9][A-Z0-9()/-]*\d[A-Z0-9()/-]*$/i.test(text) && !/^\d+\.\d+$/.test(text));
  return numbers.length === 1 ? numbers[0]! : null;
}
