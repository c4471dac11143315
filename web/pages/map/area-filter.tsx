// Filter by counted area: from and to in mu, as exact decimals.
import { InputNumber, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { withPart } from '../../state/filter-change.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { Figures } from './figures.ts';

type Range = [string | null, string | null];

export function AreaFilter({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const range: Range = figures.filter.areaMu ?? [null, null];
  const set = (end: 0 | 1, value: string | null): void => {
    const next: Range = [...range];
    next[end] = value === null || value === '' ? null : value;
    change({ filter: withPart(figures.view.filter, 'areaMu', next[0] === null && next[1] === null ? undefined : next) });
  };
  const field = (end: 0 | 1, label: string) => (
    <label className="area-field">
      <span>{label}</span>
      <InputNumber
        stringMode
        min="0"
        size="small"
        value={range[end]}
        placeholder={t('map.filter.all')}
        onChange={(value) => set(end, value)}
      />
    </label>
  );
  const chosen = range[0] !== null || range[1] !== null;
  const word = `${t('map.filter.area')}${chosen ? ` ${range[0] ?? '0'}–${range[1] ?? '∞'}` : ''}`;
  return (
    <Popover
      trigger="click"
      placement="rightTop"
      destroyOnHidden
      content={
        <div className="area-filter">
          {field(0, t('map.filter.areaFrom'))}
          {field(1, t('map.filter.areaTo'))}
        </div>
      }
    >
      <button
        type="button"
        className={chosen ? 'chip chip-on' : 'chip'}
        aria-haspopup="dialog"
        aria-label={t('map.filter.add', { what: word })}
      >
        {chosen ? word : `+ ${word}`}
      </button>
    </Popover>
  );
}
