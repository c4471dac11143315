// Whether a frozen issue still holds: seals worked out anew, and its figures replayed from the ledger's rows of that time though the ledger has moved on.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { checkQuery } from '../../api/bulletin-queries.ts';
import type { BulletinCheck } from '../../api/bulletin-replies.ts';
import { count } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { LateList } from './late-list.tsx';

function Finding({ holds, children }: { holds: boolean | null; children: ReactNode }) {
  const { t } = useTranslation();
  const state = holds === null ? 'unknown' : holds ? 'holds' : 'broken';
  return (
    <li className={`finding finding-${state}`}>
      <span className="finding-mark">{t(`bulletins.check.${state}`)}</span>
      <span>{children}</span>
    </li>
  );
}

function Findings({ check }: { check: BulletinCheck }) {
  const { t } = useTranslation();
  const late = check.late.filter(({ entries }) => entries.length > 0);
  const bad = Object.entries(check.files).flatMap(([format, sound]) => (sound ? [] : [format.toUpperCase()]));
  return (
    <>
      <ul className="findings">
        <Finding holds={check.content && check.figures}>{t('bulletins.check.content')}</Finding>
        <Finding holds={bad.length === 0}>
          {bad.length === 0 ? t('bulletins.check.files') : t('bulletins.check.filesBroken', { formats: bad.join('、') })}
        </Finding>
        <Finding holds={check.faults.length === 0}>
          {check.faults.length === 0 ? t('bulletins.check.chain') : check.faults.join('；')}
        </Finding>
        {check.ledgers.map((ledger) => (
          <Finding key={ledger.name} holds={ledger.intact}>
            {t(ledger.intact ? 'bulletins.check.ledger' : 'bulletins.check.ledgerBroken', {
              name: ledger.name,
              before: count(ledger.rowsThen),
              after: count(ledger.rowsNow),
            })}
          </Finding>
        ))}
        <Finding holds={check.replayed === 'policy' ? null : check.replayed === 'same'}>
          {t(`bulletins.check.replayed.${check.replayed}`)}
        </Finding>
      </ul>
      <h3>{t('bulletins.check.since')}</h3>
      {late.length === 0 && <p className="note">{t('bulletins.check.sinceNothing')}</p>}
      {late.map((one) => (
        <LateList key={one.id} name={check.late.length > 1 ? one.name : null} late={one} />
      ))}
    </>
  );
}

export function CheckCard({ county, number, version }: { county: string; number: number; version: string }) {
  const { t } = useTranslation();
  const query = useQuery(checkQuery(county, number, version));
  return (
    <section className="panel bulletins-part" aria-labelledby="check-title" data-testid="bulletin-check">
      <div className="panel-title">
        <h2 id="check-title">{t('bulletins.check.title')}</h2>
        <span className="note">{t('bulletins.check.hint')}</span>
      </div>
      {query.isPending && <Loading lines={5} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {query.data && <Findings check={query.data} />}
    </section>
  );
}
