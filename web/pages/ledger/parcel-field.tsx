// Chooses a parcel by any part of its code, holder, place or firm; what the register says of it stands below.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParcelLand } from '../../api/ledger-queries.ts';
import { firmQuery, searchQuery } from '../../api/queries.ts';
import { plainNumber } from '../../format.ts';

interface ParcelFieldProps {
  readonly county: string;
  readonly code: string | null;
  readonly land: ParcelLand | null | undefined;
  readonly onChange: (code: string | null) => void;
}

export function ParcelField({ county, code, land, onChange }: ParcelFieldProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState<string | null>(null);
  const asked = useDeferredValue((text ?? '').trim());
  const found = useQuery(searchQuery(county, asked));
  const hits = (asked === '' ? [] : (found.data ?? [])).filter(
    ({ kind, point }) => kind === 'parcel' || (kind === 'firm' && point !== null),
  );
  const take = async (value: string): Promise<void> => {
    setText(null);
    const [kind, id = ''] = value.split(':');
    if (kind === 'parcel') return onChange(id);
    const firm = await queries.fetchQuery(firmQuery(id));
    const [first] = firm.parcels;
    // A firm on several parcels: they are offered by their codes.
    if (firm.parcels.length > 1) setText(firm.name ?? id);
    else onChange(first?.code ?? null);
  };
  return (
    <div className="ledger-field">
      <label htmlFor="ledger-parcel">{t('ledger.form.parcel')}</label>
      <AutoComplete
        id="ledger-parcel"
        value={text ?? code ?? ''}
        placeholder={t('ledger.form.parcelHint')}
        defaultActiveFirstOption
        allowClear
        onClear={() => onChange(null)}
        options={hits.slice(0, 20).map((hit) => ({
          value: `${hit.kind}:${hit.id}`,
          label: (
            <span className="search-option">
              <span>{hit.name}</span>
              <span className="note">{hit.note}</span>
            </span>
          ),
        }))}
        notFoundContent={asked === '' ? null : found.isFetching ? t('frame.state.loading') : t('ledger.form.parcelNone')}
        onChange={setText}
        onSelect={(value: string) => void take(value)}
        onBlur={() => setText(null)}
        style={{ width: '100%' }}
        styles={{ popup: { root: { minWidth: 380 } } }}
      />
      {land && (
        <p className="note" lang="zh-CN">
          {land.name !== null && `${land.name} · `}
          {t('ledger.form.parcelOn', {
            registered: plainNumber(land.registeredMu, 3),
            measured: plainNumber(land.measuredMu, 3),
            township: land.townshipName ?? t('ledger.filter.noTownship'),
          })}
        </p>
      )}
      {code !== null && land === null && (
        <p className="ledger-fault" role="alert">
          {t('ledger.form.parcelNone')}
        </p>
      )}
    </div>
  );
}
