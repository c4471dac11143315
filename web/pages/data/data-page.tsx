// 数据: what a county's record is made of and what is missing in it. One part at a time, each with an address.
import { useQuery } from '@tanstack/react-query';
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
import { MatchingPart } from './matching-part.tsx';
import { SourcesPart } from './sources-part.tsx';
import './data-page.css';

/** The parts in order, by the last word of their address. */
const partNames = ['matching', 'coverage', 'sources'] as const;
type Part = (typeof partNames)[number];
const isPart = (name: string | undefined): name is Part => partNames.some((part) => part === name);

export function DataPage() {
  useEffect(markFirstPaint, []);
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { part: asked } = useParams({ strict: false });
  const part: Part = isPart(asked) ? asked : partNames[0];
  const { view, change } = useViewState();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  if (!county || !view) return null;
  const { year, policy } = resolveView(view, county);
  const of = { county: county.code, version: county.version };
  const onParcel = (code: string): void => {
    void navigate({ to: '/map', search: (previous: Address) => previous }).then(() => change({ open: code, selection: [code] }));
  };
  const shown: Record<Part, ReactNode> = {
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
      <div className="data-page">
        <header className="data-title">
          <h1>{t('desk.title')}</h1>
          <span className="note">{county.name}</span>
        </header>
        <Tabs
          activeKey={part}
          onChange={(next) => void navigate({ to: '/data/$part', params: { part: next }, search: (previous: Address) => previous })}
          destroyOnHidden
          items={partNames.map((name) => ({ key: name, label: t(`desk.parts.${name}`), children: name === part ? shown[name] : null }))}
        />
      </div>
    </Themed>
  );
}
