// Texts of bulletins under one's hands, by what they are of: they outlast a look at another page, and leaving asks first.
import { useEffect } from 'react';
import type { BulletinText } from '#domain/bulletin/bulletin.ts';
import { useWatched, watched } from './hover.ts';

type Drafts = Readonly<Record<string, BulletinText>>;
const drafts = watched<Drafts>({});

export interface BulletinDraft {
  /** Null: nothing was changed. */
  readonly text: BulletinText | null;
  /** Null puts the change away. */
  readonly keep: (text: BulletinText | null) => void;
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

export function useBulletinDraft(key: string): BulletinDraft {
  const all = useWatched(drafts);
  const isAny = Object.keys(all).length > 0;
  useEffect(() => {
    if (!isAny) return undefined;
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isAny]);
  return {
    text: all[key] ?? null,
    keep: (text) => {
      const { [key]: _, ...others } = drafts.get();
      drafts.set(text === null ? others : { ...others, [key]: text });
    },
  };
}
