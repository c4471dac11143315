// Opens a clause verbatim from the attached document; says so when none is attached or the clause is not found in it.
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clauseQuery } from '../../api/policy-text.ts';
import { day } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { ClauseContext, type ClauseReader } from './clause-link.tsx';

function ClauseText({ policy, clause }: { policy: string; clause: string }) {
  const { t, i18n } = useTranslation();
  const found = useQuery(clauseQuery(policy, clause));
  if (found.isPending) return <Loading lines={4} />;
  if (found.isError) return <Failed detail={problemText(t, found.error)} onRetry={() => void found.refetch()} />;
  const { attached, match, text, from, to } = found.data;
  if (attached === null) return <Nothing>{t('policy.text.none')}</Nothing>;
  return (
    <div className="policy-stack" data-testid="clause-text">
      {match === 'nearest' && <p className="note">{t('policy.text.nearest', { clause })}</p>}
      {text === null ? (
        <Nothing>{t('policy.text.notFound', { clause })}</Nothing>
      ) : (
        <blockquote className="clause-text" lang="zh-CN">
          {text}
        </blockquote>
      )}
      <p className="note">
        {t('policy.text.source', { name: attached.name, actor: attached.actor, day: day(attached.recordedAt, i18n.language) })}
        {from !== null && ` · ${t('policy.text.lines', { from, to: to ?? from })}`}
      </p>
    </div>
  );
}

export function ClauseReading({ policy, children }: { policy: string; children: ReactNode }) {
  const { t } = useTranslation();
  const [clause, setClause] = useState<string | null>(null);
  const reader = useMemo((): ClauseReader => ({ open: setClause, title: t('policy.text.open') }), [t]);
  return (
    <ClauseContext value={reader}>
      {children}
      <Drawer
        title={t('policy.text.clause', { clause: clause ?? '' })}
        size={520}
        open={clause !== null}
        onClose={() => setClause(null)}
        destroyOnHidden
      >
        {clause !== null && <ClauseText key={clause} policy={policy} clause={clause} />}
      </Drawer>
    </ClauseContext>
  );
}
