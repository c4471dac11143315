// States a cost for one plot instead of the model's, with its source; or takes an earlier statement back.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renewRepurchase, writeCost } from '../../api/repurchase-queries.ts';
import type { CandidateReply } from '../../api/repurchase-replies.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';

interface CostFormProps {
  readonly candidate: CandidateReply;
  readonly county: string;
  readonly onClose: () => void;
}

export function CostForm({ candidate, county, onClose }: CostFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [amount, setAmount] = useState<string | null>(candidate.costWan === null ? null : String(candidate.costWan));
  const [source, setSource] = useState('');
  const stated = candidate.cost.known && candidate.cost.bricks[0]?.kind === 'override';
  const save = useMutation({
    mutationFn: (costWan: number | null) => writeCost({ county, parcel: candidate.code, costWan, source: source.trim() }),
    onSuccess: () => {
      onClose();
      void renewRepurchase(queries);
    },
  });
  const ready = source.trim() !== '';
  return (
    <Modal open title={t('repurchase.cost.stateTitle', { code: candidate.code })} footer={null} onCancel={onClose} width={480}>
      <form
        className="buy-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (amount !== null) save.mutate(Number(amount));
        }}
      >
        <label>
          {t('repurchase.cost.amount')}
          <InputNumber<string>
            stringMode
            min="0"
            max="1000000000"
            value={amount}
            onChange={setAmount}
            suffix={t('repurchase.unit.wan')}
            style={{ width: '100%' }}
          />
        </label>
        <label>
          {t('repurchase.cost.source')}
          <Input
            value={source}
            maxLength={500}
            placeholder={t('repurchase.cost.sourceHint')}
            onChange={(event) => setSource(event.target.value)}
          />
        </label>
        <p className="note">{t('repurchase.cost.kept')}</p>
        {save.isError && <Failed detail={problemText(t, save.error)} />}
        <div className="buy-buttons end">
          {stated && (
            <Button disabled={!ready} onClick={() => save.mutate(null)}>
              {t('repurchase.cost.takeBack')}
            </Button>
          )}
          <Button onClick={onClose}>{t('repurchase.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!ready || amount === null}>
            {t('repurchase.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
