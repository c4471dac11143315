// The parcels that a change concerns, one by one, each opening its dossier on the map; the row under the pointer is lit on the map beside it.
import { Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseColumns } from '#domain/columns.ts';
import { differenceColours } from '#domain/drawing/palette.ts';
import type { ClassChanges } from '../../api/policy-replies.ts';
import { mu } from '../../format.ts';
import { hoveredParcel } from '../../state/hover.ts';
import type { ViewChange } from '../../state/view-context.tsx';
import { Swatch } from '../../ui/swatch.tsx';
import { Nothing } from '../../ui/trouble.tsx';
import type { listedSides } from './change-sides.ts';
import { MapLink } from './map-link.tsx';

type Side = (typeof listedSides)[number];

interface Row {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly township: string;
  readonly area: number;
  readonly side: Side;
}

interface ChangedParcelsProps {
  readonly base: BaseColumns;
  readonly changes: ClassChanges;
  readonly sides: readonly Side[];
  readonly onMap: ViewChange;
}

export function ChangedParcels({ base, changes, sides, onMap }: ChangedParcelsProps) {
  const { t } = useTranslation();
  const indexOf = useMemo(() => new Map(base.codes.map((code, index) => [code, index])), [base]);
  const rows = useMemo(
    (): Row[] =>
      sides.flatMap((side) =>
        changes.codes[side].flatMap((code) => {
          const index = indexOf.get(code);
          if (index === undefined) return [];
          const township = base.townshipNames[base.township[index]!] ?? '';
          return [{ index, code, name: base.names[index]!, township, area: base.area[index]!, side }];
        }),
      ),
    [base, indexOf, changes.codes, sides],
  );
  if (rows.length === 0) return <Nothing>{t('policy.try.noneOfSides')}</Nothing>;
  return (
    <Table<Row>
      size="small"
      rowKey="code"
      dataSource={rows}
      pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true, showLessItems: true }}
      onRow={({ index }) => ({
        onMouseEnter: () => hoveredParcel.set(index),
        onMouseLeave: () => hoveredParcel.set(null),
      })}
      columns={[
        {
          title: t('policy.try.parcel'),
          key: 'code',
          render: (_, row) => <MapLink change={{ ...onMap, open: row.code }}>{row.name || row.code}</MapLink>,
        },
        { title: t('policy.try.township'), dataIndex: 'township', sorter: (a, b) => a.township.localeCompare(b.township, 'zh-CN') },
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
          render: (_, row) => (
            <span className="changed-side">
              <Swatch colour={differenceColours[row.side]} /> {t(`policy.try.${row.side}`)}
            </span>
          ),
        },
      ]}
    />
  );
}
