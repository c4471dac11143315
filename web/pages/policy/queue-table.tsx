// The rows of a queue: who and where, where each stands, what was done about it, and the acts on those chosen.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { providers } from '#domain/policy/fields.ts';
import { actOnQueue, queuePage, type QueueName } from '../../api/policy-queues.ts';
import type { QueueSubject } from '../../api/policy-replies.ts';
import { day, plainNumber, unknownMark } from '../../format.ts';
import { type DeskAct, DeskActs } from '../../ui/desk-acts.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { MapLink } from './map-link.tsx';
import type { PolicyFacts } from './policy-facts.ts';

interface QueueTableProps<R extends QueueSubject> {
  readonly name: QueueName;
  readonly facts: PolicyFacts;
  readonly rows: readonly R[];
  readonly matched: number;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly columns: TableColumnsType<R>;
}

/** Everything that was done about a row, oldest first: it is never rewritten. */
function History({ of }: { of: QueueSubject }) {
  const { t, i18n } = useTranslation();
  return (
    <ol className="queue-history">
      {of.history.map(({ act, to, reason, actor, recordedAt }) => (
        <li key={`${recordedAt} ${act}`}>
          {day(recordedAt, i18n.language)} {actor} · {t(`policy.queue.acts.${act}`)}
          {to !== null && ` → ${to}`}
          {reason !== null && <span className="note"> {reason}</span>}
        </li>
      ))}
    </ol>
  );
}

const historyOf = (row: QueueSubject) => <History of={row} />;

export function QueueTable<R extends QueueSubject>({ name, facts, rows, matched, page, onPage, columns }: QueueTableProps<R>) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const act = useMutation({
    mutationFn: (said: { readonly act: DeskAct; readonly to?: string; readonly reason?: string }) =>
      actOnQueue(name, facts.lens, { items: chosen, ...said }),
    onSuccess: async () => {
      setChosen([]);
      // The acts are part of the county's record: its version moves on, and what is asked by version is asked anew.
      await Promise.all(['queue', 'counties'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  const all: TableColumnsType<R> = [
    { title: t('policy.try.parcel'), key: 'parcel', render: (_, row) => <MapLink change={{ open: row.code }}>{row.code}</MapLink> },
    {
      title: t('policy.queue.firm'),
      key: 'firm',
      ellipsis: true,
      width: 200,
      render: (_, row) => <span title={row.firm ?? undefined}>{row.firm ?? unknownMark}</span>,
    },
    { title: t('policy.try.township'), key: 'township', render: (_, row) => row.townshipName ?? unknownMark },
    { title: t('policy.try.areaMu'), key: 'area', align: 'right', render: (_, row) => plainNumber(row.areaMu) },
    ...columns,
    {
      title: t('policy.queue.standing'),
      key: 'state',
      fixed: 'right',
      render: (_, row) => (
        <span className={`queue-state ${row.state}`} title={row.history.at(-1)?.reason ?? undefined}>
          {t(`policy.queue.states.${row.state}`)}
        </span>
      ),
    },
    {
      title: t('policy.queue.to'),
      key: 'to',
      fixed: 'right',
      render: (_, row) => (
        <div className="queue-to" lang="zh-CN">
          {row.to}
        </div>
      ),
    },
  ];
  return (
    <>
      <DeskActs
        chosen={chosen.length}
        pending={act.isPending}
        places={[...providers, ...facts.county.townships.map((one) => one.name)]}
        onAct={(named, said) => act.mutate({ act: named, ...said })}
        done={act.data?.acts ?? null}
        fault={act.isError ? problemText(t, act.error) : null}
      />
      <Table<R>
        size="small"
        rowKey="id"
        columns={all}
        dataSource={[...rows]}
        scroll={{ x: 'max-content' }}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (keys) => setChosen(keys.map(String)),
          getCheckboxProps: (row) => ({ 'aria-label': `${row.code} ${row.firm ?? ''}` }),
          getTitleCheckboxProps: () => ({ 'aria-label': t('policy.queue.choosePage') }),
        }}
        expandable={{
          rowExpandable: (row) => row.history.length > 0,
          expandedRowRender: historyOf,
          showExpandColumn: rows.some((row) => row.history.length > 0),
        }}
        pagination={{
          current: page,
          pageSize: queuePage,
          total: matched,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: onPage,
        }}
      />
    </>
  );
}
