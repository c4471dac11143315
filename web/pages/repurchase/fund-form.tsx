// Adds an entry to the fund, or takes one back, each with its basis.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fundKinds, type FundKind } from '#domain/repurchase/fund.ts';
import { addToFund, renewRepurchase } from '../../api/repurchase-queries.ts';
import type { FundEntryReply } from '../../api/repurchase-replies.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';

interface EntryFormProps {
  readonly title: string;
  readonly ready: boolean;
  readonly onSave: (basis: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

function EntryForm({ title, ready, onSave, onClose, children }: EntryFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [basis, setBasis] = useState('');
  const save = useMutation({
    mutationFn: () => onSave(basis.trim()),
    onSuccess: () => {
      onClose();
      void renewRepurchase(queries);
    },
  });
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={480} destroyOnHidden>
      <form
        className="buy-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {children}
        <label>
          {t('repurchase.act.basis')}
          <Input
            value={basis}
            maxLength={2000}
            placeholder={t('repurchase.fund.basisHint')}
            onChange={(event) => setBasis(event.target.value)}
          />
        </label>
        {save.isError && <Failed detail={problemText(t, save.error)} />}
        <div className="buy-buttons end">
          <Button onClick={onClose}>{t('repurchase.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!ready || basis.trim() === ''}>
            {t('repurchase.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

export function FundForm({ county, year: thisYear, onClose }: { county: string; year: number; onClose: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<FundKind>('land-revenue');
  const [year, setYear] = useState<number | null>(thisYear);
  const [name, setName] = useState('');
  const [amountWan, setAmount] = useState<number | null>(null);
  return (
    <EntryForm
      title={t('repurchase.fund.add')}
      ready={year !== null && name.trim() !== '' && amountWan !== null && amountWan > 0}
      onSave={(basis) => addToFund({ county, kind, year, name: name.trim(), amountWan, basis })}
      onClose={onClose}
    >
      <label>
        {t('repurchase.fund.kind')}
        <Select<FundKind>
          aria-label={t('repurchase.fund.kind')}
          value={kind}
          onChange={setKind}
          options={fundKinds.map((one) => ({ value: one, label: t(`repurchase.fundKind.${one}`) }))}
        />
      </label>
      <label>
        {t('repurchase.fund.year')}
        <InputNumber<number> min={1990} max={2100} precision={0} value={year} onChange={setYear} style={{ width: '100%' }} />
      </label>
      <label>
        {t('repurchase.fund.name')}
        <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        {t('repurchase.fund.amount')}
        <InputNumber<number>
          min={0}
          max={1e9}
          value={amountWan}
          onChange={setAmount}
          suffix={t('repurchase.unit.wan')}
          style={{ width: '100%' }}
        />
      </label>
    </EntryForm>
  );
}

export function ReverseForm({ county, entry, onClose }: { county: string; entry: FundEntryReply; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <EntryForm
      title={t('repurchase.fund.reverseTitle', { name: entry.name })}
      ready
      onSave={(basis) => addToFund({ county, reverses: entry.id, basis })}
      onClose={onClose}
    >
      <p className="note">{t('repurchase.fund.reverseNote')}</p>
    </EntryForm>
  );
}
