// 数据完整度: how much of each field is filled in, by township and by source file; and the judgements that wait for what is not.
import { useQuery } from '@tanstack/react-query';
import { Segmented, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  coverageQuery,
  sourcesQuery,
  type CoverageField,
  type CoverageReply,
  type DeskKey,
  type SourceRow,
} from '../../api/matching-queries.ts';
import { count, day, percent, plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import './desk.css';

const nouns = ['parcel', 'firm', 'account'] as const;

function Share({ known, total }: { known: number; total: number }) {
  return (
    <span className="desk-share-bar">
      <span className="desk-track" aria-hidden="true">
        <span style={{ width: `${total === 0 ? 0 : (known / total) * 100}%` }} />
      </span>
      {percent(known, total)}
    </span>
  );
}

function Opened({
  field,
  townships,
  sources,
}: {
  field: CoverageField;
  townships: ReadonlyMap<string, string>;
  sources: readonly SourceRow[];
}) {
  const { t, i18n } = useTranslation();
  const sourceName = (id: number): string => {
    const source = sources.find((one) => one.id === id);
    return source
      ? t('desk.coverage.source', { id, file: source.file, day: day(source.producedOn ?? source.recordedAt, i18n.language) })
      : t('desk.coverage.made');
  };
  return (
    <div className="desk-opened">
      <ul>
        {field.byTownship.map((one) => (
          <li key={one.township ?? ''}>
            <span>{one.township === null ? t('desk.coverage.noTownship') : (townships.get(one.township) ?? one.township)}</span>
            <span className="note">{t('desk.coverage.ofTotal', { known: count(one.known), total: count(one.total) })}</span>
          </li>
        ))}
      </ul>
      <ul>
        {field.bySource.map((one) => (
          <li key={one.importId}>
            <span>{sourceName(one.importId)}</span>
            <span className="note">{t('desk.coverage.records', { count: one.records })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Hanging({ hanging }: { hanging: CoverageReply['hanging'] }) {
  const { t } = useTranslation();
  if (!hanging) return <Nothing>{t('desk.coverage.noPolicy')}</Nothing>;
  const { total, year } = hanging;
  return (
    <>
      <p className="note">
        {t('desk.coverage.hangingTotal', {
          year,
          parcels: count(total.parcels),
          firms: count(total.firms),
          area: plainNumber(total.areaMu),
        })}
      </p>
      <Table
        size="small"
        rowKey="field"
        dataSource={hanging.fields}
        tableLayout="fixed"
        scroll={{ x: 760 }}
        pagination={false}
        locale={{ emptyText: t('desk.coverage.nothingHangs') }}
        columns={[
          {
            title: t('desk.coverage.hangingColumns.field'),
            key: 'field',
            render: (_, row) =>
              `${row.years.length > 0 ? `${row.years.join('、')} ` : ''}${row.label}${row.bureau === null ? '' : `（${row.bureau}）`}`,
          },
          { title: t('desk.coverage.hangingColumns.rules'), key: 'rules', ellipsis: true, render: (_, row) => row.rules.join('、') },
          {
            title: t('desk.coverage.hangingColumns.parcels'),
            key: 'parcels',
            width: 100,
            align: 'right',
            render: (_, row) => count(row.parcels),
          },
          {
            title: t('desk.coverage.hangingColumns.firms'),
            key: 'firms',
            width: 100,
            align: 'right',
            render: (_, row) => count(row.firms),
          },
          {
            title: t('desk.coverage.hangingColumns.area'),
            key: 'area',
            width: 120,
            align: 'right',
            render: (_, row) => plainNumber(row.areaMu),
          },
        ]}
      />
    </>
  );
}

interface CoveragePartProps {
  readonly of: DeskKey;
  readonly year: number;
  readonly policy: string | null;
  /** Names of townships by code. */
  readonly townships: ReadonlyMap<string, string>;
}

export function CoveragePart({ of, year, policy, townships }: CoveragePartProps) {
  const { t } = useTranslation();
  const [noun, setNoun] = useState<(typeof nouns)[number]>('account');
  const [chosen, setChosen] = useState<number | null>(null);
  const query = useQuery(coverageQuery(of, year, policy));
  const sources = useQuery(sourcesQuery(of));
  const found = query.data;
  const shownYear = chosen ?? found?.years.at(-1) ?? null;
  const opened = (row: CoverageField) => <Opened field={row} townships={townships} sources={sources.data ?? []} />;
  const fields = (found?.fields ?? []).filter((field) => field.noun === noun && (noun !== 'account' || field.year === shownYear));
  return (
    <section className="panel desk-part" data-testid="coverage">
      <p className="note">{t('desk.coverage.what')}</p>
      {query.isPending && <Loading lines={10} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {found && (
        <>
          <div className="desk-acts">
            <Segmented
              value={noun}
              onChange={setNoun}
              options={nouns.map((one) => ({ value: one, label: t(`desk.coverage.nouns.${one}`) }))}
            />
            {noun === 'account' && found.years.length > 0 && (
              <Select
                aria-label={t('desk.coverage.year')}
                value={shownYear}
                onChange={setChosen}
                options={[...found.years].reverse().map((one) => ({ value: one, label: String(one) }))}
              />
            )}
          </div>
          <Table<CoverageField>
            size="small"
            rowKey={(row) => `${row.noun} ${row.field} ${row.year ?? ''}`}
            dataSource={fields}
            tableLayout="fixed"
            pagination={false}
            scroll={{ x: 640 }}
            locale={{ emptyText: t('desk.coverage.nothing') }}
            expandable={{ expandedRowRender: opened }}
            columns={[
              { title: t('desk.coverage.columns.field'), key: 'field', render: (_, row) => row.label },
              { title: t('desk.coverage.columns.bureau'), key: 'bureau', width: 90, render: (_, row) => row.bureau },
              {
                title: t('desk.coverage.columns.share'),
                key: 'share',
                width: '38%',
                render: (_, row) => <Share known={row.known} total={row.total} />,
              },
              {
                title: t('desk.coverage.columns.known'),
                key: 'known',
                width: 170,
                align: 'right',
                render: (_, row) => t('desk.coverage.ofTotal', { known: count(row.known), total: count(row.total) }),
              },
            ]}
          />
          <h2 className="desk-heading">{t('desk.coverage.hanging')}</h2>
          <Hanging hanging={found.hanging} />
        </>
      )}
    </section>
  );
}
