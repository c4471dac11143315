// Policies in force that today's checks would not take: what is wrong with them, and what still holds.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { failingPoliciesQuery } from '../../api/policy-versions.ts';
import { FaultTable } from './fault-table.tsx';

/** `policy` null: all failing ones of the county. */
export function FailingNotice({ county, policy }: { county: string; policy: string | null }) {
  const { t } = useTranslation();
  const failing = useQuery(failingPoliciesQuery(county));
  const shown = (failing.data ?? []).filter(({ id, judges }) => policy === null || id === policy || !judges);
  return shown.map(({ id, version, judges, issues }) => (
    <section key={id} className="panel policy-part policy-faults" role="alert" data-testid="policy-failing">
      <strong>
        {t('policy.failing.title', { version })} <span className="note">{id}</span>
      </strong>
      <p>{t(judges ? 'policy.failing.judges' : 'policy.failing.stopped')}</p>
      <FaultTable issues={issues.map(({ line, column, path, message }) => ({ line, column, path, message }))} />
    </section>
  ));
}
