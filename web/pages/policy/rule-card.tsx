// One rule: its sentence, the condition behind it, what it waives, the readings taken, and what it catches in the year shown.
import { useTranslation } from 'react-i18next';
import { classOf, type Policy, type Rule } from '#domain/policy/policy.ts';
import type { PolicyCountsReply } from '../../api/policy-replies.ts';
import { count, plainNumber } from '../../format.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { ClauseLink } from './clause-link.tsx';
import { ConditionTree } from './condition-tree.tsx';
import type { WordsContext } from './condition-words.ts';
import { MapLink } from './map-link.tsx';
import { readingsOf } from './readings.ts';

interface RuleCardProps {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly words: WordsContext;
  /** Undefined while it loads, and for rules that are not counted. */
  readonly counted: PolicyCountsReply['rules'][number] | undefined;
}

function Counts({ rule, counted }: Pick<RuleCardProps, 'rule' | 'counted'>) {
  const { t } = useTranslation();
  if (!counted) return null;
  const { matched, unknown } = counted;
  return (
    <div className="rule-counts" data-testid={`counts-${rule.id}`}>
      {matched.parcels > 0 ? (
        <MapLink change={{ filter: { rules: [rule.id] }, fill: undefined }} title={t('policy.showOnMap')} className="rule-count">
          <strong>{t('policy.parcels', { value: count(matched.parcels) })}</strong>
          {` · ${t('policy.firms', { value: count(matched.firms) })} · ${t('policy.mu', { value: plainNumber(matched.areaMu) })}`}
        </MapLink>
      ) : (
        <span className="note">{t('policy.catchesNone')}</span>
      )}
      {unknown.parcels > 0 && (
        <span className="note rule-unknown">
          {t('policy.cannotJudge', { parcels: count(unknown.parcels), mu: plainNumber(unknown.areaMu) })}
        </span>
      )}
    </div>
  );
}

export function RuleCard({ policy, rule, words, counted }: RuleCardProps) {
  const { t } = useTranslation();
  const proposed = classOf(policy, rule);
  const readings = readingsOf(rule, policy.ambiguities);
  const waived = policy.scope.limbs.filter((limb) => rule.scopeWaivers.includes(limb.id));
  return (
    <article className="rule-card" id={rule.id} aria-label={`${rule.clause} ${rule.wording}`}>
      <div className="rule-head">
        {proposed ? (
          <span className="rule-class">
            <Swatch outline={{ style: proposed.style, colour: proposed.colour }} /> {proposed.name}
          </span>
        ) : (
          <span className="rule-class">{rule.category}</span>
        )}
        <ClauseLink clause={rule.clause} />
        <span className="note">{rule.id}</span>
        <Counts rule={rule} counted={counted} />
      </div>
      <p className="rule-wording" lang="zh-CN">
        {rule.wording}
      </p>
      <ConditionTree condition={rule.when} context={words} />
      <div className="rule-notes" lang="zh-CN">
        {!rule.scoped && <p className="note">{t('policy.unscoped')}</p>}
        {waived.map((limb) => (
          <p key={limb.id} className="note">
            {t('policy.waives', { limb: limb.wording })}
          </p>
        ))}
        {rule.note !== null && <p className="note">{rule.note}</p>}
        {rule.consequences.length > 0 && <p className="note">{t('policy.consequences', { list: rule.consequences.join('；') })}</p>}
        {readings.length > 0 && (
          <details>
            <summary className="note">{t('policy.readingsOf', { count: readings.length })}</summary>
            <ul>
              {readings.map((one) => (
                <li key={one.id} className="note">
                  <b>{one.id}</b> {one.issue} → {one.reading}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </article>
  );
}
