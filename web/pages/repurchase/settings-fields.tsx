// The settings as fields: to read without a way to change them, to edit with one.
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { landBases, scoreParts, type CostModel, type Settings } from '#domain/repurchase/settings.ts';
import { unknownMark } from '../../format.ts';
import { RecordFields } from './record-fields.tsx';

type Change = ((settings: Settings) => void) | undefined;

interface AmountRowProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number | null;
  /** What null means; left out: it may not be null. */
  readonly none?: string;
  readonly onChange?: ((value: number | null) => void) | undefined;
}

export function Row({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="buy-setting">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

export function AmountRow({ label, unit, value, none, onChange }: AmountRowProps) {
  if (!onChange)
    return (
      <div className="buy-setting">
        <span>{label}</span>
        <b>{value === null ? (none ?? unknownMark) : `${value} ${unit}`}</b>
      </div>
    );
  return (
    <Row label={label}>
      {(id) => (
        <InputNumber<number>
          id={id}
          size="small"
          min={0}
          max={1e12}
          value={value}
          placeholder={none ?? ''}
          suffix={unit}
          onChange={(next) => (next !== null || none !== undefined) && onChange(next)}
        />
      )}
    </Row>
  );
}

const costAmounts = [
  ['benchmarkWanPerMu', 'wanPerMu', true],
  ['termYears', 'years', false],
  ['assumedReplacementYuanPerM2', 'yuanPerM2', true],
  ['assumedFloorRatio', 'ratio', true],
  ['assumedNewnessPercent', 'percent', true],
  ['relocationYuanPerM2', 'yuanPerM2', false],
  ['stoppagePercent', 'percentOfBuildings', false],
  ['earlySigningPercent', 'percentOfBuildings', false],
  ['earlySigningWanPerMu', 'wanPerMu', false],
] as const satisfies readonly (readonly [keyof CostModel, string, boolean])[];

export function SettingsFields({ settings, onChange }: { settings: Settings; onChange?: Change }) {
  const { t } = useTranslation();
  const { cost, weights, exclude } = settings;
  const put = (parts: Partial<Settings>): void => onChange?.({ ...settings, ...parts });
  const putCost = (parts: Partial<CostModel>): void => put({ cost: { ...cost, ...parts } });
  return (
    <>
      <h3>{t('repurchase.settings.cost')}</h3>
      {onChange ? (
        <Row label={t('repurchase.settings.landBasis')}>
          {(id) => (
            <Select
              id={id}
              size="small"
              value={cost.landBasis}
              onChange={(landBasis) => putCost({ landBasis })}
              options={landBases.map((basis) => ({ value: basis, label: t(`repurchase.landBasis.${basis}`) }))}
            />
          )}
        </Row>
      ) : (
        <div className="buy-setting">
          <span>{t('repurchase.settings.landBasis')}</span>
          <b>{t(`repurchase.landBasis.${cost.landBasis}`)}</b>
        </div>
      )}
      {costAmounts.map(([name, unit, mayBeNone]) => (
        <AmountRow
          key={name}
          label={t(`repurchase.settings.${name}`)}
          unit={t(`repurchase.settingUnit.${unit}`)}
          value={cost[name]}
          {...(mayBeNone ? { none: t('repurchase.settings.noneUnknown') } : {})}
          onChange={
            onChange && ((value) => putCost({ [name]: name === 'termYears' && value !== null ? Math.max(1, Math.round(value)) : value }))
          }
        />
      ))}
      <h3>{t('repurchase.settings.replacement')}</h3>
      <RecordFields
        values={cost.replacementYuanPerM2}
        unit={t('repurchase.settingUnit.yuanPerM2')}
        addLabel={t('repurchase.settings.addStructure')}
        onChange={onChange && ((replacementYuanPerM2) => putCost({ replacementYuanPerM2 }))}
      />
      <h3>{t('repurchase.settings.weights')}</h3>
      {scoreParts.map((part) => (
        <AmountRow
          key={part}
          label={t(`repurchase.part.${part}`)}
          unit=""
          value={weights[part]}
          onChange={onChange && ((value) => put({ weights: { ...weights, [part]: value ?? 0 } }))}
        />
      ))}
      <AmountRow
        label={t('repurchase.settings.taxReference')}
        unit={t('repurchase.settingUnit.wanPerMu')}
        value={settings.taxReferenceWanPerMu}
        onChange={onChange && ((value) => put({ taxReferenceWanPerMu: Math.max(0.000001, value ?? 0) }))}
      />
      <h3>{t('repurchase.settings.zones')}</h3>
      <RecordFields
        values={settings.zoneScores}
        unit={t('repurchase.settingUnit.points')}
        addLabel={t('repurchase.settings.addZone')}
        onChange={onChange && ((zoneScores) => put({ zoneScores }))}
      />
      <h3>{t('repurchase.settings.exclude')}</h3>
      <Checkbox
        disabled={!onChange}
        checked={exclude.sealed}
        onChange={(event) => put({ exclude: { ...exclude, sealed: event.target.checked } })}
      >
        {t('repurchase.reason.sealed')}
      </Checkbox>
      <Checkbox
        disabled={!onChange}
        checked={exclude.gradeA}
        onChange={(event) => put({ exclude: { ...exclude, gradeA: event.target.checked } })}
      >
        {t('repurchase.reason.grade-a')}
      </Checkbox>
      {onChange ? (
        <Row label={t('repurchase.settings.excludeZones')}>
          {(id) => (
            <Select
              id={id}
              size="small"
              mode="tags"
              value={exclude.zones}
              onChange={(zones: string[]) => put({ exclude: { ...exclude, zones } })}
              tokenSeparators={['、', ',', '，']}
            />
          )}
        </Row>
      ) : (
        exclude.zones.length > 0 && (
          <div className="buy-setting">
            <span>{t('repurchase.settings.excludeZones')}</span>
            <b>{exclude.zones.join('、')}</b>
          </div>
        )
      )}
      {onChange ? (
        <Row label={t('repurchase.settings.note')}>
          {(id) => (
            <Input id={id} size="small" value={settings.note} maxLength={500} onChange={(event) => put({ note: event.target.value })} />
          )}
        </Row>
      ) : (
        settings.note !== '' && <p className="note">{settings.note}</p>
      )}
    </>
  );
}
