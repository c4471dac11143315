// The land of the entries that are shown: a click on a piece or parcel opens its entry; while land is chosen or drawn, a click chooses and the pad draws.
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseColumns } from '#domain/columns.ts';
import type { Bounds } from '#domain/land/geometry.ts';
import { landMetricKinds, ledgerStages } from '#domain/ledger/entry.ts';
import type { LedgerMapReply } from '../../api/ledger-replies.ts';
import { count } from '../../format.ts';
import type { Camera } from '../../map/camera.ts';
import { DrawPad } from '../../map/draw-pad.tsx';
import { stageColours } from '../../map/layers/ledger.ts';
import { MapCanvas, type Hit } from '../../map/map-canvas.tsx';
import type { MapHandle, ScreenPoint } from '../../map/map-handle.ts';
import { PolygonPad } from '../../map/polygon-pad.tsx';
import { watched } from '../../state/hover.ts';
import { Failed } from '../../ui/trouble.tsx';
import { useLedgerDrawing } from './ledger-drawing.ts';
import type { Drawing, Overlay } from './sketch.ts';

const hovered = watched<number | null>(null);
const nothing = (): void => undefined;
const wholeProvince: Bounds = [118, 27, 123, 31.2];
export const mapPadding = { top: 32, right: 32, bottom: 48, left: 32 };

interface LedgerMapProps {
  readonly county: string;
  readonly version: string;
  readonly bounds: Bounds | null;
  readonly base: BaseColumns;
  readonly found: LedgerMapReply;
  readonly open: number | null;
  readonly overlay: Overlay;
  readonly drawing: Drawing | null;
  readonly handle: MapHandle | null;
  /** Kept by the page: the map is made anew after every write. */
  readonly camera: Camera | undefined;
  readonly onCamera: (camera: Camera) => void;
  readonly onOpen: (id: number) => void;
  /** Set while a parcel is to be chosen. */
  readonly onParcel: ((code: string) => void) | null;
  readonly onDrawn: () => void;
  readonly onReady: (handle: MapHandle) => void;
  readonly onOutdated: () => void;
}

function Legend({ kinds, lost }: { kinds: readonly number[]; lost: number }) {
  const { t } = useTranslation();
  return (
    <ul className="panel ledger-legend" aria-label={t('ledger.map.legend')}>
      {(['verified', 'declared', 'reversed'] as const).map((stage) => (
        <li key={stage}>
          <i style={{ background: stageColours[stage] }} aria-hidden="true" />
          {t(`ledger.stages.${stage}`)}
        </li>
      ))}
      <li className="note">{kinds.map((kind) => t(`ledger.kinds.${landMetricKinds[kind]!}`)).join('、')}</li>
      <li className="note">{t('ledger.map.byParcel')}</li>
      {lost > 0 && <li className="note">{t('ledger.map.noPlace', { value: count(lost) })}</li>}
    </ul>
  );
}

export function LedgerMap(props: LedgerMapProps) {
  const { county, version, base, found, open, overlay, drawing, handle, onOpen, onParcel, onDrawn } = props;
  const { t } = useTranslation();
  const [fault, setFault] = useState<string | null>(null);
  const { style, states, entriesOn, piecesOf, lost } = useLedgerDrawing({ county, version, base, found, open, overlay });
  const pick = useCallback(
    (hit: Hit | null) => {
      if (hit?.kind === 'entry') {
        const parcel = piecesOf.get(hit.id)?.parcel ?? -1;
        if (!onParcel) onOpen(hit.id);
        else if (parcel >= 0) onParcel(base.codes[parcel]!);
      } else if (hit?.kind === 'parcel') {
        // Several entries on one parcel come in turn.
        const entries = entriesOn.get(hit.index) ?? [];
        const next = entries[(entries.indexOf(open ?? -1) + 1) % Math.max(1, entries.length)];
        if (onParcel) onParcel(base.codes[hit.index]!);
        else if (next !== undefined) onOpen(next);
      }
    },
    [base, piecesOf, entriesOn, open, onOpen, onParcel],
  );
  const tooltip = useCallback(
    (hit: Hit) => {
      if (hit.kind === 'entry') {
        const piece = piecesOf.get(hit.id);
        return (
          <>
            <strong>{t('ledger.map.open', { id: hit.id })}</strong>
            {piece && `${t(`ledger.kinds.${landMetricKinds[piece.kind]!}`)} · ${t(`ledger.stages.${ledgerStages[piece.stage]!}`)}`}
          </>
        );
      }
      if (hit.kind !== 'parcel') return null;
      const entries = entriesOn.get(hit.index) ?? [];
      return (
        <>
          <strong>{base.names[hit.index] || base.codes[hit.index]}</strong>
          <div>{base.codes[hit.index]}</div>
          <div>
            {entries.length === 0
              ? t('ledger.map.empty')
              : entries.length === 1
                ? t('ledger.map.open', { id: entries[0]! })
                : t('ledger.map.several', { value: count(entries.length) })}
          </div>
        </>
      );
    },
    [base, piecesOf, entriesOn, t],
  );
  const ringAt = (points: readonly ScreenPoint[]): void => {
    const ring = handle?.places(points) ?? [];
    if (drawing && ring.length > 2) drawing.onRing(ring);
    onDrawn();
  };
  const whole = props.bounds ?? wholeProvince;
  return (
    <section className="panel ledger-map" aria-label={t('ledger.map.label')}>
      <MapCanvas
        key={`${county} ${version}`}
        label={t('ledger.map.label')}
        style={style}
        states={states}
        placeStates={null}
        scene={null}
        hovered={hovered}
        camera={props.camera}
        bounds={whole}
        padding={mapPadding}
        tooltip={tooltip}
        onPick={pick}
        onCamera={props.onCamera}
        onReady={props.onReady}
        onPainted={nothing}
        onFault={(what, reason) => setFault(what === 'map' ? reason : null)}
        onOutdated={props.onOutdated}
      />
      {fault !== null && (
        <div className="map-notice panel">
          <Failed title={t('ledger.map.failed')} detail={t('frame.state.mapFailed', { reason: fault })} />
        </div>
      )}
      {drawing?.tool === 'polygon' && <PolygonPad label={t('ledger.form.drawingPolygon')} onDrawn={ringAt} onCancel={onDrawn} />}
      {drawing && drawing.tool !== 'polygon' && (
        <DrawPad
          tool={drawing.tool}
          label={t(drawing.tool === 'box' ? 'ledger.form.drawingBox' : 'ledger.form.drawingLasso')}
          onDrawn={ringAt}
          onCancel={onDrawn}
        />
      )}
      {drawing && (
        <p className="panel ledger-drawing-hint" role="status">
          {t(
            drawing.tool === 'polygon'
              ? 'ledger.form.drawingPolygon'
              : drawing.tool === 'box'
                ? 'ledger.form.drawingBox'
                : 'ledger.form.drawingLasso',
          )}
        </p>
      )}
      <div className="ledger-zoom">
        <Button size="small" aria-label={t('ledger.map.zoomIn')} onClick={() => handle?.zoomBy(1)}>
          +
        </Button>
        <Button size="small" aria-label={t('ledger.map.zoomOut')} onClick={() => handle?.zoomBy(-1)}>
          −
        </Button>
        <Button size="small" onClick={() => handle?.fit(whole, mapPadding)}>
          {t('ledger.map.whole')}
        </Button>
      </div>
      <Legend kinds={[...new Set(found.kind)]} lost={lost} />
    </section>
  );
}
