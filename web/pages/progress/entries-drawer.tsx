// The ledger rows behind a figure: their counted areas add up to it exactly.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encodeView } from '#domain/view-codec.ts';
import type { LedgerFilter } from '#domain/ledger/ledger-filter.ts';
import { entriesQuery, type ProgressKey, type Slice } from '../../api/progress-queries.ts';
import { count, day, plainNumber } from '../../format.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { measureName } from '../../i18n/measure-name.ts';

/** What is opened: a slice of the counted land, under the words of the figure. */
export interface OpenedFigure extends Slice {
  readonly title: string;
}

/** The ledger's own filter that gives the same entries; null where it has none (class, industry, month, in or outside a block). */
function ledgerFilterOf({ policy, target }: ProgressKey, { stage, by, key, ids }: Slice): LedgerFilter | null {
  if (ids) return null;
  const stages: LedgerFilter['stages'] = stage === 'all' ? ['declared', 'verified'] : [stage];
  const of: LedgerFilter = { policy, target, stages };
  if (by === undefined) return of;
  if (by === 'township') return { ...of, townships: [key ?? ''] };
  return by === 'measure' && key !== null && key !== undefined ? { ...of, measures: [key] } : null;
}

/** Rows shown at a time. */
const step = 100;

export function EntriesDrawer({ of, figure, onClose }: { of: ProgressKey; figure: OpenedFigure; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { view, change } = useViewState();
  const ledger = ledgerFilterOf(of, figure);
  const navigate = useNavigate();
  const [shown, setShown] = useState(step);
  const query = useQuery(entriesQuery(of, figure));
  const found = query.data;
  const onMap = (codes: readonly string[], open?: string): void => {
    void navigate({ to: '/map', search: (previous: Address) => previous }).then(() =>
      change({ selection: codes.slice(0, 2000), open, camera: undefined }),
    );
  };
  return (
    <Drawer
      open
      onClose={onClose}
      size={760}
      title={
        <div className="entries-title">
          <h2>{figure.title}</h2>
          <span className="note">{t('frame.asOf', { day: day(of.asOf, i18n.language) })}</span>
        </div>
      }
    >
      {query.isPending && <Loading lines={10} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {found && (
        <div className="entries" data-testid="progress-entries">
          <p className="entries-sum">
            <b>{plainNumber(found.totalMu, 6)}</b> {t('frame.unit.mus')} · {t('progress.entries.rows', { value: count(found.total) })}
            {found.rows.length > 0 && (
              <Button size="small" onClick={() => onMap([...new Set(found.rows.map(({ parcel }) => parcel))])}>
                {t('progress.showOnMap')}
              </Button>
            )}
            {ledger && view && (
              <Link to="/ledger" search={{ view: encodeView({ ...view, asOf: of.asOf, ledger }) }}>
                {t('progress.entries.inLedger')}
              </Link>
            )}
          </p>
          <p className="note">{t('progress.entries.sumHint')}</p>
          {found.hidden > 0 && <p className="note">{t('progress.entries.hidden', { value: count(found.hidden) })}</p>}
          {found.total === 0 && <Nothing>{t('progress.entries.none')}</Nothing>}
          {found.rows.length > 0 && (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t('progress.entries.number')}</th>
                  <th scope="col">{t('progress.entries.parcel')}</th>
                  <th scope="col">{t('progress.township')}</th>
                  <th scope="col">{t('progress.breakdown.measure')}</th>
                  <th scope="col" className="number">
                    {t('progress.entries.counts')}
                  </th>
                  <th scope="col">{t('progress.entries.stage')}</th>
                  <th scope="col">{t('progress.entries.date')}</th>
                </tr>
              </thead>
              <tbody>
                {found.rows.slice(0, shown).map((row) => (
                  <tr key={row.id} title={row.basis}>
                    <td>{row.id}</td>
                    <th scope="row">
                      <button type="button" className="link-button code" onClick={() => onMap([row.parcel], row.parcel)}>
                        {row.parcel}
                      </button>
                    </th>
                    <td>{row.townshipName ?? '—'}</td>
                    <td>{measureName(t, row.measure)}</td>
                    <td className="number">{plainNumber(row.countsMu, 6)}</td>
                    <td>{t(row.stage === 'verified' ? 'progress.verified' : 'progress.declared')}</td>
                    <td>{day(row.verifiedAt ?? row.date, i18n.language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {found.rows.length > shown && (
            <Button onClick={() => setShown(shown + step)}>
              {t('progress.entries.more', { value: count(found.rows.length - shown) })}
            </Button>
          )}
          {found.total > found.rows.length && <p className="note">{t('progress.entries.cut', { value: count(found.rows.length) })}</p>}
        </div>
      )}
    </Drawer>
  );
}
