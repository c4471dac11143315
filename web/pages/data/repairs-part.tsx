// 图形修复: drawings that cross themselves or have spikes, as sent and as they could be mended; a person takes the one or the other.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { repairDecisions } from '#domain/land/repair.ts';
import { decideRepairs, repairsPerPage, repairsQuery, type RepairPair, type RepairState } from '../../api/repair-queries.ts';
import { plainNumber } from '../../format.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { DrawingPair } from './drawing-pair.tsx';
import './repairs.css';

const idOf = ({ before }: RepairPair): number => before.properties.repair;
const decidable = ({ before: { properties } }: RepairPair): boolean => properties.held === 'before' || properties.held === 'after';

export function RepairsPart({ of, onParcel }: { of: { county: string; version: string }; onParcel: (code: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [state, setState] = useState<RepairState>('open');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [reason, setReason] = useState('');
  const found = useQuery(repairsQuery(of.county, of.version, state, page));
  const decide = useMutation({
    mutationFn: (act: (typeof repairDecisions)[number]) => decideRepairs({ county: of.county, ids: chosen, act, reason: reason.trim() }),
    onSuccess: () => {
      setChosen([]);
      setReason('');
      setPage(1);
      for (const key of ['repairs', 'counties', 'issues']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const columns: TableColumnsType<RepairPair> = [
    {
      title: t('intake.repairs.parcel'),
      key: 'parcel',
      render: (_, { before: { properties } }) => (
        <span className="import-what">
          <button type="button" className="link-button desk-code repair-lot" onClick={() => onParcel(properties.parcel)}>
            {properties.parcel}
          </button>
          <span className="note">
            {t('intake.repairs.from', { id: properties.importId, row: properties.row, sheet: properties.sheet ?? '' })}
          </span>
        </span>
      ),
    },
    {
      title: t('intake.repairs.faults'),
      key: 'faults',
      width: 130,
      render: (_, { before: { properties } }) => properties.faults.map((fault) => t(`intake.repairs.fault.${fault}`)).join('、'),
    },
    {
      title: t('intake.repairs.drawings'),
      key: 'drawings',
      width: 356,
      render: (_, { before, after }) => (
        <DrawingPair
          before={before.geometry.coordinates}
          after={after.geometry.coordinates}
          labels={[`${before.properties.parcel} ${t('intake.repairs.sent')}`, `${before.properties.parcel} ${t('intake.repairs.mended')}`]}
        />
      ),
    },
    {
      title: t('intake.repairs.areas'),
      key: 'areas',
      width: 220,
      render: (_, { before, after }) => (
        <dl className="repair-areas">
          <dt>{t('intake.repairs.sent')}</dt>
          <dd>{plainNumber(before.properties.areaMu, 4)}</dd>
          <dt>{t('intake.repairs.mended')}</dt>
          <dd>{plainNumber(after.properties.areaMu, 4)}</dd>
          <dt>{t('intake.repairs.difference')}</dt>
          <dd>{plainNumber(after.properties.areaMu - before.properties.areaMu, 4)}</dd>
        </dl>
      ),
    },
    {
      title: t('intake.repairs.held'),
      key: 'held',
      render: (_, { before: { properties } }) => (
        <span className="import-what">
          <span>{t(`intake.repairs.holds.${properties.held}`)}</span>
          {properties.last && (
            <span className="note" lang="zh-CN">
              {`${t(`intake.repairs.${properties.last.act}`)} · ${properties.last.actor} · ${properties.last.reason}`}
            </span>
          )}
        </span>
      ),
    },
  ];
  return (
    <section className="panel import-card" aria-label={t('intake.parts.repairs')}>
      <p className="note">{t('intake.repairs.what')}</p>
      <div className="import-acts">
        <Segmented<RepairState>
          value={state}
          options={(['open', 'decided', 'all'] as const).map((value) => ({ value, label: t(`intake.repairs.states.${value}`) }))}
          onChange={(next) => {
            setState(next);
            setPage(1);
            setChosen([]);
          }}
        />
        <Input
          style={{ width: 260 }}
          aria-label={t('intake.successions.reason')}
          placeholder={t('intake.repairs.reason')}
          value={reason}
          maxLength={1000}
          onChange={({ target }) => setReason(target.value)}
        />
        {repairDecisions.map((act) => (
          <Button
            key={act}
            type={act === 'accept' ? 'primary' : 'default'}
            disabled={chosen.length === 0 || reason.trim() === '' || decide.isPending}
            onClick={() => decide.mutate(act)}
          >
            {t(`intake.repairs.${act}`)}
          </Button>
        ))}
        <span className="note">{t('intake.desk.selected', { count: chosen.length })}</span>
      </div>
      {decide.isError && <Failed detail={problemText(t, decide.error)} />}
      {found.isPending && <Loading lines={6} />}
      {found.isError && <Failed detail={problemText(t, found.error)} onRetry={() => void found.refetch()} />}
      {found.data?.matched === 0 && <Nothing>{t(`intake.repairs.empty.${state === 'open' ? 'open' : 'all'}`)}</Nothing>}
      {found.data && found.data.matched > 0 && (
        <Table<RepairPair>
          size="small"
          rowKey={idOf}
          columns={columns}
          dataSource={[...found.data.rows]}
          scroll={{ x: 'max-content' }}
          rowSelection={{
            selectedRowKeys: [...chosen],
            preserveSelectedRowKeys: true,
            onChange: (keys) => setChosen(keys.map(Number)),
            getCheckboxProps: (row) => ({ 'aria-label': row.before.properties.parcel, disabled: !decidable(row) }),
            getTitleCheckboxProps: () => ({ 'aria-label': t('intake.repairs.states.all') }),
          }}
          pagination={{
            current: page,
            pageSize: repairsPerPage,
            total: found.data.matched,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: setPage,
          }}
        />
      )}
    </section>
  );
}
