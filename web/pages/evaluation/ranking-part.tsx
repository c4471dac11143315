// 亩产英雄: firms, industries, townships and blocks in the order of one indicator, with both sides of each figure and what is known of it.
import { useQuery } from '@tanstack/react-query';
import { Segmented, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rankingFile, rankingQuery, type EvaluationKey } from '../../api/evaluation-queries.ts';
import { rankingKinds, type RankingKind, type RankingReply, type RankingRow } from '../../api/evaluation-replies.ts';
import { count, grouped, plainNumber, unknownMark } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';

/** Rounded for the eye to equal decimals; the exact text on hover. Places are decided on exact values, never on these. */
function Rounded({ value, text, places }: { value: number | null; text: string | null; places: number }) {
  return <span title={text ?? undefined}>{plainNumber(value, places)}</span>;
}

function useColumns(found: RankingReply): TableColumnsType<RankingRow> {
  const { t } = useTranslation();
  const { indicator, by } = found;
  const most = Math.max(1e-9, ...found.rows.map((row) => (row.rank === null ? 0 : (row.value ?? 0))));
  const [first] = found.rows;
  const side = (which: 'numerator' | 'denominator'): string => {
    const figure = first?.[which];
    return figure ? `${figure.name}（${figure.unit}）` : '';
  };
  const coverage: TableColumnsType<RankingRow> =
    by === 'firm'
      ? []
      : [
          {
            key: 'coverage',
            title: t('evaluation.ranking.coverage'),
            width: 130,
            align: 'right',
            render: (_, row) => t('evaluation.ranking.of', { known: count(row.coverage.known), total: count(row.coverage.total) }),
          },
        ];
  return [
    {
      key: 'rank',
      title: t('evaluation.columns.rank'),
      width: 72,
      align: 'right',
      render: (_, row) => <span className={row.rank !== null && row.rank <= 3 ? 'rank-first' : undefined}>{row.rank ?? unknownMark}</span>,
    },
    {
      key: 'name',
      title: t(`evaluation.ranking.by.${by}`),
      ellipsis: true,
      render: (_, row) => (
        <>
          {row.name}
          {row.notRanked && <span className="note"> · {t(`evaluation.ranking.notRanked.${row.notRanked}`)}</span>}
        </>
      ),
    },
    {
      key: 'bar',
      width: '24%',
      title: <span className="visually-hidden">{indicator.name}</span>,
      render: (_, row) =>
        row.rank !== null && (
          <span className="rank-track" aria-hidden="true">
            <span style={{ width: `${Math.max(0, ((row.value ?? 0) / most) * 100)}%` }} />
          </span>
        ),
    },
    {
      key: 'value',
      title: `${indicator.name}（${indicator.unit}）`,
      width: 210,
      align: 'right',
      render: (_, row) => (
        <strong>
          <Rounded value={row.value} text={row.valueText} places={4} />
        </strong>
      ),
    },
    {
      key: 'numerator',
      title: side('numerator'),
      width: 180,
      align: 'right',
      render: (_, row) => <Rounded value={row.numerator.value} text={row.numerator.text} places={2} />,
    },
    {
      key: 'denominator',
      title: side('denominator'),
      width: 160,
      align: 'right',
      render: (_, row) => <Rounded value={row.denominator.value} text={row.denominator.text} places={2} />,
    },
    ...coverage,
  ];
}

function RankingTable({ found, onOpen }: { found: RankingReply; onOpen: (uscc: string) => void }) {
  const { t } = useTranslation();
  const columns = useColumns(found);
  const openable = found.by === 'firm';
  return (
    <Table<RankingRow>
      size="small"
      rowKey="key"
      columns={columns}
      dataSource={found.rows}
      tableLayout="fixed"
      scroll={{ x: 1040 }}
      pagination={{ defaultPageSize: 50, showSizeChanger: false, hideOnSinglePage: true, size: 'small' }}
      locale={{ emptyText: t('evaluation.ranking.empty') }}
      rowClassName={(row) => `${openable ? 'evaluation-row' : ''} ${row.rank === null ? 'rank-none' : ''}`}
      onRow={(row) =>
        openable
          ? {
              tabIndex: 0,
              onClick: () => onOpen(row.key),
              onKeyDown: (event) => {
                if (event.key === 'Enter') onOpen(row.key);
              },
            }
          : {}
      }
    />
  );
}

interface RankingPartProps {
  readonly of: EvaluationKey;
  readonly onOpen: (uscc: string) => void;
}

export function RankingPart({ of, onOpen }: RankingPartProps) {
  const { t } = useTranslation();
  const [by, setBy] = useState<RankingKind>('firm');
  const [indicator, setIndicator] = useState('tax-per-mu');
  const query = useQuery(rankingQuery(of, by, indicator));
  const found = query.data;
  return (
    <section className="panel evaluation-part" data-testid="evaluation-ranking">
      <div className="evaluation-tools">
        <Segmented
          options={rankingKinds.map((kind) => ({ value: kind, label: t(`evaluation.ranking.by.${kind}`) }))}
          value={by}
          onChange={setBy}
        />
        <Select
          aria-label={t('evaluation.ranking.indicator')}
          className="evaluation-indicator"
          value={found ? indicator : null}
          onChange={setIndicator}
          options={(found?.indicators ?? []).map((each) => ({ value: each.id, label: `${each.name}（${each.unit}）` }))}
        />
        {found?.countyMean && (
          <span className="note">
            {t('evaluation.ranking.mean', {
              value: grouped(found.countyMean.valueText),
              unit: found.indicator.unit,
              known: count(found.countyMean.known),
              total: count(found.countyMean.total),
            })}
          </span>
        )}
        <span className="evaluation-files">
          <a href={rankingFile(of, by, indicator, 'csv')} download>
            {t('evaluation.exportCsv')}
          </a>
          <a href={rankingFile(of, by, indicator, 'xlsx')} download>
            {t('evaluation.exportXlsx')}
          </a>
        </span>
      </div>
      {found && (
        <p className="note">
          {found.indicator.definition}。{' '}
          {found.by === 'firm'
            ? t('evaluation.ranking.ruleFirms', { land: found.rule.minimumLandMu })
            : t('evaluation.ranking.rule', { firms: found.rule.minimumFirms, percent: found.rule.minimumKnownPercent })}
          {found.rule.landOf === 'whole' && ` ${t('evaluation.ranking.landWhole')}`}
        </p>
      )}
      {query.isPending && <Loading lines={10} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {found && <RankingTable found={found} onOpen={onOpen} />}
    </section>
  );
}
