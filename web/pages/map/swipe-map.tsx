// Before and after: a second map over the first, of another day, year or policy, cut off at a line that can be dragged or moved by keys.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bounds } from '#domain/land/geometry.ts';
import { MapCanvas } from '../../map/map-canvas.tsx';
import type { MapHandle } from '../../map/map-handle.ts';
import { packStates } from '../../map/parcel-states.ts';
import { watched } from '../../state/hover.ts';
import { Themed } from '../../ui/themed.tsx';
import type { Figures } from './figures.ts';
import { useFiguresBefore } from './figures-before.ts';
import { useMapDrawing } from './map-drawing.ts';
import { SwipeSides } from './swipe-sides.tsx';

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

export function SwipeMap({ figures, main, before, bounds }: SwipeMapProps) {
  const { t } = useTranslation();
  const [share, setShare] = useState(50);
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const earlier = useFiguresBefore(figures, before);
  // Until the other year or policy is here, the left shows what the right does.
  const left = earlier.figures ?? figures;
  const drawing = useMapDrawing(left, left);
  const states = useMemo(
    () => packStates(left.fill.codes, left.year, left.kept, left.marked, { kinds: left.freedKinds, pieced: left.pieced }),
    [left],
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
        <SwipeSides figures={figures} before={earlier} day={before} share={share} />
      </Themed>
    </>
  );
}
