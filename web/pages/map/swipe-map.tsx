// Before and after: a second map over the first, of an earlier day, cut off at a line that can be dragged or moved by keys.
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fillOf } from '#domain/drawing/fill.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import { freedOnDay } from '#domain/ledger/freed-timeline.ts';
import { dayNumber } from '#domain/ledger/ledger-lines.ts';
import type { IsoDate } from '#domain/period.ts';
import { day as dayText } from '../../format.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import type { MapHandle } from '../../map/map-handle.ts';
import { packStates } from '../../map/parcel-states.ts';
import { watched } from '../../state/hover.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Themed } from '../../ui/themed.tsx';
import type { Figures } from './figures.ts';
import { useMapDrawing } from './map-drawing.ts';

interface SwipeMapProps {
  readonly figures: Figures;
  readonly main: MapHandle;
  readonly before: string;
  readonly bounds: Bounds;
}

/** Nobody points at the earlier map: the one below answers. */
const nothingHovered = watched<number | null>(null);
const noPadding = { top: 0, right: 0, bottom: 0, left: 0 };
const nothing = (): void => undefined;

/** The figures of the earlier day: the same columns, filter and classes, with that day's freed land. */
function useFiguresBefore(figures: Figures, before: string): Figures {
  return useMemo(() => {
    const { timeline, base, shown } = figures;
    if (!timeline) return figures;
    const { freed, kind, pieced } = freedOnDay(timeline, base.size, dayNumber(before as IsoDate));
    const year = { ...figures.year, freed };
    const fill =
      shown.fill === 'freed'
        ? fillOf({ metric: 'freed', base, year, before: null, policyClasses: [], thresholds: [], breaks: undefined, difference: null })
        : figures.fill;
    return { ...figures, year, fill, freedKinds: kind, pieced, day: before };
  }, [figures, before]);
}

export function SwipeMap({ figures, main, before, bounds }: SwipeMapProps) {
  const { t, i18n } = useTranslation();
  const { change } = useViewState();
  const [share, setShare] = useState(50);
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const earlier = useFiguresBefore(figures, before);
  const drawing = useMapDrawing(figures, earlier);
  const states = useMemo(
    () => packStates(earlier.fill.codes, earlier.year, earlier.kept, earlier.marked, { kinds: earlier.freedKinds, pieced: earlier.pieced }),
    [earlier],
  );
  useEffect(() => {
    if (!handle) return undefined;
    handle.jumpTo(main.camera());
    return main.onMove((camera) => handle.jumpTo(camera));
  }, [handle, main]);
  return (
    <>
      <div className="swipe-map" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }} aria-hidden="true">
        <MapCanvas
          label={t('map.swipe.before')}
          style={drawing.style}
          states={states}
          placeStates={drawing.placeStates}
          scene={null}
          hovered={nothingHovered}
          camera={main.camera()}
          bounds={bounds}
          padding={noPadding}
          tooltip={() => null}
          onPick={nothing}
          onCamera={nothing}
          onReady={setHandle}
          onPainted={nothing}
          onFault={nothing}
          onOutdated={nothing}
        />
      </div>
      <Themed>
        <div className="swipe-line" style={{ left: `${share}%` }} aria-hidden="true" />
        <input
          type="range"
          className="swipe-range"
          min={0}
          max={100}
          value={share}
          aria-label={t('map.swipe.label')}
          aria-valuetext={t('map.swipe.share', { value: share })}
          onChange={(event) => setShare(Number(event.target.value))}
        />
        <div className="swipe-days">
          <span className="panel" style={{ right: `calc(${100 - share}% + 12px)` }}>
            {t('map.swipe.before')}
            <DatePicker
              size="small"
              allowClear={false}
              aria-label={t('map.swipe.beforeDay')}
              value={dayjs(before)}
              maxDate={dayjs(figures.day)}
              onChange={(value) => value && change({ beforeDay: value.format('YYYY-MM-DD') }, { replace: true })}
            />
          </span>
          <span className="panel" style={{ left: `calc(${share}% + 12px)` }}>
            {t('map.swipe.after')} <b>{dayText(figures.day, i18n.language)}</b>
          </span>
        </div>
      </Themed>
    </>
  );
}
