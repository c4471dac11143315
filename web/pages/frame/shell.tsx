// The frame round every page: rail, bar, and the page itself once a county is chosen.
import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { afterFirstPaint, markFirstPaint } from '../../state/first-paint.ts';
import { useShortcuts } from '../../state/shortcuts.ts';
import { ViewProvider } from '../../state/view-context.tsx';
import { CountyGate } from './county-gate.tsx';
import { Rail } from './rail.tsx';
import './frame.css';

const TopBar = lazy(async () => {
  await afterFirstPaint();
  return { default: (await import('./top-bar.tsx')).TopBar };
});
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));

function BarPlace() {
  return (
    <header className="bar" aria-busy="true">
      <div className="skeleton bar-place" />
      <div className="skeleton bar-place wide" />
      <div className="skeleton bar-place" />
    </header>
  );
}

export function Shell() {
  const { t } = useTranslation();
  const [keysShown, setKeysShown] = useState(false);
  const hasMap = useLocation({ select: ({ pathname }) => pathname === '/' || pathname === '/map' });
  const onWall = useLocation({ select: ({ pathname }) => pathname === '/wall' });
  useEffect(() => {
    if (!hasMap) markFirstPaint();
  }, [hasMap]);
  useShortcuts({ '?': () => setKeysShown(true) });
  if (onWall) {
    // The wall is the whole screen: nothing stands round it.
    return (
      <ViewProvider>
        <main className="wall-frame" id="main" tabIndex={-1}>
          <CountyGate>
            <Outlet />
          </CountyGate>
        </main>
      </ViewProvider>
    );
  }
  return (
    <ViewProvider>
      <div className="frame">
        <a className="skip-link" href="#main">
          {t('frame.skipToMain')}
        </a>
        <Rail onKeys={() => setKeysShown(true)} />
        <Suspense fallback={<BarPlace />}>
          <TopBar />
        </Suspense>
        <main className="page" id="main" tabIndex={-1}>
          <CountyGate>
            <Outlet />
          </CountyGate>
        </main>
      </div>
      {keysShown && (
        <Suspense fallback={null}>
          <KeysDialog onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
    </ViewProvider>
  );
}
