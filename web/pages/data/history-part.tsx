// 历史: every import of the county, when, by whom, what it did, and the way back.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportListing } from '#domain/upload.ts';
import { correctionsAddress, importsQuery, undoUpload } from '../../api/upload-queries.ts';
import { count } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';

const at = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

export function HistoryPart({ of }: { of: { county: string; version: string } }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const history = useQuery(importsQuery(of.county, of.version));
  const undo = useMutation({ mutationFn: undoUpload, onSuccess: () => queries.invalidateQueries() });
  const columns: TableColumnsType<ImportListing> = [
    { title: '#', key: 'id', width: 60, render: (_, row) => row.importId },
    { title: t('intake.history.file'), key: 'file', render: (_, row) => <span lang="zh-CN">{row.file}</span> },
    { title: t('intake.subject'), key: 'subject', render: (_, row) => t(`intake.subjects.${row.subject}`) },
    { title: t('intake.history.when'), key: 'when', render: (_, row) => at(row.recordedAt) },
    { title: t('intake.history.who'), key: 'who', render: (_, row) => <span lang="zh-CN">{row.actor}</span> },
    {
      title: t('intake.history.counts'),
      key: 'counts',
      align: 'right',
      render: (_, row) => [row.created, row.updated, row.unchanged, row.rejected].map(count).join(' / '),
    },
    { title: t('intake.history.hash'), key: 'hash', render: (_, row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code> },
    {
      title: t('intake.history.state'),
      key: 'state',
      render: (_, row) =>
        row.undone ? t('intake.history.undone', { actor: row.undone.actor, at: at(row.undone.recordedAt) }) : t('intake.history.standing'),
    },
    {
      title: <span className="visually-hidden">{t('intake.undo')}</span>,
      key: 'acts',
      render: (_, row) =>
        row.upload !== null && (
          <span className="import-acts">
            <a href={correctionsAddress(row.upload)} download>
              {t('intake.corrections')}
            </a>
            {!row.undone && (
              <Popconfirm title={t('intake.undoSure')} onConfirm={() => undo.mutate(row.upload!)}>
                <Button size="small" loading={undo.isPending && undo.variables === row.upload}>
                  {t('intake.undo')}
                </Button>
              </Popconfirm>
            )}
          </span>
        ),
    },
  ];
  return (
    <section className="panel import-card" aria-label={t('intake.parts.history')}>
      {history.isPending && <Loading lines={6} />}
      {history.isError && <Failed detail={problemText(t, history.error)} onRetry={() => void history.refetch()} />}
      {undo.isError && <Failed detail={problemText(t, undo.error)} />}
      {history.data?.length === 0 && <Nothing>{t('intake.history.empty')}</Nothing>}
      {history.data && history.data.length > 0 && (
        <Table<ImportListing>
          size="small"
          rowKey="importId"
          columns={columns}
          dataSource={history.data}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 25, hideOnSinglePage: true }}
        />
      )}
    </section>
  );
}
