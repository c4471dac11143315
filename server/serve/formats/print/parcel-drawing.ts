// Parcels on paper: fill by class, hatches by state, outlines by verdict, edges of freed land. The vocabulary is the screen's.
import { mixed } from '#domain/drawing/breaks.ts';
import { hatchLines } from '#domain/drawing/hatch-lines.ts';
import { hatches, type HatchName } from '#domain/drawing/hatches.ts';
import { movedInwards } from '#domain/drawing/inward.ts';
import { kindMarks } from '#domain/drawing/kind-marks.ts';
import { bedOf, freedStrokes, verdictStrokes, type Stroke } from '#domain/drawing/outlines.ts';
import { fillOpacity, freedInk, leftOutOpacity, paper, parcelEdge } from '#domain/drawing/palette.ts';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import { closedPath, isSeen, pathOf, ringOnPage, type Frame } from './frame.ts';
import { numbers, type Pen } from './pen.ts';
import { boxAt, ringsOf, type PlaneShapes, type Plan } from './plan.ts';

const mixtures = new Map<string, string>();

/** The colour as it looks at an opacity over white: paper has no transparency. */
export function onPaper(colour: string, opacity: number = fillOpacity): string {
  const key = `${colour} ${opacity}`;
  const known = mixtures.get(key) ?? mixed(paper, colour, opacity);
  mixtures.set(key, known);
  return known;
}

/** Marks and outlines are drawn full size on lots of this many points a side, and smaller on smaller ones. */
const fullSide = 42;
/** Lots smaller than this (points) show their fill only; their outline is one line in the class's colour. */
const leastHatched = 2.4;
const leastOutlined = 5;

/** Few steps, so that hatches of neighbours of about the same size line up. */
const hatchSteps = [1, 0.72, 0.52, 0.38, 0.28] as const;
const stepFor = (side: number): number => hatchSteps.find((step) => side >= fullSide * step) ?? hatchSteps.at(-1)!;
const shrunk = (side: number): number => Math.min(1, Math.max(0.17, side / fullSide));

export interface Drawing {
  readonly pen: Pen;
  readonly frame: Frame;
  /** Points of one pixel on screen. */
  readonly unit: number;
}

/** Lots smaller than this (pixels) are seen as a dot only. */
const leastSeen = 1.6;

/** Dots where lots are too small to be seen, so that none is lost; gives how many. */
export function drawDots(
  { pen, frame, unit }: Drawing,
  { parcels, fill }: MapPicture,
  plan: Plan,
  wanted: (index: number) => boolean,
): number {
  let dots = 0;
  const radius = 1.5 * unit;
  pen.stroke(parcelEdge, 0.3 * unit);
  for (let index = 0; index < plan.parcels.size; index += 1) {
    const box = parcels.kept[index] === 1 ? boxAt(plan.parcels, index) : null;
    if (!box || !wanted(index) || !isSeen(plan.parcels, index, frame) || plan.sides[index]! * frame.factor >= leastSeen * unit) continue;
    pen.fill(onPaper(fill.classes[parcels.fill[index]!]!.colour));
    pen.circle(frame.x((box.west + box.east) / 2), frame.y((box.south + box.north) / 2), radius);
    dots += 1;
  }
  return dots;
}

/** Indices of the parcels in the frame, by look, so that colours change seldom. */
function seenParcels(plan: Plan, { parcels }: MapPicture, frame: Frame): number[] {
  const seen: number[] = [];
  for (let index = 0; index < plan.parcels.size; index += 1) if (isSeen(plan.parcels, index, frame)) seen.push(index);
  const look = (index: number): number => (parcels.kept[index] === 1 ? 100 : 0) + parcels.fill[index]!;
  return seen.sort((a, b) => look(a) - look(b));
}

/** A hatch inside an item of some shapes. */
export function drawHatch({ pen, frame, unit }: Drawing, shapes: PlaneShapes, item: number, name: HatchName, side: number): void {
  const hatch = hatches.find((one) => one.name === name)!;
  const box = boxAt(shapes, item)!;
  const onPage = { left: frame.x(box.west), right: frame.x(box.east), top: frame.y(box.north), bottom: frame.y(box.south) };
  const scale = unit * stepFor(side / unit);
  pen.raw(`q ${pathOf(shapes, item, frame)} W* n 1 J 1 j`);
  for (const stroke of hatch.strokes) {
    pen.stroke(stroke.colour, stroke.width * scale);
    for (const line of hatchLines(stroke, hatch.side, onPage, scale)) {
      let path = '';
      for (let at = 0; at < line.length; at += 2) path += `${numbers(line[at]!, line[at + 1]!)} ${at === 0 ? 'm' : 'l'} `;
      pen.raw(`${path}S`);
    }
  }
  pen.raw('Q');
}

function strokeInside({ pen, frame }: Drawing, shapes: PlaneShapes, item: number, colour: string, stroke: Stroke, scale: number): void {
  const width = stroke.width * scale;
  pen.stroke(colour, width);
  const dash = stroke.dash ? `[${stroke.dash.map((part) => Math.round(part * width * 100) / 100).join(' ')}] 0 d` : '[] 0 d';
  pen.raw(`${stroke.round ? '1 J 1 j' : '0 J 0 j'} ${dash}`);
  for (const ring of ringsOf(shapes, item)) {
    const points = ringOnPage(shapes, ring, frame);
    if (points.length >= 6) pen.raw(`${closedPath(movedInwards(points, stroke.offset * scale, ring.hole))} S`);
  }
}

function drawVerdict(drawing: Drawing, plan: Plan, index: number, { style, colour }: MapPicture['verdicts'][number], side: number): void {
  const { pen, frame, unit } = drawing;
  if (side < leastOutlined) {
    pen.stroke(colour, Math.max(0.3, 0.5 * unit));
    pen.raw(`0 J 0 j [] 0 d ${pathOf(plan.parcels, index, frame)} S`);
    return;
  }
  const lines = verdictStrokes[style];
  const scale = unit * shrunk(side / unit);
  pen.raw(`q ${pathOf(plan.parcels, index, frame)} W* n`);
  strokeInside(drawing, plan.parcels, index, paper, bedOf(lines), scale);
  for (const line of lines) strokeInside(drawing, plan.parcels, index, colour, line, scale);
  pen.raw('Q');
}

function drawFreedEdge(drawing: Drawing, shapes: PlaneShapes, item: number, stage: number, side: number): void {
  const stroke = stage === 2 ? freedStrokes.verified : freedStrokes.declared;
  strokeInside(drawing, shapes, item, freedInk, stroke, drawing.unit * Math.max(0.25, shrunk(side / drawing.unit)));
}

/** Opacity of neighbours beside the lot that is spoken of. */
const besideOpacity = 0.38;

/** All parcels that the frame shows; `strong`: the others are drawn paler. */
export function drawParcels(drawing: Drawing, picture: MapPicture, plan: Plan, strong?: number): void {
  const { pen, frame, unit } = drawing;
  const { parcels, fill, verdicts, hidden } = picture;
  const seen = seenParcels(plan, picture, frame);
  const sideOf = (index: number): number => plan.sides[index]! * frame.factor;
  pen.raw('0 J 0 j [] 0 d');
  let [colour, hair] = ['', -1];
  for (const index of seen) {
    const kept = parcels.kept[index] === 1;
    const next = onPaper(
      fill.classes[parcels.fill[index]!]!.colour,
      !kept ? leftOutOpacity : strong === undefined || strong === index ? fillOpacity : besideOpacity,
    );
    if (next !== colour) pen.fill(next);
    colour = next;
    const width = (sideOf(index) < 8 ? 0.14 : 0.3) * (kept ? 1 : 0.7) * unit;
    if (width !== hair) pen.stroke(onPaper(parcelEdge, kept ? 0.8 : 0.4), width);
    hair = width;
    pen.raw(`${pathOf(plan.parcels, index, frame)} B*`);
  }
  const told = seen.filter((index) => parcels.kept[index] === 1);
  if (!hidden.includes('hatches')) {
    for (const index of told) {
      const side = sideOf(index);
      if (side < leastHatched) continue;
      if (fill.classes[parcels.fill[index]!]!.hatch) drawHatch(drawing, plan.parcels, index, 'no-data', side);
      if (parcels.idle[index] === 1) drawHatch(drawing, plan.parcels, index, 'idle-suspected', side);
      if (parcels.idle[index] === 2) drawHatch(drawing, plan.parcels, index, 'idle-decided', side);
    }
  }
  if (!hidden.includes('verdicts')) {
    for (const index of told) {
      const verdict = verdicts[parcels.verdict[index]! - 1];
      if (verdict) drawVerdict(drawing, plan, index, verdict, sideOf(index));
    }
  }
  if (!hidden.includes('hatches')) {
    for (const index of told) drawFreed(drawing, picture, plan, index, sideOf(index));
    drawPieces(drawing, picture, plan);
  }
  pen.raw('[] 0 d 0 J 0 j');
}

function drawFreed(drawing: Drawing, { parcels }: MapPicture, plan: Plan, index: number, side: number): void {
  const stage = parcels.freed[index]!;
  if (stage === 0) return;
  const kind = landMetricKinds[parcels.kind[index]! - 1];
  const mark = kind ? kindMarks[kind] : null;
  if (side >= leastHatched) {
    drawHatch(drawing, plan.parcels, index, stage === 2 ? 'freed-verified' : 'freed-declared', side);
    if (mark) drawHatch(drawing, plan.parcels, index, mark, side);
  }
  drawFreedEdge(drawing, plan.parcels, index, stage, side);
}

function drawPieces(drawing: Drawing, { pieces }: MapPicture, plan: Plan): void {
  for (let item = 0; item < plan.pieces.size; item += 1) {
    const box = boxAt(plan.pieces, item);
    if (!box || !isSeen(plan.pieces, item, drawing.frame)) continue;
    const side = Math.sqrt((box.east - box.west) * (box.north - box.south)) * drawing.frame.factor;
    const stage = pieces.stage[item]!;
    if (side >= leastHatched) drawHatch(drawing, plan.pieces, item, stage === 2 ? 'freed-verified' : 'freed-declared', side);
    drawFreedEdge(drawing, plan.pieces, item, stage, side);
  }
}
