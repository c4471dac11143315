// A wall map on one sheet: title, the map at 1:N, insets where lots are too small, legend, scale, north, policy, source, view and version.
import { ink, muted, primary, seal } from '#domain/drawing/palette.ts';
import type { Cluster } from '#domain/print/clusters.ts';
import { divideSheet, type Inset, type InsetRows } from '#domain/print/insets.ts';
import { unreviewedWords, type PrintOrder } from '#domain/print/order.ts';
import { sheetOf, type Rect, type Sheet } from '#domain/print/paper.ts';
import { scaleText, scaleToFit, type PlaneBox } from '#domain/print/scale.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import { frameOn, type Frame } from './frame.ts';
import { drawBadge, drawNorth, drawScaleBar, drawWatermark } from './furniture.ts';
import { cut, fitted, fittingSize } from './lettering.ts';
import { classCards, groundCard, sumsCard, textCard, type Card, type LegendPlace } from './legend.ts';
import { clustersWanted, extentOf, outsideOf } from './map-extent.ts';
import { markInsets } from './inset-marks.ts';
import { drawMap, drawTag } from './map-frame.ts';
import type { Pen } from './pen.ts';
import { boxAt, type Plan } from './plan.ts';
import { flowed, flowHeight, layoutOf, legendColumns, type SheetLayout } from './sheet-layout.ts';
import { countText, dayText } from './words.ts';

export const DEMO_WORDS = '演示数据 · 虚构';
const SIMULATED_WORDS = '模拟';

export function mapTitle({ county, year, fill, against }: MapPicture): string {
  if (against !== null) return `${county.name}工业用地政策比较图`;
  return `${county.name}工业用地${fill.title}图（${year} 年度）`;
}

function drawHead(pen: Pen, { head }: SheetLayout, { size }: Sheet, order: PrintOrder, picture: MapPicture): void {
  const marks = [...(picture.simulated ? [SIMULATED_WORDS] : []), ...(picture.county.demo ? [DEMO_WORDS] : [])];
  let right = head.x + head.width;
  for (const mark of [...marks].reverse()) right -= drawBadge(pen, right, head.y + 12 * size, mark, 7.5 * size, seal, true) + 5 * size;
  const middle = head.x + head.width / 2;
  const room = 2 * (right - middle) - 8 * size;
  const title = order.title ?? mapTitle(picture);
  const type = fittingSize(pen, title, room, 18 * size, 10 * size, 'bold');
  pen.text(middle, head.y + 17 * size, cut(pen, title, room, type, 'bold'), { size: type, weight: 'bold', align: 'centre' });
  const { policy } = picture;
  const says = [
    policy ? `${policy.title}${policy.title.includes(policy.status) ? '' : `［${policy.status}］`}` : '未选政策',
    `数据截至 ${dayText(picture.asOf)}`,
    ...(picture.ledgerDay === picture.asOf ? [] : [`腾地台账截至 ${dayText(picture.ledgerDay)}`]),
    ...(picture.filter.length > 0 ? [`筛选：${picture.filter.join('；')}`] : []),
  ];
  const line = says.join('　');
  const small = fittingSize(pen, line, head.width, 8 * size, 5.5 * size);
  pen.text(middle, head.y + 29.5 * size, cut(pen, line, head.width, small), { size: small, colour: muted, align: 'centre' });
}

function drawFoot(pen: Pen, { foot }: SheetLayout, { size }: Sheet, order: PrintOrder, picture: MapPicture): void {
  const y = foot.y + 11 * size;
  const look = { size: 6.5 * size, colour: muted } as const;
  const right = `视图 ${order.viewHash} · 数据版本 ${picture.dataVersion} · ${dayText(order.madeAt)}印制${picture.county.demo ? ` · ${DEMO_WORDS}` : ''}`;
  const rightWidth = pen.width(right, look.size);
  pen.text(foot.x + foot.width, y, right, { ...look, align: 'right' });
  const review = order.reviewNumber === null ? unreviewedWords : `审图号：${order.reviewNumber}`;
  const source = order.source ?? `资料：${picture.county.name}亩图数据库`;
  fitted(pen, foot.x, y, `${review}　${source}`, foot.width - rightWidth - 12 * size, look);
}

function scaleCard({ pen, width, size }: LegendPlace, frame: Frame, meridian: number, outside: number): Card {
  const notes = [
    `CGCS2000 3°分带高斯—克吕格投影，中央经线 ${meridian}°E`,
    ...(outside > 0 ? [`图幅之外另有 ${countText(outside)} 宗`] : []),
  ];
  return {
    height: size * (5.6 + notes.length * 1.35),
    draw(x, y) {
      drawNorth(pen, x + width - size * 2, y, size * 5);
      drawScaleBar(pen, x, y + size * 0.3, frame.denominator, width - size * 5, size);
      for (const [at, note] of notes.entries())
        fitted(pen, x, y + size * (6.2 + at * 1.35), note, width, { size: size * 0.82, colour: muted });
    },
  };
}

function policyCard(place: LegendPlace, { policy, against, simulated }: MapPicture): Card {
  if (!policy) return textCard(place, '政策', ['本图未依政策判定']);
  const texts = [
    policy.title,
    ...(policy.documentNumber === null ? [] : [policy.documentNumber]),
    ...(policy.statusNote === null ? [] : [policy.statusNote]),
    ...(simulated ? ['按改动后的门槛模拟，不是现行规定'] : []),
    ...(against === null ? [] : [`与《${against}》比较`]),
    '类别由规则提出，须经专班认定',
  ];
  return textCard(place, '政策依据', texts, policy.status, 4);
}

/** Township and block, or the block alone where both do not fit. */
function insetName({ blocks, townships }: MapPicture, { township, blocks: own }: Cluster, fits: (text: string) => boolean): string {
  const [place, block] = [townships[township]?.name ?? '', blocks[own[0]!]];
  if (!block || block.code.startsWith('none')) return `${place} 区块外`;
  const alone = `${block.name.replace(place, '')}${own.length > 1 ? `等${own.length}处` : ''}`;
  const names = [`${place} ${alone}`, alone, alone.replace('工业区块', '')];
  return names.find(fits) ?? names.at(-1)!;
}

function drawInset(
  pen: Pen,
  picture: MapPicture,
  plan: Plan,
  { cluster, rect }: Inset,
  number: number,
  denominator: number,
  size: number,
): void {
  const caption = 8.5 * size;
  const frame = frameOn({ ...rect, y: rect.y + caption, height: rect.height - caption }, denominator, cluster.box);
  drawMap(pen, picture, plan, frame, { unit: 0.62 * size, names: { townships: null, blocks: null, others: null } });
  const [type, tag] = [5.8 * size, String(number)];
  drawTag(pen, rect.x, rect.y + 0.4 * size, tag, type, primary);
  const tagWidth = Math.max(type * 1.3, pen.width(tag, type, 'bold') + type * 0.6);
  const count = `${countText(cluster.parcels)} 宗`;
  const countWidth = pen.width(count, type * 0.9);
  const room = rect.width - tagWidth - countWidth - 4 * size;
  const name = insetName(picture, cluster, (text) => pen.width(text, type * 0.85, 'medium') <= room);
  fitted(
    pen,
    rect.x + tagWidth + 2 * size,
    rect.y + 6.3 * size,
    name,
    rect.width - tagWidth - countWidth - 4 * size,
    { size: type, weight: 'medium', colour: ink },
    type * 0.75,
  );
  pen.text(rect.x + rect.width, rect.y + 6.3 * size, count, { size: type * 0.9, colour: muted, align: 'right' });
}

export interface WallMap {
  readonly denominator: number;
  readonly insetDenominator: number | null;
  readonly insets: number;
}

function cardsOf(place: LegendPlace, picture: MapPicture, plan: Plan, frame: Frame, insets: InsetRows | null): Card[] {
  const shown = insets?.insets.reduce((sum, { cluster }) => sum + cluster.parcels, 0) ?? 0;
  const drawn = Array.from({ length: plan.parcels.size }, (_, item) => item).filter(
    (item) => picture.parcels.kept[item] === 1 && boxAt(plan.parcels, item),
  ).length;
  const rest = drawn - shown;
  return [
    scaleCard(place, frame, plan.meridian, outsideOf(picture, plan, frame.box)),
    ...(insets
      ? [
          textCard(place, '插图', [
            `比例尺 ${scaleText(insets.denominator)}，编号见主图方框${rest > 0 ? `；其余 ${countText(rest)} 宗见主图` : ''}`,
          ]),
        ]
      : []),
    sumsCard(place, picture),
    ...classCards(place, picture),
    groundCard(place, picture, insets !== null),
    policyCard(place, picture),
  ];
}

/** Draws one sheet. `extent`: what it shows, where that is not what was asked for. */
export function drawWallMap(
  pen: Pen,
  picture: MapPicture,
  plan: Plan,
  order: PrintOrder,
  extent: PlaneBox = extentOf(order, picture, plan),
): WallMap {
  const sheet = sheetOf(order.paper, order.orientation);
  const { size } = sheet;
  const { columns, width, gap } = legendColumns(sheet);
  const look = { air: 3 * size, caption: 8.5 * size, gap: 4 * size, leastWidth: 50 * size, leastHeight: 18 * size, mainAir: 6 * size };
  // The legend's height decides the map's, and the map's scale stands in the legend: laid out once for its height, once to be drawn.
  let [type, layout] = [8.6 * size, layoutOf(sheet, 0)];
  const legendAt = (frame: Frame, insets: InsetRows | null): Card[][] =>
    flowed(cardsOf({ pen, width, size: type }, picture, plan, frame, insets), columns, type * 1.1);
  const divide = () => {
    const wanted = order.insets
      ? clustersWanted(picture, plan, extent, order.denominator ?? scaleToFit(extent, layout.body, look.mainAir), size)
      : [];
    return divideSheet(layout.body, extent, wanted, look, order.denominator);
  };
  pen.page(sheet.width, sheet.height);
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const trial = divide();
    const height = flowHeight(legendAt(frameOn(trial.main, trial.denominator, extent), trial.insets), type * 1.1);
    layout = layoutOf(sheet, height);
    if (columns > 1 ? height < sheet.height * 0.34 : height <= layout.legend.height) break;
    type *= 0.95;
  }
  const division = divide();
  const frame = frameOn(division.main, division.denominator, extent);
  drawMap(pen, picture, plan, frame, {
    unit: 0.62 * size,
    names: { townships: 8 * size, blocks: division.insets ? null : 6 * size, others: division.insets ? null : 5.5 * size },
    over: markInsets(pen, picture, plan, division.insets, size),
  });
  for (const [at, one] of (division.insets?.insets ?? []).entries())
    drawInset(pen, picture, plan, one, at + 1, division.insets!.denominator, size);
  if (picture.simulated) drawWatermark(pen, layout.body, SIMULATED_WORDS, 46 * size);
  for (const [column, cards] of legendAt(frame, division.insets).entries()) {
    let y = layout.legend.y;
    for (const card of cards) {
      card.draw(layout.legend.x + column * (width + gap), y);
      y += card.height + type * 1.1;
    }
  }
  drawNeatLine(pen, layout, size);
  drawHead(pen, layout, sheet, order, picture);
  drawFoot(pen, layout, sheet, order, picture);
  return {
    denominator: division.denominator,
    insetDenominator: division.insets?.denominator ?? null,
    insets: division.insets?.insets.length ?? 0,
  };
}

function drawNeatLine(pen: Pen, { head, foot }: SheetLayout, size: number): void {
  const rect: Rect = { x: head.x, y: head.y + head.height - 2 * size, width: head.width, height: foot.y - head.y - head.height + 4 * size };
  pen.stroke(ink, 1.1 * size);
  pen.rect(rect.x, rect.y, rect.width, rect.height, 'S');
}
