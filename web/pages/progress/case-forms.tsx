// Opens a case, moves it on or drops it; and states how likely a stage is to become land.
import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enteredKind } from '#domain/ledger/ledger-lines.ts';
import { caseStages, type CaseStage, type ProspectStage } from '#domain/ledger/target-statement.ts';
import { moveCase, openCase, setLikelihood } from '../../api/progress-queries.ts';
import type { CaseReply, ProgressReply } from '../../api/progress-replies.ts';
import { StatementForm } from './statement-form.tsx';

export function CaseForm({ progress, of, onClose }: { progress: ProgressReply; of: CaseReply | null; onClose: () => void }) {
  const { t } = useTranslation();
  const { target, county, asOf } = progress;
  const [parcel, setParcel] = useState(of?.parcel ?? '');
  const [stage, setStage] = useState<CaseStage>(of ? (caseStages[Math.min(caseStages.indexOf(of.stage) + 1, 5)] ?? of.stage) : 'surveyed');
  const [expectedMu, setExpected] = useState<number | null>(of?.expectedMu ?? null);
  const [due, setDue] = useState(of?.due ?? target.periodEnd);
  return (
    <StatementForm
      title={of ? t('progress.pipeline.moveTitle', { parcel: of.parcel }) : t('progress.pipeline.open')}
      day={asOf}
      dayLabel={t('progress.form.date')}
      ready={parcel.trim() !== '' && expectedMu !== null && expectedMu > 0}
      onSave={(said) =>
        of
          ? moveCase(of.id, { stage, expectedMu, due, ...said })
          : openCase({
              county: county.code,
              policy: target.policy,
              kind: enteredKind(target),
              parcel: parcel.trim(),
              stage,
              expectedMu,
              due,
              ...said,
            })
      }
      onClose={onClose}
    >
      {!of && (
        <label>
          {t('progress.entries.parcel')}
          <Input value={parcel} maxLength={40} onChange={(event) => setParcel(event.target.value)} />
        </label>
      )}
      <label>
        {t('progress.pipeline.stage')}
        <Select
          aria-label={t('progress.pipeline.stage')}
          value={stage}
          onChange={setStage}
          options={caseStages
            .filter((one) => of !== null || one !== 'dropped')
            .map((one) => ({ value: one, label: t(`progress.stages.${one}`) }))}
        />
      </label>
      <label>
        {t('progress.pipeline.mu')}
        <InputNumber min={0} max={1_000_000} value={expectedMu} onChange={setExpected} style={{ width: '100%' }} />
      </label>
      <label>
        {t('progress.pipeline.due')}
        <DatePicker allowClear={false} value={dayjs(due)} onChange={(value) => value && setDue(value.format('YYYY-MM-DD'))} />
      </label>
    </StatementForm>
  );
}

interface LikelihoodFormProps {
  readonly progress: ProgressReply;
  readonly stage: ProspectStage;
  readonly permille: number;
  readonly onClose: () => void;
}

export function LikelihoodForm({ progress, stage, permille, onClose }: LikelihoodFormProps) {
  const { t } = useTranslation();
  const [percent, setPercent] = useState<number | null>(permille / 10);
  return (
    <StatementForm
      title={t('progress.pipeline.likelihoodTitle', { stage: t(`progress.stages.${stage}`) })}
      day={progress.asOf}
      dayLabel={t('progress.form.from')}
      ready={percent !== null}
      onSave={(said) => setLikelihood({ county: progress.county.code, stage, permille: Math.round((percent ?? 0) * 10), ...said })}
      onClose={onClose}
    >
      <p className="note">{t('progress.pipeline.assumed')}</p>
      <label>
        {t('progress.pipeline.likelihood')} (%)
        <InputNumber min={0} max={100} step={5} precision={1} value={percent} onChange={setPercent} style={{ width: '100%' }} />
      </label>
    </StatementForm>
  );
}
