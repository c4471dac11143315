// What is done to a plan, with its day and basis: approval, withdrawal, a plot's next step, its leaving; the delivery names what the ledger counts.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input, InputNumber, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enteredKind } from '#domain/ledger/ledger-lines.ts';
import { stepNeedsAmount } from '#domain/repurchase/plan-acts.ts';
import type { PlanStep } from '#domain/repurchase/plan.ts';
import { targetsQuery } from '../../api/queries.ts';
import { actOnPlan, putPlan, renewRepurchase } from '../../api/repurchase-queries.ts';
import type { PlanParcelReply, PlanReply } from '../../api/repurchase-replies.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';
import type { ChoiceFigures } from './choice-figures.ts';

export type Act =
  | { readonly act: 'approve' }
  | { readonly act: 'withdraw' }
  | { readonly act: 'step'; readonly parcel: PlanParcelReply; readonly step: PlanStep }
  | { readonly act: 'drop'; readonly parcel: PlanParcelReply };

interface ActFormProps {
  readonly plan: PlanReply;
  readonly act: Act;
  readonly figures: ChoiceFigures;
  readonly onClose: () => void;
}

export function ActForm({ plan, act, figures, onClose }: ActFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { county, shown } = figures;
  const [date, setDate] = useState(shown.asOf);
  const [basis, setBasis] = useState('');
  const step = act.act === 'step' ? act.step : null;
  const parcel = 'parcel' in act ? act.parcel : null;
  const [amount, setAmount] = useState<number | null>(step === 'contract' ? (parcel?.valuationWan ?? null) : null);
  const [documents, setDocuments] = useState('');
  const targets = useQuery({ ...targetsQuery(county.code, shown.asOf), enabled: step === 'delivery' });
  const counts = (targets.data ?? []).flatMap((target) => {
    const kind = enteredKind(target);
    return kind === null
      ? []
      : [{ value: `${target.policy}|${kind}`, label: `${target.name ?? target.id} · ${t(`progress.kind.${kind}`)}` }];
  });
  const kinds = counts.filter(({ value }, place) => counts.findIndex((one) => one.value === value) === place);
  const [chosen, setChosen] = useState<string | null>(null);
  const toward = chosen ?? kinds[0]?.value ?? null;
  const wantsAmount = step !== null && stepNeedsAmount(step);
  const save = useMutation({
    mutationFn: () => {
      const said = { date, basis: basis.trim() };
      if (act.act === 'approve' || act.act === 'withdraw') return actOnPlan(county.code, plan.id, { act: act.act, ...said });
      if (act.act === 'drop') return actOnPlan(county.code, plan.id, { act: 'drop', parcel: act.parcel.code, ...said });
      const [policy, kind] = (toward ?? '').split('|');
      const papers = documents.split(/[;；\n]/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
      return actOnPlan(county.code, plan.id, {
        act: 'step',
        parcel: act.parcel.code,
        step: act.step,
        amountWan: wantsAmount ? amount : null,
        ...(act.step === 'delivery' ? { ledger: { policy, kind, documents: papers } } : {}),
        ...said,
      });
    },
    onSuccess: (after) => {
      putPlan(queries, { county: county.code, version: county.version }, after);
      onClose();
      void renewRepurchase(queries);
    },
  });
  const name = parcel?.name ?? parcel?.code ?? plan.name;
  const title =
    act.act === 'step'
      ? t('repurchase.act.stepTitle', { step: t(`repurchase.step.${act.step}`), name })
      : t(`repurchase.act.${act.act}Title`, { name });
  const ready =
    basis.trim() !== '' &&
    (!wantsAmount || (amount !== null && amount > 0)) &&
    (step !== 'delivery' || (toward !== null && documents.trim() !== ''));
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <form
        className="buy-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {act.act !== 'step' && <p className="note">{t(`repurchase.act.${act.act}Note`)}</p>}
        {step === 'delivery' && <p className="note">{t('repurchase.act.deliveryNote')}</p>}
        {wantsAmount && (
          <label>
            {t(step === 'valuation' ? 'repurchase.act.valuation' : 'repurchase.act.contract')}
            <InputNumber<number>
              min={0}
              max={1e9}
              value={amount}
              onChange={setAmount}
              suffix={t('repurchase.unit.wan')}
              style={{ width: '100%' }}
            />
          </label>
        )}
        {step === 'delivery' && (
          <>
            <label>
              {t('repurchase.act.toward')}
              <Select<string>
                aria-label={t('repurchase.act.toward')}
                value={toward}
                onChange={setChosen}
                options={kinds}
                loading={targets.isPending}
              />
            </label>
            <label>
              {t('repurchase.act.documents')}
              <Input
                value={documents}
                maxLength={300}
                placeholder={t('repurchase.act.documentsHint')}
                onChange={(event) => setDocuments(event.target.value)}
              />
            </label>
          </>
        )}
        <label>
          {t('repurchase.act.date')}
          <DatePicker allowClear={false} value={dayjs(date)} onChange={(value) => value && setDate(value.format('YYYY-MM-DD'))} />
        </label>
        <label>
          {t('repurchase.act.basis')}
          <Input
            value={basis}
            maxLength={2000}
            placeholder={t('repurchase.act.basisHint')}
            onChange={(event) => setBasis(event.target.value)}
          />
        </label>
        {save.isError && <Failed detail={problemText(t, save.error)} />}
        <div className="buy-buttons end">
          <Button onClick={onClose}>{t('repurchase.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!ready}>
            {t('repurchase.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
