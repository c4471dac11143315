// 体检: where the rules leave somebody in no class, catch somebody twice, or contradict each other; with the real parcels concerned.
import { useQuery } from '@tanstack/react-query';
import { Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policy } from '#domain/policy/policy.ts';
import { policyLintQuery } from '../../api/policy-queries.ts';
import type { LintReply, SubjectCount } from '../../api/policy-replies.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { FindingCard } from './finding-card.tsx';
import type { PolicyFacts } from './policy-facts.ts';

const real = (one: { readonly count?: SubjectCount }): boolean => (one.count?.parcels ?? 0) > 0;
/** Findings that concern real land first, most parcels first; otherwise in the order of the lint. */
function mostFirst<T extends { readonly count?: SubjectCount }>(findings: readonly T[]): T[] {
  return [...findings].sort((left, right) => (right.count?.parcels ?? 0) - (left.count?.parcels ?? 0));
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly total: number;
  readonly children: readonly React.ReactNode[];
}

function Section({ id, title, hint, total, children }: SectionProps) {
  const { t } = useTranslation();
  return (
    <section className="panel policy-part" aria-labelledby={id}>
      <div className="panel-title">
        <h2 id={id}>
          {title} <span className="note">{total}</span>
        </h2>
        <span className="note">{hint}</span>
      </div>
      {children.length === 0 ? (
        <Nothing>{total === 0 ? t('policy.lint.none') : t('policy.lint.noneWithReal')}</Nothing>
      ) : (
        <ul className="findings">{children}</ul>
      )}
    </section>
  );
}

interface LintFindingsProps {
  readonly policy: Policy;
  readonly lint: Pick<LintReply, 'gaps' | 'overlaps' | 'contradictions' | 'unsearched'>;
  readonly onlyReal: boolean;
  /** Begins the ids of the headings. */
  readonly prefix: string;
}

export function LintFindings({ policy, lint, onlyReal, prefix }: LintFindingsProps) {
  const { t } = useTranslation();
  const shown = <T extends { readonly count?: SubjectCount }>(all: readonly T[]): T[] => mostFirst(onlyReal ? all.filter(real) : all);
  const detectorName = (id: string): string => policy.gaps.find((gap) => gap.id === id)?.name ?? id;
  return (
    <>
      {lint.unsearched.length > 0 && (
        <section className="panel policy-part">
          <Nothing>{t('policy.lint.unsearched', { words: lint.unsearched.join('；') })}</Nothing>
        </section>
      )}
      <Section id={`${prefix}-gaps`} title={t('policy.lint.gaps')} hint={t('policy.lint.gapsHint')} total={lint.gaps.length}>
        {shown(lint.gaps).map((one) => (
          <FindingCard
            key={one.message}
            policy={policy}
            message={one.message}
            rules={one.rules}
            example={one.example}
            counted={one.count}
            mark={t(`policy.lint.gap.${one.kind}`)}
            notes={one.detectors.map((id) => t('policy.lint.detector', { id, name: detectorName(id) }))}
          />
        ))}
      </Section>
      <Section
        id={`${prefix}-overlaps`}
        title={t('policy.lint.overlaps')}
        hint={t('policy.lint.overlapsHint')}
        total={lint.overlaps.length}
      >
        {shown(lint.overlaps).map((one) => (
          <FindingCard
            key={one.message}
            policy={policy}
            message={one.message}
            rules={one.rules}
            example={one.example}
            counted={one.count}
            mark={t(`policy.lint.relation.${one.relation}`)}
            notes={[
              ...(one.proposed === null ? [] : [t('policy.lint.proposed', { name: one.proposed })]),
              ...(one.independent ? [t('policy.lint.independent')] : []),
            ]}
          />
        ))}
      </Section>
      <Section
        id={`${prefix}-contradictions`}
        title={t('policy.lint.contradictions')}
        hint={t('policy.lint.contradictionsHint')}
        total={lint.contradictions.length}
      >
        {shown(lint.contradictions).map((one) => (
          <FindingCard
            key={one.message}
            policy={policy}
            message={one.message}
            rules={one.rules}
            example={one.example}
            counted={one.count}
            mark={t(`policy.lint.contradiction.${one.kind}`)}
            notes={one.waived ? [t('policy.lint.waived')] : []}
          />
        ))}
      </Section>
    </>
  );
}

export function LintPart({ facts }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  const lint = useQuery(policyLintQuery(facts.lens));
  const [onlyReal, setOnlyReal] = useState(false);
  return (
    <div className="policy-stack">
      <div className="policy-bar">
        <p className="note">{t('policy.lint.what', { county: facts.county.name, year: facts.shown.year })}</p>
        <label className="policy-switch">
          <Switch size="small" checked={onlyReal} onChange={setOnlyReal} /> {t('policy.lint.onlyReal')}
        </label>
      </div>
      {lint.isPending && (
        <section className="panel policy-part">
          <Loading lines={8} label={t('policy.lint.loading')} />
        </section>
      )}
      {lint.isError && (
        <section className="panel policy-part">
          <Failed detail={problemText(t, lint.error)} onRetry={() => void lint.refetch()} />
        </section>
      )}
      {lint.data && <LintFindings policy={facts.policy} lint={lint.data} onlyReal={onlyReal} prefix="lint" />}
    </div>
  );
}
