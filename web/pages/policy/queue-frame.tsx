// What the three queues share: counts that narrow the rows, the rows page by page, the way to the map, and the files.
import { Select, Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queueFile, queuePage, type QueueFilter, type QueueName } from '../../api/policy-queues.ts';
import type { QueueSubject } from '../../api/policy-replies.ts';
import { count, plainNumber, unknownMark } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { MapLink } from './map-link.tsx';
import type { PolicyFacts } from './policy-facts.ts';

export interface QueueChoice {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly parcels: number;
  readonly firms: number;
  readonly areaMu: number | null;
}

interface QueueFrameProps<R extends QueueSubject> {
  readonly name: QueueName;
  readonly facts: PolicyFacts;
  readonly what: string;
  readonly choices: readonly QueueChoice[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string | undefined) => void;
  readonly filter: QueueFilter;
  readonly onTownship: (code: string | undefined) => void;
  readonly query: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly isFetching: boolean;
    readonly error: unknown;
    readonly refetch: () => Promise<unknown>;
    readonly data: { readonly matched: number; readonly rows: readonly R[] } | undefined;
  };
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly columns: TableColumnsType<R>;
  readonly empty: ReactNode;
}

export function QueueFrame<R extends QueueSubject>(props: QueueFrameProps<R>) {
  const { t } = useTranslation();
  const { name, facts, choices, chosen, filter, query, page } = props;
  const columns: TableColumnsType<R> = [
    {
      title: t('policy.try.parcel'),
      key: 'parcel',
      render: (_, row) => <MapLink change={{ open: row.code }}>{row.code}</MapLink>,
    },
    { title: t('policy.queue.firm'), key: 'firm', render: (_, row) => row.firm ?? unknownMark },
    { title: t('policy.try.township'), key: 'township', render: (_, row) => row.townshipName ?? unknownMark },
    { title: t('policy.try.areaMu'), key: 'area', align: 'right', render: (_, row) => plainNumber(row.areaMu) },
    ...props.columns,
  ];
  return (
    <div className="policy-stack">
      <section className="panel policy-part">
        <p className="note">{props.what}</p>
        {choices.length > 0 && (
          <ul className="queue-choices">
            {choices.map((choice) => (
              <li key={choice.key}>
                <button
                  type="button"
                  className="queue-choice"
                  aria-pressed={choice.key === chosen}
                  onClick={() => props.onChoose(choice.key === chosen ? undefined : choice.key)}
                >
                  <span>
                    <b lang="zh-CN">{choice.label}</b> <span className="note">{choice.note}</span>
                  </span>
                  <span className="policy-number">
                    {t('policy.parcels', { value: count(choice.parcels) })}
                    <span className="note">
                      {` ${t('policy.firms', { value: count(choice.firms) })} · ${t('policy.mu', { value: plainNumber(choice.areaMu) })}`}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="panel policy-part" aria-label={t(`policy.parts.${name}`)} aria-busy={query.isFetching} data-testid="queue">
        <div className="policy-bar">
          <span>{query.data && t('policy.queue.matched', { value: count(query.data.matched) })}</span>
          <span className="queue-files">
            <Select
              size="small"
              allowClear
              style={{ minWidth: 140 }}
              aria-label={t('policy.try.township')}
              placeholder={t('policy.queue.allTownships')}
              value={filter.township ?? null}
              options={facts.county.townships.map((one) => ({ value: one.code, label: one.name }))}
              onChange={(code: string | null | undefined) => props.onTownship(code ?? undefined)}
            />
            {(['csv', 'xlsx'] as const).map((format) => (
              <a key={format} href={queueFile(name, facts.lens, filter, format)} download>
                {t('policy.queue.file', { format: format.toUpperCase() })}
              </a>
            ))}
          </span>
        </div>
        {query.isPending && <Loading lines={6} />}
        {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
        {query.data?.matched === 0 && <Nothing>{props.empty}</Nothing>}
        {query.data && query.data.matched > 0 && (
          <Table<R>
            size="small"
            rowKey={(row) => JSON.stringify(row)}
            columns={columns}
            dataSource={[...query.data.rows]}
            scroll={{ x: 'max-content' }}
            pagination={{
              current: page,
              pageSize: queuePage,
              total: query.data.matched,
              showSizeChanger: false,
              hideOnSinglePage: true,
              onChange: props.onPage,
            }}
          />
        )}
      </section>
    </div>
  );
}
