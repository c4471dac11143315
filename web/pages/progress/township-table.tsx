// Townships of one target: task, what is verified and declared, share, both ranks, outlook, and the way to the map and to the rows behind.
import { Tooltip } from 'antd';
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ProgressReply, TownshipReply } from '../../api/progress-replies.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { percent, plainNumber, unknownMark } from '../../format.ts';
import type { OpenedFigure } from './entries-drawer.tsx';

interface TownshipTableProps {
  readonly progress: ProgressReply;
  readonly onMap: (code: string) => void;
  readonly onOpen: (figure: OpenedFigure) => void;
}

const sorts = ['share', 'mu', 'gap'] as const;
export type TownshipSort = (typeof sorts)[number];

/** Those with a task by its share, then the rest by mu; or by mu, or by what is missing. */
export function townshipRows(rows: readonly TownshipReply[], sort: TownshipSort): TownshipReply[] {
  const share = (row: TownshipReply): number => (row.targetMu ? row.verifiedMu / row.targetMu : -1);
  const byMu = (a: TownshipReply, b: TownshipReply): number => b.verifiedMu - a.verifiedMu || b.declaredMu - a.declaredMu;
  return [...rows].sort((a, b) =>
    sort === 'share' ? share(b) - share(a) || byMu(a, b) : sort === 'gap' ? (b.gapMu ?? -1) - (a.gapMu ?? -1) || byMu(a, b) : byMu(a, b),
  );
}

export function BucketMark({ bucket, reason }: Pick<TownshipReply, 'bucket' | 'reason'>) {
  const { t } = useTranslation();
  return (
    <Tooltip title={t(`progress.reasons.${reason}`)}>
      <button type="button" className={`plain-button bucket bucket-${bucket}`}>
        {t(`progress.buckets.${bucket}`)}
      </button>
    </Tooltip>
  );
}

/** 缺口 385.4 = 目标 800 − 核实 414.6: what is missing opens to the rows that were counted against it. */
export function gapWords(
  t: TFunction,
  { targetMu, verifiedMu, gapMu }: { targetMu: number | null; verifiedMu: number; gapMu: number | null },
): string {
  const said = (value: number | null): string => plainNumber(value, 1);
  return t('progress.gapOf', { gap: said(gapMu), target: said(targetMu), verified: said(verifiedMu) });
}

function Open({ mu, onOpen }: { mu: number; onOpen: () => void }) {
  return mu === 0 ? (
    '0.0'
  ) : (
    <button type="button" className="figure-button" onClick={onOpen}>
      {plainNumber(mu, 1)}
    </button>
  );
}

export function TownshipTable({ progress, onMap, onOpen }: TownshipTableProps) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<TownshipSort>('share');
  const { target } = progress;
  const hasTasks = target.allocation !== null;
  const rows = townshipRows(target.townships, hasTasks ? sort : 'mu');
  const lines = new Map(progress.sparklines.map(({ code, values }) => [code, values]));
  const head = (name: TownshipSort, label: string) => (
    <th scope="col" className="number" aria-sort={hasTasks && sort === name ? 'descending' : undefined}>
      {hasTasks ? (
        <button type="button" className="plain-button sort-button" onClick={() => setSort(name)}>
          {label}
          <span aria-hidden="true">{sort === name ? ' ↓' : ''}</span>
        </button>
      ) : (
        label
      )}
    </th>
  );
  const sum = (of: (row: TownshipReply) => number | null): number => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const open = (row: TownshipReply, stage: 'verified' | 'declared') => () =>
    onOpen({ stage, by: 'township', key: row.code, title: `${row.name} · ${t(`progress.${stage}`)}` });
  const openGap = (row: TownshipReply) => () =>
    onOpen({ stage: 'verified', by: 'township', key: row.code, title: `${row.name} · ${gapWords(t, row)}` });
  const openAll = (stage: 'verified' | 'declared') => () =>
    onOpen({ stage, title: `${target.name ?? target.id} · ${t(`progress.${stage}`)}` });
  return (
    <div className="township-table">
      {!hasTasks && <p className="note">{t('progress.townshipsNone')}</p>}
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('progress.township')}</th>
            {hasTasks && (
              <th scope="col" className="number">
                {t('progress.subTarget')}
              </th>
            )}
            {head('mu', t('progress.verifiedMu'))}
            <th scope="col" className="number">
              {t('progress.declaredMu')}
            </th>
            {hasTasks && head('gap', t('progress.gapMu'))}
            {hasTasks ? (
              head('share', t('progress.share'))
            ) : (
              <th scope="col" className="number">
                {t('progress.shareOfCounty')}
              </th>
            )}
            <th scope="col" className="number">
              <abbr title={t('progress.ranksHint')}>{t('progress.ranks')}</abbr>
            </th>
            {hasTasks && <th scope="col">{t('progress.bucket')}</th>}
            <th scope="col">{t('progress.trend')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code ?? 'none'}>
              <th scope="row">
                {row.code === null ? (
                  row.name
                ) : (
                  <button type="button" className="link-button" title={t('progress.showOnMap')} onClick={() => onMap(row.code ?? '')}>
                    {row.name}
                  </button>
                )}
              </th>
              {hasTasks && (
                <td className="number" title={row.task ? `${row.task.basis} · ${row.task.actor}` : undefined}>
                  {plainNumber(row.targetMu, 0)}
                </td>
              )}
              <td className="number">
                <Open mu={row.verifiedMu} onOpen={open(row, 'verified')} />
              </td>
              <td className="number">
                <Open mu={row.declaredMu} onOpen={open(row, 'declared')} />
              </td>
              {hasTasks && (
                <td className={row.gapMu ? 'number seal' : 'number'}>
                  {row.gapMu === null ? unknownMark : <Open mu={row.gapMu} onOpen={openGap(row)} />}
                </td>
              )}
              <td className="number">
                {hasTasks
                  ? row.targetMu
                    ? percent(row.verifiedMu, row.targetMu)
                    : unknownMark
                  : percent(row.verifiedMu, target.verifiedMu)}
              </td>
              <td className="number">
                {hasTasks ? `${row.rankByShare ?? unknownMark} / ${row.rankByMu ?? unknownMark}` : (row.rankByMu ?? unknownMark)}
              </td>
              {hasTasks && (
                <td>
                  <BucketMark bucket={row.bucket} reason={row.reason} />
                </td>
              )}
              <td className="spark">
                <Sparkline
                  values={lines.get(row.code) ?? []}
                  label={t('progress.trendLabel', { name: row.name, value: plainNumber(row.verifiedMu, 1) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('progress.total')}</th>
            {hasTasks && (
              <td className="number">
                {plainNumber(
                  sum((row) => row.targetMu),
                  0,
                )}
              </td>
            )}
            <td className="number">
              <Open mu={sum((row) => row.verifiedMu)} onOpen={openAll('verified')} />
            </td>
            <td className="number">
              <Open mu={sum((row) => row.declaredMu)} onOpen={openAll('declared')} />
            </td>
            <td colSpan={hasTasks ? 5 : 3} aria-hidden="true">
              {' '}
            </td>
          </tr>
        </tfoot>
      </table>
      {target.allocation && (
        <p className="note">
          {t('progress.allocation', { allocated: plainNumber(target.allocation.allocatedMu, 1), target: plainNumber(target.targetMu, 1) })}
          {' · '}
          <b className={target.allocation.differenceMu === 0 ? undefined : 'seal'}>
            {target.allocation.differenceMu === 0
              ? t('progress.allocationEven')
              : t(target.allocation.differenceMu > 0 ? 'progress.allocationOver' : 'progress.allocationUnder', {
                  value: plainNumber(Math.abs(target.allocation.differenceMu), 1),
                })}
          </b>
        </p>
      )}
    </div>
  );
}
