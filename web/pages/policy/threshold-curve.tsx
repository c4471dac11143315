// The curve of one place, fetched apart from the figures and its chart apart from the page.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedPlace } from '#domain/policy/override-range.ts';
import { curveQuery, type PolicyLens } from '../../api/policy-queries.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import type { PlaceValue } from './place-control.tsx';

const ScenarioCurve = lazy(async () => ({ default: (await import('../../charts/scenario-curve.tsx')).ScenarioCurve }));

export function ThresholdCurve({ lens, place, tried }: { lens: PolicyLens; place: DescribedPlace; tried: PlaceValue | null }) {
  const { t } = useTranslation();
  const curve = useQuery(curveQuery(lens, place.path));
  return (
    <section className="policy-curve" aria-labelledby="policy-curve">
      <div className="panel-title">
        <h3 id="policy-curve">{t('policy.try.curve', { label: place.label })}</h3>
        <span className="note">{t('policy.try.curveHint')}</span>
      </div>
      {curve.isPending && <Loading lines={5} />}
      {curve.isError && <Failed detail={problemText(t, curve.error)} onRetry={() => void curve.refetch()} />}
      {curve.data && (
        <Suspense fallback={<div className="skeleton curve-place" />}>
          <ScenarioCurve
            points={curve.data.points.map(({ value, areaMu, rule }) => ({ value, areaMu, ruleMu: rule?.areaMu ?? null }))}
            legal={curve.data.legal}
            tried={tried}
            unit={place.unit ?? ''}
            label={t('policy.try.curveLabel', { label: place.label, value: curve.data.legal, unit: place.unit ?? '' })}
          />
        </Suspense>
      )}
    </section>
  );
}
