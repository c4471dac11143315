// The burn-up of the chosen target with what it rests on: months of history, cases, required pace; each said with its method.
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgressReply } from '../../api/progress-replies.ts';
import { count, day, plainNumber } from '../../format.ts';
import { burnUp } from '../../state/burn-up.ts';
import { Nothing } from '../../ui/trouble.tsx';

const BurnUpChart = lazy(async () => ({ default: (await import('../../charts/burn-up-chart.tsx')).BurnUpChart }));

export function BurnUpPart({ progress }: { progress: ProgressReply }) {
  const { t, i18n } = useTranslation();
  const { target, asOf } = progress;
  const points = useMemo(() => burnUp(target, progress.burnUp, asOf), [target, progress.burnUp, asOf]);
  const label = `${t('progress.burnUp')}：${t('progress.verified')} ${plainNumber(target.verifiedMu, 1)} / ${t('frame.unit.mu', { value: plainNumber(target.targetMu, 0) })}`;
  const running = asOf >= target.periodStart && asOf <= target.periodEnd;
  const { forecast, pipeline } = target;
  const band = (one: typeof forecast | typeof pipeline): string => `${plainNumber(one.low, 0)}–${plainNumber(one.high, 0)}`;
  return (
    <section className="panel progress-part" aria-labelledby="burn-up-title">
      <div className="panel-title">
        <h2 id="burn-up-title">{t('progress.burnUp')}</h2>
        <span className="note">{t('progress.burnUpHint')}</span>
      </div>
      {progress.coverage.entries > 0 && (
        <p className="note" data-testid="coverage">
          {t('progress.coverage', {
            entries: count(progress.coverage.entries),
            documents: count(progress.coverage.documents),
            townships: count(progress.coverage.townships),
            day: day(asOf, i18n.language),
          })}
        </p>
      )}
      {target.verifiedMu + target.declaredMu === 0 && <Nothing>{t('progress.noEntries', { day: day(asOf, i18n.language) })}</Nothing>}
      <Suspense fallback={<div className="skeleton burn-up-place" />}>
        <BurnUpChart points={points} targetMu={target.targetMu} asOf={asOf} label={label} />
      </Suspense>
      {running && (
        <dl className="outlook">
          <div>
            <dt>{t('progress.outlook.required')}</dt>
            <dd>
              <b>{target.requiredPerMonthMu === null ? '—' : plainNumber(target.requiredPerMonthMu, 1)}</b> {t('progress.outlook.perMonth')}
            </dd>
            <dd className="note">
              {t('progress.outlook.requiredHow', {
                gap: plainNumber(target.gapMu, 1),
                months: plainNumber(target.monthsLeft, 1),
                days: count(target.daysLeft),
              })}
            </dd>
          </div>
          <div>
            <dt>{t('progress.outlook.history')}</dt>
            <dd>
              <b>{plainNumber(forecast.mid, 0)}</b> {t('frame.unit.mus')} {forecast.mid !== null && `（${band(forecast)}）`}
            </dd>
            <dd className="note">
              {forecast.mid === null ? t('progress.forecastUnknown') : t('progress.outlook.historyHow', { months: count(forecast.months) })}
            </dd>
          </div>
          <div>
            <dt>{t('progress.outlook.cases')}</dt>
            <dd>
              <b>{plainNumber(pipeline.mid, 0)}</b> {t('frame.unit.mus')} {pipeline.items > 0 && `（${band(pipeline)}）`}
            </dd>
            <dd className="note">{t('progress.outlook.casesHow', { items: count(pipeline.items) })}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
