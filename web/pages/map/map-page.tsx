// 工业地图: the map with its panels floating over it. The map comes first; the panels are fetched while it draws.
import { lazy, Suspense, useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bounds } from '#domain/land/geometry.ts';
import { allTexts } from '../../i18n/i18n.ts';
import { MapCanvas, type Hit, type MapFault } from '../../map/map-canvas.tsx';
import type { MapHandle, ScreenPoint } from '../../map/map-handle.ts';
import { afterFirstPaint, markFirstPaint } from '../../state/first-paint.ts';
import { hoveredParcel } from '../../state/hover.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { boundsToFit } from './bounds-to-fit.ts';
import { useFigures } from './figures.ts';
import { HoverCard } from './hover-card.tsx';
import { useMapDrawing } from './map-drawing.ts';
import './map-page.css';

const MapPanels = lazy(async () => {
  await afterFirstPaint();
  const [{ MapPanels: panels }] = await Promise.all([import('./map-panels.tsx'), allTexts()]);
  return { default: panels };
});
const SwipeMap = lazy(async () => ({ default: (await import('./swipe-map.tsx')).SwipeMap }));
const wholeProvince: Bounds = [118, 27, 123, 31.2];

function PanelsPlace() {
  return (
    <div className="map-overlay">
      <div className="map-left">
        <section className="panel map-panel">
          <Loading lines={8} />
        </section>
      </div>
    </div>
  );
}

export function MapPage() {
  const { t } = useTranslation();
  const { change } = useViewState();
  const state = useFigures();
  const { facts, figures } = state;
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const [mapFault, setMapFault] = useState<{ what: MapFault; reason: string } | null>(null);
  const drawing = useMapDrawing(facts, figures);

  const dossierShown = facts?.view.open !== undefined;
  const tableShown = facts?.view.layers?.includes('table') ?? false;
  const padding = useMemo(
    () => ({ top: 24, bottom: tableShown ? 400 : 96, left: 336, right: dossierShown ? 500 : 88 }),
    [tableShown, dossierShown],
  );
  // A view without a camera means: show what it speaks of.
  const cameraSet = facts?.view.camera !== undefined;
  const fit = useEffectEvent(() => {
    if (handle && facts && figures) handle.fit(boundsToFit(figures) ?? facts.county.bounds ?? wholeProvince, padding);
  });
  const figuresReady = figures !== null;
  useEffect(() => {
    if (handle && figuresReady && !cameraSet) fit();
  }, [handle, figuresReady, cameraSet]);

  const pick = useCallback(
    (hit: Hit | null, additive: boolean) => {
      if (!figures) return;
      if (hit?.kind === 'parcel') {
        const code = figures.base.codes[hit.index]!;
        const chosen = figures.view.selection ?? [];
        const toggled = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];
        change(additive ? { selection: toggled.length > 0 ? toggled : undefined } : { open: code });
      } else if (hit && hit.kind !== 'entry') {
        const bounds = boundsToFit(figures, hit);
        if (bounds) handle?.fit(bounds, padding);
      }
    },
    [figures, change, handle, padding],
  );
  const tooltip = useCallback((hit: Hit) => figures && hit.kind !== 'entry' && <HoverCard hit={hit} figures={figures} />, [figures]);
  const ringAt = useCallback((points: readonly ScreenPoint[]) => handle?.places(points) ?? [], [handle]);

  if (!facts) return null;
  return (
    <div className="map-page">
      <h1 className="visually-hidden">{t('map.title')}</h1>
      <MapCanvas
        key={`${facts.county.code} ${facts.county.version}`}
        label={t('map.canvas')}
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
        onPainted={markFirstPaint}
        onOutdated={state.renew}
        onFault={(what, reason) => setMapFault({ what, reason })}
      />
      {facts.view.beforeDay !== undefined && figures && handle && (
        <Suspense fallback={null}>
          <SwipeMap figures={figures} main={handle} before={facts.view.beforeDay} bounds={facts.county.bounds ?? wholeProvince} />
        </Suspense>
      )}
      {facts.county.parcels === 0 && (
        <div className="map-notice panel">
          <Nothing>{t('frame.state.noParcels')}</Nothing>
        </div>
      )}
      {mapFault !== null && (
        <div className={mapFault.what === 'map' ? 'map-notice panel' : 'map-notice aside panel'}>
          <Failed
            title={t(`frame.mapFault.${mapFault.what}`)}
            detail={t('frame.state.mapFailed', { reason: mapFault.reason })}
            onRetry={
              mapFault.what === 'tiles'
                ? () => {
                    setMapFault(null);
                    handle?.refresh();
                  }
                : undefined
            }
          />
        </div>
      )}
      {state.fault !== null && (
        <div className="map-notice panel">
          <Failed detail={problemText(t, state.fault)} onRetry={state.retry} />
        </div>
      )}
      {figures ? (
        <Suspense fallback={<PanelsPlace />}>
          <MapPanels figures={figures} handle={handle} padding={padding} ringAt={ringAt} />
        </Suspense>
      ) : (
        state.fault === null && facts.county.parcels > 0 && <PanelsPlace />
      )}
    </div>
  );
}
