// What the policy says of a made-up case: judged here, by the function that judges the whole county.
import { useTranslation } from 'react-i18next';
import { distance } from '#domain/policy/beside-threshold.ts';
import { findField } from '#domain/policy/fields.ts';
import type { Evidence, Judgement } from '#domain/policy/judgement.ts';
import { classOf, type Policy } from '#domain/policy/policy.ts';
import { Badge } from '../../ui/badge.tsx';
import { ClauseLink } from './clause-link.tsx';

/** `enterprise.grade[2020]` as people say it, with the bureau that has it. */
function fieldWords(name: string): string {
  const [, plain = name, year = ''] = /^(.*?)(?:\[(\d{4})\])?$/.exec(name) ?? [];
  const field = findField(plain);
  return `${year === '' ? '' : `${year} 年`}${field?.label ?? plain}${field ? `（${field.bureau}）` : ''}`;
}

const signs: Partial<Record<Evidence['op'], string>> = {
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
  eq: '=',
  in: '∈',
  intersects: '∩',
  contains: '∋',
};

function EvidenceWords({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation();
  const words = (value: Evidence['value']): string => {
    if (value === null) return t('policy.case.absent');
    if (typeof value === 'boolean') return value ? t('dossier.yes') : t('dossier.no');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : value.join('、');
  };
  const { field, year, value, op, threshold, margin } = evidence;
  const found = findField(field);
  const sign = signs[op];
  return (
    <li lang="zh-CN">
      {year !== undefined && `${year} 年 `}
      {found?.label ?? field} <b>{words(value)}</b>
      {found?.unit && typeof threshold === 'number' ? ` ${found.unit}` : ''}
      {sign && threshold !== null ? ` ${sign} ${words(threshold)}` : ''}
      {margin !== undefined && typeof threshold === 'number' && <em> · {t('dossier.distance', { value: distance(margin) })}</em>}
    </li>
  );
}

export function CaseVerdict({ policy, judgement }: { policy: Policy; judgement: Judgement }) {
  const { t } = useTranslation();
  const ruleOf = (id: string) => policy.rules.find((rule) => rule.id === id);
  const { scope, scopeWaived, matched, unknown, proposed, gaps } = judgement;
  // A class that could still apply is not "no class".
  const isOpen = unknown.some(({ rule: id }) => {
    const rule = ruleOf(id);
    return rule !== undefined && classOf(policy, rule) !== null;
  });
  const without = t(isOpen ? 'policy.case.notYet' : 'policy.case.noClass');
  return (
    <div className="policy-stack" data-testid="case-verdict" data-proposed={proposed ?? ''} data-scope={scope}>
      <p>
        {t(`policy.case.scope.${scope}`)}
        {scopeWaived.length > 0 &&
          ` ${t('policy.case.waived', { list: scopeWaived.map((id) => policy.scope.limbs.find((limb) => limb.id === id)?.wording ?? id).join('；') })}`}
      </p>
      <p>
        <b lang="zh-CN">{proposed === null ? without : t('dossier.proposed', { name: proposed })}</b>{' '}
        {proposed !== null && <Badge tone="draft">{t('dossier.awaiting')}</Badge>}
      </p>
      {matched.map(({ rule, clause, category, evidence }) => (
        <div key={rule} className="rule-card">
          <p>
            <ClauseLink clause={clause} /> <span className="note">{rule}</span> <span lang="zh-CN">{category}</span>
          </p>
          <p lang="zh-CN">{ruleOf(rule)?.wording}</p>
          <ul>
            {evidence.map((one) => (
              <EvidenceWords key={JSON.stringify([one.field, one.year, one.op, one.threshold])} evidence={one} />
            ))}
          </ul>
        </div>
      ))}
      {gaps.map((id) => {
        const gap = policy.gaps.find((one) => one.id === id);
        return (
          <p key={id} lang="zh-CN">
            <b>{t('dossier.gap', { name: gap?.name ?? id })}</b> {gap?.wording}
          </p>
        );
      })}
      {unknown.length > 0 && (
        <details open={matched.length === 0}>
          <summary>{t('policy.case.open', { count: unknown.length })}</summary>
          <ul>
            {unknown.map(({ rule, missing }) => (
              <li key={rule} lang="zh-CN">
                <ClauseLink clause={ruleOf(rule)?.clause ?? rule} /> {ruleOf(rule)?.wording}{' '}
                <span className="note">{t('dossier.missing', { fields: missing.map(fieldWords).join('、') })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
