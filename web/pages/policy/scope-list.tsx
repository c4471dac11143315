// Whom the document is for, limb by limb, and the cases that its rules leave open.
import { useTranslation } from 'react-i18next';
import type { Policy } from '#domain/policy/policy.ts';
import { ClauseLink } from './clause-link.tsx';
import { ConditionTree } from './condition-tree.tsx';
import type { WordsContext } from './condition-words.ts';

export function ScopeList({ policy, words }: { policy: Policy; words: WordsContext }) {
  const { t } = useTranslation();
  return (
    <section className="panel policy-part" aria-labelledby="policy-scope">
      <div className="panel-title">
        <h2 id="policy-scope">{t('policy.scope')}</h2>
        <ClauseLink clause={policy.scope.clause} />
      </div>
      <p lang="zh-CN">{policy.scope.wording}</p>
      {policy.scope.note !== null && <p className="note">{policy.scope.note}</p>}
      <ul className="policy-limbs">
        {policy.scope.limbs.map((limb) => (
          <li key={limb.id}>
            <ConditionTree condition={limb.when} context={words} />
          </li>
        ))}
      </ul>
      {policy.exemptions.length > 0 && (
        <details>
          <summary>
            {t('policy.exemptions')} <span className="note">{policy.exemptions.length}</span>
          </summary>
          <ul className="policy-readings" lang="zh-CN">
            {policy.exemptions.map((one) => (
              <li key={one.id}>
                <ClauseLink clause={one.clause} /> {one.wording}
                <span className="note"> → {one.effect}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
