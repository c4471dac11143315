// 来源登记: every imported file with its hash, and what is known of who made it, of which day it is and under what licence.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendSourceNote, sourcesQuery, type DeskKey, type SourceRow } from '../../api/matching-queries.ts';
import { count, day } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import './desk.css';

const subjects = ['parcels', 'firms', 'accounts', 'tenure', 'townships', 'blocks', 'ledger', 'zones'] as const;
const isSubject = (text: string): text is (typeof subjects)[number] => (subjects as readonly string[]).includes(text);

const editable = ['producer', 'producedOn', 'licence', 'note'] as const;

function NoteDrawer({ of, source, onClose }: { of: DeskKey; source: SourceRow; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [said, setSaid] = useState(
    () => Object.fromEntries(editable.map((key) => [key, source[key] ?? ''])) as Record<(typeof editable)[number], string>,
  );
  const send = useMutation({
    mutationFn: () => {
      const given = (key: (typeof editable)[number]): string | null => said[key].trim() || null;
      return sendSourceNote(of.county, source.id, {
        producer: given('producer'),
        producedOn: given('producedOn'),
        licence: given('licence'),
        note: given('note'),
      });
    },
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['sources'] });
      await queries.invalidateQueries({ queryKey: ['counties'] });
    },
  });
  return (
    <Drawer open onClose={onClose} size={480} title={source.file}>
      <form
        className="desk-stack"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        {editable.map((key) => (
          <label key={key} className="desk-field">
            <span>{key === 'note' ? t('desk.sources.note') : t(`desk.sources.columns.${key}`)}</span>
            <Input
              type={key === 'producedOn' ? 'date' : 'text'}
              value={said[key]}
              maxLength={key === 'note' ? 2000 : 200}
              onChange={(event) => setSaid((before) => ({ ...before, [key]: event.target.value }))}
            />
          </label>
        ))}
        {send.isError && <Failed detail={problemText(t, send.error)} />}
        <span className="desk-acts">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {t('desk.sources.save')}
          </Button>
          <Button onClick={onClose}>{t('desk.sources.cancel')}</Button>
        </span>
      </form>
    </Drawer>
  );
}

export function SourcesPart({ of }: { of: DeskKey }) {
  const { t, i18n } = useTranslation();
  const [edited, setEdited] = useState<SourceRow | null>(null);
  const query = useQuery(sourcesQuery(of));
  const subjectName = (subject: string): string => (isSubject(subject) ? t(`intake.subjects.${subject}`) : subject);
  const noted = (text: string | null) => text ?? <span className="note">{t('desk.sources.unknown')}</span>;
  return (
    <section className="panel desk-part" data-testid="sources">
      <p className="note">{t('desk.sources.what')}</p>
      {query.isPending && <Loading lines={8} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {query.data && (
        <Table<SourceRow>
          size="small"
          rowKey="id"
          dataSource={query.data}
          tableLayout="fixed"
          scroll={{ x: 1440 }}
          pagination={{ defaultPageSize: 20, showSizeChanger: false, hideOnSinglePage: true, size: 'small' }}
          locale={{ emptyText: t('desk.sources.none') }}
          columns={[
            { title: '#', key: 'id', width: 56, align: 'right', render: (_, row) => row.id },
            { title: t('desk.sources.columns.file'), key: 'file', width: 280, ellipsis: true, render: (_, row) => row.file },
            { title: t('desk.sources.columns.subject'), key: 'subject', width: 110, render: (_, row) => subjectName(row.subject) },
            {
              title: t('desk.sources.columns.producer'),
              key: 'producer',
              width: 150,
              ellipsis: true,
              render: (_, row) => noted(row.producer),
            },
            {
              title: t('desk.sources.columns.producedOn'),
              key: 'producedOn',
              width: 130,
              render: (_, row) => noted(row.producedOn && day(row.producedOn, i18n.language)),
            },
            {
              title: t('desk.sources.columns.licence'),
              key: 'licence',
              width: 150,
              ellipsis: true,
              render: (_, row) => noted(row.licence),
            },
            {
              title: t('desk.sources.columns.recorded'),
              key: 'recorded',
              width: 190,
              ellipsis: true,
              render: (_, row) => t('desk.sources.by', { actor: row.actor, day: day(row.recordedAt, i18n.language) }),
            },
            { title: t('desk.sources.columns.rows'), key: 'rows', width: 90, align: 'right', render: (_, row) => count(row.rowsRead) },
            {
              title: t('desk.sources.columns.hash'),
              key: 'hash',
              width: 120,
              render: (_, row) => (
                <span className="desk-code" title={row.sha256}>
                  {row.sha256.slice(0, 10)}…
                </span>
              ),
            },
            {
              key: 'edit',
              width: 84,
              align: 'right',
              render: (_, row) => (
                <Button size="small" onClick={() => setEdited(row)}>
                  {t('desk.sources.edit')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {edited && <NoteDrawer of={of} source={edited} onClose={() => setEdited(null)} />}
    </section>
  );
}
