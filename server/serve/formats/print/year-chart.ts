// The tax per mu of a parcel by year, as bars against the policy's thresholds; a year without data is hatched, never a bar of no height.
import { ratioColours, ratioEdges } from '#domain/drawing/breaks.ts';
import { placeOfRatio } from '#domain/drawing/fill.ts';
import { ink, muted, rule, seal } from '#domain/drawing/palette.ts';
import type { Rect } from '#domain/print/paper.ts';
import { decimalText, type Decimal } from '#domain/units.ts';
import type { ParcelSheet } from '../../../atlas/print/parcel-sheet.ts';
import type { Pen } from './pen.ts';
import { drawSwatch } from './swatch.ts';
import { perMuText } from './words.ts';

export function drawYearChart(pen: Pen, rect: Rect, years: ParcelSheet['dossier']['years'], thresholds: readonly Decimal[]): void {
  const [left, bottom, top] = [rect.x + 4, rect.y + rect.height - 12, rect.y + 12];
  const width = rect.width - 26;
  const known = years.flatMap(({ taxPerMuWan }) => (taxPerMuWan === null ? [] : [taxPerMuWan]));
  const highest = Math.max(1e-6, ...known, ...thresholds.map(({ approx }) => approx)) * 1.08;
  const lowest = Math.min(0, ...known);
  const y = (value: number): number => bottom - ((value - lowest) / (highest - lowest)) * (bottom - top);
  const edges = ratioEdges(undefined, thresholds);
  const colours = ratioColours(edges, thresholds);
  const step = width / Math.max(1, years.length);
  const values: [number, number, string][] = [];
  for (const [at, { year, taxPerMuWan, numerator, denominator }] of years.entries()) {
    const bar = { x: left + at * step + step * 0.2, width: step * 0.6 };
    const middle = bar.x + bar.width / 2;
    pen.text(middle, rect.y + rect.height - 2, String(year), { size: 6.8, colour: muted, align: 'centre' });
    const place = numerator === null || denominator === null ? null : placeOfRatio(numerator, denominator, edges);
    if (taxPerMuWan === null || place === null) {
      drawSwatch(pen, { ...bar, y: y(0) - 13, height: 13 }, { colour: '#e5e7eb', hatches: ['no-data'] });
      pen.text(middle, y(0) - 15.5, '无数据', { size: 5.8, colour: muted, align: 'centre' });
      continue;
    }
    const [from, to] = [Math.min(y(0), y(taxPerMuWan)), Math.max(y(0), y(taxPerMuWan))];
    drawSwatch(pen, { ...bar, y: from, height: Math.max(0.4, to - from) }, { colour: colours[place]! });
    values.push([middle, from - 2.5, perMuText(numerator, denominator, thresholds)]);
  }
  pen.stroke(rule, 0.6);
  pen.line([left, y(0), left + width, y(0)]);
  for (const threshold of thresholds) {
    pen.stroke(seal, 0.7);
    pen.raw('[3 2] 0 d');
    pen.line([left, y(threshold.approx), left + width, y(threshold.approx)]);
    pen.raw('[] 0 d');
    pen.text(left + width + 3, y(threshold.approx) + 2.4, decimalText(threshold), { size: 6.8, weight: 'medium', colour: seal });
  }
  // Last, so that no line runs through a figure.
  for (const [x, baseline, text] of values)
    pen.text(x, baseline, text, { size: 6.6, weight: 'medium', colour: ink, align: 'centre', halo: 2.4 });
}
