// What a file does to the record: rows by outcome with their lines, totals before and after, the equation of each year.
import { useQuery } from '@tanstack/react-query';
import { Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rowOutcomes, type CountyTotals, type OutcomeRow, type RowOutcome, type UploadReply } from '#domain/upload.ts';
import { outcomeRowsQuery } from '../../api/upload-queries.ts';
import { count, plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';
import { useFieldLabel } from './field-label.ts';

const totalsShown = [
  'parcels',
  'registeredMu',
  'measuredMu',
  'firms',
  'accounts',
  'tenures',
  'ledger',
] as const satisfies readonly (keyof CountyTotals)[];

function Totals({ upload }: { upload: UploadReply }) {
  const { t } = useTranslation();
  const { totals, conservation } = upload.effect!;
  const years = [...new Set([...conservation.before, ...conservation.after].map(({ year }) => year))].sort((a, b) => a - b);
  const tax = (rows: typeof conservation.after, year: number): string =>
    plainNumber(rows.find((row) => row.year === year)?.importedWan ?? null, 2);
  const figure = (key: (typeof totalsShown)[number], value: number): string => (key.endsWith('Mu') ? plainNumber(value, 2) : count(value));
  return (
    <table className="import-totals">
      <caption>{t('intake.totals.title')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('intake.totals.title')}</span>
          </th>
          <th scope="col">{t('intake.totals.before')}</th>
          <th scope="col">{t('intake.totals.after')}</th>
        </tr>
      </thead>
      <tbody>
        {totalsShown
          .filter((key) => totals.before[key] !== 0 || totals.after[key] !== 0)
          .map((key) => (
            <tr key={key} className={totals.before[key] === totals.after[key] ? undefined : 'import-changed'}>
              <th scope="row">{t(`intake.totals.${key}`)}</th>
              <td>{figure(key, totals.before[key])}</td>
              <td>{figure(key, totals.after[key])}</td>
            </tr>
          ))}
        {years.map((year) => (
          <tr key={year} className={tax(conservation.before, year) === tax(conservation.after, year) ? undefined : 'import-changed'}>
            <th scope="row">{t('intake.totals.tax', { year })}</th>
            <td>{tax(conservation.before, year)}</td>
            <td>{tax(conservation.after, year)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function EffectView({ upload }: { upload: UploadReply }) {
  const { t } = useTranslation();
  const label = useFieldLabel(upload);
  const effect = upload.effect!;
  const [outcome, setOutcome] = useState<RowOutcome>(() => rowOutcomes.find((name) => effect.outcomes[name].count > 0) ?? 'created');
  const [page, setPage] = useState(1);
  const rows = useQuery(outcomeRowsQuery(upload.id, outcome, (page - 1) * 20));
  const group = effect.outcomes[outcome];
  const ranges = group.lines.flatMap(({ sheet, ranges: parts }) =>
    parts.map(([from, to]) => `${sheet ? `${sheet}!` : ''}${from === to ? from : `${from}–${to}`}`),
  );
  const columns: TableColumnsType<OutcomeRow> = [
    { title: t('intake.row'), key: 'row', width: 90, render: (_, { sheet, row }) => `${sheet ? `${sheet}!` : ''}${row ?? ''}` },
    { title: t('intake.record'), key: 'key', render: (_, { key, label }) => <span lang="zh-CN">{`${key} ${label ?? ''}`}</span> },
    {
      title: t('intake.change'),
      key: 'change',
      render: (_, { changes, message }) =>
        message ? (
          <span lang="zh-CN">{message}</span>
        ) : (
          <span className="import-values">
            {changes.map(({ field, before, after }) => (
              <span key={field}>
                {label(field)} {before ?? '—'} <b>→ {after ?? '—'}</b>
              </span>
            ))}
          </span>
        ),
    },
  ];
  return (
    <div className="import-effect">
      <div className="desk-stack">
        <p>
          {t('intake.equation', {
            rowsIn: count(effect.counts.rowsIn),
            records: count(effect.counts.records),
            rejected: count(effect.counts.rejected),
            notData: count(effect.counts.notData),
          })}
        </p>
        <Segmented<RowOutcome>
          value={outcome}
          onChange={(next) => {
            setOutcome(next);
            setPage(1);
          }}
          options={rowOutcomes.map((name) => ({
            value: name,
            label: `${t(`intake.outcome.${name}`)} ${count(effect.outcomes[name].count)}`,
          }))}
        />
        {ranges.length > 0 && (
          <p className="note">
            {t('intake.lines', { lines: ranges.slice(0, 20).join('、') })}
            {ranges.length > 20 && t('intake.more', { count: ranges.length })}
          </p>
        )}
        {rows.isError && <Failed detail={problemText(t, rows.error)} />}
        {group.count > 0 && (
          <Table<OutcomeRow>
            size="small"
            loading={rows.isPending}
            rowKey={(row) => `${row.sheet ?? ''} ${row.row ?? ''} ${row.key}`}
            columns={columns}
            dataSource={[...(rows.data?.rows ?? [])]}
            pagination={{
              current: page,
              pageSize: 20,
              total: rows.data?.told ?? 0,
              hideOnSinglePage: true,
              showSizeChanger: false,
              onChange: setPage,
            }}
            scroll={{ x: 'max-content' }}
          />
        )}
        {rows.data && rows.data.told < rows.data.matched && outcome !== 'rejected' && (
          <p className="note">{t('intake.toldOnly', { matched: count(rows.data.matched), told: count(rows.data.told) })}</p>
        )}
      </div>
      <div className="desk-stack">
        <Totals upload={upload} />
        {effect.conservation.after.map((row) => (
          <p key={row.year} className="note">
            {t('intake.conservation', {
              year: row.year,
              imported: plainNumber(row.importedWan, 6),
              allocated: plainNumber(row.allocatedWan, 6),
              unallocated: plainNumber(row.unallocatedWan, 6),
            })}
          </p>
        ))}
        {effect.diff && (
          <p className="import-note">
            {t('intake.diff', {
              scope: effect.diff.scope.join('、'),
              appeared: count(effect.diff.appeared),
              changed: count(effect.diff.changed),
              unchanged: count(effect.diff.unchanged),
              vanished: count(effect.diff.vanished.length),
            })}
          </p>
        )}
        {effect.mends > 0 && <p>{t('intake.mends', { count: effect.mends })}</p>}
        {effect.notes.map((note) => (
          <p key={note} className="import-note" lang="zh-CN">
            {note}
          </p>
        ))}
      </div>
    </div>
  );
}
