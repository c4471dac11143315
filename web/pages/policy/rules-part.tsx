// All rules of the document, those that give a class first and strictest first; beside them whom the document is for, its targets and readings.
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { classesBySeverity, classOf, type Policy, type Rule } from '#domain/policy/policy.ts';
import { policyCountsQuery } from '../../api/policy-queries.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Nothing } from '../../ui/trouble.tsx';
import { wordsContext } from './condition-words.ts';
import type { PolicyFacts } from './policy-facts.ts';
import { ProcedureList } from './procedure-list.tsx';
import { RuleCard } from './rule-card.tsx';
import { ScopeList } from './scope-list.tsx';
import { TargetList } from './target-list.tsx';

interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Rules by the class they give, strictest first; then those that give none, by what they do. */
export function ruleGroups(policy: Policy): { readonly classes: readonly Group[]; readonly others: readonly Rule[] } {
  return {
    classes: classesBySeverity(policy)
      .map(({ name }) => ({ name, rules: policy.rules.filter((rule) => classOf(policy, rule)?.name === name) }))
      .filter(({ rules }) => rules.length > 0),
    others: policy.rules.filter((rule) => classOf(policy, rule) === null),
  };
}

/** Brings the rule named in the address into view: the cards stand only once the policy has come. */
function useNamedRule(): void {
  const named = useLocation({ select: ({ hash }) => hash });
  useEffect(() => {
    if (named !== '') document.getElementById(named)?.scrollIntoView();
  }, [named]);
}

export function RulesPart({ facts }: { facts: PolicyFacts }) {
  const { t } = useTranslation();
  useNamedRule();
  const { policy, county, shown, lens } = facts;
  const counts = useQuery({ ...policyCountsQuery(lens), enabled: county.parcels > 0 });
  const byRule = new Map(counts.data?.rules.map((one) => [one.rule, one]));
  const words = wordsContext(policy, shown.year);
  const { classes, others } = ruleGroups(policy);
  const card = (rule: Rule) => <RuleCard key={rule.id} policy={policy} rule={rule} words={words} counted={byRule.get(rule.id)} />;
  return (
    <div className="policy-columns">
      <div className="policy-column">
        <section className="panel policy-part" aria-labelledby="policy-rules">
          <div className="panel-title">
            <h2 id="policy-rules">{t('policy.rules', { count: policy.rules.length })}</h2>
            <span className="note" aria-live="polite">
              {counts.isLoading ? t('policy.counting') : counts.data && t('policy.countedFor', { county: county.name, year: shown.year })}
            </span>
          </div>
          {counts.isError && (
            <Failed title={t('policy.notCounted')} detail={problemText(t, counts.error)} onRetry={() => void counts.refetch()} />
          )}
          {county.parcels === 0 && <Nothing>{t('frame.state.noParcels')}</Nothing>}
          {classes.length > 1 && <p className="note">{policy.precedenceBasis}</p>}
          {classes.length === 0 && <Nothing>{t('policy.noClassRules')}</Nothing>}
          {classes.map(({ name, rules }) => (
            <section key={name} aria-label={name} className="rule-group">
              {rules.map(card)}
            </section>
          ))}
          {others.length > 0 && (
            <section aria-labelledby="policy-other-rules" className="rule-group">
              <h3 id="policy-other-rules" className="policy-kind">
                {t('policy.otherRules', { count: others.length })}
              </h3>
              {others.map(card)}
            </section>
          )}
        </section>
      </div>
      <div className="policy-column">
        <ScopeList policy={policy} words={words} />
        <TargetList targets={policy.targets} />
        <ProcedureList policy={policy} words={words} />
        <section className="panel policy-part" aria-labelledby="policy-readings">
          <details>
            <summary id="policy-readings">
              {t('policy.readings')} <span className="note">{policy.ambiguities.length}</span>
            </summary>
            <p className="note">{t('policy.readingsHint')}</p>
            <ul className="policy-readings" lang="zh-CN">
              {policy.ambiguities.map((one) => (
                <li key={one.id}>
                  <b>{one.id}</b> {one.issue}
                  <span className="note"> → {one.reading}</span>
                </li>
              ))}
            </ul>
          </details>
        </section>
      </div>
    </div>
  );
}
