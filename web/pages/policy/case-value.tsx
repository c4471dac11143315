// One fact of a made-up case: a value in its unit, "known to be none", or nothing, which means not known.
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Field } from '#domain/policy/fields.ts';

interface CaseValueProps {
  readonly field: Field;
  readonly label: string;
  readonly value: unknown;
  /** `undefined`: not known; `null`: known to be none. */
  readonly onChange: (value: unknown) => void;
}

const absent = '\u0000absent';

export function CaseValue({ field, label, value, onChange }: CaseValueProps) {
  const { t } = useTranslation();
  const none = { value: absent, label: t('policy.case.absent') };
  if (field.type === 'boolean' || field.type === 'enum') {
    const options =
      field.type === 'boolean'
        ? [
            { value: 'yes', label: t('dossier.yes') },
            { value: 'no', label: t('dossier.no') },
          ]
        : (field.values ?? []).map((word) => ({ value: word, label: word === 'none' ? t('policy.case.none') : word }));
    const word = typeof value === 'string' ? value : null;
    const shown = value === null ? absent : typeof value === 'boolean' ? (value ? 'yes' : 'no') : word;
    return (
      <Select
        size="small"
        allowClear
        aria-label={label}
        placeholder={t('policy.case.unknown')}
        value={shown}
        options={[...options, none]}
        onChange={(next: string | null | undefined) => {
          if (next === null || next === undefined) onChange(undefined);
          else if (next === absent) onChange(null);
          else onChange(field.type === 'boolean' ? next === 'yes' : next);
        }}
      />
    );
  }
  if (field.type === 'set' || field.type === 'domains') {
    const words = Array.isArray(value) ? (value as string[]) : Object.keys(value ?? {});
    const isNone = value === null || (Array.isArray(value) && value.length === 0);
    return (
      <Select
        size="small"
        mode="tags"
        allowClear
        aria-label={label}
        placeholder={t(isNone ? 'policy.case.absent' : 'policy.case.unknown')}
        options={[none]}
        value={field.type === 'domains' ? words.filter((word) => (value as Record<string, boolean>)[word]) : words}
        onChange={(next: string[]) => {
          if (next.includes(absent)) onChange(field.type === 'set' ? [] : null);
          else if (next.length === 0) onChange(undefined);
          else onChange(field.type === 'domains' ? Object.fromEntries(next.map((word) => [word, true])) : next);
        }}
      />
    );
  }
  return (
    <Input
      size="small"
      aria-label={label}
      placeholder={field.type === 'date' ? t('policy.case.date') : t('policy.case.unknown')}
      disabled={value === null}
      value={typeof value === 'string' || typeof value === 'number' ? value : ''}
      suffix={
        <button
          type="button"
          className="link-button note"
          aria-pressed={value === null}
          onClick={() => onChange(value === null ? undefined : null)}
        >
          {t('policy.case.absent')}
        </button>
      }
      onChange={({ target }) => onChange(target.value.trim() === '' ? undefined : target.value.trim())}
    />
  );
}
