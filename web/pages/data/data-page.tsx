// 数据: what a county's record is made of and what is missing in it. One part at a time, each with an address.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { countiesQuery } from '../../api/queries.ts';
import { markFirstPaint } from '../../state/first-paint.ts';
import { resolveView } from '../../state/resolve-view.ts';
import { useViewState, type Address } from '../../state/view-context.tsx';
import { Themed } from '../../ui/themed.tsx';
import { CoveragePart } from './coverage-part.tsx';
import { HistoryPart } from './history-part.tsx';
import { ImportPart } from './import-part.tsx';
import { IssuesPart } from './issues-part.tsx';
import { MatchingPart } from './matching-part.tsx';
import { RepairsPart } from './repairs-part.tsx';
import { SourcesPart } from './sources-part.tsx';
import { SuccessionsPart } from './successions-part.tsx';
import './data-page.css';

/** The parts in order, by the last word of their address. */
const partNames = ['import', 'issues', 'changes', 'repairs', 'history', 'matching', 'coverage', 'sources'] as const;
const intakeParts = ['import', 'issues', 'changes', 'repairs', 'history'] as const;
const isIntakePart = (name: string): name is (typeof intakeParts)[number] => intakeParts.some((part) => part === name);
type Part = (typeof partNames)[number];
const isPart = (name: string | undefined): name is Part => partNames.some((part) => part === name);

export function DataPage() {
  useEffect(markFirstPaint, []);
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { part: asked } = useParams({ strict: false });
  const part: Part = isPart(asked) ? asked : partNames[0];
  const { view, change } = useViewState();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  const onMap = (code: string): void => {
    void queries
      .invalidateQueries({ queryKey: ['counties'] })
      .then(() => navigate({ to: '/map', search: (previous: Address) => previous }))
      .then(() => change({ county: code, policy: undefined, year: undefined, filter: undefined, camera: undefined, open: undefined }));
  };
  // A record without any county begins here.
  if (!county || !view) {
    return (
      <Themed>
        <div className="scroll-page data-page">
          <h1>{t('desk.title')}</h1>
          <ImportPart county={null} onMap={onMap} />
        </div>
      </Themed>
    );
  }
  const { year, policy } = resolveView(view, county);
  const of = { county: county.code, version: county.version };
  const onParcel = (code: string): void => {
    void navigate({ to: '/map', search: (previous: Address) => previous }).then(() => change({ open: code, selection: [code] }));
  };
  const shown: Record<Part, ReactNode> = {
    import: <ImportPart key={county.code} county={county.code} onMap={onMap} />,
    issues: <IssuesPart key={county.code} of={of} />,
    changes: <SuccessionsPart key={county.code} of={of} />,
    repairs: <RepairsPart key={county.code} of={of} onParcel={onParcel} />,
    history: <HistoryPart key={county.code} of={of} />,
    matching: <MatchingPart key={county.code} of={of} onParcel={onParcel} />,
    coverage: (
      <CoveragePart
        key={county.code}
        of={of}
        year={year}
        policy={policy}
        townships={new Map(county.townships.map(({ code, name }) => [code, name]))}
      />
    ),
    sources: <SourcesPart key={county.code} of={of} />,
  };
  return (
    <Themed>
      <div className="scroll-page data-page">
        <header className="page-title">
          <h1>{t('desk.title')}</h1>
          <span className="note">{county.name}</span>
        </header>
        <Tabs
          activeKey={part}
          onChange={(next) => void navigate({ to: '/data/$part', params: { part: next }, search: (previous: Address) => previous })}
          destroyOnHidden
          items={partNames.map((name) => ({
            key: name,
            label: isIntakePart(name) ? t(`intake.parts.${name}`) : t(`desk.parts.${name}`),
            children: name === part ? shown[name] : null,
          }))}
        />
      </div>
    </Themed>
  );
}
