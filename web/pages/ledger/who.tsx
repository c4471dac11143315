// Who is signed in and what that lets them do with the ledger, in words where it lets them not.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isPerson } from '#domain/access/actor.ts';
import { sessionQuery } from '../../api/session-queries.ts';

const roles = ['viewer', 'clerk', 'bureau', 'planner', 'leader', 'administrator'] as const;

/** Why nothing can be written; null when it can, or while it is not known. */
export function useMayWrite(): string | null {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  if (!session.data || session.data.may.write) return null;
  if (!session.data.signedIn) return t('ledger.act.signIn');
  const role = roles.find((one) => one === session.data.role);
  return t('ledger.act.role', { role: role ? t(`frame.session.roles.${role}`) : session.data.role });
}

export interface Verifying {
  /** Why not; null when it may be done. */
  readonly refusal: string | null;
  /** What should be known all the same. */
  readonly note: string | null;
}

/** Whether whoever is signed in may verify an entry that somebody declared. */
export function useMayVerify(declaredBy: string, demo: boolean): Verifying {
  const { t } = useTranslation();
  const may = useMayWrite();
  const session = useQuery(sessionQuery);
  if (may !== null) return { refusal: may, note: null };
  if (!session.data) return { refusal: null, note: null };
  const { name, open } = session.data;
  if (open && !demo) return { refusal: t('ledger.act.openReal'), note: null };
  if (open) return { refusal: null, note: t('ledger.act.openDemo', { name }) };
  return { refusal: name === declaredBy && isPerson(name) ? t('ledger.act.own', { name }) : null, note: null };
}
