// The map of a what-if or a comparison beside its list: who enters, leaves, changes class and stays, each in its colour; a click opens the parcel.
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import { differenceColours } from '#domain/drawing/palette.ts';
import { differenceWords } from '#domain/drawing/fill.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import { encodeView } from '#domain/view-codec.ts';
import type { ChangeSide, ClassChanges } from '../../api/policy-replies.ts';
import { count, mu } from '../../format.ts';
import { boundsOf } from '../../map/column-bounds.ts';
import { MapCanvas, type Hit, type MapFault } from '../../map/map-canvas.tsx';
import type { MapHandle } from '../../map/map-handle.ts';
import { hoveredParcel } from '../../state/hover.ts';
import { changedView, useViewState, type ViewChange } from '../../state/view-context.tsx';
import { SimulationMark } from '../../ui/simulation-mark.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import { Failed } from '../../ui/trouble.tsx';
import { useChangeDrawing } from './change-drawing.ts';
import { changeSides } from './change-sides.ts';
import type { PolicyFacts } from './policy-facts.ts';

const wholeProvince: Bounds = [118, 27, 123, 31.2];
const padding = { top: 32, right: 32, bottom: 56, left: 32 };
const nothing = (): void => undefined;

interface ChangeMapProps {
  readonly facts: PolicyFacts;
  readonly base: BaseColumns;
  readonly year: YearColumns;
  readonly changes: ClassChanges;
  readonly sides: ReadonlySet<ChangeSide>;
  readonly onSide: (side: ChangeSide) => void;
  /** Marks the map as a simulation. */
  readonly simulated: boolean;
  /** What the map page is told beside the parcel that is opened there. */
  readonly onMap: ViewChange;
  readonly onOutdated: () => void;
}

function Legend({ changes, sides, onSide }: Pick<ChangeMapProps, 'changes' | 'sides' | 'onSide'>) {
  const { t } = useTranslation();
  return (
    <ul className="panel change-legend" aria-label={t('policy.try.legend')}>
      {changeSides.map((side) => (
        <li key={side}>
          <button type="button" aria-pressed={sides.has(side)} title={t('policy.try.showSide')} onClick={() => onSide(side)}>
            <Swatch colour={differenceColours[side]} />
            {t(`policy.try.${side}`)} <span className="note">{t('policy.parcels', { value: count(changes[side].parcels) })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function ChangeMap({ facts, base, year, changes, sides, onSide, simulated, onMap, onOutdated }: ChangeMapProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view, change } = useViewState();
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const [fault, setFault] = useState<{ what: MapFault; reason: string } | null>(null);
  const { county } = facts;
  const whole = county.bounds ?? wholeProvince;
  const { style, codes, states, placeStates, scene } = useChangeDrawing({
    county: county.code,
    version: county.version,
    base,
    year,
    changes,
    sides,
    open: view?.open,
    zoom: view?.camera?.[2] ?? 0,
  });
  const pick = useCallback(
    (hit: Hit | null) => {
      if (!view || !hit || hit.kind === 'entry') return;
      if (hit.kind === 'parcel') {
        const next = changedView(view, { selection: undefined, camera: undefined, ...onMap, open: base.codes[hit.index]! });
        void navigate({ to: '/map', search: { view: encodeView(next) } });
        return;
      }
      const [names, column] = hit.kind === 'township' ? [base.townshipCodes, base.township] : [base.blockCodes, base.block];
      const place = names.indexOf(hit.code);
      const bounds = boundsOf(base.bounds, base.size, (index) => column[index] === place);
      if (place >= 0 && bounds) handle?.fit(bounds, padding);
    },
    [view, base, handle, onMap, navigate],
  );
  const tooltip = useCallback(
    (hit: Hit) => {
      if (hit.kind === 'entry') return null;
      if (hit.kind !== 'parcel') {
        const [names, shown] = hit.kind === 'township' ? [base.townshipCodes, base.townshipNames] : [base.blockCodes, base.blockNames];
        return <strong>{shown[names.indexOf(hit.code)] ?? ''}</strong>;
      }
      const word = differenceWords[codes[hit.index]!]!;
      return (
        <>
          <strong>{base.names[hit.index] || base.codes[hit.index]}</strong>
          <div>{base.codes[hit.index]}</div>
          <div>
            {t('policy.mu', { value: mu(base.area[hit.index]!) })} ·{' '}
            {word === 'differenceNone' ? t('policy.try.noClass') : t(`policy.try.${word}`)}
          </div>
        </>
      );
    },
    [base, codes, t],
  );
  const concerned = (): void => {
    const bounds = boundsOf(base.bounds, base.size, (index) => (codes[index] ?? 0) > 0 && differenceWords[codes[index]!] !== 'kept');
    handle?.fit(bounds ?? whole, padding);
  };
  return (
    <div className="change-map" data-testid="change-map">
      <MapCanvas
        key={`${county.code} ${county.version}`}
        label={t('policy.try.mapLabel')}
        style={style}
        states={states}
        placeStates={placeStates}
        scene={scene}
        hovered={hoveredParcel}
        camera={view?.camera}
        bounds={whole}
        padding={padding}
        tooltip={tooltip}
        onPick={pick}
        onCamera={(camera) => change({ camera }, { replace: true })}
        onReady={setHandle}
        onPainted={nothing}
        onFault={(what, reason) => setFault({ what, reason })}
        onOutdated={onOutdated}
      />
      {simulated && <SimulationMark />}
      {fault !== null && (
        <div className="panel change-fault">
          <Failed
            title={t(`frame.mapFault.${fault.what}`)}
            detail={t('frame.state.mapFailed', { reason: fault.reason })}
            onRetry={
              fault.what === 'tiles'
                ? () => {
                    setFault(null);
                    handle?.refresh();
                  }
                : undefined
            }
          />
        </div>
      )}
      <div className="change-tools">
        <Button size="small" aria-label={t('policy.try.zoomIn')} onClick={() => handle?.zoomBy(1)}>
          +
        </Button>
        <Button size="small" aria-label={t('policy.try.zoomOut')} onClick={() => handle?.zoomBy(-1)}>
          −
        </Button>
        <Button size="small" onClick={() => handle?.fit(whole, padding)}>
          {t('policy.try.wholeCounty')}
        </Button>
        <Button size="small" onClick={concerned}>
          {t('policy.try.whereChanged')}
        </Button>
      </div>
      <Legend changes={changes} sides={sides} onSide={onSide} />
    </div>
  );
}
