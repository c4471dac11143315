// The legend of a printed map in cards that flow into one or more columns: sums, classes with parcels and mu, lines, hatches, ground.
import { ink, muted, townshipEdge, water, road, paper, rule } from '#domain/drawing/palette.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import { fitted, paragraph, wrapped } from './lettering.ts';
import type { Pen } from './pen.ts';
import { drawSwatch, type SwatchLook } from './swatch.ts';
import { countText, millionthsText, percentText, perMuText } from './words.ts';

/** A part of the legend: its height at a width, and how it is drawn with its top left corner at x, y. */
export interface Card {
  readonly height: number;
  draw(x: number, y: number): void;
}

export interface LegendPlace {
  readonly pen: Pen;
  readonly width: number;
  /** Type size of a row. */
  readonly size: number;
}

interface Row {
  readonly label: string;
  readonly swatch: SwatchLook;
  readonly parcels: number;
  /** Micro-mu; null: nothing is said of it. */
  readonly area: number | null;
}

const leading = 1.72;

function heading({ pen, width, size }: LegendPlace, x: number, y: number, text: string, note = ''): void {
  const right = note === '' ? 0 : pen.width(note, size * 0.88);
  fitted(pen, x, y + size * 1.1, text, width - right - size * 0.5, { size: size * 1.08, weight: 'bold', colour: ink });
  if (note !== '') pen.text(x + width, y + size * 1.1, note, { size: size * 0.88, colour: muted, align: 'right' });
  pen.stroke(rule, size * 0.08);
  pen.line([x, y + size * 1.55, x + width, y + size * 1.55]);
}

/** Rows of swatch, label, parcels and mu under a heading. */
export function tableCard(place: LegendPlace, title: string, rows: readonly Row[]): Card {
  const { pen, width, size } = place;
  const line = size * leading;
  const most = Math.max(...rows.map(({ area }) => (area === null ? 0 : pen.width(millionthsText(area), size))), size * 3);
  const parcelsEnd = width - most - size * 0.9;
  const labelWidth = parcelsEnd - Math.max(...rows.map(({ parcels }) => pen.width(countText(parcels), size))) - size * 3.1;
  return {
    height: size * 2.9 + rows.length * line,
    draw(x, y) {
      heading(place, x, y, title);
      pen.text(x + parcelsEnd, y + size * 2.5, '宗', { size: size * 0.85, colour: muted, align: 'right' });
      if (rows.some(({ area }) => area !== null))
        pen.text(x + width, y + size * 2.5, '亩', { size: size * 0.85, colour: muted, align: 'right' });
      for (const [at, { label, swatch, parcels, area }] of rows.entries()) {
        const baseline = y + size * 3 + at * line + size * 0.95;
        drawSwatch(pen, { x, y: baseline - size * 0.95, width: size * 2.1, height: size * 1.2 }, swatch);
        fitted(pen, x + size * 2.7, baseline, label, labelWidth, { size, colour: ink });
        pen.text(x + parcelsEnd, baseline, countText(parcels), { size, colour: ink, align: 'right' });
        if (area !== null) pen.text(x + width, baseline, millionthsText(area), { size, colour: ink, align: 'right' });
      }
    },
  };
}

/** The sums that the selection bar shows. */
export function sumsCard(place: LegendPlace, { total, all, thresholds, undrawn }: MapPicture): Card {
  const { pen, width, size } = place;
  const rows: [string, string, string][] = [
    ['宗数', total.parcels === all ? countText(total.parcels) : `${countText(total.parcels)} / ${countText(all)}`, '宗'],
    ['面积', millionthsText(total.areaKnown > 0 || total.parcels === 0 ? total.area : null), '亩'],
    ['税收', millionthsText(total.taxKnown > 0 || total.parcels === 0 ? total.tax : null), '万元'],
    ['亩均税收', perMuText(total.ratioTax, total.ratioArea, thresholds), '万元/亩'],
    ['有税收数据', percentText(total.taxKnown, total.parcels), `${countText(total.taxKnown)} 宗`],
  ];
  const notes = [
    ...(total.areaKnown < total.parcels ? [`其中 ${countText(total.parcels - total.areaKnown)} 宗面积未知，未计入`] : []),
    ...(undrawn > 0 ? [`其中 ${countText(undrawn)} 宗没有图形，图上未绘`] : []),
  ].flatMap((note) => wrapped(pen, note, width, size * 0.85));
  return {
    height: size * (2.3 + rows.length * 1.65 + notes.length * 1.3),
    draw(x, y) {
      heading(place, x, y, '合计');
      for (const [at, [name, value, unit]] of rows.entries()) {
        const baseline = y + size * (2.9 + at * 1.65);
        pen.text(x, baseline, name, { size, colour: muted });
        pen.text(x + width - size * 4, baseline, value, { size: size * 1.12, weight: 'bold', colour: ink, align: 'right' });
        pen.text(x + width, baseline, unit, { size: size * 0.85, colour: muted, align: 'right' });
      }
      paragraph(pen, x, y + size * (2.75 + rows.length * 1.65), notes, { size: size * 0.85, colour: muted }, 1.35);
    },
  };
}

export function legendTitle({ fill, year }: MapPicture): string {
  const years = fill.baseYear === null ? String(year) : `${fill.baseYear}→${year}`;
  return `${fill.title}${fill.unit === null ? '' : `（${fill.unit}）`} ${years}`;
}

/** Cards of the classes and states that the map draws. */
export function classCards(place: LegendPlace, picture: MapPicture): Card[] {
  const { fill, verdicts, idle, freed, hidden } = picture;
  const cards = [
    tableCard(
      place,
      legendTitle(picture),
      fill.classes.map(({ label, colour, hatch, parcels, area }) => ({
        label,
        swatch: { colour, ...(hatch ? { hatches: ['no-data'] as const } : {}) },
        parcels,
        area,
      })),
    ),
  ];
  if (verdicts.length > 0 && !hidden.includes('verdicts')) {
    const rows = verdicts.map(({ name, style, colour, parcels, area }) => ({
      label: name,
      swatch: { outline: { style, colour } },
      parcels,
      area,
    }));
    cards.push(tableCard(place, '拟列类别（待认定）', rows));
  }
  if (hidden.includes('hatches')) return cards;
  const states: Row[] = [
    { label: '疑似闲置', swatch: { hatches: ['idle-suspected'] as const }, parcels: idle.suspected.parcels, area: idle.suspected.area },
    { label: '认定闲置', swatch: { hatches: ['idle-decided'] as const }, parcels: idle.decided.parcels, area: idle.decided.area },
    { label: '已申报腾出', swatch: { hatches: ['freed-declared'] as const, freedEdge: 1.4 }, parcels: freed[0], area: null },
    { label: '已核实腾出', swatch: { hatches: ['freed-verified'] as const, freedEdge: 2.6 }, parcels: freed[1], area: null },
  ].filter(({ parcels }) => parcels > 0);
  if (states.length > 0) cards.push(tableCard(place, '闲置与腾出', states));
  return cards;
}

/** Signs of the ground, two in a row. */
export function groundCard(place: LegendPlace, { hidden }: MapPicture, insets: boolean): Card {
  const { pen, width, size } = place;
  type Sign = [string, (x: number, y: number, wide: number) => void];
  const signs: Sign[] = hidden.includes('context')
    ? []
    : [
        [
          '乡镇（街道）界',
          (x, y, wide) => {
            pen.stroke(townshipEdge, size * 0.12);
            pen.raw(`[${size * 0.6} ${size * 0.35}] 0 d`);
            pen.line([x, y, x + wide, y]);
            pen.raw('[] 0 d');
          },
        ],
        [
          '道路',
          (x, y, wide) => {
            pen.stroke(road, size * 0.45);
            pen.line([x, y, x + wide, y]);
            pen.stroke(paper, size * 0.25);
            pen.line([x, y, x + wide, y]);
          },
        ],
        [
          '水系',
          (x, y, wide) => {
            pen.fill(water);
            pen.rect(x, y - size * 0.45, wide, size * 0.9, 'f');
          },
        ],
      ];
  if (insets) {
    signs.push([
      '插图范围',
      (x, y, wide) => {
        pen.stroke('#1f3a5f', size * 0.09);
        pen.rect(x, y - size * 0.5, wide, size, 'S');
      },
    ]);
  }
  const rows = Math.ceil(signs.length / 2);
  return {
    height: signs.length === 0 ? 0 : size * (1.9 + rows * leading),
    draw(x, y) {
      if (signs.length === 0) return;
      heading(place, x, y, '底图');
      for (const [at, [name, draw]] of signs.entries()) {
        const left = x + (at % 2) * (width / 2);
        const baseline = y + size * 2.9 + Math.floor(at / 2) * size * leading;
        draw(left, baseline - size * 0.35, size * 2.1);
        fitted(pen, left + size * 2.7, baseline, name, width / 2 - size * 2.9, { size, colour: ink });
      }
    },
  };
}

/** Text under a heading. */
export function textCard(place: LegendPlace, title: string, texts: readonly string[], note = '', most = 8): Card {
  const { pen, width, size } = place;
  const lines = texts.flatMap((text) => wrapped(pen, text, width, size * 0.92, 'regular', most));
  return {
    height: size * (2.2 + lines.length * 1.32),
    draw(x, y) {
      heading(place, x, y, title, note);
      paragraph(pen, x, y + size * 2.75, lines, { size: size * 0.92, colour: ink }, 1.4);
    },
  };
}
