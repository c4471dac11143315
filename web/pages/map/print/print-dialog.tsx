// Printing what the map shows: a wall map to scale, or a sheet for each parcel; seen before it is saved.
import { Alert, Button, Modal, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encodeView } from '#domain/view-codec.ts';
import { printMap, printSheets } from '../../../api/print.ts';
import { count } from '../../../format.ts';
import type { MapHandle, Padding } from '../../../map/map-handle.ts';
import { problemText } from '../../../ui/problem-text.ts';
import type { Figures } from '../figures.ts';
import { firstChoices, PrintForm, type PrintChoices } from './print-form.tsx';
import { saveFile, usePrint, type PrintState } from './use-print.ts';
import './print-dialog.css';

/** Name in the view's `layers` while the dialog is open. */
export const printOverlay = 'print';
/** As many sheets as the server prints in one file. */
const mostSheets = 500;

/** West, south, east, north of what the panels leave of the map. */
function boxOnScreen(handle: MapHandle | null, padding: Padding): string | null {
  const map = document.querySelector('[data-testid=map]');
  if (!handle || !map) return null;
  const [right, bottom] = [map.clientWidth - padding.right, map.clientHeight - padding.bottom];
  const corners = handle.places([
    [padding.left, padding.top],
    [right, padding.top],
    [right, bottom],
    [padding.left, bottom],
  ]);
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)].map((value) => value.toFixed(6)).join(',');
}

/** Parcels that the view keeps, narrowed to those picked: what is coloured, and what gets a sheet. */
function chosenCount({ kept, keptCount, view, indexOf }: Figures): number {
  const picked = view.selection ?? [];
  return picked.length === 0 ? keptCount : picked.filter((code) => kept[indexOf.get(code) ?? -1] === 1).length;
}

function PreviewPane({ state, current }: { state: PrintState; current: string }) {
  const { t } = useTranslation();
  if (state.kind === 'running') {
    const { progress } = state;
    const share = progress && progress.total > 0 ? Math.round((progress.done / progress.total) * 100) : null;
    return (
      <div className="print-pane print-wait" role="status">
        <Progress percent={share ?? 100} status="active" showInfo={share !== null} />
        <p>
          {progress?.state === 'waiting'
            ? t('print.waiting')
            : progress && progress.total > 0
              ? t('print.progress', { done: progress.done, total: progress.total })
              : t('print.printing')}
        </p>
      </div>
    );
  }
  if (state.kind === 'failed')
    return (
      <div className="print-pane print-wait">
        <Alert type="error" showIcon title={t('print.failed')} description={problemText(t, state.reason)} />
      </div>
    );
  if (state.kind === 'done')
    return (
      <div className="print-pane">
        {state.of !== current && <Alert type="info" banner title={t('print.stale')} />}
        {/* oxlint-disable-next-line react/iframe-missing-sandbox -- in a sandbox browsers show no PDF; the file is our own */}
        <iframe title={t('print.frame')} src={`${state.url}#toolbar=1&view=Fit`} />
        <p className="note" data-testid="print-file">
          {t('print.size', { name: state.printed.name, size: (state.printed.file.size / 1e6).toFixed(1) })}
        </p>
      </div>
    );
  return <div className="print-pane print-wait note">{t(state.kind === 'cancelled' ? 'print.cancelled' : 'print.empty')}</div>;
}

export interface PrintDialogProps {
  readonly figures: Figures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
  readonly onClose: () => void;
}

export function PrintDialog({ figures, handle, padding, onClose }: PrintDialogProps) {
  const { t } = useTranslation();
  const { view, shown, base } = figures;
  const [choices, setChoices] = useState<PrintChoices>({
    ...firstChoices,
    extent: (view.selection?.length ?? 0) > 0 || Object.keys(figures.filter).length > 0 ? 'parcels' : 'county',
  });
  const printing = usePrint();
  const { state } = printing;
  const chosen = chosenCount(figures);
  const wall = choices.what === 'wall';
  // The view as exports have it: that this dialog is open is no part of what is printed.
  const { layers = [], ...rest } = view;
  const others = layers.filter((name) => name !== printOverlay);
  const printedView = others.length > 0 ? { ...view, layers: others } : rest;
  const encoded = encodeView({
    ...printedView,
    year: shown.year,
    fill: shown.fill,
    ...(shown.policy === null ? {} : { policy: shown.policy }),
  });
  const words = {
    view: encoded,
    ...(choices.review.trim() ? { review: choices.review.trim() } : {}),
    ...(choices.source.trim() ? { source: choices.source.trim() } : {}),
  };
  const current = JSON.stringify([choices, encoded]);
  const print = () =>
    printing.run(current, (signal, tell) =>
      wall
        ? printMap(
            {
              ...words,
              paper: choices.paper,
              orientation: choices.orientation,
              extent: choices.extent === 'view' ? (boxOnScreen(handle, padding) ?? 'county') : choices.extent,
              insets: choices.insets ? '1' : '0',
              ...(choices.scale > 0 ? { scale: choices.scale } : {}),
              ...(choices.title.trim() ? { title: choices.title.trim() } : {}),
            },
            signal,
            tell,
          )
        : printSheets(words, signal, tell),
    );
  const download = async (): Promise<void> => {
    const printed = state.kind === 'done' && state.of === current ? state.printed : await print();
    if (printed) saveFile(printed);
  };
  const tooMany = !wall && chosen > mostSheets;
  const running = state.kind === 'running';
  const impossible = tooMany || (!wall && chosen === 0);
  return (
    <Modal
      open
      title={t('print.title')}
      onCancel={onClose}
      width={1080}
      centered
      className="print-dialog"
      footer={
        <>
          {running && <Button onClick={printing.stop}>{t('print.cancel')}</Button>}
          <Button disabled={running || impossible} onClick={() => void print()}>
            {t('print.preview')}
          </Button>
          <Button type="primary" disabled={running || impossible} onClick={() => void download()}>
            {t('print.download')}
          </Button>
        </>
      }
    >
      <div className="print-columns">
        <div>
          <PrintForm choices={choices} sheets={chosen} onChange={setChoices} />
          {tooMany ? (
            <Alert type="warning" showIcon title={t('print.sheetsMany', { most: mostSheets, count: chosen })} />
          ) : (
            <p className="note">{wall ? t('print.wallNote', { kept: count(chosen), all: count(base.size) }) : t('print.sheetsNote')}</p>
          )}
        </div>
        <PreviewPane state={state} current={current} />
      </div>
    </Modal>
  );
}
