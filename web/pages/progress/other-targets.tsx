// The policy's targets that are not land: named with clause and number, never mixed with mu.
import { useTranslation } from 'react-i18next';
import type { Target } from '#domain/policy/policy.ts';
import { day, grouped } from '../../format.ts';

export function OtherTargets({ targets }: { targets: readonly Target[] }) {
  const { t, i18n } = useTranslation();
  const others = targets.filter((target) => target.kind === null);
  if (others.length === 0) return null;
  return (
    <details className="panel progress-part">
      <summary>
        {t('progress.otherTargets')} <span className="note">{others.length}</span>
      </summary>
      <ul className="other-targets">
        {others.map((target) => (
          <li key={target.id}>
            <span>{target.name}</span>
            <span>
              {target.value === null
                ? (target.comparatorText ?? '')
                : `${grouped(String(target.value))} ${target.unit}${target.comparatorText ?? ''}`}
            </span>
            <span className="note">
              {t('progress.clause', { clause: target.clause })} · {t('progress.until', { day: day(target.periodEnd, i18n.language) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
