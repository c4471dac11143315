// One list of the matching desk as a table; each row leads to the parcel on the map, to its candidates, or to a split by hand.
import { Button, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AmbiguousRow,
  ContradictingRow,
  FirmRow,
  MatchingReply,
  MergedRow,
  NamedRow,
  ParcelRow,
  ScatteredRow,
  SharedRow,
  StrayRow,
  UnusedTenureRow,
} from '../../api/matching-queries.ts';
import { plainNumber, unknownMark } from '../../format.ts';
import type { Sought } from './candidate-drawer.tsx';
import type { Splitting } from './split-drawer.tsx';

export const matchingLists = [
  'parcelsWithoutFirm',
  'firmsWithoutLand',
  'accountsWithoutFirm',
  'ambiguous',
  'contradicting',
  'matchedByName',
  'mergedAccounts',
  'sharedParcels',
  'scatteredFirms',
  'unusedTenures',
] as const;
export type MatchingList = (typeof matchingLists)[number];

interface Column<T> {
  readonly key: string;
  readonly title?: string;
  readonly width?: number | string;
  readonly align?: 'right';
  readonly ellipsis?: true;
  readonly render: (row: T) => ReactNode;
}

interface Acts {
  readonly onParcel: (code: string) => void;
  readonly onSeek: (sought: Sought) => void;
  readonly onSplit: (splitting: Splitting) => void;
}

interface MatchingTableProps extends Acts {
  readonly found: MatchingReply;
  readonly list: MatchingList;
}

type ColumnName = 'parcel' | 'holder' | 'township' | 'area' | 'firm' | 'uscc' | 'tax' | 'years' | 'address' | 'where' | 'parcels' | 'role';

function useCells({ onParcel, onSeek, onSplit }: Acts) {
  const { t } = useTranslation();
  const name = (key: ColumnName): string => t(`desk.matching.columns.${key}`);
  const parcelLink = (code: string) => (
    <button type="button" className="link-button desk-code" onClick={() => onParcel(code)}>
      {code}
    </button>
  );
  const parcel: readonly Column<ParcelRow>[] = [
    { title: name('parcel'), key: 'parcel', width: 190, render: (row) => parcelLink(row.code) },
    {
      title: name('holder'),
      key: 'holder',
      ellipsis: true,
      render: (row) => `${row.holder ?? unknownMark}${row.holderUscc ? `（${row.holderUscc}）` : ''}`,
    },
    { title: name('township'), key: 'township', width: 130, render: (row) => row.townshipName ?? unknownMark },
    { title: name('area'), key: 'area', width: 110, align: 'right', render: (row) => plainNumber(row.areaMu, 3) },
  ];
  const seek = (sought: Sought) => (
    <Button size="small" onClick={() => onSeek(sought)}>
      {t('desk.matching.find')}
    </Button>
  );
  const split = (row: ParcelRow, occupants: SharedRow['occupants']) => (
    <Button size="small" onClick={() => onSplit({ code: row.code, areaMu: row.areaMu, occupants })}>
      {t('desk.matching.split')}
    </Button>
  );
  const firm: readonly Column<{ readonly uscc: string; readonly name: string }>[] = [
    { title: name('firm'), key: 'firm', ellipsis: true, render: (row) => row.name },
    { title: name('uscc'), key: 'uscc', width: 180, render: (row) => <span className="desk-code">{row.uscc}</span> },
  ];
  const taxed: readonly Column<{ readonly years: readonly number[]; readonly taxWan: number | null }>[] = [
    {
      title: name('years'),
      key: 'years',
      width: 120,
      render: ({ years }) => (years.length === 0 ? unknownMark : `${years[0]}–${years.at(-1)}`),
    },
    { title: name('tax'), key: 'tax', width: 150, align: 'right', render: (row) => plainNumber(row.taxWan, 2) },
  ];
  return { t, name, parcelLink, parcel, seek, split, firm, taxed };
}

const act = <T,>(render: (row: T) => ReactNode): Column<T> => ({ key: 'act', width: 190, align: 'right', render });

function Rows<T extends object>({
  columns,
  rows,
  rowKey,
}: {
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
}) {
  const { t } = useTranslation();
  return (
    <Table<T>
      size="small"
      rowKey={rowKey}
      columns={columns.map(({ render, ...column }) => ({ ...column, render: (_: unknown, row: T) => render(row) }))}
      dataSource={rows}
      tableLayout="fixed"
      scroll={{ x: 900 }}
      pagination={{ defaultPageSize: 20, showSizeChanger: false, hideOnSinglePage: true, size: 'small' }}
      locale={{ emptyText: t('desk.matching.empty') }}
    />
  );
}

export function MatchingTable({ found, list, ...acts }: MatchingTableProps) {
  const { t, name, parcelLink, parcel, seek, split, firm, taxed } = useCells(acts);
  const ofParcel = (row: ParcelRow): Sought => ({ noun: 'parcel', subject: row.code, name: row.holder });
  const seekOrSplit = (row: ParcelRow) => (
    <span className="desk-acts">
      {seek(ofParcel(row))} {split(row, [])}
    </span>
  );
  switch (list) {
    case 'parcelsWithoutFirm':
      return <Rows<ParcelRow> rowKey={(row) => row.code} rows={found.parcelsWithoutFirm} columns={[...parcel, act(seekOrSplit)]} />;
    case 'firmsWithoutLand':
      return (
        <Rows<FirmRow>
          rowKey={(row) => row.uscc}
          rows={found.firmsWithoutLand}
          columns={[
            ...firm,
            { title: name('address'), key: 'address', ellipsis: true, render: (row) => row.address ?? unknownMark },
            ...taxed,
            act((row) => seek({ noun: 'firm', subject: row.uscc, name: row.name })),
          ]}
        />
      );
    case 'accountsWithoutFirm':
      return (
        <Rows<StrayRow>
          rowKey={(row) => row.uscc}
          rows={found.accountsWithoutFirm}
          columns={[
            ...firm,
            {
              title: name('where'),
              key: 'where',
              width: 130,
              render: (row) => t(row.standsOnLand ? 'desk.matching.onLand' : 'desk.matching.noLand'),
            },
            ...taxed,
            act((row) => seek({ noun: 'account', subject: row.uscc, name: row.name })),
          ]}
        />
      );
    case 'ambiguous':
      return (
        <Rows<AmbiguousRow>
          rowKey={(row) => `${row.noun} ${row.subject}`}
          rows={found.ambiguous}
          columns={[
            {
              title: name('parcel'),
              key: 'subject',
              width: 200,
              render: (row) => (row.noun === 'parcel' ? parcelLink(row.subject) : row.subject),
            },
            { title: name('holder'), key: 'name', ellipsis: true, render: (row) => row.name },
            {
              title: name('firm'),
              key: 'firms',
              ellipsis: true,
              render: (row) => row.firms.map((one) => `${one.name}（${one.uscc}）`).join('；'),
            },
            act((row) => seek({ noun: row.noun, subject: row.subject, name: row.name })),
          ]}
        />
      );
    case 'contradicting':
      return (
        <Rows<ContradictingRow>
          rowKey={(row) => row.code}
          rows={found.contradicting}
          columns={[
            ...parcel,
            { title: t('desk.matching.byCodeIs'), key: 'byCode', ellipsis: true, render: (row) => row.byCodeName },
            { title: t('desk.matching.byNameIs'), key: 'byName', ellipsis: true, render: (row) => row.byNameName },
            act((row) => seek(ofParcel(row))),
          ]}
        />
      );
    case 'matchedByName':
      return (
        <Rows<NamedRow>
          rowKey={(row) => row.code}
          rows={found.matchedByName}
          columns={[
            ...parcel,
            { title: name('firm'), key: 'firm', ellipsis: true, render: (row) => `${row.firm}（${row.uscc}）` },
            act((row) => seek(ofParcel(row))),
          ]}
        />
      );
    case 'mergedAccounts':
      return (
        <Rows<MergedRow>
          rowKey={(row) => row.written}
          rows={found.mergedAccounts}
          columns={[
            { title: name('uscc'), key: 'written', width: 190, render: (row) => <span className="desk-code">{row.written}</span> },
            { title: name('firm'), key: 'firm', ellipsis: true, render: (row) => `${row.firm}（${row.uscc}）` },
            ...taxed,
            act((row) => seek({ noun: 'account', subject: row.written, name: row.firm, current: { uscc: row.uscc, name: row.firm } })),
          ]}
        />
      );
    case 'sharedParcels':
      return (
        <Rows<SharedRow>
          rowKey={(row) => row.code}
          rows={found.sharedParcels}
          columns={[
            ...parcel,
            {
              title: t('desk.matching.columns.occupants', { year: found.sharingYear }),
              key: 'occupants',
              width: '34%',
              render: (row) => row.occupants.map((one) => `${one.name} ${one.role} ${plainNumber(one.areaMu, 3)}`).join('；'),
            },
            act((row) => split(row, row.occupants)),
          ]}
        />
      );
    case 'scatteredFirms':
      return (
        <Rows<ScatteredRow>
          rowKey={(row) => row.uscc}
          rows={found.scatteredFirms}
          columns={[
            ...firm,
            {
              title: name('parcels'),
              key: 'parcels',
              width: '48%',
              render: (row) => (
                <span className="desk-lots">
                  {row.parcels.map((one) => (
                    <span key={one.code}>
                      {parcelLink(one.code)} {plainNumber(one.areaMu, 3)}
                    </span>
                  ))}
                </span>
              ),
            },
          ]}
        />
      );
    case 'unusedTenures':
      return (
        <Rows<UnusedTenureRow>
          rowKey={(row) => `${row.parcel} ${row.uscc} ${row.role}`}
          rows={found.unusedTenures}
          columns={[
            { title: name('parcel'), key: 'parcel', width: 200, render: (row) => row.parcel },
            { title: name('firm'), key: 'firm', ellipsis: true, render: (row) => `${row.firm}（${row.uscc}）` },
            { title: name('role'), key: 'role', width: 100, render: (row) => row.role },
          ]}
        />
      );
  }
}
