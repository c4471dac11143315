// A way to the map with part of the view changed: a true link, so that it opens in a new tab and stands in the history.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { encodeView } from '#domain/view-codec.ts';
import { changedView, useViewState, type ViewChange } from '../../state/view-context.tsx';

interface MapLinkProps {
  readonly change: ViewChange;
  readonly title?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function MapLink({ change, title, className, children }: MapLinkProps) {
  const { view } = useViewState();
  if (!view) return <span>{children}</span>;
  const next = changedView(view, { open: undefined, selection: undefined, camera: undefined, ...change });
  return (
    <Link to="/map" search={{ view: encodeView(next) }} className={className} title={title}>
      {children}
    </Link>
  );
}
