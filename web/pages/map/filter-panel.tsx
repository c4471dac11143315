// The filters: chips of what is chosen with its count, a button for each part with the counts of every choice before it is applied.
import { Button, Checkbox, Empty, Input, Popover } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../format.ts';
import { partsSet, toggled, withPart } from '../../state/filter-change.ts';
import { useViewState } from '../../state/view-context.tsx';
import { AreaFilter } from './area-filter.tsx';
import { facetName } from './facet-names.ts';
import { facetOptions, facetParts, type FacetPart } from './facets.ts';
import type { Figures } from './figures.ts';

/** Lists longer than this can be searched. */
const longList = 9;

function FacetList({ part, figures }: { part: FacetPart; figures: Figures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const [wanted, setWanted] = useState('');
  const options = useMemo(() => facetOptions(part, figures), [part, figures]);
  const chosen: readonly string[] = figures.filter[part] ?? [];
  const shown = options.filter((option) => facetName(t, part, option).includes(wanted.trim()));
  if (options.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('map.filter.nothing')} />;
  return (
    <div className="facet-list">
      {options.length > longList && (
        <Input
          size="small"
          allowClear
          value={wanted}
          aria-label={t('map.filter.find')}
          placeholder={t('map.filter.find')}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ul>
        {shown.map((option) => (
          <li key={option.key}>
            <Checkbox
              checked={chosen.includes(option.key)}
              onChange={() => change({ filter: withPart(figures.view.filter, part, toggled(chosen, option.key) as never) })}
            >
              {facetName(t, part, option)}
            </Checkbox>
            <span className="note">{count(option.parcels)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Chip({ label, parcels, onRemove }: { label: string; parcels?: number; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="chip chip-on" aria-label={t('map.filter.remove', { what: label })} onClick={onRemove}>
      {label}
      {parcels !== undefined && <b>{count(parcels)}</b>}
      <span aria-hidden="true">×</span>
    </button>
  );
}

/** Chips of one part that has something chosen. */
function ChosenChips({ part, figures }: { part: FacetPart; figures: Figures }) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const chosen: readonly string[] = figures.filter[part] ?? [];
  const options = useMemo(() => facetOptions(part, figures), [part, figures]);
  return options
    .filter((option) => chosen.includes(option.key))
    .map((option) => (
      <Chip
        key={option.key}
        label={facetName(t, part, option)}
        parcels={option.parcels}
        onRemove={() => change({ filter: withPart(figures.view.filter, part, toggled(chosen, option.key) as never) })}
      />
    ));
}

interface FilterPanelProps {
  readonly figures: Figures;
  readonly folded: boolean;
  readonly onFold: () => void;
}

export function FilterPanel({ figures, folded, onFold }: FilterPanelProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { filter, view } = figures;
  const drop = (part: keyof typeof filter) => change({ filter: withPart(view.filter, part, undefined) });
  return (
    <div className="filter-panel">
      <div className="panel-title">
        <h2>
          <button type="button" className="plain-button fold" aria-expanded={!folded} title={t('map.filter.collapse')} onClick={onFold}>
            {t('map.filter.title')}
          </button>
        </h2>
        <Button size="small" type="text" disabled={partsSet(view.filter) === 0} onClick={() => change({ filter: undefined })}>
          {t('map.filter.clear')}
        </Button>
      </div>
      <div className="chips">
        {facetParts.map((part) => (filter[part] ? <ChosenChips key={part} part={part} figures={figures} /> : null))}
        {filter.within && <Chip label={t('map.filter.within', { count: filter.within.length })} onRemove={() => drop('within')} />}
        {filter.text && <Chip label={t('map.filter.text', { text: filter.text })} onRemove={() => drop('text')} />}
        {facetParts.map((part) => (
          <Popover key={part} trigger="click" placement="rightTop" destroyOnHidden content={<FacetList part={part} figures={figures} />}>
            <button
              type="button"
              className="chip"
              aria-haspopup="dialog"
              aria-label={t('map.filter.add', { what: t(`map.filter.${part}`) })}
            >
              + {t(`map.filter.${part}`)}
            </button>
          </Popover>
        ))}
        <AreaFilter figures={figures} />
      </div>
    </div>
  );
}
