// 大屏 · 挂图作战: target, map and ranking in turn, for a wall that nobody touches for days. All three stand; only one is seen.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { progressQuery } from '../../../api/progress-queries.ts';
import { targetsQuery } from '../../../api/queries.ts';
import { day } from '../../../format.ts';
import { targetsInOrder } from '../../../state/headline.ts';
import { useShortcuts } from '../../../state/shortcuts.ts';
import { useViewState, type Address } from '../../../state/view-context.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../../ui/trouble.tsx';
import { useFigures } from '../figures.ts';
import { MeterScene, WallFaces } from './meter-scene.tsx';
import { RankingScene } from './ranking-scene.tsx';
import { scenes, useRotation, type Scene } from './rotation.ts';
import { WallMap } from './wall-map.tsx';
import '../../../charts/target-meter.css';
import './wall.css';

/** How often the wall asks whether anything has changed. */
const askEvery = 60_000;

/** Size of the window, for what is drawn in pixels. */
function useWindowSize(): { width: number; height: number } {
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });
  useEffect(() => {
    const told = (): void => setSize({ width: window.innerWidth, height: window.innerHeight });
    window.addEventListener('resize', told);
    return () => window.removeEventListener('resize', told);
  }, []);
  return size;
}

function timeOf(at: number): string {
  return new Date(at).toTimeString().slice(0, 5);
}

export function WallPage() {
  const { t, i18n } = useTranslation();
  const { view } = useViewState();
  const navigate = useNavigate();
  const state = useFigures();
  const { facts } = state;
  const rotation = useRotation();
  const { width, height } = useWindowSize();
  const shown = facts?.shown ?? null;
  const targets = useQuery({ ...targetsQuery(shown?.county ?? '', shown?.asOf ?? ''), enabled: shown !== null, refetchInterval: askEvery });
  const inOrder = targetsInOrder(targets.data ?? [], shown?.policy ?? null);
  const target = inOrder.find((one) => one.id === view?.target) ?? inOrder[0];
  const progress = useQuery({
    ...progressQuery({
      county: shown?.county ?? '',
      asOf: shown?.asOf ?? '',
      version: facts?.county.version ?? '',
      policy: target?.policy ?? '',
      target: target?.id ?? '',
      year: shown?.year ?? 0,
    }),
    enabled: target !== undefined,
    refetchInterval: askEvery,
  });
  const leave = (): void => void navigate({ to: '/progress', search: (previous: Address) => previous });
  const fullScreen = (): void => {
    // A browser may refuse (no gesture, a policy): the wall is then as large as its window.
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    done.catch(() => undefined);
  };
  // A focused button would be pressed by the same space: let go of it first.
  const pause = (): void => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    rotation.pause();
  };
  useShortcuts({ ' ': pause, arrowright: () => rotation.go(1), arrowleft: () => rotation.go(-1), f: fullScreen, escape: leave });
  if (!facts || !shown) return null;
  const found = progress.data;
  const stale = targets.isError || progress.isError;
  const time = timeOf(Math.max(progress.dataUpdatedAt, targets.dataUpdatedAt));
  const wide = width / height > 2.4;
  const scene = (name: Scene): { className: string; 'aria-hidden': boolean } => ({
    className: rotation.scene === name ? 'wall-scene' : 'wall-scene away',
    'aria-hidden': rotation.scene !== name,
  });
  return (
    <div className={wide ? 'wall wide' : 'wall'} data-scene={rotation.scene} data-paused={rotation.paused}>
      <header className="wall-head">
        <h1>
          {facts.county.name} · {target?.name ?? t('progress.title')}
        </h1>
        <p>
          {t('frame.asOf', { day: day(shown.asOf, i18n.language) })}
          {target && ` · ${t('progress.until', { day: day(target.periodEnd, i18n.language) })}`}
        </p>
        {facts.county.demo && <span className="wall-demo">{t('frame.demo')}</span>}
      </header>
      <div className="wall-stage">
        {!found && targets.isPending && <Loading lines={8} />}
        {!found && stale && <Failed detail={problemText(t, targets.error ?? progress.error)} onRetry={() => void targets.refetch()} />}
        {targets.isSuccess && !target && <Nothing>{t('progress.noTargets')}</Nothing>}
        {found && (
          <>
            <div {...scene('meter')}>
              <MeterScene progress={found} height={wide ? Math.round(height * 0.74) : Math.round(height * 0.39)} />
            </div>
            <div {...scene('map')}>
              <WallMap state={state} scale={height / 1080} />
              <aside className="wall-aside">
                <WallFaces progress={found} />
              </aside>
            </div>
            <div {...scene('ranking')}>
              <RankingScene progress={found} />
            </div>
          </>
        )}
      </div>
      <footer className="wall-foot">
        <div role="toolbar" aria-label={t('progress.wall.title')}>
          <button type="button" aria-label={t('progress.wall.previous')} onClick={() => rotation.go(-1)}>
            ‹
          </button>
          {scenes.map((name) => (
            <button key={name} type="button" aria-pressed={rotation.scene === name} onClick={() => rotation.show(name)}>
              {t(`progress.wall.scenes.${name}`)}
            </button>
          ))}
          <button type="button" aria-label={t('progress.wall.next')} onClick={() => rotation.go(1)}>
            ›
          </button>
          <button type="button" aria-pressed={rotation.paused} onClick={rotation.pause}>
            {t(rotation.paused ? 'progress.wall.play' : 'progress.wall.pause')}
          </button>
          <button type="button" onClick={leave}>
            {t('progress.wall.leave')}
          </button>
        </div>
        <p role="status" className={stale ? 'wall-stale' : undefined}>
          {t(stale ? 'progress.wall.stale' : 'progress.wall.updated', { time })}
        </p>
        <p className="wall-keys">{t('progress.wall.keys')}</p>
      </footer>
    </div>
  );
}
