// The panels over the map, fetched apart from it: filters, legend, headline, selection, table, dossier.
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DrawPad, type DrawTool } from '../../map/draw-pad.tsx';
import { ringOf } from '../../map/lasso.ts';
import type { MapHandle, Padding, ScreenPoint } from '../../map/map-handle.ts';
import { withPart } from '../../state/filter-change.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Themed } from '../../ui/themed.tsx';
import { SimulationMark } from '../../ui/simulation-mark.tsx';
import { Loading } from '../../ui/trouble.tsx';
import type { Figures } from './figures.ts';
import { DifferenceCard } from './difference-card.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { HeadlineCard } from './headline-card.tsx';
import { LegendPanel } from './legend-panel.tsx';
import { MapTools } from './map-tools.tsx';
import { MetricPanel } from './metric-panel.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { YearPanel } from './year-panel.tsx';
import './map-panels.css';

const PrintDialog = lazy(async () => ({ default: (await import('./print/print-dialog.tsx')).PrintDialog }));
const Dossier = lazy(async () => ({ default: (await import('./dossier.tsx')).Dossier }));
const ParcelTable = lazy(async () => ({ default: (await import('./parcel-table.tsx')).ParcelTable }));

/** Names in the view's `layers` for panels that a link should bring back. */
const tableOverlay = 'table';
const foldedOverlay = 'folded';
const replayOverlay = 'replay';
const printOverlay = 'print';

/** Where a comparison starts: the county's day a year ago, or the start of the policy if that is later. */
function startDay({ shown, policy }: Figures): string {
  const yearAgo = `${Number(shown.asOf.slice(0, 4)) - 1}${shown.asOf.slice(4).replace('-02-29', '-02-28')}`;
  return policy && policy.countingStart > yearAgo ? policy.countingStart : yearAgo;
}

export interface MapPanelsProps {
  readonly figures: Figures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
  readonly ringAt: (points: readonly ScreenPoint[]) => [number, number][];
}

export function MapPanels({ figures, handle, padding, ringAt }: MapPanelsProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const [tool, setTool] = useState<DrawTool | null>(null);
  const { view, county } = figures;
  const layers = view.layers ?? [];
  const tableShown = layers.includes(tableOverlay);
  const folded = layers.includes(foldedOverlay);
  const replayShown = layers.includes(replayOverlay);
  const swiped = view.beforeDay !== undefined;
  const swipe = (): void =>
    change(swiped ? { beforeDay: undefined, beforeYear: undefined, beforePolicy: undefined } : { beforeDay: startDay(figures) }, {
      replace: true,
    });
  const toggle = (name: string): void => {
    const next = layers.includes(name) ? layers.filter((one) => one !== name) : [...layers, name];
    change({ layers: next.length > 0 ? next : undefined }, { replace: true });
  };
  const home = (): void => {
    if (county.bounds) handle?.fit(county.bounds, padding);
  };
  const drawn = (points: readonly ScreenPoint[]): void => {
    const ring = ringOf(ringAt(points));
    if (ring) change({ filter: withPart(view.filter, 'within', [ring]) });
    setTool(null);
  };
  useShortcuts({
    t: () => toggle(tableOverlay),
    f: () => toggle(foldedOverlay),
    l: () => setTool('lasso'),
    b: () => setTool('box'),
    h: home,
    r: () => toggle(replayOverlay),
    p: () => toggle(printOverlay),
    s: swipe,
    '+': () => handle?.zoomBy(1),
    '=': () => handle?.zoomBy(1),
    '-': () => handle?.zoomBy(-1),
    escape: tool ? undefined : () => (view.open === undefined ? tableShown && toggle(tableOverlay) : change({ open: undefined })),
  });
  return (
    <Themed>
      {tool && <DrawPad tool={tool} label={t('map.tools.drawing')} onDrawn={drawn} onCancel={() => setTool(null)} />}
      {figures.difference?.kind === 'scenario' && <SimulationMark />}
      <div className="map-overlay">
        <div className="map-left">
          <section className="panel map-panel filters" aria-label={t('map.filter.title')}>
            <FilterPanel figures={figures} folded={folded} onFold={() => toggle(foldedOverlay)} />
            {!folded && (
              <>
                <MetricPanel figures={figures} />
                <YearPanel figures={figures} />
              </>
            )}
          </section>
          <LegendPanel figures={figures} />
        </div>
        <div className="map-centre">
          {figures.difference ? <DifferenceCard difference={figures.difference} /> : <HeadlineCard figures={figures} />}
          <div className="map-foot">
            {tableShown && (
              <Suspense
                fallback={
                  <div className="panel table-panel">
                    <Loading lines={6} />
                  </div>
                }
              >
                <ParcelTable figures={figures} handle={handle} padding={padding} onClose={() => toggle(tableOverlay)} />
              </Suspense>
            )}
            {replayShown && <ReplayPanel figures={figures} onClose={() => toggle(replayOverlay)} />}
            <SelectionBar
              figures={figures}
              tableShown={tableShown}
              onTable={() => toggle(tableOverlay)}
              onPrint={() => toggle(printOverlay)}
            />
          </div>
        </div>
        <div className="map-edge">
          <MapTools
            figures={figures}
            handle={handle}
            tool={tool}
            onTool={setTool}
            onHome={home}
            replayShown={replayShown}
            onReplay={() => toggle(replayOverlay)}
            swiped={swiped}
            onSwipe={swipe}
          />
        </div>
        {view.open !== undefined && (
          <Suspense
            fallback={
              <aside className="panel dossier">
                <Loading lines={10} />
              </aside>
            }
          >
            <Dossier key={view.open} code={view.open} figures={figures} handle={handle} padding={padding} />
          </Suspense>
        )}
      </div>
      {layers.includes(printOverlay) && (
        <Suspense fallback={null}>
          <PrintDialog figures={figures} handle={handle} padding={padding} onClose={() => toggle(printOverlay)} />
        </Suspense>
      )}
      {tool && <p className="draw-hint panel">{t('map.tools.drawing')}</p>}
    </Themed>
  );
}
