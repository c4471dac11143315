// Further limits of the goal: jobs, tax and scores, township quotas, what counts as side by side, weights, locks.
import { Button, Checkbox, InputNumber, Select, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { barrierKinds } from '#domain/repurchase/adjacency.ts';
import type { Quota } from '#domain/repurchase/choice.ts';
import { scoreParts } from '#domain/repurchase/settings.ts';
import { count } from '../../format.ts';
import { useChoice, type ChoiceChange } from '../../state/choice.ts';
import type { ChoiceFigures } from './choice-figures.ts';

interface PartProps {
  readonly figures: ChoiceFigures;
  readonly onSet: (change: ChoiceChange) => void;
}

interface FieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly suffix?: string;
  readonly most?: number;
  readonly onSet: (value: number | undefined) => void;
}

function Field({ label, value, suffix, most = 1e9, onSet }: FieldProps) {
  const { t } = useTranslation();
  return (
    <label>
      {label}
      <InputNumber<number>
        size="small"
        min={0}
        max={most}
        value={value ?? null}
        placeholder={t('repurchase.goal.notSet')}
        suffix={suffix ?? null}
        onChange={(next) => onSet(next ?? undefined)}
      />
    </label>
  );
}

export function LimitsPart({ figures: { choice }, onSet }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="buy-fields">
      <Field
        label={t('repurchase.goal.maxJobs')}
        suffix={t('repurchase.unit.people')}
        value={choice.maxJobs}
        onSet={(maxJobs) => onSet({ maxJobs })}
      />
      <Field
        label={t('repurchase.goal.maxTax')}
        suffix={t('repurchase.unit.wan')}
        value={choice.maxTaxWan}
        onSet={(maxTaxWan) => onSet({ maxTaxWan })}
      />
      <Field label={t('repurchase.goal.minScore')} most={100} value={choice.minScore} onSet={(minScore) => onSet({ minScore })} />
      <Field
        label={t('repurchase.goal.minMeanScore')}
        most={100}
        value={choice.minMeanScore}
        onSet={(minMeanScore) => onSet({ minMeanScore })}
      />
      <p className="note">{t('repurchase.goal.limitsHint')}</p>
    </div>
  );
}

export function QuotasPart({ figures: { choice, county }, onSet }: PartProps) {
  const { t } = useTranslation();
  const quotas = choice.quotas ?? [];
  const used = new Set(quotas.map(({ township }) => township));
  const put = (township: string, change: Partial<Record<'minMu' | 'maxMu', number | undefined>>): void =>
    onSet({
      quotas: quotas.map((quota): Quota => {
        if (quota.township !== township) return quota;
        const next: Record<string, unknown> = { ...quota, ...change };
        for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key];
        return next as Quota;
      }),
    });
  const names = new Map(county.townships.map(({ code, name }) => [code, name]));
  return (
    <div className="buy-quotas">
      {quotas.map(({ township, minMu, maxMu }) => (
        <div key={township} className="buy-quota">
          <span>{names.get(township) ?? township}</span>
          <InputNumber<number>
            size="small"
            min={0}
            value={minMu ?? null}
            placeholder={t('repurchase.goal.least')}
            aria-label={`${names.get(township) ?? township} ${t('repurchase.goal.least')}`}
            onChange={(value) => put(township, { minMu: value ?? undefined })}
          />
          <InputNumber<number>
            size="small"
            min={0}
            value={maxMu ?? null}
            placeholder={t('repurchase.goal.most')}
            aria-label={`${names.get(township) ?? township} ${t('repurchase.goal.most')}`}
            onChange={(value) => put(township, { maxMu: value ?? undefined })}
          />
          <Button
            size="small"
            type="text"
            aria-label={t('repurchase.goal.dropQuota', { name: names.get(township) ?? township })}
            onClick={() => onSet({ quotas: quotas.filter((quota) => quota.township !== township) })}
          >
            ×
          </Button>
        </div>
      ))}
      <Select<string>
        size="small"
        value={null}
        placeholder={t('repurchase.goal.addQuota')}
        aria-label={t('repurchase.goal.addQuota')}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(township) => onSet({ quotas: [...quotas, { township }] })}
        options={county.townships.filter(({ code }) => !used.has(code)).map(({ code, name }) => ({ value: code, label: name }))}
      />
    </div>
  );
}

export function AdjacencyPart({ figures: { choice, adjacency }, onSet }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="buy-fields">
      <Field
        label={t('repurchase.goal.gapM')}
        suffix={t('repurchase.unit.metres')}
        most={100}
        value={choice.gapM ?? adjacency.gapM}
        onSet={(gapM) => onSet({ gapM })}
      />
      <Field
        label={t('repurchase.goal.minSharedM')}
        suffix={t('repurchase.unit.metres')}
        most={1000}
        value={choice.minSharedM ?? adjacency.minSharedM}
        onSet={(value) => onSet({ minSharedM: value === undefined ? undefined : Math.max(0.1, value) })}
      />
      <fieldset>
        <legend>{t('repurchase.goal.barriers')}</legend>
        <Checkbox.Group
          value={[...adjacency.barriers]}
          options={barrierKinds.map((kind) => ({ value: kind, label: t(`repurchase.barrier.${kind}`) }))}
          onChange={(kinds) => onSet({ barriers: barrierKinds.filter((kind) => kinds.includes(kind)) })}
        />
      </fieldset>
    </div>
  );
}

export function WeightsPart({ figures: { choice, weights, settings }, onSet }: PartProps) {
  const { t } = useTranslation();
  const whole = scoreParts.reduce((sum, part) => sum + weights[part], 0);
  return (
    <div className="buy-weights">
      {scoreParts.map((part) => (
        <div key={part} className="buy-weight">
          <span>{t(`repurchase.part.${part}`)}</span>
          <Slider
            min={0}
            max={100}
            value={weights[part]}
            ariaLabelForHandle={t('repurchase.goal.weightOf', { part: t(`repurchase.part.${part}`) })}
            onChange={(value) => onSet({ weights: { ...choice.weights, [part]: value } })}
          />
          <span className="note">{whole > 0 ? `${Math.round((weights[part] / whole) * 100)}%` : '—'}</span>
        </div>
      ))}
      <p className="note">
        {t('repurchase.goal.weightsFrom', { version: settings.version })}{' '}
        {choice.weights && (
          <button type="button" className="link-button" onClick={() => onSet({ weights: undefined })}>
            {t('repurchase.goal.weightsReset')}
          </button>
        )}
      </p>
    </div>
  );
}

export function LocksPart({ figures, onSet }: PartProps) {
  const { t } = useTranslation();
  const { choose } = useChoice();
  const { choice, byCode } = figures;
  const [inside, outside] = [choice.lockedIn?.length ?? 0, choice.lockedOut?.length ?? 0];
  const barred = (choice.lockedIn ?? []).filter((code) => (byCode.get(code)?.excluded ?? '') !== '' || !byCode.has(code));
  return (
    <div className="buy-locked">
      <span>{t('repurchase.goal.locked', { inside: count(inside), outside: count(outside) })}</span>
      {inside + outside > 0 && (
        <>
          <button type="button" className="link-button" onClick={() => choose({ show: 'locked' }, { replace: true })}>
            {t('repurchase.goal.showLocked')}
          </button>
          <button type="button" className="link-button" onClick={() => onSet({ lockedIn: undefined, lockedOut: undefined })}>
            {t('repurchase.goal.freeAll')}
          </button>
        </>
      )}
      {barred.length > 0 && (
        <p className="buy-warning">{t('repurchase.goal.lockedBarred', { codes: barred.slice(0, 3).join('、'), count: barred.length })}</p>
      )}
    </div>
  );
}
