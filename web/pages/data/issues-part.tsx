// 问题: what was found, by who must mend it and where; assigned, closed, waived with a reason; exported as filtered.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOnIssues, issuesFile, issuesPerPage, issuesQuery, type IssueFilter, type IssueReply } from '../../api/upload-queries.ts';
import { count } from '../../format.ts';
import { DeskActs } from '../../ui/desk-acts.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import './import.css';

const states = ['unsettled', 'open', 'assigned', 'closed', 'waived', 'mended', 'all'] as const;
const severities = ['error', 'warning', 'info'] as const;
const bureaus = ['土地', '税务', '统计', '供电', '乡镇', '我们'] as const;

function Acts({
  county,
  places,
  chosen,
  onDone,
}: {
  county: string;
  places: readonly string[];
  chosen: readonly string[];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const act = useMutation({
    mutationFn: (said: { act: string; to?: string; reason?: string }) => actOnIssues({ county, issues: chosen, ...said }),
    onSuccess: onDone,
  });
  return (
    <DeskActs
      chosen={chosen.length}
      pending={act.isPending}
      places={places}
      onAct={(name, said) => act.mutate({ act: name, ...said })}
      done={act.data?.acts ?? null}
      fault={act.isError ? problemText(t, act.error) : null}
    />
  );
}

export function IssuesPart({ of }: { of: { county: string; version: string } }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [filter, setFilter] = useState<IssueFilter>({ state: 'unsettled' });
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const found = useQuery(issuesQuery(of.county, of.version, filter, page));
  const narrow = (part: IssueFilter): void => {
    setFilter((before) => ({ ...before, ...part }));
    setPage(1);
    setChosen([]);
  };
  const counts = found.data?.counts;
  const columns: TableColumnsType<IssueReply> = [
    {
      title: t('intake.desk.severity'),
      key: 'severity',
      width: 70,
      render: (_, row) => <span className={`import-${row.severity}`}>{t(`intake.desk.severities.${row.severity}`)}</span>,
    },
    {
      title: t('intake.desk.what'),
      key: 'what',
      render: (_, row) => (
        <span className="import-what" lang="zh-CN">
          <b>{row.kindName}</b>
          <span>{row.message}</span>
          <span className="note">{row.todo}</span>
        </span>
      ),
    },
    { title: t('intake.desk.subject'), key: 'subject', render: (_, row) => row.subject ?? '' },
    {
      title: t('intake.desk.place'),
      key: 'place',
      render: (_, row) => (
        <span lang="zh-CN">
          {[row.file, row.sheet, row.row === null ? null : t('intake.desk.row', { row: row.row }), row.column]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        </span>
      ),
    },
    {
      title: t('intake.desk.township'),
      key: 'township',
      className: 'import-whole',
      render: (_, row) => row.townshipName ?? t('intake.desk.nowhere'),
    },
    { title: t('intake.desk.bureau'), key: 'to', className: 'import-whole', render: (_, row) => row.to },
    {
      title: t('intake.desk.state'),
      key: 'state',
      className: 'import-whole',
      render: (_, row) => <span title={row.last?.reason ?? undefined}>{t(`intake.desk.states.${row.state}`)}</span>,
    },
  ];
  return (
    <div className="desk-stack">
      <section className="panel import-card" aria-label={t('intake.desk.bureau')}>
        <div className="import-bureaus">
          {bureaus.map((bureau) => (
            <button
              key={bureau}
              type="button"
              className="import-bureau"
              aria-pressed={filter.bureau === bureau}
              onClick={() => narrow({ bureau: filter.bureau === bureau ? undefined : bureau })}
            >
              <span lang="zh-CN">{bureau}</span>
              <b>{count(counts?.bureau[bureau] ?? 0)}</b>
            </button>
          ))}
        </div>
        <div className="import-acts">
          <Select
            size="small"
            allowClear
            style={{ minWidth: 150 }}
            aria-label={t('intake.desk.township')}
            placeholder={t('intake.desk.township')}
            value={filter.township ?? null}
            options={(counts?.township ?? []).map(({ code, name, count: number }) => ({
              value: code ?? 'none',
              label: `${name ?? t('intake.desk.nowhere')} ${number}`,
            }))}
            onChange={(township: string | null | undefined) => narrow({ township: township ?? undefined })}
          />
          <Select
            size="small"
            allowClear
            style={{ minWidth: 110 }}
            aria-label={t('intake.desk.severity')}
            placeholder={t('intake.desk.severity')}
            value={filter.severity ?? null}
            options={severities.map((value) => ({
              value,
              label: `${t(`intake.desk.severities.${value}`)} ${counts?.severity[value] ?? 0}`,
            }))}
            onChange={(severity: string | null | undefined) => narrow({ severity: severity ?? undefined })}
          />
          <Select
            size="small"
            style={{ minWidth: 110 }}
            aria-label={t('intake.desk.state')}
            value={filter.state ?? 'unsettled'}
            options={states.map((value) => ({ value, label: t(`intake.desk.states.${value}`) }))}
            onChange={(state: string) => narrow({ state })}
          />
          <Input.Search
            size="small"
            allowClear
            style={{ width: 200 }}
            aria-label={t('intake.desk.search')}
            placeholder={t('intake.desk.search')}
            onSearch={(q) => narrow({ q: q.trim() || undefined })}
          />
          <span>{found.data && t('intake.desk.matched', { count: found.data.matched })}</span>
          {(['csv', 'xlsx'] as const).map((format) => (
            <a key={format} href={issuesFile(of.county, filter, format)} download>
              {t('intake.desk.export', { format: format.toUpperCase() })}
            </a>
          ))}
        </div>
      </section>
      <section className="panel import-card" aria-label={t('intake.parts.issues')} aria-busy={found.isFetching} data-testid="issues">
        <Acts
          county={of.county}
          places={[...bureaus, ...(counts?.township ?? []).flatMap(({ name }) => name ?? [])]}
          chosen={chosen}
          onDone={() => {
            setChosen([]);
            void queries.invalidateQueries({ queryKey: ['issues'] });
            void queries.invalidateQueries({ queryKey: ['counties'] });
          }}
        />
        {found.isPending && <Loading lines={6} />}
        {found.isError && <Failed detail={problemText(t, found.error)} onRetry={() => void found.refetch()} />}
        {found.data?.matched === 0 && <Nothing>{t('intake.desk.empty')}</Nothing>}
        {found.data && found.data.matched > 0 && (
          <Table<IssueReply>
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={[...found.data.rows]}
            rowSelection={{
              selectedRowKeys: [...chosen],
              onChange: (keys) => setChosen(keys.map(String)),
              getCheckboxProps: (row) => ({ 'aria-label': `${row.kindName} ${row.subject ?? row.id}` }),
              getTitleCheckboxProps: () => ({ 'aria-label': t('intake.desk.states.all') }),
            }}
            pagination={{
              current: page,
              pageSize: issuesPerPage,
              total: found.data.matched,
              showSizeChanger: false,
              hideOnSinglePage: true,
              onChange: setPage,
            }}
          />
        )}
      </section>
    </div>
  );
}
