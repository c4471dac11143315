// The distribution of tax per mu with a brush under it: two handles choose a range that filters the map.
import { Slider } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { compileFilter } from '#domain/select.ts';
import { decimalText } from '#domain/units.ts';
import { Histogram, type Bar } from '../../charts/histogram.tsx';
import { count } from '../../format.ts';
import { edgeLabel, ratioColours, ratioEdges } from '#domain/drawing/breaks.ts';
import { placeOfRatio } from '#domain/drawing/fill.ts';
import { barEdges, classOfBar, positionsOfRange, rangeOfPositions } from '../../state/brush.ts';
import { withoutPart, withPart } from '../../state/filter-change.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { Figures } from './figures.ts';

function countBars(figures: Figures, inner: ReturnType<typeof barEdges>): { parcels: number[]; unknown: number } {
  const { base, year, filter } = figures;
  const keeps = compileFilter(withoutPart(filter, 'taxPerMu'), base, year);
  const parcels = Array.from({ length: inner.length + 1 }, () => 0);
  let unknown = 0;
  for (let index = 0; index < base.size; index += 1) {
    if (!keeps(index)) continue;
    const bar = placeOfRatio(year.tax[index]!, base.area[index]!, inner);
    if (bar === null) unknown += 1;
    else parcels[bar]! += 1;
  }
  return { parcels, unknown };
}

export function MetricPanel({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { thresholds, view, shown, policy } = figures;
  const edges = useMemo(() => ratioEdges(view.breaks, thresholds), [view.breaks, thresholds]);
  const cuts = useMemo(() => barEdges(edges), [edges]);
  const counted = useMemo(() => countBars(figures, cuts.slice(1, -1)), [figures, cuts]);
  const colours = ratioColours(edges, thresholds);
  const positions = positionsOfRange(cuts, figures.filter.taxPerMu);
  const bars = counted.parcels.map((parcels, place): Bar => {
    const range = edgeLabel(cuts.slice(1, -1), place);
    return {
      label: t('map.histogram.bar', { range, count: parcels }),
      parcels,
      colour: colours[classOfBar(place)]!,
      kept: place >= positions[0] && place < positions[1],
    };
  });
  const marks = Object.fromEntries(edges.map((edge, place) => [4 * (place + 1), decimalText(edge)]));
  return (
    <div className="metric-panel">
      <div className="panel-title">
        <h2>{t('map.histogram.title')}</h2>
        <span className="note">{t('map.histogram.unit', { year: shown.year })}</span>
      </div>
      <Histogram bars={bars} label={t('map.histogram.title')} />
      <Slider
        range
        min={0}
        max={cuts.length - 1}
        marks={marks}
        value={positions}
        tooltip={{ formatter: (place) => decimalText(cuts[place ?? 0]!) }}
        ariaLabelForHandle={[
          t('map.histogram.brushLabel', { end: t('map.histogram.low') }),
          t('map.histogram.brushLabel', { end: t('map.histogram.high') }),
        ]}
        onChange={([low = 0, high = 0]) =>
          change({ filter: withPart(view.filter, 'taxPerMu', rangeOfPositions(cuts, [low, high])) }, { replace: true })
        }
      />
      <p className="note">
        {policy && thresholds.length === 0 && t('map.histogram.neutral')}
        {thresholds.length > 0 && t('map.histogram.thresholds', { values: thresholds.map(decimalText).join('、') })}
        {counted.unknown > 0 && ` · ${t('map.histogram.noData', { parcels: count(counted.unknown) })}`}
      </p>
    </div>
  );
}
