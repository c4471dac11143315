// The county's first target over the map: how much land is freed, verified, declared and missing on the chosen day.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { targetsQuery } from '../../api/queries.ts';
import { TargetMeter } from '../../charts/target-meter.tsx';
import { targetsInOrder } from '../../state/headline.ts';
import type { Address } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import type { Figures } from './figures.ts';

export function HeadlineCard({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const { shown } = figures;
  const targets = useQuery(targetsQuery(shown.county, shown.asOf));
  const [first] = targetsInOrder(targets.data ?? [], shown.policy);
  if (targets.isSuccess && !first) return null;
  // While a replay runs the panel below tells the sums of its day; two days side by side would contradict each other.
  if (figures.day !== shown.asOf) return null;
  return (
    <section className="panel headline-card" aria-label={t('progress.title')}>
      {targets.isPending && <Loading lines={3} />}
      {targets.isError && <Failed detail={problemText(t, targets.error)} onRetry={() => void targets.refetch()} />}
      {first && (
        <Link to="/progress" search={(previous: Address) => previous} className="headline-link">
          <TargetMeter target={first} asOf={shown.asOf} />
        </Link>
      )}
    </section>
  );
}
