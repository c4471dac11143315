// What is chosen, in sums that never change with zoom: parcels, area, tax, tax per mu and the share that has data; and its export.
import { Button, Dropdown, Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { summarise } from '#domain/summary.ts';
import { encodeView } from '#domain/view-codec.ts';
import { address } from '../../api/client.ts';
import { count, mu, percent, perMu, wan } from '../../format.ts';
import { useViewState } from '../../state/view-context.tsx';
import type { Figures } from './figures.ts';

const formats = ['csv', 'xlsx', 'geojson', 'gpkg'] as const;

/** Sums of what the filter keeps, narrowed to the parcels picked one by one when there are any: the rows that an export has. */
function useChosen(figures: Figures) {
  const { base, year, view, indexOf, kept, sums } = figures;
  const selection = view.selection;
  return useMemo(() => {
    if (!selection || selection.length === 0) return sums;
    const picked = new Set(selection.map((code) => indexOf.get(code)));
    return summarise('none', base, year, (index) => kept[index] === 1 && picked.has(index)).total;
  }, [selection, indexOf, base, year, kept, sums]);
}

interface SelectionBarProps {
  readonly figures: Figures;
  readonly tableShown: boolean;
  readonly onTable: () => void;
  readonly onPrint: () => void;
}

export function SelectionBar({ figures, tableShown, onTable, onPrint }: SelectionBarProps) {
  const { t } = useTranslation();
  const { change } = useViewState();
  const { view, shown, base, thresholds } = figures;
  const chosen = useChosen(figures);
  const picked = (view.selection?.length ?? 0) > 0;
  const exported = encodeView({ ...view, year: shown.year, fill: shown.fill, ...(shown.policy === null ? {} : { policy: shown.policy }) });
  const known = chosen.ratioArea > 0;
  const hint = t('map.selection.coverageHint', {
    known: count(chosen.taxKnown),
    total: count(chosen.parcels),
    tax: wan(chosen.ratioTax),
    area: mu(chosen.ratioArea),
  });
  return (
    <section className="selection-bar" aria-label={t('map.selection.label')}>
      <output className="selection-sums" aria-live="polite">
        <b data-testid="selection-count">
          {chosen.parcels === base.size
            ? t('map.selection.all', { total: count(base.size) })
            : t('map.selection.chosen', { parcels: count(chosen.parcels), total: count(base.size) })}
        </b>
        <span>
          {t('map.selection.area', { area: mu(chosen.areaKnown > 0 || chosen.parcels === 0 ? chosen.area : null) })}
          {chosen.areaKnown < chosen.parcels && (
            <small> {t('map.selection.areaUnknown', { count: chosen.parcels - chosen.areaKnown })}</small>
          )}
        </span>
        <span data-testid="selection-tax">
          {t('map.selection.tax', { tax: wan(chosen.taxKnown > 0 || chosen.parcels === 0 ? chosen.tax : null) })}
        </span>
        <Tooltip title={hint}>
          <button type="button" className="plain-button selection-ratio">
            {t('map.selection.ratio', { ratio: known ? perMu(chosen.ratioTax, chosen.ratioArea, thresholds) : '—' })}
            {' · '}
            {t('map.selection.coverage', { share: percent(chosen.taxKnown, chosen.parcels) })}
          </button>
        </Tooltip>
      </output>
      <span className="selection-actions">
        {picked && (
          <Button size="small" type="link" onClick={() => change({ selection: undefined })}>
            {t('map.selection.clear')}
          </Button>
        )}
        <Dropdown
          trigger={['click']}
          placement="topRight"
          menu={{
            items: formats.map((format) => ({
              key: format,
              label: (
                <a href={address(`/api/export/${format}`, { view: exported })} download>
                  {t(`map.selection.formats.${format}`)}
                </a>
              ),
            })),
          }}
        >
          <Button size="small" type="link" aria-haspopup="menu">
            {t('map.selection.export')}
          </Button>
        </Dropdown>
        <Button size="small" type="link" aria-haspopup="dialog" onClick={onPrint}>
          {t('print.open')}
        </Button>
        <Button size="small" type="link" aria-pressed={tableShown} onClick={onTable}>
          {t('map.selection.list')}
        </Button>
      </span>
    </section>
  );
}
