// The bar that acts on chosen rows of a list: to whom, why, assign, close, waive, reopen. Findings and queues share it.
import { AutoComplete, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './desk-acts.css';

export type DeskAct = 'assign' | 'close' | 'waive' | 'reopen';

interface DeskActsProps {
  readonly chosen: number;
  readonly pending: boolean;
  /** Bureaus and townships to choose from; any name may be written. */
  readonly places: readonly string[];
  readonly onAct: (act: DeskAct, said: { readonly to?: string; readonly reason?: string }) => void;
  /** How many were acted on; null before. */
  readonly done: number | null;
  readonly fault: string | null;
}

export function DeskActs({ chosen, pending, places, onAct, done, fault }: DeskActsProps) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const none = chosen === 0 || pending;
  const act = (name: DeskAct): void => {
    onAct(name, { ...(name === 'assign' ? { to: to.trim() } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) });
    setReason('');
  };
  return (
    <div className="desk-acts" role="group" aria-label={t('intake.desk.acts')}>
      <span>{t('intake.desk.selected', { count: chosen })}</span>
      <AutoComplete
        size="small"
        className="desk-acts-to"
        aria-label={t('intake.desk.to')}
        placeholder={t('intake.desk.toHint')}
        value={to}
        options={places.map((value) => ({ value }))}
        onChange={(value: string | undefined) => setTo((value ?? '').slice(0, 60))}
      />
      <Button size="small" disabled={none || to.trim() === ''} onClick={() => act('assign')}>
        {t('intake.desk.assign')}
      </Button>
      <Input
        size="small"
        className="desk-acts-reason"
        aria-label={t('intake.desk.reason')}
        placeholder={t('intake.desk.reason')}
        value={reason}
        maxLength={1000}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button size="small" disabled={none} onClick={() => act('close')}>
        {t('intake.desk.close')}
      </Button>
      <Button size="small" disabled={none || reason.trim() === ''} onClick={() => act('waive')}>
        {t('intake.desk.waive')}
      </Button>
      <Button size="small" disabled={none} onClick={() => act('reopen')}>
        {t('intake.desk.reopen')}
      </Button>
      {done !== null && <span role="status">{t('intake.desk.done', { count: done })}</span>}
      {fault !== null && (
        <span role="alert" className="desk-acts-fault">
          {fault}
        </span>
      )}
    </div>
  );
}
