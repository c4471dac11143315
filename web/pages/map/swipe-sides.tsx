// What the two sides of a before-and-after are of: the left is chosen (day, year, policy), the right is what the page shows.
import { useQuery } from '@tanstack/react-query';
import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { policiesQuery } from '../../api/queries.ts';
import { day as dayText } from '../../format.ts';
import { patternUrl } from '../../map/patterns.ts';
import { useViewState } from '../../state/view-context.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Swatch } from '../../ui/swatch.tsx';
import type { Figures } from './figures.ts';
import type { FiguresBefore } from './figures-before.ts';

const looks = ({ fill }: Figures): string => JSON.stringify(fill.classes);

/** Classes of the left side where they are not those of the legend. */
function OwnLegend({ before, figures }: { before: Figures; figures: Figures }) {
  const { t } = useTranslation();
  if (looks(before) === looks(figures)) return null;
  return (
    <ul className="swipe-legend" aria-label={t('map.swipe.legend')}>
      {before.fill.classes.map(({ label, colour, hatch }) => {
        const words = 'text' in label ? label.text : t(`map.legend.${label.word}`);
        return (
          <li key={words}>
            <Swatch colour={colour} hatch={hatch ? patternUrl('no-data') : undefined} />
            {words}
          </li>
        );
      })}
    </ul>
  );
}

export function SwipeSides({ figures, before, day, share }: { figures: Figures; before: FiguresBefore; day: string; share: number }) {
  const { t, i18n } = useTranslation();
  const { change } = useViewState();
  const policies = useQuery(policiesQuery);
  const { shown } = figures;
  const title = (id: string | null): string => policies.data?.find((one) => one.id === id)?.title ?? id ?? '';
  const isOther = before.year !== shown.year || before.policy !== shown.policy;
  return (
    <div className="swipe-days">
      <div className="panel swipe-before" style={{ right: `calc(${100 - share}% + 12px)` }}>
        <span>
          {t('map.swipe.before')}{' '}
          <DatePicker
            size="small"
            allowClear={false}
            aria-label={t('map.swipe.beforeDay')}
            value={dayjs(day)}
            maxDate={dayjs(figures.day)}
            onChange={(value) => value && change({ beforeDay: value.format('YYYY-MM-DD') }, { replace: true })}
          />{' '}
          <Select
            size="small"
            aria-label={t('map.swipe.beforeYear')}
            value={before.year}
            options={shown.years.map((value) => ({ value, label: t('map.swipe.year', { year: value }) }))}
            onChange={(year) => change({ beforeYear: year === shown.year ? undefined : year }, { replace: true })}
          />
        </span>
        <Select
          size="small"
          className="swipe-policy"
          aria-label={t('map.swipe.beforePolicy')}
          value={before.policy}
          placeholder={t('frame.noPolicy')}
          popupMatchSelectWidth={false}
          options={(policies.data ?? []).map(({ id, title: label }) => ({ value: id, label }))}
          onChange={(policy) => change({ beforePolicy: policy === shown.policy ? undefined : policy }, { replace: true })}
        />
        {before.fault !== null && before.fault !== undefined && <span role="alert">{problemText(t, before.fault)}</span>}
        {!before.fault && !before.figures && <span className="note">{t('frame.state.loading')}</span>}
        {before.figures && <OwnLegend before={before.figures} figures={figures} />}
      </div>
      <div className="panel swipe-after" style={{ left: `calc(${share}% + 12px)` }}>
        {t('map.swipe.after')} <b>{dayText(figures.day, i18n.language)}</b>
        {isOther && (
          <>
            {' '}
            <b>{t('map.swipe.year', { year: shown.year })}</b> <span className="swipe-policy-name">{title(shown.policy)}</span>
          </>
        )}
      </div>
    </div>
  );
}
