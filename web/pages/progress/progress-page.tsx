// 腾地进度: the county's land targets with their four faces; of the one chosen burn-up, townships, breakdowns, 连片, cases. Kinds are never added.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { progressQuery, type ProgressKey } from '../../api/progress-queries.ts';
import { encodeView } from '#domain/view-codec.ts';
import { countiesQuery, policyQuery, targetsQuery } from '../../api/queries.ts';
import type { CountyReply, TargetReply } from '../../api/replies.ts';
import { count, day } from '../../format.ts';
import { targetsInOrder } from '../../state/headline.ts';
import { resolveView, type ResolvedView } from '../../state/resolve-view.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { statusTone } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Themed } from '../../ui/themed.tsx';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { BreakdownPart } from './breakdown-part.tsx';
import { BurnUpPart } from './burn-up-part.tsx';
import { ContiguityPart } from './contiguity-part.tsx';
import { EntriesDrawer, type OpenedFigure } from './entries-drawer.tsx';
import { ExportMenu } from './export-menu.tsx';
import { OtherTargets } from './other-targets.tsx';
import { PipelinePart } from './pipeline-part.tsx';
import { TargetCards } from './target-cards.tsx';
import { TaskEditor } from './task-editor.tsx';
import { gapWords, TownshipTable } from './township-table.tsx';
import { UpperTargets } from './upper-targets.tsx';
import './progress-page.css';

interface ChosenProps {
  readonly of: ProgressKey;
  readonly county: CountyReply;
  readonly onOpen: (figure: OpenedFigure) => void;
}

function Chosen({ of, county, onOpen }: ChosenProps) {
  const { t } = useTranslation();
  const { change, view } = useViewState();
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const query = useQuery(progressQuery(of));
  if (query.isError)
    return (
      <section className="panel progress-part">
        <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />
      </section>
    );
  if (!query.data)
    return (
      <section className="panel progress-part">
        <Loading lines={12} />
      </section>
    );
  const progress = query.data;
  const names = new Map(county.townships.map((one) => [one.code, one.name]));
  const showOnMap = (code: string): void => {
    void navigate({ to: '/map', search: (previous: Address) => previous }).then(() =>
      change({ filter: { ...view?.filter, townships: [code] }, fill: 'freed', camera: undefined }),
    );
  };
  const { entries, of: all } = progress.visible;
  return (
    <div className="progress-columns" data-testid="progress-of" data-target={progress.target.id}>
      <div className="progress-column">
        <BurnUpPart progress={progress} />
        <BreakdownPart progress={progress} onOpen={onOpen} />
        <ContiguityPart of={of} onOpen={onOpen} />
      </div>
      <div className="progress-column">
        <section className="panel progress-part" aria-labelledby="townships-title">
          <div className="panel-title">
            <h2 id="townships-title">{t('progress.townships')}</h2>
            <span className="note">{progress.target.name}</span>
            <Button size="small" aria-pressed={editing} onClick={() => setEditing(!editing)}>
              {t(editing ? 'progress.form.cancel' : 'progress.tasks.edit')}
            </Button>
          </div>
          {entries < all && <p className="note">{t('progress.entries.hidden', { value: count(all - entries) })}</p>}
          {editing ? (
            <TaskEditor key={progress.asOf} progress={progress} onDone={() => setEditing(false)} />
          ) : (
            <TownshipTable progress={progress} onMap={showOnMap} onOpen={onOpen} />
          )}
        </section>
        <PipelinePart progress={progress} townshipName={(code) => (code === null ? t('progress.noTownship') : (names.get(code) ?? code))} />
      </div>
    </div>
  );
}

interface TargetsProps {
  readonly targets: readonly TargetReply[];
  readonly county: CountyReply;
  readonly shown: ResolvedView;
}

function Targets({ targets, county, shown }: TargetsProps) {
  const { t } = useTranslation();
  const { change, view } = useViewState();
  const [figure, setFigure] = useState<OpenedFigure | null>(null);
  const chosen = targets.find((target) => target.id === view?.target) ?? targets[0];
  if (!chosen) {
    return (
      <section className="panel progress-part">
        <Nothing>{t('progress.noTargets')}</Nothing>
      </section>
    );
  }
  const of: ProgressKey = {
    county: county.code,
    asOf: shown.asOf,
    version: county.version,
    policy: chosen.policy,
    target: chosen.id,
    year: shown.year,
  };
  const choose = (target: TargetReply): void => change({ target: target.id === targets[0]?.id ? undefined : target.id }, { replace: true });
  return (
    <>
      <TargetCards
        targets={targets}
        chosen={chosen}
        county={county.code}
        asOf={shown.asOf}
        onChoose={choose}
        tools={<ExportMenu of={of} />}
        onOpen={(target, face) => {
          choose(target);
          const words = face === 'gap' ? gapWords(t, target) : t(`progress.${face}`);
          // What is missing is what was asked for less what is verified: these rows.
          setFigure({ stage: face === 'gap' ? 'verified' : face, title: `${target.name ?? target.id} · ${words}` });
        }}
      />
      <Chosen of={of} county={county} onOpen={setFigure} />
      {figure && <EntriesDrawer of={of} figure={figure} onClose={() => setFigure(null)} />}
    </>
  );
}

export function ProgressPage() {
  const { t, i18n } = useTranslation();
  const { view, change } = useViewState();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  const shown = view && county ? resolveView(view, county) : null;
  const targets = useQuery({ ...targetsQuery(shown?.county ?? '', shown?.asOf ?? ''), enabled: shown !== null });
  const policy = useQuery(policyQuery(shown?.policy ?? null));
  if (!county || !shown) return null;
  const tone = policy.data ? statusTone(policy.data.status) : 'unknown';
  return (
    <Themed>
      <div className="scroll-page progress-page">
        <header className="page-title">
          <h1>{t('progress.title')}</h1>
          <p className="note">
            {county.name} · {policy.data?.title ?? t('frame.noPolicy')} · {t('frame.asOf', { day: day(shown.asOf, i18n.language) })}
            {tone === 'draft' && ` · ${t('progress.draft')}`}
            {tone === 'expired' && ` · ${t('progress.expired')}`}
            {shown.asOf !== county.asOf && county.viewDay !== county.asOf && (
              <>
                {' · '}
                {t('progress.periodOver', { day: day(county.viewDay, i18n.language) })}{' '}
                <button type="button" className="link-button" onClick={() => change({ asOf: county.asOf })}>
                  {t('progress.seeToday', { day: day(county.asOf, i18n.language) })}
                </button>
              </>
            )}
          </p>
          <Link to="/bulletins" search={(previous: Address) => previous} className="title-link">
            {t('bulletins.title')}
          </Link>
          <Link
            to="/map"
            search={{ view: encodeView({ ...view, county: county.code, fill: 'freed', layers: ['print'] }) }}
            className="title-link"
          >
            {t('print.fromProgress')}
          </Link>
          <Link to="/wall" search={(previous: Address) => previous} className="title-link">
            {t('progress.wall.open')}
          </Link>
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
        {targets.data && <Targets targets={targetsInOrder(targets.data, shown.policy)} county={county} shown={shown} />}
        <OtherTargets county={county.code} policy={shown.policy} asOf={shown.asOf} />
        <UpperTargets county={county.code} asOf={shown.asOf} />
      </div>
    </Themed>
  );
}
