// 一地一档: everything known of one parcel, opened by a click, a search or a row of the list.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalText } from '#domain/units.ts';
import type { DossierReply } from '../../api/dossier-reply.ts';
import { dossierQuery } from '../../api/queries.ts';
import { perMu } from '../../format.ts';
import { ratioColours, ratioEdges } from '#domain/drawing/breaks.ts';
import { placeOfRatio } from '#domain/drawing/fill.ts';
import type { MapHandle, Padding } from '../../map/map-handle.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { noData } from '../../ui/tokens.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { boundsOf } from '../../map/column-bounds.ts';
import { DossierEvaluation } from './dossier-evaluation.tsx';
import { DossierHead } from './dossier-head.tsx';
import { Idleness, LedgerRows, Occupants, Register, Sources } from './dossier-parts.tsx';
import type { Figures } from './figures.ts';
import { VerdictCards } from './verdict-cards.tsx';
import './dossier.css';

const RatioSeries = lazy(async () => ({ default: (await import('../../charts/ratio-series.tsx')).RatioSeries }));

/** Colour of a year's value on the map's own ramp. */
function useColourOf(figures: Figures): (tax: number | null, area: number | null) => string {
  const edges = ratioEdges(figures.view.breaks, figures.thresholds);
  const colours = ratioColours(edges, figures.thresholds);
  return (tax, area) => {
    const place = tax === null || area === null ? null : placeOfRatio(tax, area, edges);
    return place === null ? noData : colours[place]!;
  };
}

function Series({ dossier, figures }: { dossier: DossierReply; figures: Figures }) {
  const { t } = useTranslation();
  const colourOf = useColourOf(figures);
  const { thresholds, shown } = figures;
  const points = dossier.years.map((one) => ({
    year: one.year,
    value: one.taxPerMuWan,
    text: perMu(one.numerator, one.denominator, thresholds),
    colour: colourOf(one.numerator, one.denominator),
  }));
  const known = points.some((point) => point.value !== null);
  return (
    <section className="dossier-part">
      <div className="panel-title">
        <h3>{t('dossier.series')}</h3>
        <span className="note">{t('dossier.unit')}</span>
      </div>
      {known ? (
        <Suspense fallback={<div className="skeleton series-place" />}>
          <RatioSeries
            points={points}
            thresholds={thresholds.map((one) => ({ value: one.approx, text: decimalText(one) }))}
            chosen={shown.year}
            label={points.map((point) => `${point.year} ${point.text}`).join('，')}
          />
        </Suspense>
      ) : (
        <Nothing>{t('dossier.seriesNone')}</Nothing>
      )}
    </section>
  );
}

function Body({ dossier, figures }: { dossier: DossierReply; figures: Figures }) {
  const { t } = useTranslation();
  const colourOf = useColourOf(figures);
  const chosen = dossier.years.find((one) => one.year === figures.shown.year);
  return (
    <>
      <DossierHead
        dossier={dossier}
        year={figures.shown.year}
        thresholds={figures.thresholds}
        colour={colourOf(chosen?.numerator ?? null, chosen?.denominator ?? null)}
      />
      <Series dossier={dossier} figures={figures} />
      {dossier.verdict ? (
        <VerdictCards dossier={dossier} verdict={dossier.verdict} policy={figures.policy} />
      ) : (
        <Nothing>{t('dossier.noPolicyYet')}</Nothing>
      )}
      <Occupants dossier={dossier} />
      <DossierEvaluation of={{ county: figures.shown.county, year: figures.shown.year, version: dossier.version }} parcel={dossier.code} />
      <Idleness dossier={dossier} />
      <LedgerRows dossier={dossier} />
      <Register dossier={dossier} />
      <Sources dossier={dossier} />
    </>
  );
}

interface DossierProps {
  readonly code: string;
  readonly figures: Figures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
}

export function Dossier({ code, figures, handle, padding }: DossierProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const title = useRef<HTMLHeadingElement>(null);
  const asOf = figures.shown.asOf === figures.county.asOf ? null : figures.shown.asOf;
  const query = useQuery(dossierQuery(code, figures.shown.policy, figures.shown.year, asOf));
  const { base, indexOf } = figures;
  const index = indexOf.get(code);
  const name = query.data?.name ?? (index === undefined ? '' : base.names[index]!);
  const place = query.data ? [query.data.townshipName, query.data.blockName].filter(Boolean).join(' ') : '';
  // Who opened it by key goes on reading here.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const locate = (): void => {
    const bounds = index === undefined ? null : boundsOf(base.bounds, base.size, (one) => one === index);
    if (bounds) handle?.fit(bounds, padding);
  };
  return (
    <aside className="panel dossier" aria-label={t('dossier.title')}>
      <header className="dossier-title">
        <div>
          <h2 ref={title} tabIndex={-1}>
            {name || code}
          </h2>
          <p className="note">
            {t('dossier.parcel', { code })}
            {place && ` · ${place}`}
          </p>
        </div>
        <Button size="small" type="text" onClick={locate}>
          {t('dossier.locate')}
        </Button>
        <Button size="small" type="text" aria-label={t('dossier.close')} onClick={() => change({ open: undefined })}>
          ×
        </Button>
      </header>
      <div className="dossier-body">
        {query.isPending && <Loading lines={10} />}
        {query.isError && <Failed title={t('dossier.failed')} detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
        {query.data && <Body dossier={query.data} figures={figures} />}
      </div>
    </aside>
  );
}
