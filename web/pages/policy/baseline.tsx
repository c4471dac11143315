// What the rules in force class, before anything is moved: by class and by township, with the way to the map.
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PolicyClass } from '#domain/policy/policy.ts';
import { policyCountsQuery } from '../../api/policy-queries.ts';
import type { ClassChanges, ParcelSums, ScenarioReply, SubjectCount } from '../../api/policy-replies.ts';
import { count, plainNumber } from '../../format.ts';
import type { ViewChange } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { MapLink } from './map-link.tsx';
import type { PolicyFacts } from './policy-facts.ts';

function ClassFigure({ of, counted }: { of: PolicyClass | null; counted: SubjectCount & { readonly name: string } }) {
  const { t } = useTranslation();
  return (
    <div className="difference-figure" data-testid={`baseline-${counted.name}`}>
      <span className="rule-class" lang="zh-CN">
        {of && <Swatch outline={{ style: of.style, colour: of.colour }} />} {counted.name}
      </span>
      <span className="difference-count">{t('policy.parcels', { value: count(counted.parcels) })}</span>
      <span className="note">
        {t('policy.firms', { value: count(counted.firms) })} · {t('policy.mu', { value: plainNumber(counted.areaMu) })}
      </span>
    </div>
  );
}

type Row = ClassChanges['byTownship'][number];

/** Land in any class by township: nothing has been moved, so all of it is what stays. */
export function FlaggedTownships({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const column = (key: string, title: string, value: (sums: ParcelSums) => number | null, told: (value: number | null) => string) => ({
    title,
    key,
    align: 'right' as const,
    sorter: (a: Row, b: Row) => (value(a.kept) ?? 0) - (value(b.kept) ?? 0),
    render: (_: unknown, row: Row) => told(value(row.kept)),
  });
  return (
    <section className="panel policy-part" aria-labelledby="try-townships">
      <h2 id="try-townships">{t('policy.try.flaggedTownships')}</h2>
      <Table<Row>
        size="small"
        rowKey="key"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...rows]}
        columns={[
          { title: t('policy.try.township'), dataIndex: 'name' },
          column(
            'parcels',
            t('policy.try.parcelCount'),
            ({ parcels }) => parcels,
            (value) => count(value ?? 0),
          ),
          column(
            'firms',
            t('policy.try.firmCount'),
            ({ firms }) => firms,
            (value) => count(value ?? 0),
          ),
          column('area', t('policy.try.areaMu'), ({ areaMu }) => areaMu, plainNumber),
          column('tax', t('policy.try.taxWan'), ({ taxWan }) => taxWan, plainNumber),
        ]}
      />
    </section>
  );
}

interface BaselineProps {
  readonly facts: PolicyFacts;
  readonly unmoved: UseQueryResult<ScenarioReply>;
  readonly onMap: ViewChange;
}

export function Baseline({ facts, unmoved, onMap }: BaselineProps) {
  const { t } = useTranslation();
  const { policy, county, shown, lens } = facts;
  const counts = useQuery(policyCountsQuery(lens));
  const failed = counts.error ?? unmoved.error;
  return (
    <section className="panel policy-part" aria-labelledby="try-baseline" data-testid="try-baseline">
      <div className="panel-title">
        <h2 id="try-baseline">{t('policy.try.baseline')}</h2>
        <MapLink change={onMap} className="policy-map-link">
          {t('policy.try.baselineMap')}
        </MapLink>
      </div>
      <p className="note">
        {t('policy.try.baselineOf', { county: county.name, year: shown.year })} {t('policy.try.start')}
      </p>
      {failed !== null && (
        <Failed
          detail={problemText(t, failed)}
          onRetry={() => {
            void counts.refetch();
            void unmoved.refetch();
          }}
        />
      )}
      {counts.isPending && <Loading lines={4} />}
      {counts.data && (
        <div className="baseline-figures">
          {counts.data.classes.map((one) => (
            <ClassFigure key={one.name} of={policy.classes.find(({ name }) => name === one.name) ?? null} counted={one} />
          ))}
          <ClassFigure of={null} counted={{ ...counts.data.undecided, name: t('policy.try.undecided') }} />
        </div>
      )}
    </section>
  );
}
