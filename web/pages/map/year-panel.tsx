// The year: a slider over the years that have accounts, and a button that plays through them.
import { Button, Slider } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../state/shortcuts.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { Figures } from './figures.ts';

/** Milliseconds that a year stands while playing. */
const beat = 1200;

export function YearPanel({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { years } = figures.shown;
  const year = figures.askedYear;
  const [playing, setPlaying] = useState(false);
  const place = years.indexOf(year);
  const step = (by: number): void => {
    const next = years[place + by];
    if (next !== undefined) change({ year: next }, { replace: playing });
  };
  const tick = useEffectEvent(() => {
    if (place + 1 < years.length) step(1);
    else setPlaying(false);
  });
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(tick, beat);
    return () => clearInterval(timer);
  }, [playing]);
  useShortcuts({ '[': () => step(-1), ']': () => step(1) });

  const play = (): void => {
    if (!playing && place === years.length - 1 && years[0] !== undefined) change({ year: years[0] });
    setPlaying(!playing);
  };
  if (years.length === 0) return null;
  const ends = years.length > 6 ? [years[0]!, years.at(-1)!] : years;
  return (
    <div className="year-panel">
      <div className="panel-title">
        <h2>{t('map.year.title')}</h2>
        <Button size="small" type="text" aria-pressed={playing} disabled={years.length < 2} onClick={play}>
          {playing ? `■ ${t('map.year.pause')}` : `▶ ${t('map.year.play')}`}
        </Button>
      </div>
      <Slider
        min={years[0]!}
        max={years.at(-1)!}
        step={null}
        marks={Object.fromEntries(years.map((one) => [one, ends.includes(one) || one === year ? String(one) : ' ']))}
        value={year}
        included={false}
        ariaLabelForHandle={t('map.year.title')}
        onChange={(next) => change({ year: next })}
      />
    </div>
  );
}
