// The parcels that a change concerns, one by one, each opening its dossier on the map.
import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyLens } from '../../api/policy-queries.ts';
import type { ClassChanges } from '../../api/policy-replies.ts';
import { baseColumnsQuery } from '../../api/queries.ts';
import { mu } from '../../format.ts';
import type { ViewChange } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { MapLink } from './map-link.tsx';

interface Row {
  readonly code: string;
  readonly name: string;
  readonly township: string;
  readonly area: number;
  readonly side: 'entered' | 'left' | 'changed';
}

const sides = ['entered', 'left', 'changed'] as const;

export function ChangedParcels({ lens, changes, onMap }: { lens: PolicyLens; changes: ClassChanges; onMap: ViewChange }) {
  const { t } = useTranslation();
  const base = useQuery(baseColumnsQuery(lens));
  const rows = useMemo((): Row[] => {
    const columns = base.data;
    if (!columns) return [];
    const indexOf = new Map(columns.codes.map((code, index) => [code, index]));
    return sides.flatMap((side) =>
      changes.codes[side].flatMap((code) => {
        const index = indexOf.get(code);
        if (index === undefined) return [];
        const township = columns.townshipNames[columns.township[index]!] ?? '';
        return [{ code, name: columns.names[index]!, township, area: columns.area[index]!, side }];
      }),
    );
  }, [base.data, changes.codes]);
  if (base.isError) return <Failed detail={problemText(t, base.error)} onRetry={() => void base.refetch()} />;
  if (base.isPending) return <Loading lines={4} />;
  if (rows.length === 0) return <Nothing>{t('policy.try.nobody')}</Nothing>;
  return (
    <Table<Row>
      size="small"
      rowKey="code"
      dataSource={rows}
      pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        {
          title: t('policy.try.parcel'),
          key: 'code',
          render: (_, row) => <MapLink change={{ ...onMap, open: row.code }}>{row.name || row.code}</MapLink>,
        },
        { title: t('policy.try.township'), dataIndex: 'township' },
        {
          title: t('policy.try.areaMu'),
          key: 'area',
          align: 'right',
          sorter: (a, b) => a.area - b.area,
          render: (_, row) => mu(row.area),
        },
        {
          title: t('policy.try.change'),
          key: 'side',
          filters: sides.map((side) => ({ text: t(`policy.try.${side}`), value: side })),
          onFilter: (value, row) => row.side === value,
          render: (_, row) => t(`policy.try.${row.side}`),
        },
      ]}
    />
  );
}
