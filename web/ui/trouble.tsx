// What a panel shows when it has nothing else to show: loading, failed, empty. Never a blank.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './trouble.css';

/** Grey bars in the place of lines to come; the label tells who cannot see them. */
export function Loading({ lines = 3, label }: { lines?: number; label?: string }) {
  const { t } = useTranslation();
  return (
    <div className="trouble-loading" aria-busy="true">
      <span className="visually-hidden">{label ?? t('frame.state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton" style={{ width: `${[92, 78, 86, 64][line % 4]}%` }} />
      ))}
    </div>
  );
}

/** What happened, what was kept, and the way to try again. */
export function Failed({ title, detail, onRetry }: { title?: string; detail: string; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="trouble" role="alert">
      <strong>{title ?? t('frame.state.failed')}</strong>
      <p>{detail}</p>
      {onRetry && (
        <button type="button" className="link-button" onClick={onRetry}>
          {t('frame.state.retry')}
        </button>
      )}
    </div>
  );
}

export function Nothing({ children }: { children: ReactNode }) {
  return <div className="trouble trouble-nothing">{children}</div>;
}
