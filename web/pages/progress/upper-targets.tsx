// What the prefecture counts toward its own target out of this county and the others that are loaded: beside the county's, never added.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { prefectureOf, upperTargetsQuery } from '../../api/progress-queries.ts';
import { policiesQuery } from '../../api/queries.ts';
import { count, day, plainNumber } from '../../format.ts';

export function UpperTargets({ county, asOf }: { county: string; asOf: string }) {
  const { t, i18n } = useTranslation();
  const policies = useQuery(policiesQuery);
  const isThere = policies.data?.some((policy) => policy.county === prefectureOf(county)) ?? false;
  const { data } = useQuery({ ...upperTargetsQuery(county, asOf), enabled: isThere });
  if (!data || data.length === 0) return null;
  return (
    <section className="panel progress-part" aria-labelledby="upper-title">
      <div className="panel-title">
        <h2 id="upper-title">{t('progress.upper.title')}</h2>
        <span className="note">{t('progress.upper.hint')}</span>
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('progress.target')}</th>
            <th scope="col" className="number">
              {t('progress.counters.wanted')}
            </th>
            <th scope="col" className="number">
              {t('progress.upper.here')}
            </th>
            <th scope="col" className="number">
              {t('progress.upper.all')}
            </th>
            <th scope="col">{t('progress.counters.by')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((target) => (
            <tr key={target.id}>
              <th scope="row">
                {target.name} <span className="note">{t(`progress.kind.${target.kind}`)}</span>
              </th>
              <td className="number">{plainNumber(target.targetMu, 0)}</td>
              <td className="number">{plainNumber(target.counties?.find(({ code }) => code === county)?.verifiedMu ?? null, 1)}</td>
              <td className="number">
                {plainNumber(target.verifiedMu, 1)}{' '}
                <span className="note">{t('progress.upper.loaded', { value: count(target.counties?.length ?? 0) })}</span>
              </td>
              <td>{day(target.periodEnd, i18n.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
