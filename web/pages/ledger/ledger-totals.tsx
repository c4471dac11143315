// Sums of what is shown, each policy and kind by itself, each with how much of it is known. Never added.
import { useTranslation } from 'react-i18next';
import type { LedgerTotalReply } from '../../api/ledger-replies.ts';
import { count, plainNumber } from '../../format.ts';

function Total({ total, name }: { total: LedgerTotalReply; name: string }) {
  const { t } = useTranslation();
  const mu = (value: number): string => t('ledger.total.mu', { value: plainNumber(value, 3) });
  const notes = [
    t('ledger.total.entries', { value: count(total.entries) }),
    ...(total.reversed > 0 ? [t('ledger.total.reversed', { value: count(total.reversed) })] : []),
    ...(total.rebound > 0 ? [t('ledger.total.rebound', { value: count(total.rebound) })] : []),
    t('ledger.total.drawn', { known: count(total.drawn), total: count(total.standing) }),
    t('ledger.total.documented', { known: count(total.documented), total: count(total.standing) }),
  ];
  return (
    <li>
      <b>{t(`ledger.kinds.${total.kind}`)}</b>
      <dl>
        <div>
          <dt>{t('ledger.total.verified')}</dt>
          <dd className="strong">{mu(total.verifiedMu)}</dd>
        </div>
        <div>
          <dt>{t('ledger.total.declared')}</dt>
          <dd>{mu(total.declaredMu)}</dd>
        </div>
        <div>
          <dt>{t('ledger.total.effective')}</dt>
          <dd>
            {total.effectiveStated === 0 ? '—' : mu(total.effectiveMu)}
            <span className="note">
              {' '}
              {t('ledger.total.effectiveOf', { total: count(total.standing), known: count(total.effectiveStated) })}
            </span>
          </dd>
        </div>
        {total.takenBackMu > 0 && (
          <div>
            <dt>{t('ledger.total.takenBack')}</dt>
            <dd>{mu(total.takenBackMu)}</dd>
          </div>
        )}
      </dl>
      <p className="note">
        <span lang="zh-CN">{name}</span> · {notes.join(' · ')}
      </p>
    </li>
  );
}

export function LedgerTotals({ totals, policyName }: { totals: readonly LedgerTotalReply[]; policyName: (id: string) => string }) {
  const { t } = useTranslation();
  if (totals.length === 0) return null;
  return (
    <section className="panel ledger-totals" aria-label={t('ledger.total.label')} title={t('ledger.total.apart')}>
      <ul>
        {totals.map((total) => (
          <Total key={`${total.policy} ${total.kind}`} total={total} name={policyName(total.policy)} />
        ))}
      </ul>
      {totals.length > 1 && <p className="note">{t('ledger.total.apart')}</p>}
    </section>
  );
}
