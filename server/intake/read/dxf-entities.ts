// Takes a DXF text apart into the entities that matter here: outlines with their layer and extended data, and texts with their place.
import { ok, type Result } from '#domain/result.ts';
import { limitHint, limits } from '../limits.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { RawPosition } from './raw-table.ts';

export interface DxfOutline {
  readonly layer: string;
  readonly points: readonly RawPosition[];
  /** Further rings of the same fill; none for a line. */
  readonly more: readonly (readonly RawPosition[])[];
  /** The border of a fill, not a line that somebody drew. */
  readonly filled: boolean;
  readonly closed: boolean;
  /** Strings of its extended data, in order (CASS keeps lot number, holder and land class there). */
  readonly extended: readonly string[];
  /** Line of the file, from 1. */
  readonly line: number;
}

export interface DxfText {
  readonly text: string;
  readonly at: RawPosition;
}

export interface DxfDrawing {
  readonly outlines: readonly DxfOutline[];
  readonly texts: readonly DxfText[];
  /** Entities of other kinds, by name. */
  readonly others: ReadonlyMap<string, number>;
}

interface Vertex {
  x: number;
  y: number;
  bulge: number;
}

interface Entity {
  readonly type: string;
  readonly line: number;
  readonly codes: (readonly [number, string])[];
}

/** Entities of the drawing itself; what stands in block definitions is drawn only where a block is inserted, and is left out. */
export function readDxfEntities(text: string): Result<DxfDrawing, Refusal> {
  const lines = text.split(/\r\n|\n|\r/);
  const outlines: DxfOutline[] = [];
  const texts: DxfText[] = [];
  const others = new Map<string, number>();
  let section = '';
  let entity: Entity | null = null;
  let polyline: { readonly head: Entity; readonly vertices: Vertex[] } | null = null;
  let vertices = 0;
  let ended = false;
  const finish = (): void => {
    const done = entity;
    entity = null;
    if (!done) return;
    if (done.type === 'LWPOLYLINE') outlines.push(outlineOf(done, lightVertices(done)));
    else if (done.type === 'HATCH') {
      const fill = fillOf(done);
      if (fill) outlines.push(fill);
      else others.set('HATCH', (others.get('HATCH') ?? 0) + 1);
    } else if (done.type === 'POLYLINE') polyline = { head: done, vertices: [] };
    else if (done.type === 'VERTEX' && polyline) polyline.vertices.push(vertexOf(done));
    else if (done.type === 'SEQEND') {
      // Meshes and faces are drawn by polylines too.
      if (polyline && (flagsOf(polyline.head) & 80) === 0) outlines.push(outlineOf(polyline.head, polyline.vertices));
      polyline = null;
    } else if (done.type === 'TEXT' || done.type === 'MTEXT' || done.type === 'ATTRIB') {
      const found = textOf(done);
      if (found) texts.push(found);
    } else others.set(done.type, (others.get(done.type) ?? 0) + 1);
  };
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const code = Number(lines[index]);
    const value = lines[index + 1]!;
    if (!Number.isInteger(code)) {
      if (lines[index]!.trim() === '' && lines.slice(index).every((line) => line.trim() === '')) break;
      return broken(`第 ${index + 1} 行应为组码`);
    }
    if (code !== 0) {
      if (code === 2 && section === '?') section = value.trim();
      else if (entity) entity.codes.push([code, value]);
      continue;
    }
    finish();
    const name = value.trim();
    if (name === 'SECTION') section = '?';
    else if (name === 'ENDSEC') section = '';
    else if (name === 'EOF') {
      ended = true;
      break;
    } else if (section === 'ENTITIES') {
      entity = { type: name, line: index + 2, codes: [] };
      if (name === 'VERTEX' || name === 'LWPOLYLINE') vertices += 1;
      if (outlines.length > limits.rows || vertices > limits.vertices * 10)
        return refuse('limit-exceeded', `图形过多${limitHint('rows')}，文件未导入。`);
    }
  }
  finish();
  return ended ? ok({ outlines, texts, others }) : broken('没有写到结尾 EOF');
}

function broken(reason: string): { readonly ok: false; readonly error: Refusal } {
  return refuse('file-unreadable', `DXF 不完整或损坏（${reason}），文件未导入；请在 CAD 里另存为 ASCII DXF 后再传。`);
}

function flagsOf(entity: Entity): number {
  return Number(entity.codes.find(([code]) => code === 70)?.[1] ?? 0) || 0;
}

function numberAt(entity: Entity, wanted: number): number {
  return Number(entity.codes.find(([code]) => code === wanted)?.[1] ?? Number.NaN);
}

function vertexOf(entity: Entity): Vertex {
  return { x: numberAt(entity, 10), y: numberAt(entity, 20), bulge: Number(entity.codes.find(([code]) => code === 42)?.[1] ?? 0) };
}

function lightVertices({ codes }: Entity): Vertex[] {
  const vertices: Vertex[] = [];
  for (const [code, value] of codes) {
    const last = vertices.at(-1);
    if (code === 10) vertices.push({ x: Number(value), y: Number.NaN, bulge: 0 });
    else if (last && code === 20) last.y = Number(value);
    else if (last && code === 42) last.bulge = Number(value);
  }
  return vertices;
}

function outlineOf(entity: Entity, vertices: readonly Vertex[]): DxfOutline {
  const closed = (flagsOf(entity) & 1) === 1;
  const points: RawPosition[] = [];
  for (const [index, vertex] of vertices.entries()) {
    points.push([vertex.x, vertex.y]);
    const next = vertices[index + 1] ?? (closed ? vertices[0] : undefined);
    if (next && vertex.bulge !== 0) points.push(...arc(vertex, next));
  }
  const [first, last] = [points[0], points.at(-1)];
  if (closed && first && last && (first[0] !== last[0] || first[1] !== last[1])) points.push(first);
  return {
    layer: layerOf(entity),
    points,
    more: [],
    filled: false,
    closed,
    extended: entity.codes.flatMap(([code, value]) => (code === 1000 ? [plainText(value)] : [])),
    line: entity.line,
  };
}

function layerOf(entity: Entity): string {
  return entity.codes.find(([code]) => code === 8)?.[1].trim() ?? '0';
}

/** Borders of a fill, where they are drawn as polylines; null for those made of single arcs and splines. */
function fillOf(entity: Entity): DxfOutline | null {
  const rings: Vertex[][] = [];
  let polyline = false;
  let left = 0;
  for (const [code, value] of entity.codes) {
    if (code === 92) polyline = (Number(value) & 2) === 2;
    else if (code === 93) {
      if (!polyline) return null;
      left = Number(value);
      rings.push([]);
    } else if (code === 10 && left > 0) {
      rings.at(-1)!.push({ x: Number(value), y: Number.NaN, bulge: 0 });
      left -= 1;
    } else if (code === 20 && rings.at(-1)?.at(-1) && Number.isNaN(rings.at(-1)!.at(-1)!.y)) rings.at(-1)!.at(-1)!.y = Number(value);
    else if (code === 42 && rings.at(-1)?.at(-1)) rings.at(-1)!.at(-1)!.bulge = Number(value);
  }
  const outlines = rings.filter((ring) => ring.length > 2).map((ring) => outlineOf({ ...entity, codes: [[70, '1']] }, ring).points);
  const [points, ...more] = outlines;
  return points ? { layer: layerOf(entity), points, more, filled: true, closed: true, extended: [], line: entity.line } : null;
}

/** Points between two ends of an arc whose bulge is a quarter of its angle's tangent: a chord never leaves the arc by more than 1 cm. */
function arc(from: Vertex, to: Vertex): RawPosition[] {
  const angle = 4 * Math.atan(from.bulge);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const radius = Math.hypot(dx, dy) / (2 * Math.sin(angle / 2));
  if (!Number.isFinite(radius) || radius === 0) return [];
  const step = 2 * Math.acos(Math.max(-1, 1 - 0.01 / Math.abs(radius)));
  const count = Math.min(360, Math.ceil(Math.abs(angle) / Math.max(step, 0.02)));
  const height = radius * Math.cos(angle / 2);
  const chord = Math.hypot(dx, dy);
  const [cx, cy] = [(from.x + to.x) / 2 - (dy / chord) * height, (from.y + to.y) / 2 + (dx / chord) * height];
  const start = Math.atan2(from.y - cy, from.x - cx);
  return Array.from({ length: count - 1 }, (_, index): RawPosition => {
    const turned = start + (angle * (index + 1)) / count;
    return [cx + Math.abs(radius) * Math.cos(turned), cy + Math.abs(radius) * Math.sin(turned)];
  });
}

function textOf(entity: Entity): DxfText | null {
  const aligned = entity.type !== 'MTEXT' && (numberAt(entity, 72) > 0 || numberAt(entity, 73) > 0);
  const [x, y] = aligned ? [numberAt(entity, 11), numberAt(entity, 21)] : [numberAt(entity, 10), numberAt(entity, 20)];
  const text = plainText(
    entity.codes
      .filter(([code]) => code === 3 || code === 1)
      .map(([, value]) => value)
      .join(''),
  );
  return text === '' || !Number.isFinite(x) || !Number.isFinite(y) ? null : { text, at: [x, y] };
}

/** Without the formatting of CAD texts: `{\fSimSun|b0;宗地}\P`, `%%u`, `\U+4E00`. */
function plainText(value: string): string {
  return value
    .replaceAll(/\\U\+([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\[fFHWQTCAp][^;\\{}]{0,100};/g, '')
    .replaceAll(/\\[PX~]/g, ' ')
    .replaceAll(/\\[LlOoKk]|[{}]|%%[uoUO]/g, '')
    .trim();
}
