// The issue beside the one before: each figure then and now, and what has been corrected for the earlier day since it was frozen.
import { useTranslation } from 'react-i18next';
import type { BulletinContent } from '#domain/bulletin/bulletin.ts';
import { muWords, signedMu } from '#domain/bulletin/words.ts';
import { day } from '../../format.ts';
import { Nothing } from '../../ui/trouble.tsx';
import { LateList } from './late-list.tsx';

const faces = ['targetMu', 'verifiedMu', 'declaredMu', 'gapMu'] as const;

export function ComparisonCard({ content: { comparison, figures } }: { content: Pick<BulletinContent, 'comparison' | 'figures'> }) {
  const { t, i18n } = useTranslation();
  const late = (comparison?.targets ?? []).filter((change) => change.late !== null && change.late.entries.length > 0);
  return (
    <section className="panel bulletins-part" aria-labelledby="comparison-title">
      <div className="panel-title">
        <h2 id="comparison-title">{t('bulletins.comparison.title')}</h2>
        {comparison && (
          <span className="note">
            {t('bulletins.comparison.with', { number: comparison.number, day: day(comparison.asOf, i18n.language) })}
          </span>
        )}
      </div>
      {!comparison && <Nothing>{t('bulletins.comparison.none')}</Nothing>}
      {comparison && (
        <table className="bulletin-table">
          <thead>
            <tr>
              <th scope="col">{t('bulletins.comparison.figure')}</th>
              <th scope="col" className="number">
                {t('bulletins.comparison.before')}
              </th>
              <th scope="col" className="number">
                {t('bulletins.comparison.now')}
              </th>
              <th scope="col" className="number">
                {t('bulletins.comparison.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {comparison.targets.flatMap((change) => {
              const now = figures.targets.find(({ id }) => id === change.id);
              if (!now) return [];
              return faces.map((face) => (
                <tr key={`${change.id} ${face}`}>
                  <th scope="row">
                    {comparison.targets.length > 1 && <span lang="zh-CN">{change.name} </span>}
                    {t(`bulletins.faces.${face}`)}
                  </th>
                  <td className="number">{muWords(Math.round((now[face] - change[face]) * 1e6) / 1e6)}</td>
                  <td className="number">{muWords(now[face])}</td>
                  <td className="number">{signedMu(change[face])}</td>
                </tr>
              ));
            })}
          </tbody>
        </table>
      )}
      {late.length > 0 && <h3>{t('bulletins.late.title')}</h3>}
      {late.map((change) => change.late && <LateList key={change.id} name={late.length > 1 ? change.name : null} late={change.late} />)}
      {comparison && late.length === 0 && <p className="note">{t('bulletins.late.none')}</p>}
    </section>
  );
}
