// 腾地进度: the land targets of the policy, each with its four faces; burn-up and townships of the one chosen. Kinds are never added.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Target } from '#domain/policy/policy.ts';
import { countiesQuery, ledgerQuery, policyQuery, targetsQuery } from '../../api/queries.ts';
import type { CountyReply, TargetReply } from '../../api/replies.ts';
import { TargetMeter } from '../../charts/target-meter.tsx';
import { day, plainNumber } from '../../format.ts';
import { burnUp } from '../../state/burn-up.ts';
import { targetsInOrder } from '../../state/headline.ts';
import { resolveView, type ResolvedView } from '../../state/resolve-view.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { statusTone } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { OtherTargets } from './other-targets.tsx';
import { TownshipTable } from './township-table.tsx';
import './progress-page.css';

const BurnUpChart = lazy(async () => ({ default: (await import('../../charts/burn-up-chart.tsx')).BurnUpChart }));

function BurnUp({ target, shown }: { target: TargetReply; shown: ResolvedView }) {
  const { t, i18n } = useTranslation();
  const ledger = useQuery(ledgerQuery(shown.county, shown.asOf));
  const points = useMemo(() => burnUp(target, ledger.data ?? [], shown.asOf), [target, ledger.data, shown.asOf]);
  const label = `${t('progress.burnUp')}：${t('progress.verified')} ${plainNumber(target.verifiedMu, 1)} / ${t('frame.unit.mu', { value: plainNumber(target.targetMu, 0) })}`;
  return (
    <section className="panel progress-part">
      <div className="panel-title">
        <h2>{t('progress.burnUp')}</h2>
        <span className="note">{t('progress.burnUpHint')}</span>
      </div>
      {ledger.isPending && <Loading lines={6} />}
      {ledger.isError && <Failed detail={problemText(t, ledger.error)} onRetry={() => void ledger.refetch()} />}
      {ledger.data && target.verifiedMu + target.declaredMu === 0 && (
        <Nothing>{t('progress.noEntries', { day: day(shown.asOf, i18n.language) })}</Nothing>
      )}
      {ledger.data && (
        <Suspense fallback={<div className="skeleton burn-up-place" />}>
          <BurnUpChart points={points} targetMu={target.targetMu} asOf={shown.asOf} label={label} />
        </Suspense>
      )}
    </section>
  );
}

interface TargetsProps {
  readonly targets: readonly TargetReply[];
  /** All targets of the policy, those that are not land among them. */
  readonly others: readonly Target[];
  readonly county: CountyReply;
  readonly shown: ResolvedView;
}

function Targets({ targets, others, county, shown }: TargetsProps) {
  const { t } = useTranslation();
  const { change, view } = useViewState();
  const navigate = useNavigate();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = targets.find((target) => target.id === chosenId) ?? targets[0];
  if (!chosen) {
    return (
      <>
        <section className="panel progress-part">
          <Nothing>{t('progress.noTargets')}</Nothing>
        </section>
        <OtherTargets targets={others} />
      </>
    );
  }
  const showOnMap = (code: string): void => {
    void navigate({ to: '/map', search: (previous: Address) => previous }).then(() =>
      change({ filter: { ...view?.filter, townships: [code] }, fill: 'freed', camera: undefined }),
    );
  };
  const parentName = (target: TargetReply): string | undefined => targets.find((one) => one.id === target.parent)?.name;
  return (
    <>
      <div className="progress-targets">
        {targets.map((target) => (
          <button
            type="button"
            key={target.id}
            className="panel progress-target"
            aria-pressed={target.id === chosen.id}
            onClick={() => setChosenId(target.id)}
          >
            <TargetMeter target={target} asOf={shown.asOf} large />
            <span className="note">
              {t(`progress.kind.${target.kind}`)}
              {target.clause && ` · ${t('progress.clause', { clause: target.clause })}`}
              {target.effectiveMu !== undefined &&
                target.effectiveMu !== null &&
                ` · ${t('progress.effective', { value: plainNumber(target.effectiveMu, 1) })}`}
              {target.parent && ` · ${t('progress.parent', { name: parentName(target) ?? target.parent })}`}
            </span>
          </button>
        ))}
      </div>
      {targets.length > 1 && <p className="note">{t('progress.kindsNote')}</p>}
      <div className="progress-columns">
        <div className="progress-column">
          <BurnUp target={chosen} shown={shown} />
          <OtherTargets targets={others} />
        </div>
        <section className="panel progress-part">
          <div className="panel-title">
            <h2>{t('progress.townships')}</h2>
            <span className="note">{chosen.name}</span>
          </div>
          <TownshipTable target={chosen} townships={county.townships} onMap={showOnMap} />
        </section>
      </div>
    </>
  );
}

export function ProgressPage() {
  const { t, i18n } = useTranslation();
  const { view } = useViewState();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  const shown = view && county ? resolveView(view, county) : null;
  const targets = useQuery({ ...targetsQuery(shown?.county ?? '', shown?.asOf ?? ''), enabled: shown !== null });
  const policy = useQuery(policyQuery(shown?.policy ?? null));
  if (!county || !shown) return null;
  const tone = policy.data ? statusTone(policy.data.status) : 'unknown';
  return (
    <div className="progress-page">
      <header className="progress-title">
        <h1>{t('progress.title')}</h1>
        <p className="note">
          {county.name} · {policy.data?.title ?? t('frame.noPolicy')} · {t('frame.asOf', { day: day(shown.asOf, i18n.language) })}
          {tone === 'draft' && ` · ${t('progress.draft')}`}
          {tone === 'expired' && ` · ${t('progress.expired')}`}
        </p>
      </header>
      {targets.isPending && (
        <section className="panel progress-part">
          <Loading lines={8} />
        </section>
      )}
      {targets.isError && (
        <section className="panel progress-part">
          <Failed detail={problemText(t, targets.error)} onRetry={() => void targets.refetch()} />
        </section>
      )}
      {targets.data && (
        <Targets targets={targetsInOrder(targets.data, shown.policy)} others={policy.data?.targets ?? []} county={county} shown={shown} />
      )}
    </div>
  );
}
