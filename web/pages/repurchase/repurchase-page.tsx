// 收储选地: which plots to buy back. The map with candidates and what is chosen, panels floating over it: goal, list, sums, plans, money.
import { lazy, Suspense, useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bounds } from '#domain/land/geometry.ts';
import { MapCanvas, type Hit, type MapFault } from '../../map/map-canvas.tsx';
import { boundsOf } from '../../map/column-bounds.ts';
import type { MapHandle } from '../../map/map-handle.ts';
import { lockedAs, useChoice } from '../../state/choice.ts';
import { hoveredParcel } from '../../state/hover.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Themed } from '../../ui/themed.tsx';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { useChoiceDrawing } from './choice-drawing.ts';
import { useChoiceFigures } from './choice-figures.ts';
import { useCompared } from './compared-plans.ts';
import { OfferCard } from './offer-card.tsx';
import { useSolving } from './solving.ts';
import './repurchase-page.css';

const ChoicePanels = lazy(async () => ({ default: (await import('./choice-panels.tsx')).ChoicePanels }));
const wholeProvince: Bounds = [118, 27, 123, 31.2];

export function RepurchasePage() {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choice, choose } = useChoice();
  const solving = useSolving();
  const state = useChoiceFigures(solving.set?.parcels ?? null);
  const { facts, figures } = state;
  const compared = useCompared(facts?.county, choice.compare);
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const [mapFault, setMapFault] = useState<{ what: MapFault; reason: string } | null>(null);
  // The map shows the state of the record that the figures are of: places in the columns are places on the map.
  const mapped = figures?.county ?? facts?.county;
  const drawing = useChoiceDrawing(mapped, figures, compared);
  const padding = useMemo(() => ({ top: 24, bottom: choice.folded ? 96 : 380, left: 352, right: 480 }), [choice.folded]);

  const cameraSet = facts?.view.camera !== undefined;
  const ready = figures !== null;
  const fit = useEffectEvent(() => {
    if (!handle || !figures) return;
    const { base, byCode, chosen, kept } = figures;
    const sought = figures.view.open === undefined ? [...chosen] : [figures.view.open];
    const chosenPlaces = new Set(sought.flatMap((code) => byCode.get(code)?.index ?? []));
    const box =
      (chosenPlaces.size > 0 ? boundsOf(base.bounds, base.size, (index) => chosenPlaces.has(index)) : null) ??
      boundsOf(base.bounds, base.size, (index) => kept[index] === 1);
    handle.fit(box ?? figures.county.bounds ?? wholeProvince, padding);
  });
  useEffect(() => {
    if (handle && ready && !cameraSet) fit();
  }, [handle, ready, cameraSet]);

  const pick = useCallback(
    (hit: Hit | null, additive: boolean) => {
      if (!figures || hit?.kind !== 'parcel') return;
      const code = figures.base.codes[hit.index]!;
      const offer = figures.byCode.get(code);
      if (!additive || !offer) change({ open: code });
      else if (offer.excluded === null) choose(lockedAs(choice, [code], offer.lock === 'in' ? 'free' : 'in'));
    },
    [figures, change, choose, choice],
  );
  const tooltip = useCallback(
    (hit: Hit) => figures && hit.kind === 'parcel' && <OfferCard index={hit.index} figures={figures} />,
    [figures],
  );

  if (!facts || !mapped) return null;
  return (
    <div className="buy-page">
      <h1 className="visually-hidden">{t('repurchase.title')}</h1>
      <MapCanvas
        key={`${mapped.code} ${mapped.version}`}
        label={t('repurchase.canvas')}
        style={drawing.style}
        states={drawing.states}
        placeStates={drawing.placeStates}
        scene={drawing.scene}
        hovered={hoveredParcel}
        camera={facts.view.camera}
        bounds={facts.county.bounds ?? wholeProvince}
        padding={padding}
        tooltip={tooltip}
        onPick={pick}
        onCamera={(camera) => change({ camera }, { replace: true })}
        onReady={setHandle}
        onPainted={() => undefined}
        onOutdated={state.retry}
        onFault={(what, reason) => setMapFault({ what, reason })}
      />
      {facts.county.parcels === 0 && (
        <div className="buy-notice panel">
          <Nothing>{t('frame.state.noParcels')}</Nothing>
        </div>
      )}
      {mapFault !== null && (
        <div className="buy-notice panel">
          <Failed title={t(`frame.mapFault.${mapFault.what}`)} detail={t('frame.state.mapFailed', { reason: mapFault.reason })} />
        </div>
      )}
      {state.fault !== null && (
        <div className="buy-notice panel">
          <Failed detail={problemText(t, state.fault)} onRetry={state.retry} />
        </div>
      )}
      {figures ? (
        <Suspense fallback={<PanelsPlace />}>
          <Themed>
            <ChoicePanels figures={figures} handle={handle} padding={padding} solving={solving} />
          </Themed>
        </Suspense>
      ) : (
        state.fault === null && facts.county.parcels > 0 && <PanelsPlace />
      )}
    </div>
  );
}

function PanelsPlace() {
  const { t } = useTranslation();
  return (
    <div className="buy-overlay">
      <section className="panel buy-panel">
        <Loading lines={10} label={t('repurchase.loading')} />
      </section>
    </div>
  );
}
