// What changes between two ways of classing a county: four figures, who went where, and the townships.
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { differenceColours } from '#domain/drawing/palette.ts';
import type { ClassChanges, ParcelSums } from '../../api/policy-replies.ts';
import { count, plainNumber, unknownMark } from '../../format.ts';
import { changeSides } from './change-sides.ts';

/** 万元 with its coverage where some of it is not known. */
function TaxOf({ sums: { taxWan, taxCoverage } }: { sums: ParcelSums }) {
  const { t } = useTranslation();
  return (
    <>
      {t('policy.try.tax', { value: plainNumber(taxWan) })}
      {taxCoverage.known < taxCoverage.total && ` ${t('policy.try.taxKnown', { known: taxCoverage.known, total: taxCoverage.total })}`}
    </>
  );
}

export function DifferenceFigures({ changes }: { changes: ClassChanges }) {
  const { t } = useTranslation();
  return (
    <div className="difference-figures">
      {changeSides.map((side) => {
        const sums = changes[side];
        return (
          <div
            key={side}
            className="difference-figure"
            style={{ borderTopColor: differenceColours[side] }}
            data-testid={`difference-${side}`}
          >
            <span className="note">{t(`policy.try.${side}`)}</span>
            <span className="difference-count">{t('policy.parcels', { value: count(sums.parcels) })}</span>
            <span className="note">
              {t('policy.firms', { value: count(sums.firms) })} · {t('policy.mu', { value: plainNumber(sums.areaMu) })}
            </span>
            <span className="note">
              <TaxOf sums={sums} />
            </span>
          </div>
        );
      })}
    </div>
  );
}

export function Transitions({ changes }: { changes: ClassChanges }) {
  const { t } = useTranslation();
  const moved = (changes.transitions ?? []).filter(({ from, to }) => from !== to);
  if (moved.length === 0) return null;
  return (
    <ul className="transitions">
      {moved.map(({ from, to, parcels, areaMu }) => (
        <li key={`${from} ${to}`}>
          <span lang="zh-CN">
            {from ?? t('policy.try.noClass')} → {to ?? t('policy.try.noClass')}
          </span>
          <span className="policy-number">
            {t('policy.parcels', { value: count(parcels) })} · {t('policy.mu', { value: plainNumber(areaMu) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

type Row = ClassChanges['byTownship'][number];

/** Land that is newly in a class less land that no longer is; unknown when either is. */
function netMu({ entered, left }: Row): number | null {
  return entered.areaMu === null || left.areaMu === null ? null : entered.areaMu - left.areaMu;
}

export function TownshipChanges({ changes }: { changes: ClassChanges }) {
  const { t } = useTranslation();
  const cell = ({ parcels, firms, areaMu, taxWan }: ParcelSums) =>
    parcels === 0 ? (
      <span className="note">{unknownMark}</span>
    ) : (
      <>
        {t('policy.parcels', { value: count(parcels) })}
        <span className="note difference-cell">
          {t('policy.firms', { value: count(firms) })} · {t('policy.mu', { value: plainNumber(areaMu) })} ·{' '}
          {t('policy.try.wan', { value: plainNumber(taxWan) })}
        </span>
      </>
    );
  return (
    <Table<Row>
      size="small"
      rowKey="key"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...changes.byTownship]}
      columns={[
        { title: t('policy.try.township'), dataIndex: 'name' },
        ...changeSides.map((side) => ({
          title: t(`policy.try.${side}`),
          key: side,
          align: 'right' as const,
          sorter: (a: Row, b: Row) => (a[side].areaMu ?? 0) - (b[side].areaMu ?? 0),
          render: (_: unknown, row: Row) => cell(row[side]),
        })),
        {
          title: t('policy.try.net'),
          key: 'net',
          align: 'right',
          sorter: (a, b) => (netMu(a) ?? 0) - (netMu(b) ?? 0),
          render: (_, row) => plainNumber(netMu(row)),
        },
      ]}
    />
  );
}
