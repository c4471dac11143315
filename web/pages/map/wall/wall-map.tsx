// The wall's map: the county in the dark, freed land as large dots, parcels with their ticks closer by. Made once, never taken down between scenes.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fillOf } from '#domain/drawing/fill.ts';
import { freedColours } from '#domain/drawing/palette.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import { darkened } from '../../../map/dark-style.ts';
import { MapCanvas } from '../../../map/map-canvas.tsx';
import { watched } from '../../../state/hover.ts';
import { useMapDrawing } from '../map-drawing.ts';
import type { Figures, FiguresState } from '../figures.ts';

const nothingHovered = watched<number | null>(null);
const nothing = (): void => undefined;
const wholeProvince: Bounds = [118, 27, 123, 31.2];

/** The same figures, filled by freed state and without what somebody happened to have selected. */
function freedOnly(figures: Figures | null): Figures | null {
  if (!figures) return null;
  const { base, year } = figures;
  const fill = fillOf({
    metric: 'freed',
    base,
    year,
    before: null,
    policyClasses: [],
    thresholds: [],
    breaks: undefined,
    difference: null,
  });
  const kept = new Uint8Array(base.size).fill(1);
  // Verdict outlines would compete with the freed land.
  return {
    ...figures,
    year: { ...year, classes: [], verdict: new Uint8Array(base.size), idle: new Uint8Array(base.size) },
    fill,
    kept,
    marked: new Set(),
  };
}

export function WallMap({ state, scale }: { state: FiguresState; scale: number }) {
  const { t } = useTranslation();
  const { facts, renew } = state;
  const [ready, setReady] = useState(false);
  const figures = useMemo(() => freedOnly(state.figures), [state.figures]);
  const plain = useMemo(() => facts && { ...facts, view: { county: facts.county.code } }, [facts]);
  const drawing = useMapDrawing(plain, figures);
  const style = useMemo(() => darkened(drawing.style), [drawing.style]);
  const scene = useMemo(
    () => drawing.scene && { ...drawing.scene, halo: null, columns: null, dotRadius: 9 * scale },
    [drawing.scene, scale],
  );
  if (!facts) return null;
  return (
    <div className="wall-map" data-ready={ready}>
      <MapCanvas
        key={`${facts.county.code} ${facts.county.version}`}
        label={t('map.canvas')}
        style={style}
        states={drawing.states}
        placeStates={drawing.placeStates}
        scene={scene}
        hovered={nothingHovered}
        camera={undefined}
        bounds={facts.county.bounds ?? wholeProvince}
        padding={{ top: 40, bottom: 40, left: 40, right: 40 }}
        tooltip={() => null}
        onPick={nothing}
        onCamera={nothing}
        onReady={() => setReady(true)}
        onPainted={nothing}
        onFault={nothing}
        onOutdated={renew}
      />
      <ul className="wall-legend">
        {(['verified', 'declared'] as const).map((stage) => (
          <li key={stage}>
            <span style={{ background: freedColours[stage] }} aria-hidden="true" />
            {t(stage === 'verified' ? 'map.legend.freedVerified' : 'map.legend.freedDeclared')}
          </li>
        ))}
      </ul>
    </div>
  );
}
