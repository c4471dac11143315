// The ledger's rows: a virtual table over one page of what the server found; order and page are the server's, so that they are those of the files.
import { Pagination, Table, type TableColumnsType, type TableProps } from 'antd';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerOrders, type LedgerOrder } from '#domain/ledger/ledger-filter.ts';
import { ledgerPage } from '../../api/ledger-queries.ts';
import type { LedgerRowReply, LedgerTableReply } from '../../api/ledger-replies.ts';
import { count, plainNumber } from '../../format.ts';
import { measureName } from '../../i18n/measure-name.ts';
import { StageMark } from './stage-mark.tsx';
import { useLedger } from './use-ledger.ts';
import { useSize } from './use-size.ts';

function Parcels({ row }: { row: LedgerRowReply }) {
  const { t } = useTranslation();
  const [first] = row.parts;
  const firms = [...new Set(row.parts.flatMap((part) => part.firms.map(({ name, uscc }) => name ?? uscc)))];
  return (
    <span className="ledger-two" lang="zh-CN">
      <span className="ledger-firms" title={firms.join('、')}>
        {firms.length > 0 ? firms.join('、') : (first?.name ?? t('ledger.row.noFirm'))}
      </span>
      <span className="note">
        {first?.parcel}
        {row.parts.length > 1 && ` ${t('ledger.row.more', { value: count(row.parts.length) })}`}
        {row.otherParts > 0 && ` · ${t('ledger.row.elsewhere', { value: count(row.otherParts) })}`}
      </span>
    </span>
  );
}

function Gross({ row }: { row: LedgerRowReply }) {
  const { t } = useTranslation();
  const changed = row.stage !== 'reversed' && row.partly;
  return (
    <span className="ledger-two">
      {row.stage === 'reversed' ? <s>{plainNumber(row.declaredGrossMu, 3)}</s> : <span>{plainNumber(row.grossMu, 3)}</span>}
      {changed && <span className="note">{t('ledger.row.of', { value: plainNumber(row.declaredGrossMu, 3) })}</span>}
    </span>
  );
}

/** Focus goes to the button of the row above or below; the open entry follows it. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...(event.currentTarget.closest('.ledger-grid')?.querySelectorAll<HTMLButtonElement>('.ledger-open') ?? [])];
  const at = buttons.indexOf(event.currentTarget);
  const next = at < 0 ? undefined : buttons[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

export function LedgerTable({ table, fetching }: { table: LedgerTableReply; fetching: boolean }) {
  const { t } = useTranslation();
  const { ledger, set } = useLedger();
  const [box, size] = useSize();
  const [order, direction] = ledger.sort ?? ['id', 'descending'];
  const ordered = (key: LedgerOrder) => ({
    key,
    sorter: true,
    sortOrder: order === key ? (direction === 'ascending' ? ('ascend' as const) : ('descend' as const)) : null,
  });
  const dated = (day: string | null): string => day ?? '—';
  const columns: TableColumnsType<LedgerRowReply> = [
    {
      ...ordered('id'),
      title: t('ledger.column.number'),
      width: 84,
      fixed: 'left',
      render: (_, row) => (
        <button
          type="button"
          className="link-button ledger-open"
          aria-label={t('ledger.row.open', { id: row.id })}
          onKeyDown={moveFocus}
          onClick={() => set({ open: row.id })}
        >
          {row.id}
        </button>
      ),
    },
    { ...ordered('parcel'), title: t('ledger.column.parcel'), width: 216, fixed: 'left', render: (_, row) => <Parcels row={row} /> },
    { ...ordered('stage'), title: t('ledger.column.stage'), width: 104, render: (_, row) => <StageMark row={row} /> },
    { ...ordered('gross'), title: t('ledger.column.gross'), width: 112, align: 'right', render: (_, row) => <Gross row={row} /> },
    {
      ...ordered('effective'),
      title: t('ledger.column.effective'),
      width: 108,
      align: 'right',
      render: (_, row) =>
        row.effectiveMu === null ? <span className="note">{t('ledger.row.unstated')}</span> : plainNumber(row.effectiveMu, 3),
    },
    { ...ordered('kind'), title: t('ledger.column.kind'), width: 96, render: (_, row) => t(`ledger.kinds.${row.kind}`) },
    {
      ...ordered('measure'),
      title: t('ledger.column.measure'),
      width: 104,
      ellipsis: true,
      render: (_, row) => measureName(t, row.measure),
    },
    {
      ...ordered('township'),
      title: t('ledger.column.township'),
      width: 104,
      ellipsis: true,
      render: (_, row) => (
        <span lang="zh-CN">
          {[...new Set(row.parts.map(({ township, townshipName }) => townshipName ?? township ?? t('ledger.filter.noTownship')))].join(
            '、',
          )}
        </span>
      ),
    },
    {
      ...ordered('date'),
      title: t('ledger.column.date'),
      width: 132,
      render: (_, row) => (
        <span className="ledger-two">
          <span>{dated(row.date)}</span>
          {row.stage === 'verified' && <span className="note">{t('ledger.row.verifiedOn', { day: dated(row.verifiedAt) })}</span>}
          {row.stage === 'reversed' && <span className="note">{t('ledger.row.reversedOn', { day: dated(row.reversedAt) })}</span>}
        </span>
      ),
    },
    {
      ...ordered('policy'),
      title: t('ledger.column.toward'),
      width: 184,
      ellipsis: true,
      render: (_, row) => {
        const counted = row.countsToward.filter(({ areaMu }) => areaMu !== null).map(({ name }) => name);
        return counted.length > 0 ? (
          <span title={counted.join('、')} lang="zh-CN">
            {counted.join('、')}
          </span>
        ) : (
          <span className="note">{t('ledger.row.notCounted')}</span>
        );
      },
    },
    {
      title: t('ledger.column.basis'),
      key: 'basis',
      width: 176,
      ellipsis: true,
      render: (_, row) => <span title={row.basis}>{row.basis}</span>,
    },
    {
      title: t('ledger.column.documents'),
      key: 'documents',
      width: 72,
      render: (_, row) =>
        row.documents.length === 0 ? (
          <span className="note">{t('ledger.row.noDocument')}</span>
        ) : (
          t('ledger.row.documents', { value: count(row.documents.length) })
        ),
    },
    {
      ...ordered('actor'),
      title: t('ledger.column.who'),
      width: 132,
      ellipsis: true,
      render: (_, row) => (
        <span lang="zh-CN">
          {row.actor}
          {row.verifiedBy !== null && ` / ${row.verifiedBy}`}
        </span>
      ),
    },
    {
      ...ordered('recorded'),
      title: t('ledger.column.recorded'),
      width: 136,
      render: (_, row) => row.recordedAt.slice(0, 16).replace('T', ' '),
    },
    {
      title: t('ledger.column.hash'),
      key: 'hash',
      width: 92,
      render: (_, row) => (
        <code className="ledger-hash" title={row.hash}>
          {row.hash.slice(0, 8)}
        </code>
      ),
    },
  ];
  const wide = columns.reduce((sum, column) => sum + Number(column.width ?? 0), 0);
  const onChange: TableProps<LedgerRowReply>['onChange'] = (_page, _filters, sorter) => {
    const one = Array.isArray(sorter) ? sorter[0] : sorter;
    const key = ledgerOrders.find((name) => name === one?.columnKey);
    set({ sort: key && one?.order ? [key, one.order === 'ascend' ? 'ascending' : 'descending'] : undefined });
  };
  const page = ledger.page ?? 1;
  return (
    <div className="ledger-rows" data-testid="ledger-rows" aria-busy={fetching}>
      <div className="ledger-grid" ref={box}>
        {size.height > 0 && (
          <Table<LedgerRowReply>
            virtual
            size="small"
            rowKey="id"
            columns={columns}
            dataSource={[...table.rows]}
            pagination={false}
            scroll={{ x: Math.max(wide, size.width), y: Math.max(120, size.height - 40) }}
            rowClassName={(row) => (row.id === ledger.open ? 'ledger-row chosen' : 'ledger-row')}
            onRow={(row) => ({ onClick: () => set({ open: row.id }) })}
            onChange={onChange}
            showSorterTooltip={false}
          />
        )}
      </div>
      <div className="ledger-foot">
        <span role="status">
          {t('ledger.pageOf', {
            from: count(table.matched === 0 ? 0 : table.offset + 1),
            to: count(table.offset + table.rows.length),
            all: count(table.matched),
          })}
        </span>
        <Pagination
          size="small"
          simple={{ readOnly: false }}
          current={page}
          pageSize={ledgerPage}
          total={table.matched}
          showSizeChanger={false}
          hideOnSinglePage
          onChange={(next) => set({ page: next })}
        />
      </div>
    </div>
  );
}
