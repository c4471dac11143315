// 台账: the append-only ledger of freed land as table and map in step, each entry with its whole story; land is declared, verified and taken back here.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Segmented } from 'antd';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerFile, ledgerMapQuery, ledgerTableQuery, type LedgerKey } from '../../api/ledger-queries.ts';
import { baseColumnsQuery, countiesQuery, policiesQuery } from '../../api/queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import { count, day } from '../../format.ts';
import type { Camera } from '../../map/camera.ts';
import type { MapHandle } from '../../map/map-handle.ts';
import { resolveView } from '../../state/resolve-view.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Themed } from '../../ui/themed.tsx';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { DeclarePanel } from './declare-panel.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { LineageDrawer } from './lineage-drawer.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { LedgerMap, mapPadding } from './ledger-map.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { LedgerTotals } from './ledger-totals.tsx';
import { noOverlay, type Choosing, type Drawing, type Overlay } from './sketch.ts';
import { filtersSet, useLedger } from './use-ledger.ts';
import './ledger-page.css';

const formats = ['xlsx', 'csv', 'gpkg', 'geojson'] as const;
const floating = ['popover', 'select-dropdown', 'picker-dropdown', 'dropdown', 'modal-root', 'drawer-open']
  .map((name) => `.ant-${name}:not(.ant-${name}-hidden)`)
  .join(', ');
/** Near enough to draw on a small lot. */
const nearest = 18;
const layouts = ['both', 'table', 'map'] as const;

function ExportMenu({ of, matched }: { of: LedgerKey; matched: number }) {
  const { t } = useTranslation();
  const { ledger } = useLedger();
  const items = formats.map((format) => ({
    key: format,
    label: (
      <a href={ledgerFile(of, ledger, format)} download>
        {t(`ledger.export.${format}`)}
      </a>
    ),
  }));
  const hint = { key: 'hint', disabled: true, label: <span className="note">{t('ledger.export.hint', { value: count(matched) })}</span> };
  return (
    <Dropdown menu={{ items: [...items, hint] }} trigger={['click']}>
      <Button>{t('ledger.export.title')} ▾</Button>
    </Dropdown>
  );
}

function Ledger({ county, of }: { county: CountyReply; of: LedgerKey }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const { ledger, set } = useLedger();
  const [layout, setLayout] = useState<(typeof layouts)[number]>('both');
  const [declaring, setDeclaring] = useState(false);
  const [lineage, setLineage] = useState(false);
  const [held, setHeld] = useState<{ readonly version: string; readonly handle: MapHandle } | null>(null);
  // The map of an earlier state of the record is gone.
  const handle = held?.version === of.version ? held.handle : null;
  const [camera, setCamera] = useState<Camera | undefined>(undefined);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [overlay, setOverlay] = useState<Overlay>(noOverlay);
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  const policies = useQuery(policiesQuery);
  const table = useQuery(ledgerTableQuery(of, ledger));
  const map = useQuery(ledgerMapQuery(of, ledger));
  const base = useQuery(baseColumnsQuery(of));
  const policyName = (id: string): string => policies.data?.find((policy) => policy.id === id)?.title ?? id;
  const open = ledger.open ?? null;
  const found = table.data;
  const renew = useCallback(() => void queries.invalidateQueries({ queryKey: ['counties'] }), [queries]);
  const outdated = [map.error, base.error].some((error) => error instanceof Error && 'kind' in error && error.kind === 'outdated');
  useEffect(() => {
    if (outdated) renew();
  }, [outdated, renew]);

  const rows = found?.rows;
  const place = rows?.findIndex((row) => row.id === open) ?? -1;
  const bounds = place >= 0 ? (rows?.[place]?.bounds ?? null) : null;
  const reveal = useEffectEvent(() => {
    if (handle && bounds) handle.reveal(bounds, mapPadding, nearest);
  });
  const located = bounds !== null;
  // A new map (after a write) goes there as well.
  useEffect(() => {
    if (handle && located && open !== null) reveal();
  }, [handle, located, open]);

  const closeForm = (): void => {
    setDeclaring(false);
    setOverlay(noOverlay);
    setDrawing(null);
    setChoosing(null);
  };
  const declare = (): void => {
    set({ open: undefined });
    setDeclaring(true);
  };
  const leave = (): void => {
    // What floats on top is closed first, by itself.
    if (document.querySelector(floating)) return;
    if (declaring) closeForm();
    else set({ open: undefined });
  };
  useShortcuts({ n: declaring ? undefined : declare, escape: drawing || (!declaring && open === null) ? undefined : leave });
  const step = (by: 1 | -1): (() => void) | undefined => {
    const next = place < 0 ? undefined : rows?.[place + by];
    return next && (() => set({ open: next.id }));
  };
  const shared = { of, county, policyName, onDraw: setDrawing, onOverlay: setOverlay, drawing };
  const asOfText = day(of.asOf, i18n.language);
  const shown = declaring ? 'declaring' : layout;
  return (
    <div className="ledger-page">
      <header className="ledger-title">
        <h1>{t('ledger.title')}</h1>
        <p className="note">
          {county.name} · {t('ledger.replayed', { day: asOfText })}
          {ledger.knownOn !== undefined && ` · ${t('ledger.known', { day: day(ledger.knownOn, i18n.language) })}`}
          {found && ` · ${t('ledger.counted', { matched: count(found.matched), all: count(found.all) })}`}
          {found && found.hidden > 0 && ` · ${t('ledger.hidden', { value: count(found.hidden) })}`}
          {found && ` · ${t('ledger.written', { value: count(found.written) })}`}
        </p>
        <div className="ledger-tools">
          {!declaring && (
            <Segmented
              size="small"
              aria-label={t('ledger.layout.label')}
              value={layout}
              options={layouts.map((value) => ({ value, label: t(`ledger.layout.${value}`) }))}
              onChange={setLayout}
            />
          )}
          <Button onClick={() => setLineage(true)}>{t('ledger.lineage.title')}</Button>
          <ExportMenu of={of} matched={found?.matched ?? 0} />
          <Button type="primary" disabled={declaring} title={t('ledger.declareKey')} onClick={declare}>
            {t('ledger.declare')}
          </Button>
        </div>
      </header>
      {lineage && <LineageDrawer of={of} county={county} onClose={() => setLineage(false)} />}
      {!declaring && <LedgerFilters table={found} policyName={policyName} />}
      {!declaring && found && <LedgerTotals totals={found.totals} policyName={policyName} />}
      <div className="ledger-columns" data-layout={shown} data-open={open !== null && !declaring}>
        {declaring && (
          <DeclarePanel
            {...shared}
            onChoosing={setChoosing}
            onFit={(box) => handle?.fit(box, mapPadding, nearest)}
            onOpen={(id) => {
              closeForm();
              set({ open: id });
            }}
            onClose={closeForm}
          />
        )}
        {!declaring && (
          <section className="panel ledger-list" aria-label={t('ledger.title')}>
            {table.isError && <Failed detail={problemText(t, table.error)} onRetry={() => void table.refetch()} />}
            {!table.isError && !found && <Loading lines={14} />}
            {!table.isError && found?.matched === 0 && (
              <Nothing>
                {found.all === 0 && ledger.knownOn !== undefined
                  ? t('ledger.nothingKnown', { day: day(ledger.knownOn, i18n.language) })
                  : found.all === 0 && filtersSet(ledger) === 0
                    ? t('ledger.nothing', { day: asOfText })
                    : t('ledger.noMatch', { value: count(found.all) })}
              </Nothing>
            )}
            {!table.isError && found && found.matched > 0 && <LedgerTable table={found} fetching={table.isFetching} />}
          </section>
        )}
        <div className="ledger-side">
          {map.isError && !outdated && (
            <section className="panel ledger-map">
              <Failed detail={problemText(t, map.error)} onRetry={() => void map.refetch()} />
            </section>
          )}
          {!map.isError && !(map.data && base.data) && (
            <section className="panel ledger-map">
              <Loading lines={10} />
            </section>
          )}
          {!map.isError && map.data && base.data && (
            <LedgerMap
              county={county.code}
              version={of.version}
              bounds={county.bounds}
              base={base.data}
              found={map.data}
              open={open}
              overlay={overlay}
              drawing={drawing}
              handle={handle}
              camera={camera}
              onCamera={setCamera}
              onOpen={(id) => set({ open: id })}
              onParcel={choosing?.pick ?? null}
              onDrawn={() => setDrawing(null)}
              onReady={(ready) => setHeld({ version: of.version, handle: ready })}
              onOutdated={renew}
            />
          )}
          {open !== null && !declaring && (
            <EntryPanel key={open} {...shared} id={open} onPrevious={step(-1)} onNext={step(1)} onClose={() => set({ open: undefined })} />
          )}
        </div>
      </div>
    </div>
  );
}

export function LedgerPage() {
  const { view } = useViewState();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  if (!view || !county) return null;
  const { asOf } = resolveView(view, county);
  return (
    <Themed>
      <Ledger key={county.code} county={county} of={{ county: county.code, asOf, version: county.version }} />
    </Themed>
  );
}
