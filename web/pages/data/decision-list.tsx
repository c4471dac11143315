// Every decision of the matching desk, newest first, and the way to take one back.
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Popconfirm, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionsQuery, type DecisionRow, type DeskKey } from '../../api/matching-queries.ts';
import { day, mu } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import type { Sending } from './candidate-drawer.tsx';

function useWords() {
  const { t } = useTranslation();
  return (row: DecisionRow): string => {
    switch (row.act) {
      case 'split': {
        const shares = row.shares.map(({ uscc, role, area }) => `${uscc} ${role} ${mu(area, 6)}`).join('；');
        return t('desk.matching.acts.split', { subject: row.parcel, shares });
      }
      case 'withdraw':
        return t('desk.matching.acts.withdraw', { decision: row.decision });
      default:
        return t(`desk.matching.acts.${row.act}`, { subject: row.subject, uscc: row.uscc });
    }
  };
}

export function DecisionList({ of, onSend, busy, fault }: Sending & { readonly of: DeskKey }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const [basis, setBasis] = useState('');
  const query = useQuery(decisionsQuery(of));
  if (query.isPending) return <Loading lines={6} />;
  if (query.isError) return <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />;
  return (
    <>
      {fault !== null && <Failed detail={fault} />}
      <Table<DecisionRow>
        size="small"
        rowKey="id"
        dataSource={[...query.data].reverse()}
        tableLayout="fixed"
        scroll={{ x: 900 }}
        pagination={{ defaultPageSize: 20, showSizeChanger: false, hideOnSinglePage: true, size: 'small' }}
        locale={{ emptyText: t('desk.matching.empty') }}
        columns={[
          { title: '#', key: 'id', width: 64, align: 'right', render: (_, row) => row.id },
          { title: t('desk.matching.columns.act'), key: 'act', width: '36%', render: (_, row) => words(row) },
          { title: t('desk.matching.columns.basis'), key: 'basis', ellipsis: true, render: (_, row) => row.basis },
          {
            title: t('desk.matching.columns.who'),
            key: 'who',
            width: 190,
            render: (_, row) => `${row.actor} · ${day(row.recordedAt, i18n.language)}`,
          },
          {
            title: t('desk.matching.columns.state'),
            key: 'state',
            width: 90,
            render: (_, row) => (row.act === 'withdraw' ? '' : t(row.inForce ? 'desk.matching.inForce' : 'desk.matching.gone')),
          },
          {
            key: 'withdraw',
            width: 100,
            align: 'right',
            render: (_, row) =>
              row.inForce && (
                <Popconfirm
                  title={t('desk.matching.basis')}
                  description={
                    <Input
                      aria-label={t('desk.matching.basis')}
                      value={basis}
                      onChange={(event) => setBasis(event.target.value)}
                      maxLength={2000}
                    />
                  }
                  okText={t('desk.matching.withdraw')}
                  cancelText={t('desk.matching.cancel')}
                  okButtonProps={{ disabled: basis.trim() === '' }}
                  onConfirm={() => onSend(basis.trim(), [{ act: 'withdraw', decision: row.id }])}
                >
                  <Button size="small" disabled={busy}>
                    {t('desk.matching.withdraw')}
                  </Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </>
  );
}
