// What of the ledger is shown: target, kind, stage, township, measure, marks, days, words; each choice with the number of entries it would give.
import { Button, DatePicker, Input, Select, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { ledgerDays, ledgerMarks } from '#domain/ledger/ledger-filter.ts';
import { landMetricKinds, ledgerStages } from '#domain/ledger/entry.ts';
import type { LedgerTableReply } from '../../api/ledger-replies.ts';
import { count } from '../../format.ts';
import { measureName } from '../../i18n/measure-name.ts';
import { filtersSet, useLedger } from './use-ledger.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

function Several({
  label,
  value,
  options,
  width,
  onChange,
}: {
  label: string;
  value: readonly string[] | undefined;
  options: readonly Choice[];
  width: number;
  onChange: (next: string[]) => void;
}) {
  return (
    <Select
      mode="multiple"
      size="small"
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ minWidth: width }}
      maxTagCount={1}
      maxTagTextLength={8}
      optionFilterProp="label"
      value={[...(value ?? [])]}
      options={[...options]}
      onChange={onChange}
    />
  );
}

const noTownship = 'none';

interface FiltersProps {
  readonly table: LedgerTableReply | undefined;
  readonly policyName: (id: string) => string;
}

export function LedgerFilters({ table, policyName }: FiltersProps) {
  const { t } = useTranslation();
  const { ledger, set } = useLedger();
  const option = (value: string, name: string, entries: number): Choice => ({
    value,
    label: t('ledger.filter.option', { name, value: count(entries) }),
  });
  const counts = table?.counts;
  const entriesOf = (facet: 'kind' | 'stage', key: string): number => counts?.[facet].find((one) => one.key === key)?.entries ?? 0;
  const policies = [...new Set(table?.targets.map(({ policy }) => policy))];
  const targetValue =
    ledger.target === undefined
      ? ledger.policy === undefined
        ? ''
        : `policy ${ledger.policy}`
      : `${ledger.policy ?? ''} ${ledger.target}`;
  const known = table?.targets.find(({ id, policy }) => id === ledger.target && (ledger.policy ?? policy) === policy);
  const pickTarget = (value: string): void => {
    const [first = '', second] = value.split(' ');
    if (value === '') set({ policy: undefined, target: undefined });
    else set(first === 'policy' ? { policy: second, target: undefined } : { policy: first, target: second });
  };
  return (
    <section className="panel ledger-filters" aria-label={t('ledger.filter.label')}>
      <Select
        size="small"
        aria-label={t('ledger.filter.target')}
        style={{ width: 220 }}
        value={known ? `${known.policy} ${known.id}` : targetValue}
        onChange={pickTarget}
        options={[
          { value: '', label: t('ledger.filter.anyTarget') },
          ...policies.map((policy) => ({
            label: policyName(policy),
            title: policyName(policy),
            options: [
              { value: `policy ${policy}`, label: t('ledger.filter.policyAll', { name: policyName(policy) }) },
              ...(table?.targets ?? [])
                .filter((one) => one.policy === policy)
                .map(({ id, name }) => ({ value: `${policy} ${id}`, label: name })),
            ],
          })),
        ]}
      />
      <Several
        label={t('ledger.filter.kind')}
        width={96}
        value={ledger.kinds}
        options={landMetricKinds
          .filter((kind) => kind !== 'vacated_effective')
          .map((kind) => option(kind, t(`ledger.kinds.${kind}`), entriesOf('kind', kind)))}
        onChange={(next) => set({ kinds: landMetricKinds.filter((kind) => next.includes(kind)) })}
      />
      <Several
        label={t('ledger.filter.stage')}
        width={96}
        value={ledger.stages}
        options={ledgerStages.map((stage) => option(stage, t(`ledger.stages.${stage}`), entriesOf('stage', stage)))}
        onChange={(next) => set({ stages: ledgerStages.filter((stage) => next.includes(stage)) })}
      />
      <Several
        label={t('ledger.filter.township')}
        width={128}
        value={ledger.townships?.map((code) => code || noTownship)}
        options={(counts?.township ?? []).map(({ key, name, entries }) =>
          option(key || noTownship, name ?? (key || t('ledger.filter.noTownship')), entries),
        )}
        onChange={(next) => set({ townships: next.map((code) => (code === noTownship ? '' : code)) })}
      />
      <Several
        label={t('ledger.filter.measure')}
        width={96}
        value={ledger.measures}
        options={(counts?.measure ?? []).map(({ key, entries }) => option(key, measureName(t, key), entries))}
        onChange={(measures) => set({ measures })}
      />
      <Several
        label={t('ledger.filter.mark')}
        width={96}
        value={ledger.marks}
        options={ledgerMarks.map((mark) => ({ value: mark, label: t(`ledger.marks.${mark}`) }))}
        onChange={(next) => set({ marks: ledgerMarks.filter((mark) => next.includes(mark)) })}
      />
      <span className="ledger-days">
        <Select
          size="small"
          aria-label={t('ledger.filter.dateBy')}
          style={{ width: 104 }}
          value={ledger.dateBy ?? 'evidence'}
          options={ledgerDays.map((day) => ({ value: day, label: t(`ledger.days.${day}`) }))}
          onChange={(dateBy) => set({ dateBy: dateBy === 'evidence' ? undefined : dateBy })}
        />
        <DatePicker.RangePicker
          size="small"
          style={{ width: 224 }}
          aria-label={t(`ledger.days.${ledger.dateBy ?? 'evidence'}`)}
          placeholder={[t('ledger.filter.from'), t('ledger.filter.to')]}
          allowEmpty={[true, true]}
          value={[ledger.from === undefined ? null : dayjs(ledger.from), ledger.to === undefined ? null : dayjs(ledger.to)]}
          onChange={(range) => set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
        />
      </span>
      <Input.Search
        key={ledger.text ?? ''}
        size="small"
        allowClear
        style={{ width: 208 }}
        aria-label={t('ledger.filter.text')}
        placeholder={t('ledger.filter.text')}
        defaultValue={ledger.text ?? ''}
        onSearch={(text) => set({ text: text.trim() })}
      />
      <Tooltip title={t('ledger.filter.knownOnHint')}>
        <DatePicker
          size="small"
          style={{ width: 196 }}
          format={(value) => `${t('ledger.filter.knownOn')} ${value.format('YYYY-MM-DD')}`}
          inputReadOnly
          aria-label={t('ledger.filter.knownOn')}
          placeholder={t('ledger.filter.knownOn')}
          value={ledger.knownOn === undefined ? null : dayjs(ledger.knownOn)}
          onChange={(value) => set({ knownOn: value?.format('YYYY-MM-DD') })}
        />
      </Tooltip>
      {ledger.parcels && <span className="ledger-chip">{t('ledger.filter.parcels', { codes: ledger.parcels.join('、') })}</span>}
      {filtersSet(ledger) > 0 && (
        <Button size="small" onClick={() => set({ ...cleared, sort: ledger.sort, open: ledger.open, knownOn: ledger.knownOn })}>
          {t('ledger.reset')}
        </Button>
      )}
    </section>
  );
}

const cleared = {
  policy: undefined,
  target: undefined,
  kinds: undefined,
  stages: undefined,
  townships: undefined,
  measures: undefined,
  parcels: undefined,
  marks: undefined,
  dateBy: undefined,
  from: undefined,
  to: undefined,
  text: undefined,
} as const;
