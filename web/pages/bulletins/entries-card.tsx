// The ledger entries that a frozen issue counts, as they were then: their areas add up to its figures.
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulletinFigures } from '#domain/bulletin/figures.ts';
import { measureWords } from '#domain/bulletin/tables.ts';
import { classWords } from '#domain/bulletin/words.ts';
import { count, day, plainNumber } from '../../format.ts';

/** Rows shown at a time. */
const step = 100;

function Entries({ target, isOnly }: { target: BulletinFigures['targets'][number]; isOnly: boolean }) {
  const { t, i18n } = useTranslation();
  const [shown, setShown] = useState(step);
  const { entries, townships } = target;
  const names = new Map(townships.map(({ code, name }) => [code, name]));
  return (
    <details className="panel bulletins-part frozen-entries">
      <summary>
        {!isOnly && <span lang="zh-CN">{target.name} · </span>}
        {t('bulletins.entries.title', { value: count(entries.length) })}
      </summary>
      <div
        className="entries-scroll"
        role="region"
        aria-label={t('bulletins.entries.title', { value: count(entries.length) })}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        tabIndex={0}
      >
        <table className="bulletin-table">
          <thead>
            <tr>
              <th scope="col">{t('progress.entries.number')}</th>
              <th scope="col">{t('progress.entries.parcel')}</th>
              <th scope="col">{t('bulletins.entries.place')}</th>
              <th scope="col">{t('progress.breakdown.measure')}</th>
              <th scope="col">{t('progress.breakdown.class')}</th>
              <th scope="col" className="number">
                {t('progress.entries.counts')}
              </th>
              <th scope="col">{t('progress.entries.stage')}</th>
              <th scope="col">{t('progress.entries.date')}</th>
            </tr>
          </thead>
          <tbody lang="zh-CN">
            {entries.slice(0, shown).map((entry) => (
              <tr key={`${entry.id} ${entry.parcel}`}>
                <th scope="row">{entry.id}</th>
                <td className="code">{entry.parcel}</td>
                <td>{names.get(entry.township) ?? '—'}</td>
                <td>{measureWords(entry.measure)}</td>
                <td>{classWords(entry.class)}</td>
                <td className="number">{plainNumber(entry.areaMu, 6)}</td>
                <td>{t(entry.stage === 'verified' ? 'progress.verified' : 'progress.declared')}</td>
                <td>{day(entry.verifiedAt ?? entry.date, i18n.language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {entries.length > shown && (
        <Button onClick={() => setShown(shown + step)}>{t('progress.entries.more', { value: count(entries.length - shown) })}</Button>
      )}
    </details>
  );
}

export function EntriesCard({ figures: { targets } }: { figures: BulletinFigures }) {
  const { t } = useTranslation();
  return (
    <>
      {targets.every(({ entries }) => entries.length === 0) && <p className="note">{t('bulletins.entries.none')}</p>}
      {targets
        .filter(({ entries }) => entries.length > 0)
        .map((target) => (
          <Entries key={target.id} target={target} isOnly={targets.length === 1} />
        ))}
    </>
  );
}
