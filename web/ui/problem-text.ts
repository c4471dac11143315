// A failed request in a sentence: what happened, what was kept, what to do.
import type { TFunction } from 'i18next';

/** The shape of a Problem, without knowing where it came from. */
function problemParts(reason: unknown): { kind: string; detail: string | null } {
  if (typeof reason !== 'object' || reason === null) return { kind: 'server', detail: null };
  const { kind, detail } = reason as { kind?: unknown; detail?: unknown };
  return { kind: typeof kind === 'string' ? kind : 'server', detail: typeof detail === 'string' ? detail : null };
}

export function problemText(t: TFunction, reason: unknown): string {
  const { kind, detail } = problemParts(reason);
  if (kind === 'offline') return t('frame.state.offline');
  if (kind === 'outdated') return t('frame.state.outdated');
  if (kind === 'not-found') return detail ?? t('frame.state.notFound');
  if (kind === 'refused') return t('frame.state.refused', { detail: detail ?? '' });
  return t('frame.state.server');
}
