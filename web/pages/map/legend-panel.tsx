// The legend: the fill with its choice, classes with counts, and samples of the lines and hatches that mark states.
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { landMetricKinds } from '#domain/ledger/entry.ts';
import { fillMetrics } from '#domain/view.ts';
import { count } from '../../format.ts';
import type { FillClass } from '#domain/drawing/fill.ts';
import { kindMarks } from '#domain/drawing/kind-marks.ts';
import { muted, plain } from '#domain/drawing/palette.ts';
import { formerOn } from '../../map/freed-pieces.ts';
import { patternUrl } from '../../map/patterns.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Swatch, type OutlineStyle } from '../../ui/swatch.tsx';
import type { Figures } from './figures.ts';

interface Row {
  readonly key: string;
  readonly label: string;
  readonly parcels: number;
  readonly colour?: string;
  readonly hatch?: string | undefined;
  readonly outline?: { style: OutlineStyle; colour: string };
  readonly edge?: number;
}

/** Parcels per value of a column among those that the filter keeps. */
function tally(column: Uint8Array, kept: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [index, value] of column.entries()) if (kept[index]) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function useClassLabel(): (one: FillClass) => string {
  const { t } = useTranslation();
  return ({ label }) => ('text' in label ? label.text : t(`map.legend.${label.word}`));
}

function Rows({ rows, columns = 1 }: { rows: readonly Row[]; columns?: number }) {
  return (
    <ul className="legend-rows" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {rows.map((row) => (
        <li key={row.key} title={row.label}>
          <Swatch
            {...(row.colour ? { colour: row.colour } : {})}
            hatch={row.hatch}
            outline={row.outline}
            {...(row.edge ? { edge: row.edge } : {})}
          />
          <span className="legend-label">{row.label}</span>
          <span className="note">{count(row.parcels)}</span>
        </li>
      ))}
    </ul>
  );
}

export function LegendPanel({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { fill, kept, year, policy, shown } = figures;
  const labelOf = useClassLabel();
  const byFill = useMemo(() => tally(fill.codes, kept), [fill, kept]);
  const byVerdict = useMemo(() => tally(year.verdict, kept), [year, kept]);
  const byIdle = useMemo(() => tally(year.idle, kept), [year, kept]);
  const byFreed = useMemo(() => tally(year.freed, kept), [year, kept]);

  // Of an earlier day: parcels that have become others since.
  const former = useMemo(() => (figures.timeline ? formerOn(figures.timeline, figures.day).length : 0), [figures.timeline, figures.day]);

  const classRows = fill.classes.map((one, code): Row => {
    const hatch = one.hatch ? patternUrl('no-data') : undefined;
    return { key: String(code), label: labelOf(one), parcels: byFill.get(code) ?? 0, colour: one.colour, hatch };
  });
  const verdictRows = year.classes.map((name, place): Row => {
    const style = policy?.classes.find((one) => one.name === name);
    return {
      key: name,
      label: name,
      parcels: byVerdict.get(place + 1) ?? 0,
      outline: { style: style?.style ?? 'solid', colour: style?.colour ?? '' },
    };
  });
  const byKind = useMemo(
    () => (figures.freedKinds ? tally(figures.freedKinds, kept) : new Map<number, number>()),
    [figures.freedKinds, kept],
  );
  const kindRows = landMetricKinds.flatMap((kind, place): Row[] => {
    const mark = kindMarks[kind];
    const parcels = byKind.get(place + 1) ?? 0;
    return parcels > 0
      ? [
          {
            key: `k${kind}`,
            label: t('map.legend.freedKind', { kind: t(`map.kinds.${kind}`) }),
            parcels,
            hatch: patternUrl(mark ?? 'freed-verified'),
          },
        ]
      : [];
  });
  const stateRows: Row[] = [
    { key: 'i1', label: t('map.legend.idleSuspected'), parcels: byIdle.get(1) ?? 0, hatch: patternUrl('idle-suspected') },
    { key: 'i2', label: t('map.legend.idleDecided'), parcels: byIdle.get(2) ?? 0, hatch: patternUrl('idle-decided') },
    { key: 'f1', label: t('map.legend.freedDeclared'), parcels: byFreed.get(1) ?? 0, hatch: patternUrl('freed-declared'), edge: 1.4 },
    { key: 'f2', label: t('map.legend.freedVerified'), parcels: byFreed.get(2) ?? 0, hatch: patternUrl('freed-verified'), edge: 2.6 },
    ...kindRows,
    { key: 'former', label: t('map.legend.former'), parcels: former, colour: plain, outline: { style: 'dash' as const, colour: muted } },
  ].filter((row) => row.parcels > 0);
  const unit = shown.fill === 'taxPerMu' || shown.fill === 'change' || shown.fill === 'area' ? t(`map.fill.unit.${shown.fill}`) : null;

  return (
    <section className="panel map-panel legend-panel" aria-label={t('map.legend.title')}>
      <div className="panel-title">
        <h2>{t('map.legend.title')}</h2>
        <Select
          size="small"
          variant="filled"
          aria-label={t('map.fill.title')}
          value={shown.fill}
          options={fillMetrics
            .filter((metric) => metric !== 'difference' || figures.difference !== null)
            .map((metric) => ({ value: metric, label: t(`map.fill.${metric}`) }))}
          onChange={(metric) => change({ fill: metric === 'taxPerMu' ? undefined : metric })}
        />
      </div>
      {unit && <p className="note">{unit}</p>}
      {shown.fill === 'change' && shown.baseYear !== null && (
        <p className="legend-years note">
          <Select
            size="small"
            aria-label={t('map.fill.from')}
            value={shown.baseYear}
            options={shown.years.filter((year) => year < shown.year).map((year) => ({ value: year, label: String(year) }))}
            onChange={(year) => change({ baseYear: year })}
          />
          → {shown.year}
        </p>
      )}
      <Rows rows={classRows} />
      {shown.fill !== 'taxPerMu' && <p className="note">{t('map.legend.blocks')}</p>}
      {verdictRows.length > 0 && (
        <>
          <p className="note legend-part">{t('map.legend.proposed')}</p>
          <Rows rows={verdictRows} />
        </>
      )}
      {stateRows.length > 0 && (
        <div className="legend-part">
          <Rows rows={stateRows} />
        </div>
      )}
    </section>
  );
}
