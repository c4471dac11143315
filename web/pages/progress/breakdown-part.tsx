// Freed land by measure, month, class, industry, and in or outside a block. Each bar opens to its ledger rows.
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { BreakdownReply, ProgressReply } from '../../api/progress-replies.ts';
import { count, percent, plainNumber } from '../../format.ts';
import { Nothing } from '../../ui/trouble.tsx';
import type { OpenedFigure } from './entries-drawer.tsx';
import { measureName } from '../../i18n/measure-name.ts';

const dimensions = ['measure', 'month', 'class', 'industry', 'park'] as const;
type PageDimension = (typeof dimensions)[number];

export function nameOfKey(t: TFunction, dimension: PageDimension, { key, name }: Pick<BreakdownReply, 'key' | 'name'>): string {
  if (key === null) return t('progress.breakdown.unknown');
  if (dimension === 'measure') return measureName(t, key);
  if (dimension === 'class' && (key === 'none' || key === 'unjudged')) return t(`progress.breakdown.${key}`);
  if (dimension === 'park') return t(key === 'inside' ? 'progress.breakdown.inside' : 'progress.breakdown.outside');
  if (dimension === 'industry') return t(`industries.${key}` as 'industries.13', { defaultValue: name ?? key });
  return name ?? key;
}

export function BreakdownPart({ progress, onOpen }: { progress: ProgressReply; onOpen: (figure: OpenedFigure) => void }) {
  const { t } = useTranslation();
  const [dimension, setDimension] = useState<PageDimension>('measure');
  const rows = progress.breakdowns[dimension];
  const inOrder = dimension === 'month' ? rows : [...rows].sort((a, b) => b.verifiedMu - a.verifiedMu || b.declaredMu - a.declaredMu);
  const most = Math.max(1e-9, ...rows.map((row) => row.verifiedMu + row.declaredMu));
  const verified = rows.reduce((sum, row) => sum + row.verifiedMu, 0);
  const known = rows.filter(({ key }) => key !== null).reduce((sum, row) => sum + row.entries, 0);
  const entries = rows.reduce((sum, row) => sum + row.entries, 0);
  const title = (row: BreakdownReply): string => `${t(`progress.breakdown.${dimension}`)} · ${nameOfKey(t, dimension, row)}`;
  return (
    <section className="panel progress-part" aria-labelledby="breakdown-title">
      <div className="panel-title">
        <h2 id="breakdown-title">{t('progress.breakdown.title')}</h2>
        <Segmented
          size="small"
          options={dimensions.map((one) => ({ value: one, label: t(`progress.breakdown.${one}`) }))}
          value={dimension}
          onChange={setDimension}
        />
      </div>
      {rows.length === 0 && <Nothing>{t('progress.breakdown.nothing')}</Nothing>}
      {rows.length > 0 && (
        <table className="plain-table breakdown-table">
          <thead>
            <tr>
              <th scope="col">{t(`progress.breakdown.${dimension}`)}</th>
              <th scope="col" className="number">
                {t('progress.verifiedMu')}
              </th>
              <th scope="col" className="number">
                {t('progress.declaredMu')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('progress.share')}</span>
              </th>
              <th scope="col" className="number">
                {t('progress.shareOfCounty')}
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map((row) => (
              <tr key={row.key ?? ''}>
                <th scope="row">{nameOfKey(t, dimension, row)}</th>
                <td className="number">
                  <button
                    type="button"
                    className="figure-button"
                    onClick={() => onOpen({ stage: 'verified', by: dimension, key: row.key, title: title(row) })}
                  >
                    {plainNumber(row.verifiedMu, 1)}
                  </button>
                </td>
                <td className="number">
                  <button
                    type="button"
                    className="figure-button"
                    onClick={() => onOpen({ stage: 'declared', by: dimension, key: row.key, title: title(row) })}
                  >
                    {plainNumber(row.declaredMu, 1)}
                  </button>
                </td>
                <td className="breakdown-bar" aria-hidden="true">
                  <span className="target-track">
                    <span className="target-part verified" style={{ width: `${(row.verifiedMu / most) * 100}%` }} />
                    <span className="target-part declared" style={{ width: `${(row.declaredMu / most) * 100}%` }} />
                  </span>
                </td>
                <td className="number">{verified === 0 ? '—' : percent(row.verifiedMu, verified)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="note">
        {t('progress.breakdown.coverage', { known: count(known), total: count(entries) })}
        {dimension === 'class' && ` · ${t('progress.breakdown.classHint')}`}
        {dimension === 'month' && ` · ${t('progress.breakdown.monthHint')}`}
      </p>
    </section>
  );
}
