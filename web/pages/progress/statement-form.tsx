// The common end of every statement about targets: day, basis, save; what was refused is said and what was typed is kept.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { renewProgress } from '../../api/progress-queries.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed } from '../../ui/trouble.tsx';

interface StatementFormProps {
  readonly title: string;
  readonly day: string;
  /** Null: the statement has no day of its own. */
  readonly dayLabel: string | null;
  readonly ready: boolean;
  readonly onSave: (said: { readonly date: string; readonly basis: string }) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function StatementForm({ title, day, dayLabel, ready, onSave, onClose, children }: StatementFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [date, setDate] = useState(day);
  const [basis, setBasis] = useState('');
  const save = useMutation({
    mutationFn: () => onSave({ date, basis: basis.trim() }),
    onSuccess: async () => {
      await renewProgress(queries);
      onClose();
    },
  });
  return (
    <Modal open title={title} onCancel={onClose} footer={null} width={520} destroyOnHidden>
      <form
        className="statement-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {children}
        {dayLabel !== null && (
          <label>
            {dayLabel}
            <DatePicker allowClear={false} value={dayjs(date)} onChange={(value) => value && setDate(value.format('YYYY-MM-DD'))} />
          </label>
        )}
        <label>
          {t('progress.form.basis')}
          <Input
            value={basis}
            maxLength={2000}
            onChange={(event) => setBasis(event.target.value)}
            placeholder={t('progress.form.basisHint')}
          />
        </label>
        {save.isError && <Failed detail={problemText(t, save.error)} />}
        <div className="form-row end">
          <Button onClick={onClose}>{t('progress.form.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!ready || basis.trim() === ''}>
            {t('progress.form.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
