// What the three queues share: counts that narrow the rows, the rows page by page, the way to the map, and the files.
import { Select, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssueState } from '#domain/issue-desk.ts';
import { queueFile, type QueueFilter, type QueueName } from '../../api/policy-queues.ts';
import type { QueueSubject } from '../../api/policy-replies.ts';
import { count, plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import type { PolicyFacts } from './policy-facts.ts';
import { QueueTable } from './queue-table.tsx';

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
  readonly onState: (state: string | undefined) => void;
  readonly onTo: (to: string | undefined) => void;
  readonly query: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly isFetching: boolean;
    readonly error: unknown;
    readonly refetch: () => Promise<unknown>;
    readonly data:
      | {
          readonly matched: number;
          readonly rows: readonly R[];
          readonly states: Readonly<Partial<Record<IssueState, number>>>;
          readonly assignees: readonly { readonly to: string; readonly count: number }[];
        }
      | undefined;
  };
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly columns: TableColumnsType<R>;
  readonly empty: ReactNode;
}

const standings = ['all', 'unsettled', 'open', 'assigned', 'closed', 'waived'] as const;

export function QueueFrame<R extends QueueSubject>(props: QueueFrameProps<R>) {
  const { t } = useTranslation();
  const { name, facts, choices, chosen, filter, query, page } = props;
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
            <Select
              size="small"
              style={{ minWidth: 120 }}
              aria-label={t('policy.queue.standing')}
              value={filter.state ?? 'all'}
              options={standings.map((value) => ({
                value,
                label: `${t(`policy.queue.states.${value}`)}${value === 'all' || value === 'unsettled' ? '' : ` ${query.data?.states[value] ?? 0}`}`,
              }))}
              onChange={(state: string) => props.onState(state === 'all' ? undefined : state)}
            />
            <Select
              size="small"
              allowClear
              style={{ minWidth: 120 }}
              aria-label={t('policy.queue.to')}
              placeholder={t('policy.queue.to')}
              value={filter.to ?? null}
              options={(query.data?.assignees ?? []).map((one) => ({ value: one.to, label: `${one.to} ${one.count}` }))}
              onChange={(to: string | null | undefined) => props.onTo(to ?? undefined)}
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
          <QueueTable<R>
            key={`${JSON.stringify(filter)} ${page}`}
            name={name}
            facts={facts}
            rows={query.data.rows}
            matched={query.data.matched}
            page={page}
            onPage={props.onPage}
            columns={props.columns}
          />
        )}
      </section>
    </div>
  );
}
