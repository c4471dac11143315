// 变动: records that a later delivery no longer holds, with what came in their place; a person decides, nothing leaves by itself.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideSuccessions, successionsQuery, type SuccessionReply } from '../../api/upload-queries.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';

const decisions = ['retire', 'keep', 'restore'] as const;

export function SuccessionsPart({ of }: { of: { county: string; version: string } }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const found = useQuery(successionsQuery(of.county, of.version));
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: (act: (typeof decisions)[number]) => decideSuccessions({ county: of.county, ids: chosen, act, reason: reason.trim() }),
    onSuccess: () => {
      setChosen([]);
      setReason('');
      void queries.invalidateQueries({ queryKey: ['successions'] });
      void queries.invalidateQueries({ queryKey: ['counties'] });
    },
  });
  const columns: TableColumnsType<SuccessionReply> = [
    { title: t('intake.successions.key'), key: 'key', render: (_, row) => <span lang="zh-CN">{`${row.key} ${row.label ?? ''}`}</span> },
    { title: t('intake.successions.kind'), key: 'kind', render: (_, row) => t(`intake.successions.kinds.${row.kind}`) },
    { title: t('intake.successions.successors'), key: 'successors', render: (_, row) => row.successors.join('、') },
    {
      title: t('intake.successions.delivery'),
      key: 'delivery',
      render: (_, row) => t('intake.successions.deliveryOf', { id: row.importId }),
    },
    {
      title: t('intake.successions.decision'),
      key: 'decision',
      render: (_, row) => {
        const last = row.acts.at(-1);
        return last ? `${t(`intake.successions.${last.act}`)} · ${last.actor} · ${last.reason ?? ''}` : t('intake.successions.pending');
      },
    },
  ];
  return (
    <section className="panel import-card" aria-label={t('intake.parts.changes')}>
      <p className="note">{t('intake.successions.what')}</p>
      {found.isPending && <Loading lines={4} />}
      {found.isError && <Failed detail={problemText(t, found.error)} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <Nothing>{t('intake.successions.empty')}</Nothing>}
      {found.data && found.data.length > 0 && (
        <>
          <div className="import-acts">
            <Input
              size="small"
              style={{ width: 260 }}
              aria-label={t('intake.successions.reason')}
              placeholder={t('intake.successions.reason')}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            {decisions.map((act) => (
              <Button
                key={act}
                size="small"
                disabled={chosen.length === 0 || reason.trim() === '' || decide.isPending}
                onClick={() => decide.mutate(act)}
              >
                {t(`intake.successions.${act}`)}
              </Button>
            ))}
            {decide.isError && <span role="alert">{problemText(t, decide.error)}</span>}
          </div>
          <Table<SuccessionReply>
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={found.data}
            rowSelection={{
              selectedRowKeys: [...chosen],
              onChange: (keys) => setChosen(keys.map(Number)),
              getCheckboxProps: (row) => ({ 'aria-label': row.key }),
              getTitleCheckboxProps: () => ({ 'aria-label': t('intake.desk.states.all') }),
            }}
            pagination={{ pageSize: 25, hideOnSinglePage: true }}
          />
        </>
      )}
    </section>
  );
}
