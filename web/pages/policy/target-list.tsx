// The targets of the document: land by kind, then the rest; kinds are never added together.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Target } from '#domain/policy/policy.ts';
import { day, grouped } from '../../format.ts';
import type { Address } from '../../state/view-context.tsx';
import { ClauseLink } from './clause-link.tsx';

function amount({ value, unit, comparatorText }: Target): string {
  return value === null ? (comparatorText ?? '') : `${grouped(String(value))} ${unit}${comparatorText ?? ''}`;
}

function TargetRows({ targets }: { targets: readonly Target[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className="policy-targets">
      {targets.map((target) => (
        <li key={target.id}>
          <span>
            {target.name}
            {target.extent && <span className="note"> {target.extent}</span>}
          </span>
          <strong className="policy-number">{amount(target)}</strong>
          <span className="note">
            <ClauseLink clause={target.clause} /> · {t('progress.until', { day: day(target.periodEnd, i18n.language) })}
            {target.parent !== null && ` · ${t('policy.partOf', { id: target.parent })}`}
          </span>
          {target.note !== null && <span className="note policy-wide">{target.note}</span>}
        </li>
      ))}
    </ul>
  );
}

export function TargetList({ targets }: { targets: readonly Target[] }) {
  const { t } = useTranslation();
  const land = targets.filter((target) => target.kind !== null);
  const others = targets.filter((target) => target.kind === null);
  const kinds = [...new Set(land.map((target) => target.kind))];
  return (
    <section className="panel policy-part" aria-labelledby="policy-targets">
      <div className="panel-title">
        <h2 id="policy-targets">{t('policy.targets')}</h2>
        <Link to="/progress" search={(previous: Address) => previous} className="note">
          {t('policy.toProgress')}
        </Link>
      </div>
      {targets.length === 0 && <p className="note">{t('policy.noTargets')}</p>}
      {kinds.map(
        (kind) =>
          kind && (
            <div key={kind}>
              <h3 className="policy-kind">{t(`progress.kind.${kind}`)}</h3>
              <TargetRows targets={land.filter((target) => target.kind === kind)} />
            </div>
          ),
      )}
      {kinds.length > 1 && <p className="note">{t('progress.kindsNote')}</p>}
      {others.length > 0 && (
        <details open={land.length === 0}>
          <summary>
            {t('progress.otherTargets')} <span className="note">{others.length}</span>
          </summary>
          <TargetRows targets={others} />
        </details>
      )}
    </section>
  );
}
