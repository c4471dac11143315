// Says on the map that a what-if or a comparison is being looked at, how much changes, and how to leave it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { policiesQuery } from '../../api/queries.ts';
import { count, plainNumber } from '../../format.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import type { Difference } from './difference.ts';
import './difference-card.css';

const sides = ['entered', 'left', 'changed', 'kept'] as const;

export function DifferenceCard({ difference }: { difference: Difference }) {
  const { t } = useTranslation();
  const { view, change } = useViewState();
  const policies = useQuery(policiesQuery);
  const { kind, changes, fault, retry } = difference;
  const simulated = kind === 'scenario';
  const other = policies.data?.find((one) => one.id === view?.against)?.title ?? view?.against ?? '';
  return (
    <section className="panel difference-card" aria-label={t(`policy.onMap.${kind}`)} data-testid="difference-card">
      <div className="panel-title">
        <h2>
          {simulated && <Badge tone="draft">{t('policy.try.mark')}</Badge>} {t(`policy.onMap.${kind}`)}
        </h2>
        <span className="difference-actions">
          <Link
            to="/policy/$part"
            params={{ part: simulated ? 'try' : 'compare' }}
            search={(previous: Address) => previous}
            className="note"
          >
            {t('policy.onMap.back')}
          </Link>
          <Button size="small" onClick={() => change({ scenario: undefined, against: undefined, fill: undefined })}>
            {t('policy.onMap.leave')}
          </Button>
        </span>
      </div>
      {!simulated && <p className="note">{t('policy.onMap.with', { other })}</p>}
      {fault !== null && fault !== undefined && <Failed detail={problemText(t, fault)} onRetry={retry} />}
      {!changes && !fault && <Loading lines={1} />}
      {changes && (
        <ul className="difference-sides">
          {sides.map((side) => (
            <li key={side}>
              <span className="note">{t(`policy.try.${side}`)}</span> <b>{t('policy.parcels', { value: count(changes[side].parcels) })}</b>{' '}
              <span className="note">{t('policy.mu', { value: plainNumber(changes[side].areaMu) })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
