// 政策规则: the document, its rules with what they catch, its holes, and what would happen if it were changed. One part at a time, each with an address.
import { useNavigate, useParams } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useEffect, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { markFirstPaint } from '../../state/first-paint.ts';
import type { Address } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Themed } from '../../ui/themed.tsx';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { ClauseReading } from './clause-reader.tsx';
import { CasePart } from './case-part.tsx';
import { ComparePart } from './compare-part.tsx';
import { FailingNotice } from './failing-notice.tsx';
import { LintPart } from './lint-part.tsx';
import { usePolicyPage, type PolicyFacts } from './policy-facts.ts';
import { PolicyHead } from './policy-head.tsx';
import { GapsPart, MissingPart, WarningsPart } from './queue-parts.tsx';
import { RulesPart } from './rules-part.tsx';
import { TryPart } from './try-part.tsx';
import { PolicyDesk, VersionsPart } from './versions-part.tsx';
import './policy-page.css';

/** The parts in order, by the last word of their address. */
const parts = {
  rules: RulesPart,
  lint: LintPart,
  try: TryPart,
  case: CasePart,
  compare: ComparePart,
  gaps: GapsPart,
  missing: MissingPart,
  warnings: WarningsPart,
  versions: VersionsPart,
} as const satisfies Record<string, ComponentType<{ facts: PolicyFacts }>>;
type Part = keyof typeof parts;
const partNames = Object.keys(parts) as Part[];
const isPart = (name: string | undefined): name is Part => name !== undefined && name in parts;

function Parts({ facts, part }: { facts: PolicyFacts; part: Part }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const Shown = parts[part];
  return (
    <Tabs
      className="policy-tabs"
      activeKey={part}
      onChange={(next) => void navigate({ to: '/policy/$part', params: { part: next }, search: (previous: Address) => previous })}
      destroyOnHidden
      items={partNames.map((name) => ({
        key: name,
        label: t(`policy.parts.${name}`),
        children: name === part ? <Shown key={facts.policy.id} facts={facts} /> : null,
      }))}
    />
  );
}

export function PolicyPage() {
  useEffect(markFirstPaint, []);
  const { t } = useTranslation();
  const { part: asked } = useParams({ strict: false });
  const part: Part = isPart(asked) ? asked : 'rules';
  const { facts, bare, fault, retry } = usePolicyPage();
  const failed = fault !== null && fault !== undefined;
  return (
    <Themed>
      <div className="scroll-page policy-page">
        {bare && (
          <div className="policy-stack">
            <section className="panel policy-part">
              <h1>{t('policy.title')}</h1>
              <Nothing>{t('policy.noPolicy')}</Nothing>
            </section>
            <FailingNotice county={bare.code} policy={null} />
            <PolicyDesk key={bare.code} place={bare} shown={null} />
          </div>
        )}
        {failed && !facts && (
          <section className="panel policy-part">
            <h1>{t('policy.title')}</h1>
            <Failed detail={problemText(t, fault)} onRetry={retry} />
          </section>
        )}
        {!bare && !failed && !facts && (
          <section className="panel policy-part">
            <Loading lines={8} />
          </section>
        )}
        {facts && (
          <ClauseReading policy={facts.policy.id}>
            <FailingNotice county={facts.county.code} policy={facts.policy.id} />
            <PolicyHead facts={facts} brief={part !== 'rules'} />
            <Parts facts={facts} part={part} />
          </ClauseReading>
        )}
      </div>
    </Themed>
  );
}
