// Amounts by name (replacement prices by structure, scores by zone): each editable, removable, and new ones added.
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface RecordFieldsProps {
  readonly values: Readonly<Record<string, number>>;
  readonly unit: string;
  readonly addLabel: string;
  readonly onChange?: ((values: Record<string, number>) => void) | undefined;
}

export function RecordFields({ values, unit, addLabel, onChange }: RecordFieldsProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const entries = Object.entries(values);
  const without = (gone: string): Record<string, number> => Object.fromEntries(entries.filter(([key]) => key !== gone));
  const add = (): void => {
    if (onChange && name.trim() !== '' && !(name.trim() in values)) onChange({ ...values, [name.trim()]: 0 });
    setName('');
  };
  return (
    <>
      {entries.length === 0 && !onChange && <p className="note">{t('repurchase.settings.noEntries')}</p>}
      {entries.map(([key, value]) => (
        <div key={key} className="buy-setting">
          <span>{key}</span>
          {onChange ? (
            <span className="buy-buttons">
              <InputNumber<number>
                size="small"
                min={0}
                value={value}
                suffix={unit}
                aria-label={key}
                onChange={(next) => onChange({ ...values, [key]: next ?? 0 })}
              />
              <Button
                size="small"
                type="text"
                aria-label={t('repurchase.settings.remove', { name: key })}
                onClick={() => onChange(without(key))}
              >
                ×
              </Button>
            </span>
          ) : (
            <b>
              {value} {unit}
            </b>
          )}
        </div>
      ))}
      {onChange && (
        <div className="buy-setting">
          <Input
            size="small"
            value={name}
            maxLength={20}
            aria-label={addLabel}
            placeholder={addLabel}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={(event) => {
              event.preventDefault();
              add();
            }}
          />
          <Button size="small" disabled={name.trim() === ''} onClick={add}>
            {t('repurchase.settings.add')}
          </Button>
        </div>
      )}
    </>
  );
}
