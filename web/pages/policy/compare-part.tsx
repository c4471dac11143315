// 比较: two policies on the same county, who is in a class of one and not of the other.
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { comparisonQuery } from '../../api/policy-queries.ts';
import { policiesQuery } from '../../api/queries.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Badge, statusTone } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { ChangedLand } from './changed-land.tsx';
import { DifferenceFigures, TownshipChanges, Transitions } from './difference-figures.tsx';
import { MapLink } from './map-link.tsx';
import type { PolicyFacts } from './policy-facts.ts';

function Comparison({ facts, other }: { facts: PolicyFacts; other: string }) {
  const { t } = useTranslation();
  const result = useQuery(comparisonQuery(facts.lens, other));
  const onMap = { against: other, scenario: undefined, filter: undefined, fill: 'difference' as const };
  return (
    <>
      <section className="panel policy-part" aria-labelledby="compare-result" data-testid="compare-result">
        <div className="panel-title">
          <h2 id="compare-result">{t('policy.compare.result')}</h2>
          {result.data && <MapLink change={onMap}>{t('policy.try.onMap')}</MapLink>}
        </div>
        <p className="note">{t('policy.compare.how', { county: facts.county.name, year: facts.shown.year })}</p>
        {result.isPending && <Loading lines={6} />}
        {result.isError && <Failed detail={problemText(t, result.error)} onRetry={() => void result.refetch()} />}
        {result.data && (
          <>
            <DifferenceFigures changes={result.data} />
            <Transitions changes={result.data} />
          </>
        )}
      </section>
      {result.data && (
        <>
          <ChangedLand facts={facts} changes={result.data} simulated={false} nobody={t('policy.try.nobody')} onMap={onMap} />
          <section className="panel policy-part" aria-labelledby="compare-townships">
            <h2 id="compare-townships">{t('policy.try.townships')}</h2>
            <TownshipChanges changes={result.data} />
          </section>
        </>
      )}
    </>
  );
}

export function ComparePart({ facts }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  const { view, change } = useViewState();
  const policies = useQuery(policiesQuery);
  const others = (policies.data ?? []).filter((one) => one.id !== facts.policy.id);
  const other = others.find((one) => one.id === view?.against);
  const foreign = other !== undefined && other.county !== facts.policy.county;
  return (
    <div className="policy-stack">
      <section className="panel policy-part">
        <div className="policy-bar">
          <label className="policy-switch">
            {t('policy.compare.with')}
            <Select
              aria-label={t('policy.compare.with')}
              style={{ minWidth: 320 }}
              allowClear
              loading={policies.isPending}
              placeholder={t('policy.compare.choose')}
              value={other?.id ?? null}
              onChange={(id: string | null | undefined) => change({ against: id ?? undefined }, { replace: true })}
              options={others.map((one) => ({ value: one.id, label: `${one.jurisdiction} · ${one.title}` }))}
            />
          </label>
          {other && (
            <Badge tone={statusTone(other.status)}>
              {statusTone(other.status) === 'unknown' ? t('frame.statusUnknown') : other.status}
            </Badge>
          )}
        </div>
        {foreign && <p className="note">{t('policy.compare.foreign', { place: other.jurisdiction })}</p>}
        {!other && <Nothing>{others.length === 0 && policies.isSuccess ? t('policy.compare.noOther') : t('policy.compare.start')}</Nothing>}
      </section>
      {other && <Comparison facts={facts} other={other.id} />}
    </div>
  );
}
