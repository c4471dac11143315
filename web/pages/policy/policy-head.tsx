// The document: what it is called, whether it is in force, from when to when, and what it does not set.
import { useTranslation } from 'react-i18next';
import { day, unknownMark } from '../../format.ts';
import { Badge, statusTone } from '../../ui/badge.tsx';
import type { PolicyFacts } from './policy-facts.ts';

/** `brief` leaves out the dates, for parts that need the room. */
export function PolicyHead({ facts: { policy, shown }, brief }: { facts: PolicyFacts; brief: boolean }) {
  const { t, i18n } = useTranslation();
  const tone = statusTone(policy.status);
  const on = (iso: string | null): string => (iso === null ? unknownMark : day(iso, i18n.language));
  const entries: readonly (readonly [string, string, string | null])[] = [
    [t('policy.number'), policy.documentNumber ?? t('policy.numberNone'), null],
    [t('policy.issued'), on(policy.issued), null],
    [t('policy.period'), t('policy.span', { start: on(policy.periodStart), end: on(policy.periodEnd) }), null],
    [t('policy.version'), policy.version, null],
    [t('policy.countingStart'), on(policy.countingStart), policy.countingStartBasis],
    [t('policy.evaluationYear'), String(shown.year), policy.evaluationYearBasis],
  ];
  return (
    <header className="panel policy-head">
      <div className="policy-title">
        <h1 lang="zh-CN">{policy.title}</h1>
        <Badge tone={tone} title={t('frame.policyStatus')}>
          {tone === 'unknown' ? t('frame.statusUnknown') : policy.status}
        </Badge>
        <span className="note">
          {policy.jurisdiction} · {policy.level}
        </span>
      </div>
      {!brief && policy.statusNote !== null && <p className="note">{policy.statusNote}</p>}
      {policy.taxThresholds === 'none' && (
        <p className="policy-nothing-set" role="note">
          <strong>{t('policy.noTaxThreshold')}</strong> {policy.taxThresholdsNote}
        </p>
      )}
      {!brief && (
        <>
          {' '}
          <dl className="policy-dates">
            {entries.map(([label, value]) => (
              <div key={label}>
                <dt className="note">{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {entries.map(
            ([label, , basis]) =>
              basis !== null && (
                <p key={label} className="note">
                  {t('policy.basis', { label, basis })}
                </p>
              ),
          )}
        </>
      )}
      {shown.year !== policy.evaluationYear && (
        <p className="note">{t('policy.otherYear', { shown: shown.year, own: policy.evaluationYear })}</p>
      )}
    </header>
  );
}
