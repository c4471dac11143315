// Replays the county's freed land over the target's period: every day is worked out here from the timeline, none is asked for.
import { useQuery } from '@tanstack/react-query';
import { Button, Slider } from 'antd';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freedSums } from '#domain/ledger/freed-timeline.ts';
import { dayNumber, isoOfDay } from '#domain/ledger/ledger-lines.ts';
import type { IsoDate } from '#domain/period.ts';
import { targetsQuery } from '../../api/queries.ts';
import { day as dayText, mu } from '../../format.ts';
import { targetsInOrder } from '../../state/headline.ts';
import { replayDay } from '../../state/replay.ts';
import { useViewState } from '../../state/view-context.tsx';
import { Loading, Nothing } from '../../ui/trouble.tsx';
import type { Figures } from './figures.ts';

/** Milliseconds that a step stands while playing, and steps of a whole replay. */
const beat = 250;
const steps = 48;

const numberOf = (day: string): number => dayNumber(day as IsoDate);

export function ReplayPanel({ figures, onClose }: { figures: Figures; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { change } = useViewState();
  const { shown, timeline, day, view, county } = figures;
  const [playing, setPlaying] = useState(false);
  const targets = useQuery(targetsQuery(shown.county, shown.asOf));
  const inOrder = targetsInOrder(targets.data ?? [], shown.policy);
  const target = inOrder.find((one) => one.id === view.target) ?? inOrder[0];
  const start = numberOf(target?.periodStart ?? `${shown.year}-01-01`);
  const end = numberOf(target?.periodEnd ?? county.asOf);
  // Nothing is shown of days that have not come for the county.
  const last = Math.max(start, Math.min(end, numberOf(county.asOf)));
  const now = Math.min(last, Math.max(start, numberOf(day)));
  const stop = (at: number): void => {
    setPlaying(false);
    replayDay.set(null);
    const iso = isoOfDay(at);
    change({ asOf: iso === county.viewDay ? undefined : iso }, { replace: true });
  };
  const tick = useEffectEvent(() => {
    const next = Math.min(last, now + Math.max(1, Math.round((last - start) / steps)));
    if (next >= last) stop(last);
    else replayDay.set(isoOfDay(next));
  });
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(tick, beat);
    return () => clearInterval(timer);
  }, [playing]);
  useEffect(() => () => replayDay.set(null), []);
  const play = (): void => {
    if (playing) stop(now);
    else {
      if (now >= last) replayDay.set(isoOfDay(start));
      setPlaying(true);
    }
  };
  const counted = useMemo(
    () => timeline && target && freedSums(timeline, { policy: target.policy, kind: target.kind, start, end }, numberOf(day)),
    [timeline, target, start, end, day],
  );
  const years = Array.from({ length: Number(isoOfDay(last).slice(0, 4)) - Number(isoOfDay(start).slice(0, 4)) }, (_, place) => {
    const year = Number(isoOfDay(start).slice(0, 4)) + place + 1;
    return [numberOf(`${year}-01-01`), String(year)] as const;
  });
  return (
    <section className="panel replay-panel" aria-label={t('map.replay.title')}>
      <Button type="primary" aria-pressed={playing} disabled={!timeline || last <= start} onClick={play}>
        {playing ? `■ ${t('map.year.pause')}` : `▶ ${t('map.year.play')}`}
      </Button>
      {timeline ? (
        <Slider
          className="replay-slider"
          min={start}
          max={last}
          value={now}
          marks={Object.fromEntries(years)}
          tooltip={{ formatter: (value) => dayText(isoOfDay(value ?? start), i18n.language) }}
          ariaLabelForHandle={t('map.replay.title')}
          ariaValueTextFormatterForHandle={(value) => dayText(isoOfDay(value), i18n.language)}
          onChange={(value) => {
            setPlaying(false);
            replayDay.set(isoOfDay(value));
          }}
          onChangeComplete={stop}
        />
      ) : (
        <Loading lines={1} />
      )}
      <output className="replay-figures">
        <b data-testid="replay-day">{dayText(day, i18n.language)}</b>
        {target && counted ? (
          <span data-testid="replay-sums">
            {t('map.replay.sums', { kind: t(`map.kinds.${target.kind}`), verified: mu(counted.verified), declared: mu(counted.declared) })}
          </span>
        ) : (
          <Nothing>{t('map.replay.none')}</Nothing>
        )}
      </output>
      <Button type="text" size="small" aria-label={t('map.replay.close')} onClick={onClose}>
        ×
      </Button>
    </section>
  );
}
