// The wall's first scene: one target with its four faces, as large as the screen allows, and its burn-up.
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgressReply } from '../../../api/progress-replies.ts';
import { count, day, percent, plainNumber } from '../../../format.ts';
import { burnUp } from '../../../state/burn-up.ts';

const BurnUpChart = lazy(async () => ({ default: (await import('../../../charts/burn-up-chart.tsx')).BurnUpChart }));

export function WallFaces({ progress }: { progress: ProgressReply }) {
  const { t, i18n } = useTranslation();
  const { target } = progress;
  const whole = Math.max(target.targetMu, target.verifiedMu + target.declaredMu, 1e-9);
  const wanted = target.comparator === 'ge' && target.comparatorText ? 'progress.atLeast' : 'progress.plain';
  const { entries, documents, townships } = progress.coverage;
  const running = progress.asOf <= target.periodEnd;
  return (
    <div className="wall-faces">
      <p className="wall-kind">
        {t(`progress.kind.${target.kind}`)} · {t('progress.target')}{' '}
        {t(wanted, { value: plainNumber(target.targetMu, 0), unit: t('frame.unit.mus') })}
      </p>
      <p className="wall-verified">
        <b>{plainNumber(target.verifiedMu, 1)}</b>
        <span>
          {t('frame.unit.mus')} {t('progress.verified')} · {percent(target.verifiedMu, target.targetMu)}
        </span>
      </p>
      <div className="target-track" aria-hidden="true">
        <span className="target-part verified" style={{ width: `${(target.verifiedMu / whole) * 100}%` }} />
        <span className="target-part declared" style={{ width: `${(target.declaredMu / whole) * 100}%` }} />
      </div>
      <dl className="wall-figures">
        <div>
          <dt>{t('progress.declared')}</dt>
          <dd>+{plainNumber(target.declaredMu, 1)}</dd>
        </div>
        <div>
          <dt>{t('progress.gap')}</dt>
          <dd className={target.gapMu > 0 ? 'wall-gap' : undefined}>{plainNumber(target.gapMu, 1)}</dd>
        </div>
        <div>
          <dt>{t('progress.outlook.required')}</dt>
          <dd>{target.requiredPerMonthMu === null ? '—' : plainNumber(target.requiredPerMonthMu, 1)}</dd>
        </div>
        <div>
          <dt>{t('progress.outlook.history')}</dt>
          <dd>{running && target.forecast.mid !== null ? plainNumber(target.forecast.mid, 0) : '—'}</dd>
        </div>
      </dl>
      {entries > 0 && (
        <p className="wall-coverage">
          {t('progress.coverage', {
            entries: count(entries),
            documents: count(documents),
            townships: count(townships),
            day: day(progress.asOf, i18n.language),
          })}
        </p>
      )}
    </div>
  );
}

export function MeterScene({ progress, height }: { progress: ProgressReply; height: number }) {
  const { t } = useTranslation();
  const { target, asOf } = progress;
  const points = useMemo(() => burnUp(target, progress.burnUp, asOf), [target, progress.burnUp, asOf]);
  return (
    <div className="wall-meter">
      <WallFaces progress={progress} />
      <div className="wall-chart">
        <Suspense fallback={null}>
          <BurnUpChart points={points} targetMu={target.targetMu} asOf={asOf} label={t('progress.burnUp')} height={height} dark />
        </Suspense>
      </div>
    </div>
  );
}
