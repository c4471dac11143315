// Where entries without a drawing lie after a change of parcels: how much of each on which new parcel, where nothing else tells it.
import { Button, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PlacementBody } from '../../api/lineage-queries.ts';

export interface PlacementRow {
  readonly key: number;
  readonly entry: number | null;
  readonly to: string;
  readonly grossMu: number | null;
  readonly effectiveMu: number | null;
}

/** Lines that are whole. */
export function placementsOf(rows: readonly PlacementRow[]): PlacementBody[] {
  return rows.flatMap(({ entry, to, grossMu, effectiveMu }) =>
    entry === null || grossMu === null || to.trim() === ''
      ? []
      : [{ entry, to: to.trim(), grossMu, ...(effectiveMu === null ? {} : { effectiveMu }) }],
  );
}

export function Placements({ rows, onChange }: { rows: readonly PlacementRow[]; onChange: (rows: readonly PlacementRow[]) => void }) {
  const { t } = useTranslation();
  const change = (key: number, part: Partial<PlacementRow>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <fieldset className="ledger-documents">
      <legend>{t('ledger.lineage.placements')}</legend>
      <p className="note">{t('ledger.lineage.placementsHint')}</p>
      {rows.map((row, place) => (
        <div key={row.key} className="lineage-placement">
          <InputNumber
            size="small"
            aria-label={t('ledger.lineage.entryOf', { value: place + 1 })}
            placeholder={t('ledger.column.number')}
            min={1}
            value={row.entry}
            onChange={(entry) => change(row.key, { entry })}
          />
          <Input
            size="small"
            aria-label={t('ledger.lineage.placeOf', { value: place + 1 })}
            placeholder={t('ledger.lineage.to')}
            value={row.to}
            onChange={({ target }) => change(row.key, { to: target.value })}
          />
          <InputNumber
            size="small"
            aria-label={t('ledger.lineage.grossOf', { value: place + 1 })}
            placeholder={t('ledger.column.gross')}
            min={0}
            value={row.grossMu}
            onChange={(grossMu) => change(row.key, { grossMu })}
          />
          <InputNumber
            size="small"
            aria-label={t('ledger.lineage.effectiveOf', { value: place + 1 })}
            placeholder={t('ledger.column.effective')}
            min={0}
            value={row.effectiveMu}
            onChange={(effectiveMu) => change(row.key, { effectiveMu })}
          />
          <Button
            size="small"
            aria-label={t('ledger.lineage.removePlacement', { value: place + 1 })}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button
        size="small"
        className="lineage-add"
        onClick={() =>
          onChange([
            ...rows,
            { key: (rows.at(-1)?.key ?? 0) + 1, entry: rows.at(-1)?.entry ?? null, to: '', grossMu: null, effectiveMu: null },
          ])
        }
      >
        {t('ledger.lineage.addPlacement')}
      </Button>
    </fieldset>
  );
}
