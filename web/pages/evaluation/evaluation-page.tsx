// 亩产评价: by which parameters, how the classes are spread, who got which score; every score opens to its formula. And the ranking lists.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evaluationQuery, type EvaluationKey } from '../../api/evaluation-queries.ts';
import { classesOf, type EvaluationReply } from '../../api/evaluation-replies.ts';
import { countiesQuery } from '../../api/queries.ts';
import { count } from '../../format.ts';
import { markFirstPaint } from '../../state/first-paint.ts';
import { resolveView } from '../../state/resolve-view.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Themed } from '../../ui/themed.tsx';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { FirmDrawer } from './firm-drawer.tsx';
import { FirmList } from './firm-list.tsx';
import { GroupShares } from './group-shares.tsx';
import { ParametersCard } from './parameters-card.tsx';
import { RankingPart } from './ranking-part.tsx';
import './evaluation-page.css';

const views = ['list', 'ranking'] as const;

function List({ found, of, onOpen }: { found: EvaluationReply; of: EvaluationKey; onOpen: (uscc: string) => void }) {
  const classes = classesOf(found);
  return (
    <>
      <div className="evaluation-top">
        <ParametersCard head={found} of={of} />
        {found.groups.map((group) => (
          <GroupShares key={group.id} group={group} classes={classes} />
        ))}
      </div>
      <FirmList found={found} of={of} onOpen={onOpen} />
    </>
  );
}

export function EvaluationPage() {
  useEffect(markFirstPaint, []);
  const { t } = useTranslation();
  const { view, change } = useViewState();
  const navigate = useNavigate();
  const counties = useQuery(countiesQuery);
  const [shownView, setShownView] = useState<(typeof views)[number]>('list');
  const [opened, setOpened] = useState<string | null>(null);
  const county = counties.data?.find((one) => one.code === view?.county);
  const shown = view && county ? resolveView(view, county) : null;
  const of: EvaluationKey = { county: shown?.county ?? '', year: shown?.year ?? 0, version: county?.version ?? '' };
  const query = useQuery({ ...evaluationQuery(of), enabled: shown !== null });
  if (!county || !shown) return null;
  const found = query.data;
  const onParcel = (code: string): void => {
    void navigate({ to: '/map', search: (previous: Address) => previous }).then(() => change({ open: code, selection: [code] }));
  };
  return (
    <Themed>
      <div className="scroll-page">
        <header className="page-title">
          <h1>{t('evaluation.title')}</h1>
          <p className="note">
            {county.name}
            {found &&
              ` · ${t('evaluation.coverage', {
                firms: count(found.coverage.firms),
                rated: count(found.coverage.rated),
                imported: count(found.coverage.imported),
                differs: count(found.coverage.differs),
                forced: count(found.coverage.forced),
              })}`}
          </p>
          <span className="evaluation-choices">
            <Select
              aria-label={t('evaluation.year')}
              value={shown.year}
              onChange={(year) => change({ year })}
              options={[...shown.years].reverse().map((year) => ({ value: year, label: String(year) }))}
            />
            <Segmented
              options={views.map((one) => ({ value: one, label: t(`evaluation.views.${one}`) }))}
              value={shownView}
              onChange={setShownView}
            />
          </span>
        </header>
        {query.isPending && (
          <section className="panel evaluation-part">
            <Loading lines={10} />
          </section>
        )}
        {query.isError && (
          <section className="panel evaluation-part">
            <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />
          </section>
        )}
        {found && shownView === 'list' && <List key={`${of.county} ${of.year}`} found={found} of={of} onOpen={setOpened} />}
        {shownView === 'ranking' && <RankingPart of={of} onOpen={setOpened} />}
        {opened !== null && <FirmDrawer of={of} uscc={opened} onClose={() => setOpened(null)} onParcel={onParcel} />}
      </div>
    </Themed>
  );
}
