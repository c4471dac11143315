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
  /** Words of a set field that the policy asks for. */
  readonly words: readonly string[];
}

const absent = '\u0000absent';

/** Each domain met, not met, or not known: one that is not chosen is not known, and never met by default. */
function CaseDomains({ field, label, value, onChange }: Omit<CaseValueProps, 'words'>) {
  const { t } = useTranslation();
  const known = (value ?? {}) as Readonly<Record<string, boolean>>;
  const domains = [...new Set([...(field.values ?? []), ...Object.keys(known)])];
  const options = domains.flatMap((domain) => [
    { value: `no ${domain}`, label: t('policy.case.notMet', { domain }) },
    { value: `yes ${domain}`, label: t('policy.case.met', { domain }) },
  ]);
  // The later choice for a domain takes the place of the earlier.
  const meant = (words: readonly string[]) =>
    Object.fromEntries(words.map((word) => [word.slice(word.indexOf(' ') + 1), word.startsWith('yes')]));
  return (
    <Select
      size="small"
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      aria-label={label}
      placeholder={t(value === null ? 'policy.case.absent' : 'policy.case.unknown')}
      options={[...options, { value: absent, label: t('policy.case.absent') }]}
      value={Object.entries(known).map(([domain, met]) => `${met ? 'yes' : 'no'} ${domain}`)}
      onChange={(next: string[]) => onChange(next.includes(absent) ? null : next.length === 0 ? undefined : meant(next))}
    />
  );
}

export function CaseValue({ field, label, value, onChange, words }: CaseValueProps) {
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
  if (field.type === 'domains') return <CaseDomains field={field} label={label} value={value} onChange={onChange} />;
  if (field.type === 'set') {
    const isNone = value === null || (Array.isArray(value) && value.length === 0);
    return (
      <Select
        size="small"
        mode="tags"
        allowClear
        aria-label={label}
        placeholder={t(isNone ? 'policy.case.absent' : 'policy.case.unknown')}
        options={[...words.map((word) => ({ value: word, label: word })), none]}
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={(next: string[]) => {
          if (next.includes(absent)) onChange([]);
          else onChange(next.length === 0 ? undefined : next);
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
