// The filters of the candidate list: one row of kinds with their counts, townships, and what the view brought along from the map.
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { offerFilters, type OfferFilter } from '#domain/repurchase/choice.ts';
import { count } from '../../format.ts';
import { useChoice } from '../../state/choice.ts';
import { partsSet, withPart } from '../../state/filter-change.ts';
import { useViewState } from '../../state/view-context.tsx';
import { showsOffer, type ChoiceFigures } from './choice-figures.ts';

export function OfferFilterChips({ figures }: { figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { choice, choose } = useChoice();
  const { view, county, offers, chosen } = figures;
  const counts = useMemo(
    () => new Map(offerFilters.map((filter) => [filter, offers.filter((offer) => showsOffer(filter, offer, chosen)).length])),
    [offers, chosen],
  );
  const show = choice.show ?? 'all';
  const others = partsSet(view.filter) - (view.filter?.townships ? 1 : 0);
  return (
    <span className="buy-filters">
      <Select<OfferFilter>
        size="small"
        value={show}
        aria-label={t('repurchase.show.label')}
        style={{ width: 168 }}
        onChange={(value) => choose({ show: value === 'all' ? undefined : value }, { replace: true })}
        options={offerFilters.map((filter) => ({
          value: filter,
          label: `${t(`repurchase.show.${filter}`)} ${count(counts.get(filter) ?? 0)}`,
        }))}
      />
      <Select<string[]>
        size="small"
        mode="multiple"
        maxTagCount={1}
        allowClear
        value={view.filter?.townships ?? []}
        aria-label={t('repurchase.show.townships')}
        placeholder={t('repurchase.show.townships')}
        style={{ minWidth: 128 }}
        optionFilterProp="label"
        onChange={(codes) => change({ filter: withPart(view.filter, 'townships', codes) }, { replace: true })}
        options={county.townships.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {others > 0 && (
        <Button size="small" onClick={() => change({ filter: undefined })}>
          {t('repurchase.show.clear', { count: others })}
        </Button>
      )}
    </span>
  );
}
